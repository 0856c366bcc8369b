"""Whatever any field holds, on desk and wall it stands as text, in its place, in one direction."""

import html
import unicodedata

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QMessageBox,
    QTableWidget,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.outcomes import OutcomeStatus, UnitOutcome
from bigscreen.domain.refusals import Refusal
from bigscreen.ui.centre.centre_dialog import Page
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.dispatch.register_dialog import RegisterDialog
from bigscreen.ui.kpi.volume_panel import VolumePanel
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.plain_text import one_line
from tests.support.hostile import DIRECTION_MARKS, HOSTILE
from tests.support.hostile_scene import hostile_scene
from tests.support.layout_faults import layout_faults

_BEFORE, _AFTER = plain_tooltip("|").split("|")
_FACTS = (
    *("role", "order", "unit", "account", "incident", "source", "since", "by", "reference"),
    *("prefix", "call_sign", "title", "milestone", "item", "grid", "force", "field", "length"),
    *("allowed", "character", "value", "lowest", "highest", "count", "at", "hub_time", "detail"),
    *("per_second", "could", "stage", "step", "subject", "area", "department", "operation"),
)


@pytest.fixture(params=HOSTILE, ids=lambda text: ascii(text[:16]))
def text(request):
    return request.param


@pytest.fixture
def hostile(qapp, text):
    return hostile_scene(text)


@pytest.fixture
def scene(hostile):
    return hostile[0]


def plain(tip: str) -> str:
    """Return the words of a tip; fails where any of it could be read as markup."""
    if not tip:
        return ""
    assert tip.startswith(_BEFORE), tip
    assert tip.endswith(_AFTER), tip
    inner = tip[len(_BEFORE) : -len(_AFTER)]
    assert "<" not in inner
    return html.unescape(inner)


def words_of(widget: QWidget) -> list[str]:
    """Return everything a widget says, in sight, in its tip or to a screen reader."""
    said = [widget.accessibleName(), plain(widget.toolTip())]
    if widget.isWindow():
        said.append(widget.windowTitle())
    if isinstance(widget, QLabel) and widget.text():
        assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()
        said.append(widget.text())
    if isinstance(widget, QComboBox):
        said += [widget.itemText(n) for n in range(widget.count())]
    if isinstance(widget, QListView) and not isinstance(widget.parent(), QComboBox):
        said += words_of_rows(widget.model())
    if isinstance(widget, VolumePanel):
        said += [plain(plain_tooltip(bar.definition)) for bar in widget._bars]
    if hasattr(widget, "text_boxes"):
        said += [box.text for box in widget.text_boxes()]
    return said


def words_of_rows(model: QAbstractItemModel | None) -> list[str]:
    said = []
    for row in range(model.rowCount() if model else 0):
        index = model.index(row, 0)
        said.append(plain(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
        said.append(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
    return said


def check(window: QWidget) -> list[str]:
    """Look at everything a window says now; return it."""
    said: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        assert not isinstance(widget, QTextEdit | QTextBrowser | QMessageBox)
        said += words_of(widget)
    for words in said:
        wrong = {c for c in words if unicodedata.category(c) == "Cc" and c != "\n"}
        assert not wrong, words
        assert not DIRECTION_MARKS & set(words), words
    assert layout_faults(window) == []
    return said


def says(said: list[str], text: str) -> bool:
    """Tell whether the text was there at all, as it reads when it is plain."""
    begin = one_line(text)[:12]
    return sum(begin in words for words in said) >= 2


def test_hostile_text_on_a_wall(open_wall, scene, settle, text):
    wall = open_wall()
    wall.show_name(text)
    for hints in wall.findChildren(QueueHints):
        hints._on_timer_timeout()
    settle(wall)
    assert says(check(wall), text)
    for status in (LinkStatus.LOST, LinkStatus.REFUSED):
        scene.set_link(status, reason=text, detail=text, account=text)
        settle(wall)
        assert wall.band.isVisible()
        assert says(check(wall), text)


def test_hostile_text_on_a_desk(open_desk, hostile, settle, text):
    scene, open_case, closed_case = hostile
    desk = open_desk()
    desk.show_name(text)
    settle(desk)
    assert says(check(desk), text), "nothing selected"
    for case in (closed_case, open_case):
        desk.parts.selection.select_incident(case)
        desk.parts.selection.select_unit("p-3")
        settle(desk)
        assert says(check(desk), text), "a case selected"
    scene.set_link(LinkStatus.LOST, reason=text, detail=text)
    settle(desk)
    assert says(check(desk), text), "the link lost"


def test_hostile_text_in_the_centre(open_desk, hostile, settle, text):
    """Alarms, forms, roster, notes, operations and lists take what they are told as text."""
    desk = open_desk()
    centre = desk.centre.dialog
    for page in Page:
        centre.open_page(page)
        settle(centre)
        check(centre)
    for table in centre.findChildren(QTableWidget):
        said = []
        for row in range(table.rowCount()):
            cells = [table.item(row, column) for column in range(table.columnCount())]
            said += [cell.text() for cell in cells]
            said += [plain(cell.toolTip()) for cell in cells]
        assert not [words for words in said if DIRECTION_MARKS & set(words)]
        assert not [words for words in said if "\n" in words]
    assert says([cell for row in centre.forms.table.rows for cell in row.cells] * 2, text)
    assert says([cell for row in centre.shift.notes.rows for cell in row.cells] * 2, text)


@pytest.mark.parametrize("in_words", [True, False])
def test_hostile_facts_of_a_refusal(open_desk, hostile, settle, text, in_words):
    """Every sentence takes what the hub says as text, also of a code nobody knows."""
    scene, open_case, _ = hostile
    desk = open_desk()
    desk.parts.selection.select_incident(open_case)
    desk.parts.selection.select_unit("p-4")
    desk.parts.actions.choose_unit.trigger()
    facts = dict.fromkeys(_FACTS, text)
    for code in (Refusal.UNIT_HELD, Refusal.ALREADY_RECORDED, Refusal.UNKNOWN_COMMAND, text):
        desk.parts.actions.assign.trigger()
        settle(desk)
        assert desk.parts.desk.is_pending(open_case)
        against = (UnitOutcome(unit_id="p-4", code=code, facts=facts),) if in_words else ()
        scene.answer(
            OutcomeStatus.REFUSED,
            code=code, facts=facts, units=against, can_confirm=code is Refusal.UNIT_HELD,
        )  # fmt: skip
        settle(desk)
        said = check(desk)
        assert desk.panels.drawer.notice.isVisible()
        assert any(one_line(text)[:12] in words for words in said)
    desk.parts.desk.record(open_case, "p-1", Milestone.ON_SCENE)
    settle(desk)
    check(desk)


def test_hostile_text_in_the_dialogs(open_desk, hostile, settle, text):
    scene, open_case, _ = hostile
    desk = open_desk()
    desk.parts.selection.select_incident(open_case)
    actions = desk.parts.actions
    for action in (actions.register, actions.note, actions.hand_over, actions.merge):
        action.trigger()
    (register,), asking = desk.findChildren(RegisterDialog), desk.findChildren(AskDialog)
    register.set_place(30.5, 103.25)
    register.title.setText("x")
    register.submit()
    scene.answer(OutcomeStatus.REFUSED, code=text, facts=dict.fromkeys(_FACTS, text))
    assert len(asking) == 3
    for dialog in (register, *asking):
        settle(dialog)
        assert dialog.width() <= desk.width() // 2
        assert says(check(dialog), text)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
