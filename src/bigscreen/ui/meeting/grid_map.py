"""The map of grids coloured by a measure, as a widget: hosts the page and passes clicks on."""

from pathlib import Path

import structlog
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.domain.city import City
from bigscreen.report.document_look import properties_of
from bigscreen.report.grid_map_data import block_data, script_literal
from bigscreen.report.grid_map_page import build_grid_map_page
from bigscreen.ui.map.page_builder import MapPage
from bigscreen.ui.map.scheme import PAGE_URL, SCHEME, SchemeHandler
from bigscreen.ui.map.web_page import MapWebPage, OwnSchemeOnly, private_profile
from bigscreen.ui.theme import Theme, tokens
from bigscreen.viewmodels.report_blocks import GridMap
from bigscreen.viewmodels.wording import tr

_MOST_RELOADS = 3

_log = structlog.get_logger(__name__)


class GridMapView(QWidget):
    """Shows one block at a time; the slider, the legend and the keys are the page's own.

    Keys while it has the focus: ← → a step, Home and End the first and the last, space plays,
    + − 0 zoom, Tab from grid to grid, Enter chooses one.

    Signals:
        grid_chosen(grid_id): a grid was clicked, or chosen with Enter.
        step_changed(int): another step is shown.
        page_loaded(): the page is up (again) and shows the block.
        request_blocked(str): something asked for an outside address.
    """

    grid_chosen = Signal(str)
    step_changed = Signal(int)
    page_loaded = Signal()
    request_blocked = Signal(str)

    def __init__(
        self, theme: Theme, city: City, web_root: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._block: GridMap | None = None
        self._chosen = ""
        self._is_ready = False
        self._reloads = 0
        baked = build_grid_map_page(city)
        page = MapPage(html=baked.html, script=baked.script, base=b"{}")
        self._build(SchemeHandler(page, web_root, _NothingLive()))
        self._page.setUrl(QUrl(PAGE_URL))

    def _build(self, handler: SchemeHandler) -> None:
        profile = private_profile()
        self._handler = handler
        handler.setParent(profile)
        profile.installUrlSchemeHandler(SCHEME, handler)
        self._interceptor = OwnSchemeOnly(profile)
        self._interceptor.request_blocked.connect(self.request_blocked)
        profile.setUrlRequestInterceptor(self._interceptor)
        self._page = MapWebPage(profile, self)
        self._page.setBackgroundColor(QColor(tokens().ground.field))
        self._page.renderProcessTerminated.connect(self._on_page_render_process_terminated)
        self._channel = _Channel(self)
        self._channel.ready.connect(self._on_channel_ready)
        self._channel.picked.connect(self._on_channel_picked)
        self._channel.stepped.connect(self.step_changed)
        web_channel = QWebChannel(self._page)
        web_channel.registerObject("grid_map", self._channel)
        self._page.setWebChannel(web_channel)
        self._view = QWebEngineView(self._page, self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        self.setFocusProxy(self._view)
        self.setAccessibleName(tr("Map of the grids"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        # Children go in the order in which they came: the page has to go before its profile.
        profile.setParent(self)

    @property
    def page(self) -> QWebEnginePage:
        """The page, for proofs that look into it."""
        return self._page

    def widget(self) -> QWidget:
        """Return the widget to be placed."""
        return self

    def show_block(self, block: GridMap) -> None:
        """Show a block at its last step."""
        self._block = block
        self._tell("show", block_data(block))

    def choose(self, grid_id: str) -> None:
        """Mark a grid as the chosen one; nothing for none."""
        self._chosen = grid_id
        self._tell("choose", grid_id)

    def go(self, step: int) -> None:
        """Show the step with this number."""
        self._tell("go", step)

    @Slot()
    def toggle_play(self) -> None:
        """Run through the steps, or stand still."""
        self._tell("toggle")

    def snapshot(self) -> QPixmap:
        """Return what the map shows, in device pixels."""
        return self._view.grab()

    @Slot()
    def restyle(self) -> None:
        """Wear the look of the program."""
        self._page.setBackgroundColor(QColor(tokens().ground.field))
        self._tell("setLook", properties_of(tokens()))

    def _tell(self, function: str, *arguments: object) -> None:
        if self._is_ready:
            told = ", ".join(map(script_literal, arguments))
            self._page.runJavaScript(f"window.gridMap.{function}({told});")

    @Slot()
    def _on_channel_ready(self) -> None:
        self._is_ready = True
        self.restyle()
        self._tell("setScale", self._theme.scale)
        if self._block is not None:
            self.show_block(self._block)
        self._tell("choose", self._chosen)
        self.page_loaded.emit()

    @Slot(str)
    def _on_channel_picked(self, grid_id: str) -> None:
        self._chosen = grid_id
        self.grid_chosen.emit(grid_id)

    @Slot(QWebEnginePage.RenderProcessTerminationStatus, int)
    def _on_page_render_process_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        self._is_ready = False
        self._reloads += 1
        _log.warning("grid_map_ended", status=status.name, code=code, reloads=self._reloads)
        if self._reloads <= _MOST_RELOADS:
            self._page.setUrl(QUrl(PAGE_URL))


class _Channel(QObject):
    """``grid_map`` in the page."""

    ready = Signal()
    picked = Signal(str)
    stepped = Signal(int)

    @Slot()
    def page_ready(self) -> None:
        """The page is up."""
        self.ready.emit()

    @Slot(str)
    def grid_chosen(self, grid_id: str) -> None:
        """A grid was chosen."""
        self.picked.emit(grid_id)

    @Slot(int)
    def step_changed(self, step: int) -> None:
        """Another step is shown."""
        self.stepped.emit(step)


class _NothingLive:
    """A map of the past pulls no live bytes; the scheme asks for a source all the same."""

    def units_frame(self) -> bytes:
        """Return nothing."""
        return b""

    def incidents_json(self) -> bytes:
        """Return nothing."""
        return b"[]"

    def names_json(self) -> bytes:
        """Return nothing."""
        return b"{}"

    def duty_json(self) -> bytes:
        """Return nothing."""
        return b"{}"
