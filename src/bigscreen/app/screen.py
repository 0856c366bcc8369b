"""Puts a screen together: the line to the hub, the map, the window, and a picture if asked."""

import sys
from enum import StrEnum

import structlog
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from bigscreen.app.application import make_application
from bigscreen.app.assets import resource
from bigscreen.app.desk_place import kept_size, settings_path
from bigscreen.app.live_link import open_link
from bigscreen.app.meeting_door import MeetingDoor
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.app.selftest import GarbageReport, PageGarbageProof, SelfTestFailedError
from bigscreen.bridge.past_situation import PastSituation
from bigscreen.city.reach import CityRoads
from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.ui.desk.desk_window import DeskWindow
from bigscreen.ui.desk.wall_panel import WallPanel
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.map.situation_map import SituationMap
from bigscreen.ui.replay.replay_window import ReplayDoor
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.theme import Theme
from bigscreen.ui.video.decode_budget import shared_budget
from bigscreen.ui.wall.wall_window import WallWindow
from bigscreen.ui.widgets.screen_frame import ScreenFrame
from bigscreen.viewmodels.top_bar import screen_name
from bigscreen.viewmodels.wall_scale import wall_scale
from bigscreen.viewmodels.wording import tr

_log = structlog.get_logger(__name__)

FAILED = 1
NOT_LIVE = 3
"""The picture was taken, but of a screen that was not on its hub."""


class ScreenKind(StrEnum):
    """Which face a screen shows; also the kind it tells the hub."""

    DESK = "desk"
    WALL = "wall"


class Screen(QObject):
    """One window on one hub, from opening to closing."""

    def __init__(self, url: str, token: str, kind: ScreenKind, options: ScreenOptions) -> None:
        super().__init__()
        self._kind = kind
        self._roads = CityRoads()
        self._options = options
        self._proof: PageGarbageProof | None = None
        self._replay: ReplayDoor | None = None
        self._meeting = MeetingDoor(url, token, self)
        self._face = tr("Desk") if kind is ScreenKind.DESK else tr("Wall")
        name = options.name or self._face
        shared_budget().limit = options.video_streams
        self._link = open_link(url, token, kind.value, screen=name, parent=self)
        self.window = self._make_window(kind, name)
        if not options.name:
            self._link.live.link_changed.connect(self._on_live_link_changed)
        if options.size is not None:
            self.window.resize(*options.size)

    def _make_window(self, kind: ScreenKind, name: str) -> ScreenFrame:
        live, commands = self._link.live, self._link.commands
        theme = theme_of(self._options)
        advisor = Advisor(live, self._roads)
        if kind is ScreenKind.WALL:
            theme = Theme(wall_scale(*size_of(self._options)))
            return WallWindow(live, advisor, self._make_map, theme, name)
        store = SettingsStore(settings_path(self._options), self)
        if (size := kept_size(self._options, store.settings)) is not None:
            theme = Theme.for_size(*size)
        questions = self._link.questions
        desk = DeskWindow(live, commands, advisor, self._make_map, theme, name, questions, store)
        WallPanel(desk.parts, self._link.screens, theme, desk)
        self._replay = ReplayDoor(self._link, self._make_past_map, theme, desk)
        actions, chosen = desk.parts.actions, desk.parts.selection
        actions.replay.triggered.connect(self._replay.open)
        actions.meeting.triggered.connect(self._meeting.open)
        actions.replay_case.triggered.connect(lambda: self._replay.open_case(chosen.incident_id))
        return desk

    def _make_past_map(self, past: PastSituation, city: City, theme: Theme) -> SituationMap:
        web = resource("web")
        return SituationMap(past, city, web, scale=theme.scale, roads=self._roads)

    def _make_map(self, city: City, theme: Theme) -> SituationMap:
        made = SituationMap(
            self._link.live,
            city,
            resource("web"),
            scale=theme.scale,
            has_controls=self._kind is not ScreenKind.WALL,
            roads=self._roads,
        )
        made.view.page_loaded.connect(self._on_view_page_loaded)
        self._view = made.view
        return made

    def show(self) -> None:
        """Show the window, and take its picture later if that is wanted."""
        if self._options.size is None and isinstance(self.window, DeskWindow):
            self.window.show_as_kept()
        elif self._options.size is None:
            self.window.showMaximized()
        else:
            self.window.show()
        if self._options.screenshot:
            QTimer.singleShot(int(self._options.after_s * 1000), self, self._take_picture)

    def close(self) -> None:
        """Close the window and the line to the hub."""
        if self._replay is not None:
            self._replay.close()
        self._meeting.close()
        self.window.close()
        self._link.stop()
        self.window.deleteLater()
        # The loop has ended, and the page has to be gone before its profile is.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @Slot()
    def _on_live_link_changed(self) -> None:
        """Call the screen by the number of the account the hub knows it by."""
        self.window.show_name(screen_name(self._face, self._link.live.link.account))

    @Slot()
    def _on_view_page_loaded(self) -> None:
        """Prove once, beside the running page, that it collects garbage."""
        if self._proof is None:
            self._proof = PageGarbageProof(self._view.page, self)
            self._proof.settled.connect(self._on_proof_settled)
            self._proof.start()

    @Slot(object)
    def _on_proof_settled(self, report: GarbageReport) -> None:
        if report.fault is None:
            _log.info("page_collects_garbage", growth_mb=report.growth_mb)
        else:
            _log.error("page_keeps_garbage", fault=report.fault)

    @Slot()
    def _take_picture(self) -> None:
        path = self._options.screenshot
        pixmap = self.window.grab()
        code = 0
        if not pixmap.save(str(path), "PNG"):
            _log.error("screenshot_not_written", path=str(path))
            code = FAILED
        elif not self._link.live.link.status.shows_now:
            _log.error("screenshot_not_live", link=self._link.live.link.status.value)
            code = NOT_LIVE
        QApplication.exit(code)


def open_screen(url: str, token: str, kind: ScreenKind, options: ScreenOptions) -> int:
    """Show a screen on the hub at ``url`` until it is closed; return the exit code."""
    try:
        app = make_application()
        screen = Screen(url, token, kind, options)
    except (SelfTestFailedError, InvalidValue) as error:
        print(f"bigscreen: {error}", file=sys.stderr)  # noqa: T201 - before there is a window
        return FAILED
    screen.show()
    code = app.exec()
    screen.close()
    return code


def theme_of(options: ScreenOptions) -> Theme:
    """Return the look with which the picture fits the window, or else the whole screen."""
    return Theme.for_size(*size_of(options))


def size_of(options: ScreenOptions) -> tuple[int, int]:
    """Return how large the window will be, in pixels."""
    whole = QApplication.primaryScreen().availableGeometry().size()
    return options.size or (whole.width(), whole.height())
