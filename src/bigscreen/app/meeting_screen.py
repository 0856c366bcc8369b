"""Puts a meeting window together: the line to the hub, the lane of questions, the window."""

import sys
from datetime import datetime

import structlog
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from bigscreen.app.application import make_application
from bigscreen.app.assets import resource
from bigscreen.app.live_link import open_link
from bigscreen.app.screen import FAILED, NOT_LIVE, theme_of
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.bridge.past_situation import PastSituation
from bigscreen.city.reach import CityRoads
from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.ui.map.situation_map import SituationMap
from bigscreen.ui.meeting.asking import PageAsker
from bigscreen.ui.meeting.meeting_actions import MeetingActions
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.meeting_state import MeetingState
from bigscreen.ui.meeting.meeting_window import MeetingWindow
from bigscreen.ui.replay.replay_window import ReplayDoor
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.top_bar import screen_name
from bigscreen.viewmodels.wording import tr

_log = structlog.get_logger(__name__)


class MeetingScreen(QObject):
    """One meeting on one hub, from opening to closing."""

    def __init__(self, url: str, token: str, page: str, options: ScreenOptions) -> None:
        super().__init__()
        self._options = options
        self._face = tr("Meeting")
        name = options.name or self._face
        # A desk's account joins as a lead, too: it looks and orders nothing.
        self._link = open_link(url, token, "lead", screen=name, parent=self)
        questions, theme = self._link.questions, theme_of(options)
        self._roads = CityRoads()
        self.window = MeetingWindow(
            MeetingParts(
                live=self._link.live,
                lane=questions,
                asker=PageAsker(questions, self),
                actions=MeetingActions(self),
                state=MeetingState(page=page),
                web_root=resource("web"),
            ),
            theme,
            name,
        )
        self._replay = ReplayDoor(self._link, self._make_past_map, theme, self.window)
        self.window.replay_requested.connect(self._replay.open_case)
        self.window.period_replay_requested.connect(self._on_window_period_replay_requested)
        if not options.name:
            self._link.live.link_changed.connect(self._on_live_link_changed)
        if options.size is not None:
            self.window.resize(*options.size)

    def show(self) -> None:
        """Show the window, and take its picture later if that is wanted."""
        if self._options.size is None:
            self.window.showMaximized()
        else:
            self.window.show()
        if self._options.screenshot:
            QTimer.singleShot(int(self._options.after_s * 1000), self, self._take_picture)

    def close(self) -> None:
        """Close the windows and the line to the hub."""
        self._replay.close()
        self.window.close()
        self._link.stop()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _make_past_map(self, past: PastSituation, city: City, theme: Theme) -> SituationMap:
        return SituationMap(past, city, resource("web"), scale=theme.scale, roads=self._roads)

    @Slot(object, object)
    def _on_window_period_replay_requested(self, start: datetime, end: datetime) -> None:
        self._replay.open()
        if self._replay.window is not None:
            self._replay.window.view.open_period(start, end)

    @Slot()
    def _on_live_link_changed(self) -> None:
        """Call the screen by the number of the account the hub knows it by."""
        self.window.show_name(screen_name(self._face, self._link.live.link.account))

    @Slot()
    def _take_picture(self) -> None:
        path = self._options.screenshot
        code = 0
        if not self.window.grab().save(str(path), "PNG"):
            _log.error("screenshot_not_written", path=str(path))
            code = FAILED
        elif not self._link.live.link.status.shows_now:
            _log.error("screenshot_not_live", link=self._link.live.link.status.value)
            code = NOT_LIVE
        QApplication.exit(code)


def open_meeting(url: str, token: str, page: str, options: ScreenOptions) -> int:
    """Show a meeting on the hub at ``url`` until it is closed; return the exit code."""
    try:
        app = make_application()
        screen = MeetingScreen(url, token, page, options)
    except InvalidValue as error:
        print(f"bigscreen: {error}", file=sys.stderr)  # noqa: T201 - before there is a window
        return FAILED
    screen.show()
    code = app.exec()
    screen.close()
    return code
