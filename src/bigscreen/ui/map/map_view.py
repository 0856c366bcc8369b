"""The map as a widget: hosts the page, keeps it alive, and passes clicks and wishes across."""

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

import structlog
from PySide6.QtCore import QElapsedTimer, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QHideEvent, QPixmap, QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.map import page_door
from bigscreen.ui.map.map_channel import MapChannel
from bigscreen.ui.map.map_source import MapSource
from bigscreen.ui.map.map_texts import page_texts
from bigscreen.ui.map.page_builder import MapPage
from bigscreen.ui.map.page_state import PageState
from bigscreen.ui.map.page_watch import PageWatch
from bigscreen.ui.map.scheme import PAGE_URL, SCHEME, SchemeHandler
from bigscreen.ui.map.web_page import MapWebPage, OwnSchemeOnly, private_profile
from bigscreen.ui.theme import Ground
from bigscreen.viewmodels.map_marks import MarkedUnit

HANG_AFTER_MS = 5000
"""A page that has shown no sign of life for this long is loaded again."""

_FAST_RELOADS = 3
_SLOW_RELOAD_MS = 2000
_CALM_AFTER_MS = 30_000

_log = structlog.get_logger(__name__)


class MapView(QWidget):
    """The live map of a city.

    ``page`` is the city's baked page, ``source`` gives the live bytes, ``web_root`` is the folder
    with our page code and ``vendor``.

    Signals:
        page_loaded: the page is up (again) and follows the source.
        unit_clicked(int), incident_clicked(str), map_clicked(float, float): what was clicked.
        unit_added(int): a unit was clicked with Shift or Ctrl.
        units_boxed(list, bool): numbers of the units in a box; True: they join earlier ones.
        part_shown(str, bool): a part of the ground was switched on or off.
        view_changed(float, float, float, bool): latitude, longitude, zoom, follow-lock.
        page_failed(str): the page can not be shown at present, and why; it is tried again.
        request_blocked(str): something on the page asked for an outside address.
    """

    page_loaded = Signal()
    unit_clicked = Signal(int)
    incident_clicked = Signal(str)
    map_clicked = Signal(float, float)
    unit_added = Signal(int)
    units_boxed = Signal(list, bool)
    part_shown = Signal(str, bool)
    view_changed = Signal(float, float, float, bool)
    page_failed = Signal(str)
    request_blocked = Signal(str)

    def __init__(
        self,
        page: MapPage,
        source: MapSource,
        web_root: Path,
        *,
        hang_after_ms: int = HANG_AFTER_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.painter_line = ""
        self._ready = False
        self._reload_due = False
        self._reloads = 0
        self._since_failure = QElapsedTimer()
        self._state = PageState()
        self._state.keep("text", page_door.set_text(page_texts()))
        self._watch = PageWatch(hang_after_ms, self)
        self._watch.page_hung.connect(self._on_watch_page_hung)
        self._build_page(SchemeHandler(page, web_root, source))
        self._load()

    def _build_page(self, handler: SchemeHandler) -> None:
        profile = private_profile()
        self._handler = handler
        self._handler.setParent(profile)
        profile.installUrlSchemeHandler(SCHEME, self._handler)
        self._interceptor = OwnSchemeOnly(profile)
        self._interceptor.request_blocked.connect(self.request_blocked)
        profile.setUrlRequestInterceptor(self._interceptor)
        self._page = MapWebPage(profile, self)
        self._page.setBackgroundColor(Ground.FIELD)  # never a white sheet in a dark hall
        self._page.renderProcessTerminated.connect(self._on_page_render_process_terminated)
        self._page.loadFinished.connect(self._on_page_load_finished)
        self._channel = MapChannel(self)
        self._connect_channel()
        web_channel = QWebChannel(self._page)
        web_channel.registerObject("desk", self._channel)
        self._page.setWebChannel(web_channel)
        self._view = QWebEngineView(self._page, self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        # Children go in the order in which they came: the page has to go before its profile.
        profile.setParent(self)

    def _connect_channel(self) -> None:
        channel = self._channel
        channel.page_reported_ready.connect(self._on_channel_page_reported_ready)
        channel.painter_replaced.connect(self._on_channel_painter_replaced)
        channel.page_painted.connect(self._on_channel_page_painted)
        channel.view_moved.connect(self._on_channel_view_moved)
        channel.unit_picked.connect(self.unit_clicked)
        channel.incident_picked.connect(self.incident_clicked)
        channel.ground_picked.connect(self.map_clicked)
        channel.unit_grouped.connect(self.unit_added)
        channel.box_drawn.connect(self.units_boxed)
        channel.part_shown.connect(self._on_channel_part_shown)

    @property
    def page(self) -> QWebEnginePage:
        """The page, for proofs that look at its process."""
        return self._page

    # What the program may wish of the map.

    @Slot()
    def refresh(self) -> None:
        """Say that the source has something new; cheap, call it whenever that may be."""
        if self._ready and self._handler.page_is_waiting:
            self._handler.page_is_waiting = False
            self._channel.frame_changed.emit()

    def select(self, unit: int | None, incident: str | None) -> None:
        """Highlight at once; the source's next frame has to say the same."""
        self._tell("select", page_door.select(unit, incident))

    def show_candidates(self, marked: Sequence[MarkedUnit]) -> None:
        """Mark recommended units for the selected incident; none clears."""
        self._tell("candidates", page_door.show_candidates(marked))

    def show_reach(self, areas: Mapping[str, object] | None) -> None:
        """Draw what can be reached around a case; None draws nothing."""
        self._tell("reach", page_door.show_reach(areas))

    def show_track(self, track: Mapping[str, object] | None) -> None:
        """Draw where a unit was; None draws nothing."""
        self._tell("track", page_door.show_track(track))

    def show_group(self, numbers: Sequence[int]) -> None:
        """Frame the units that were chosen together."""
        self._tell("group", page_door.show_group(numbers))

    def spread(self, numbers: Sequence[int]) -> None:
        """Spread units that stand on one spot."""
        if self._ready:
            self._page.runJavaScript(page_door.spread(numbers))

    def show_part(self, part: str, *, shown: bool) -> None:
        """Switch a part of the ground: streets, plain, grids, patrol, operations, reach, track."""
        self._tell(f"part {part}", page_door.show_part(part, shown=shown))

    def set_link_lost(self, lost: bool) -> None:
        """Grey the picture while the link is lost; it stays as it was last known."""
        self._tell("link", page_door.set_link(lost=lost))

    def set_still(self, *, still: bool) -> None:
        """Let the clocks on the map stand between frames: a past does not run by itself."""
        self._tell("still", page_door.set_still(still=still))

    def set_scale(self, factor: float) -> None:
        """Draw symbols and text ``factor`` times as large as on a 1080p desk."""
        self._tell("scale", page_door.set_scale(factor))

    def fit(self, south_west: GeoPoint, north_east: GeoPoint) -> None:
        """Show a whole area; the view then no longer follows the incidents."""
        self._tell("view", page_door.fit(south_west, north_east))

    def centre(self, point: GeoPoint, zoom: float | None = None) -> None:
        """Show a place in the middle; the view then no longer follows the incidents."""
        self._tell("view", page_door.centre(point, zoom))

    def watch(self, corners: tuple[GeoPoint, GeoPoint] | None) -> None:
        """Show an area in place of the open incidents, however the map is resized; None: those."""
        self._tell("watch", page_door.watch(corners))

    @Slot()
    def resume_follow(self) -> None:
        """Follow the open incidents again; called once more, go back to the earlier view."""
        if self._ready:
            self._page.runJavaScript(page_door.resume_follow())

    def snapshot(self) -> QPixmap:
        """Return what the map shows, web content included, in device pixels."""
        return self._view.grab()

    def _tell(self, kind: str, call: str) -> None:
        self._state.keep(kind, call)
        if self._ready:
            self._page.runJavaScript(call)

    # Keeping the page alive.

    @Slot()
    def _load(self) -> None:
        self._ready = self._reload_due = False
        self._watch.stop()
        self._page.setUrl(QUrl(PAGE_URL))

    def _load_again(self, reason: str) -> None:
        """Load at once; a page that keeps failing is given a pause, and is reported.

        One mishap may be told twice, as a dead renderer and as a page that did not load.
        """
        if self._reload_due:
            return
        self._reload_due = True
        if self._since_failure.isValid() and self._since_failure.elapsed() > _CALM_AFTER_MS:
            self._reloads = 0
        self._since_failure.start()
        self._reloads += 1
        self._ready = False
        self._watch.stop()
        often = self._reloads > _FAST_RELOADS
        _log.warning("map_page_reloads", reason=reason, reloads=self._reloads)
        if often:
            self.page_failed.emit(reason)
        QTimer.singleShot(_SLOW_RELOAD_MS if often else 0, self, self._load)

    @Slot(QWebEnginePage.RenderProcessTerminationStatus, int)
    def _on_page_render_process_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        self._load_again(f"renderer ended: {status.name}, code {code}")

    @Slot(bool)
    def _on_page_load_finished(self, ok: bool) -> None:
        if not ok and not self._ready:  # a refused navigation ends like this, too, and harms nobody
            self._load_again("page did not load")
        elif ok and self.isVisible():
            self._watch.start()  # from here on the page's own scripts have to show life

    @Slot(int)
    def _on_watch_page_hung(self, silent_ms: int) -> None:
        _log.error("map_page_hangs", silent_ms=silent_ms)
        pid = self._page.renderProcessPid()
        if pid <= 0:
            self._load_again(f"page silent for {silent_ms} ms")
            return
        # A renderer in an endless loop answers no wish to load: end it, the rest follows.
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    @Slot(str)
    def _on_channel_page_reported_ready(self, painter: str) -> None:
        self._ready = True
        self._on_channel_painter_replaced(painter)
        self._page.runJavaScript(self._state.script())
        self.page_loaded.emit()

    @Slot(str)
    def _on_channel_painter_replaced(self, painter: str) -> None:
        self.painter_line = painter
        _log.info("map_painter", painter=painter)

    @Slot(float, float)
    def _on_channel_page_painted(self, _frame_seq: float, _paints: float) -> None:
        self._watch.beat()

    @Slot(str, bool)
    def _on_channel_part_shown(self, part: str, shown: bool) -> None:
        self._state.keep(f"part {part}", page_door.show_part(part, shown=shown))
        self.part_shown.emit(part, shown)

    @Slot(float, float, float, bool)
    def _on_channel_view_moved(self, lat: float, lon: float, zoom: float, locked: bool) -> None:
        if self._ready:
            self._state.keep_view(lat, lon, zoom, locked=locked)
            self.view_changed.emit(lat, lon, zoom, locked)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the page while it is to be seen (Qt override)."""
        super().showEvent(event)
        if self._ready:
            self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden page may rest (Qt override)."""
        super().hideEvent(event)
        self._watch.stop()
