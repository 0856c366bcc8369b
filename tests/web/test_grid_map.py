"""The map of grids in a real page: colours, slider, keys, clicks; alive in a report offline."""

import json
import re
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView

from bigscreen.report.html_document import html_document, print_document
from bigscreen.ui.map.web_page import OwnSchemeOnly
from bigscreen.ui.meeting.export_picture import picture_of
from bigscreen.ui.meeting.grid_map import GridMapView
from bigscreen.ui.paper.html_printer import HtmlPrinter
from bigscreen.ui.theme import Theme, use_look
from tests.support.reports import a_report, full_report, grid_map, hostile_report, tiles
from tests.support.small_city import small_city
from tests.web.conftest import WEB_ROOT


def asked(qtbot, page: QWebEnginePage, expression: str):
    """Return the value of an expression in a page."""
    answers: list[str] = []
    page.runJavaScript(f"JSON.stringify({expression})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return json.loads(answers[0])


def until(qtbot, page: QWebEnginePage, expression: str, holds: Callable) -> object:
    """Wait until the value of an expression is so; return it."""
    values = []

    def so() -> bool:
        values.append(asked(qtbot, page, expression))
        return holds(values[-1])

    qtbot.waitUntil(so, timeout=10_000)
    return values[-1]


@pytest.fixture
def view(qtbot):
    made = GridMapView(Theme(), small_city(), WEB_ROOT)
    made.blocked = []
    made.request_blocked.connect(made.blocked.append)
    qtbot.addWidget(made)
    made.resize(800, 520)
    made.show_block(grid_map(steps=4))
    with qtbot.waitSignal(made.page_loaded, timeout=20_000):
        made.show()
    return made


def state(qtbot, view) -> dict:
    return asked(qtbot, view.page, "window.gridMap.state()")


def test_a_block_is_shown_walked_through_chosen_from_and_played(qtbot, view):
    first = until(qtbot, view.page, "window.gridMap.state()", lambda s: s["step"] == 3)
    assert first["label"] == "11-12"
    assert first["shades"] == {"west": 2, "east": 5}
    assert first["legend"][0] == "件"
    assert first["names"] == 2
    surface = view._view.focusProxy()
    west = QPoint(round(view.width() * 0.38), round(view.height() * 0.45))
    with qtbot.waitSignal(view.grid_chosen, timeout=5000) as chosen:
        QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=west)
    assert chosen.args == ["west"]
    told = until(qtbot, view.page, "window.gridMap.state()", lambda s: s["chosen"] == "west")
    assert told["said"].startswith("West: 33 件 · n 33")
    view.setFocus()
    with qtbot.waitSignal(view.step_changed, timeout=5000) as stepped:
        QTest.keyClick(surface, Qt.Key.Key_Left)
    assert stepped.args == [2]
    with qtbot.waitSignal(view.step_changed, timeout=5000) as stepped:
        QTest.keyClick(surface, Qt.Key.Key_Home)
    assert stepped.args == [0]
    QTest.keyClick(surface, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.grid_chosen, timeout=5000):
        QTest.keyClick(surface, Qt.Key.Key_Return)
    view.toggle_play()
    until(qtbot, view.page, "window.gridMap.state()", lambda s: s["playing"] and s["step"] > 0)
    view.toggle_play()
    until(qtbot, view.page, "window.gridMap.state()", lambda s: not s["playing"])
    assert view.blocked == []


def test_it_wears_the_look_of_the_program_and_says_what_each_grid_has(qtbot, view):
    name = "getComputedStyle(document.querySelector('.shade-5')).fill"
    dark = until(qtbot, view.page, name, bool)
    try:
        use_look("light")
        view.restyle()
        until(qtbot, view.page, name, lambda fill: fill != dark)
    finally:
        use_look("dark")
    said = asked(
        qtbot,
        view.page,
        "[...document.querySelectorAll('path.grid')].map(p => p.getAttribute('aria-label'))",
    )
    assert said == ["West: 33 件 · n 33", "East: 64 件 · n 64"]


@pytest.fixture
def offline(qtbot, tmp_path):
    """Return a function that opens a report's file as a browser does, without any network."""
    kept = []

    def opened(report) -> tuple[QWebEnginePage, list[str]]:
        path = tmp_path / "report.html"
        path.write_text(html_document(report, small_city(), WEB_ROOT), encoding="utf-8")
        profile = QWebEngineProfile()
        blocked: list[str] = []
        watch = OwnSchemeOnly(profile)
        watch.request_blocked.connect(blocked.append)
        view = QWebEngineView()
        page = _Page(profile, view)
        profile.setParent(view)  # after the page, which has to go before it
        view.setPage(page)
        kept.append((view, watch))
        view.resize(1100, 800)
        with qtbot.waitSignal(page.loadFinished, timeout=20_000):
            page.load(QUrl.fromLocalFile(str(path)))
            view.show()
        profile.setUrlRequestInterceptor(watch)
        return page, blocked

    yield opened
    for view, _ in kept:
        view.deleteLater()
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(view) for view, _ in kept), timeout=5000)


class _Page(QWebEnginePage):
    """Keeps what a page says on its console."""

    def __init__(self, profile: QWebEngineProfile, parent: QWebEngineView) -> None:
        super().__init__(profile, parent)
        self.said: list[str] = []

    def javaScriptConsoleMessage(self, _level, message, _line, _source) -> None:
        self.said.append(message)

    def javaScriptAlert(self, _origin, message) -> None:
        self.said.append(f"ALERT {message}")


def test_a_report_opens_offline_with_its_map_alive(qtbot, offline):
    page, blocked = offline(a_report(tiles(), grid_map(steps=3), grid_map(steps=2)))
    maps = (
        "[...document.querySelectorAll('.folium-map')]"
        ".map(m => m.querySelectorAll('path.grid').length)"
    )
    until(qtbot, page, maps, lambda found: found == [2, 2])
    before = asked(qtbot, page, "document.querySelector('.grid-when').textContent")
    asked(
        qtbot,
        page,
        "(() => { const s = document.querySelector('.grid-steps input'); s.value = '0';"
        " s.dispatchEvent(new Event('input')); return 1; })()",
    )
    after = asked(qtbot, page, "document.querySelector('.grid-when').textContent")
    assert (before, after) == ("11-11", "11-09")
    assert page.said == []
    assert blocked == []


def test_hostile_texts_run_nothing_in_a_report(qtbot, offline):
    page, blocked = offline(hostile_report())
    until(qtbot, page, "document.querySelectorAll('path.grid').length", lambda n: n > 0)
    assert page.said == []
    assert blocked == []


def test_a_report_is_printed_with_its_pages_numbered(qtbot):
    printer = HtmlPrinter()
    with qtbot.waitSignal(printer.printed, timeout=30_000) as said:
        printer.print_page(print_document(full_report(), small_city()))
    (pdf,) = said.args
    (pages,) = re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", pdf, re.DOTALL)
    assert int(pages) in {3, 4}
    picture = picture_of(pdf)
    assert picture.width() == 1240
    assert picture.height() > 1700 * int(pages)
    with qtbot.assertNotEmitted(printer.printed, wait=300):
        printer.print_page(print_document(full_report(), small_city()))
        printer.stop()
