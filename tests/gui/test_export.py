"""Exporting from a meeting: by mouse and by key, whole files only, given up, faults in words."""

import errno
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from bigscreen.domain.questions import QuestionFault
from bigscreen.ui.meeting import export_file
from bigscreen.ui.meeting.export_job import ExportJob, ExportWish
from bigscreen.ui.meeting.export_menu import ExportMenu
from bigscreen.viewmodels.bulletin import week_look
from bigscreen.viewmodels.export_words import ExportKind
from bigscreen.viewmodels.order_notice import Phase
from tests.support.reports import MADE_AT, a_report, bars, table
from tests.support.repository import ROOT
from tests.support.small_city import small_city

WEB_ROOT = ROOT / "resources" / "web"


def wish(kind: ExportKind, path: Path, **changes) -> ExportWish:
    given = {"report": a_report(bars(), table()), "city": small_city(), "web_root": WEB_ROOT}
    return ExportWish(kind=kind, path=path, **(given | changes))


@pytest.fixture
def job(qapp):
    made = ExportJob()
    yield made
    made.cancel()
    QThreadPool.globalInstance().waitForDone(5000)


@pytest.mark.parametrize("kind", [ExportKind.SLIDES, ExportKind.WORKBOOK, ExportKind.PAGE])
def test_a_document_is_written_and_its_progress_told(qtbot, job, tmp_path, kind):
    told = []
    job.progressed.connect(told.append)
    path = tmp_path / f"周报.{kind.value}"
    with qtbot.waitSignal(job.done, timeout=10_000) as said:
        job.start(wish(kind, path))
    assert said.args == [str(path)]
    assert path.stat().st_size > 5000
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_the_screen_is_kept_as_a_picture(qtbot, job, tmp_path):
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    path = tmp_path / "screen.png"
    with qtbot.waitSignal(job.done, timeout=10_000):
        job.start(wish(ExportKind.PICTURE, path, picture=picture))
    assert QImage(str(path)).size() == picture.size()


def test_giving_up_leaves_nothing_and_the_old_file_stays(qtbot, job, tmp_path):
    path = tmp_path / "week.xlsx"
    path.write_text("as it was")
    with qtbot.waitSignal(job.given_up, timeout=1000):
        job.start(wish(ExportKind.WORKBOOK, path, report=a_report(*[table(400)] * 40)))
        job.cancel()
    assert not job.is_running
    QThreadPool.globalInstance().waitForDone(10_000)
    qtbot.wait(20)
    assert path.read_text() == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["week.xlsx"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "The disk is full."), (errno.EACCES, "You may not write there.")],
)
def test_a_fault_of_the_disk_is_said_and_leaves_nothing(
    qtbot, job, tmp_path, monkeypatch, number, words
):
    def broken(_file):
        raise OSError(number, "no")

    monkeypatch.setattr(export_file.os, "fsync", broken)
    path = tmp_path / "week.xlsx"
    path.write_text("as it was")
    with qtbot.waitSignal(job.failed, timeout=10_000) as said:
        job.start(wish(ExportKind.WORKBOOK, path))
    assert said.args == [f"{words} Nothing was left behind."]
    assert path.read_text() == "as it was"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_has_gone_is_said(qtbot, job, tmp_path):
    with qtbot.waitSignal(job.failed, timeout=10_000) as said:
        job.start(wish(ExportKind.WORKBOOK, tmp_path / "gone" / "week.xlsx"))
    assert said.args[0].startswith("The folder is not there any more.")


class Lane(QObject):
    """Fails what it is asked."""

    loading = Signal(str, float)
    answered = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked = []

    def ask(self, question) -> str:
        self.asked.append(question)
        return f"q{len(self.asked)}"

    def drop(self, question_id) -> None:
        pass


@pytest.fixture
def menu(qtbot, theme):
    made = ExportMenu(
        theme,
        lambda: a_report(bars(), title="周报/一"),
        lambda: QPixmap(20, 10),
        small_city(),
        WEB_ROOT,
    )
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_a_kind_is_chosen_by_key_and_the_file_has_a_name(qtbot, menu, tmp_path):
    menu.button.setFocus()
    QTest.keyClick(menu.button, Qt.Key.Key_Return)
    assert menu.menu.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu.menu, key)
    (dialog,) = menu.findChildren(QFileDialog)
    (name,) = dialog.selectedFiles()
    assert Path(name).name == "小城 周报 一 2026-11-09 至 2026-11-15（第 46 周）.xlsx"
    path = tmp_path / "a.xlsx"
    with qtbot.waitSignal(menu.said, timeout=10_000) as said:
        dialog.fileSelected.emit(str(path))
        assert menu.cancel.isVisible()
    dialog.close()
    assert said.args[0].phase is Phase.ACCEPTED
    assert menu.button.isVisible()
    assert "签收速度" in [cell.value for cell in openpyxl.load_workbook(path).worksheets[0]["A"]]


def test_an_export_is_given_up_with_its_button(qtbot, menu, tmp_path):
    with qtbot.waitSignal(menu.said, timeout=1000) as said:
        menu.save(ExportKind.SLIDES, a_report(*[table(90)] * 30), str(tmp_path / "a.pptx"))
        menu.cancel.click()
    assert said.args[0].phase is Phase.WARNED
    QThreadPool.globalInstance().waitForDone(10_000)
    qtbot.wait(20)
    assert list(tmp_path.iterdir()) == []


def test_the_bulletin_is_asked_for_and_what_fails_is_said(qtbot, menu):
    lane = Lane()
    look = week_look(small_city(), MADE_AT.date(), MADE_AT)
    menu.offer_bulletin(lane, lambda: look, dict)
    menu.bulletin_by_kind[ExportKind.SLIDES].trigger()
    qtbot.waitUntil(lambda: len(lane.asked) == 1)
    assert menu.cancel.isVisible()
    assert lane.asked[0].start == look.period.start
    with qtbot.waitSignal(menu.said) as said:
        lane.failed.emit("q1", QuestionFault(code="history_unavailable"))
    assert said.args[0].phase is Phase.REFUSED
    assert menu.button.isVisible()


def test_giving_up_while_the_disk_writes_keeps_the_old_file(qtbot, job, tmp_path, monkeypatch):
    monkeypatch.setattr(export_file.os, "fsync", lambda _file: job._stop.set())
    path = tmp_path / "week.xlsx"
    path.write_text("as it was")
    job.start(wish(ExportKind.WORKBOOK, path))
    qtbot.waitUntil(job._stop.is_set, timeout=10_000)
    QThreadPool.globalInstance().waitForDone(10_000)
    assert path.read_text() == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["week.xlsx"]
