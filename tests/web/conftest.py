"""Page code runs in a real QtWebEngine page: PageTester hosts it and asks it questions."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bigscreen.ui.map.environment import prepare_environment
from bigscreen.ui.map.map_view import MapView
from bigscreen.ui.map.page_builder import build_page
from bigscreen.ui.map.scheme import register_scheme
from tests.support.map_scene import SceneSource, made_up_city

WEB_ROOT = Path(__file__).parents[2] / "resources" / "web"

# Both have to come before the QApplication, which pytest-qt makes for the first test.
prepare_environment(os.environ, gpu=False, root=os.geteuid() == 0)
register_scheme()

_HARMLESS = (
    "GPUInfo not initialized on GpuInfoUpdate",  # there is no GPU to tell of
    "Unable to detect GPU vendor",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let QtWebEngine say that it found no GPU."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore(*_HARMLESS))


class PageTester:
    """A shown MapView with a made-up city, and ways to ask its page and use its mouse."""

    def __init__(self, qtbot: QtBot, view: MapView, source: SceneSource) -> None:
        self.qtbot = qtbot
        self.view = view
        self.source = source
        self.blocked: list[str] = []
        view.request_blocked.connect(self.blocked.append)

    def ask(self, expression: str) -> object:
        """Return the JSON value of an expression in the page; a promise is waited for."""
        answers: list[str] = []
        expression = expression.replace("import('/", "import('bigscreen://app/")
        self.view._page.runJavaScript(
            "window.answer = undefined; (async () => (" + expression + "))().then("
            "v => { window.answer = { value: v ?? null }; },"
            "e => { window.answer = { error: String(e) }; });"
        )

        def answered() -> bool:
            self.view._page.runJavaScript("JSON.stringify(window.answer) ?? ''", answers.append)
            return any(answers)

        self.qtbot.waitUntil(answered, timeout=10_000)
        answer = json.loads(next(filter(None, answers)))
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def state(self) -> dict:
        """Return what the page says it shows."""
        return self.ask("window.bigscreen.state()")

    def wait_for(self, holds: Callable[[dict], bool], timeout_ms: int = 10_000) -> dict:
        """Wait until the page's state is so; return it."""
        states: list[dict] = []

        def so() -> bool:
            states.append(self.state())
            return holds(states[-1])

        self.qtbot.waitUntil(so, timeout=timeout_ms)
        return states[-1]

    def changed(self) -> None:
        """Say that the source has something new, and wait until the page has painted it."""
        before = self.state()
        self.view.refresh()
        self.wait_for(
            lambda s: s["sequence"] != before["sequence"] and s["paints"] > before["paints"]
        )

    def screen(self, number: int) -> QPoint:
        """Return where a unit stands in the view, in its pixels."""
        frame = self.source.fixes
        return self.screen_of(float(frame.lat[number]), float(frame.lon[number]))

    def screen_of(self, lat: float, lon: float) -> QPoint:
        """Return where a place is in the view, in its pixels."""
        state = self.state()
        x, y = self.ask(
            f"import('/assets/camera.js').then(c => {{ const a = c.worldOf({lat}, {lon});"
            f"const b = c.worldOf({state['lat']}, {state['lon']});"
            f"const k = 256 * 2 ** {state['zoom']} / 2 ** 32;"
            "return [(a.x - b.x) * k, (a.y - b.y) * k]; })"
        )
        return QPoint(round(self.view.width() / 2 + x), round(self.view.height() / 2 + y))

    def click(self, at: QPoint) -> None:
        """Press and release the left button in the page."""
        QTest.mouseClick(self.surface(), Qt.MouseButton.LeftButton, pos=at)

    def surface(self) -> QWidget:
        """Return the widget that takes the page's mouse and keys."""
        surface = self.view._view.focusProxy()
        assert surface is not None
        return surface

    def colour(self, at: QPoint) -> QColor:
        """Return the colour of a pixel as it is on the screen."""
        return self.view.snapshot().toImage().pixelColor(at)


OpenPage = Callable[..., PageTester]


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[OpenPage]:
    """Return a function that shows a map and waits for its first picture."""
    views: list[MapView] = []

    def opened(source: SceneSource | None = None, **options: object) -> PageTester:
        source = source or SceneSource()
        city = options.pop("city", None) or made_up_city()
        size = options.pop("size", (1000, 640))
        hang = {name: options.pop(name) for name in ("hang_after_ms",) if name in options}
        view = MapView(build_page(city, **options), source, WEB_ROOT, **hang)
        views.append(view)
        view.resize(*size)
        with qtbot.waitSignal(view.page_loaded, timeout=20_000):
            view.show()
        tester = PageTester(qtbot, view, source)
        tester.wait_for(lambda s: s["sequence"] > 0)
        tester.ask("new Promise(requestAnimationFrame)")
        return tester

    yield opened
    for view in views:
        view.deleteLater()
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(view) for view in views), timeout=5_000)


@pytest.fixture
def page(open_page: OpenPage) -> PageTester:
    """Return a map with the made-up situation."""
    return open_page()
