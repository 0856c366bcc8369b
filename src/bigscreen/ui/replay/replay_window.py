"""The past in a window of its own, beside the desk that goes on living."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.bridge.hub_link import HubLink
from bigscreen.domain.city import City
from bigscreen.ui.replay.replay_view import MakePastMap, ReplayView
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Theme, look
from bigscreen.viewmodels.wording import tr

_BODY = 16
_FIRST = timedelta(hours=1)


class ReplayWindow(QWidget):
    """A top-level window with a :class:`ReplayView`; Esc leaves full screen, then closes it."""

    def __init__(self, hub_link: HubLink, city: City, make_map: MakePastMap, theme: Theme) -> None:
        super().__init__()
        self.setPalette(theme.palette())
        self.setFont(theme.font(_BODY))
        self.setStyleSheet(style_sheet(theme))
        self.setWindowTitle("bigscreen · " + tr("Replay"))
        self.view = ReplayView(hub_link, city, make_map, theme)
        self.view.leave_requested.connect(self._on_view_leave_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        actions = self.view.actions_
        self.addActions([actions.back, actions.full_screen])
        actions.back.triggered.connect(self._on_back_triggered)
        actions.full_screen.triggered.connect(self._on_full_screen_triggered)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the hub for nothing any more."""
        self.view.close_past()
        super().closeEvent(event)

    @Slot()
    def _on_view_leave_requested(self) -> None:
        self.close()

    @Slot()
    def _on_full_screen_triggered(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _on_back_triggered(self) -> None:
        if self.isFullScreen():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        else:
            self.close()


class ReplayDoor(QObject):
    """Opens the one replay window of a screen, again where it was left or on something else.

    ``window`` is the screen's own: the replay opens as large, and ends with it.
    """

    def __init__(
        self, hub_link: HubLink, make_map: MakePastMap, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._hub_link = hub_link
        self._make_map = make_map
        self._theme = theme
        self._beside = window
        self._city: City | None = None
        self._look = ""
        self.window: ReplayWindow | None = None

    @Slot()
    def open(self) -> None:
        """Replay the last hour, or go on where somebody was."""
        before = self.window
        window = self._shown()
        if window is not None and window is not before:
            now: datetime = self._hub_link.live.hub_now()
            window.view.open_period(now - _FIRST, now)

    def open_period(self, start: datetime, end: datetime, at: datetime | None = None) -> None:
        """Replay a period, from its start or from ``at``."""
        if (window := self._shown()) is not None:
            window.view.open_period(start, end, at)

    @Slot(str)
    def open_case(self, incident_id: str) -> None:
        """Replay a case."""
        if incident_id and (window := self._shown()) is not None:
            window.view.open_case(incident_id)

    def close(self) -> None:
        """Close the window for good."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _shown(self) -> ReplayWindow | None:
        """Return the window, in front; None while no city is known."""
        city = self._hub_link.live.city
        if city is None:
            return None
        if self.window is None or city is not self._city or look() != self._look:
            self.close()
            self._city, self._look = city, look()
            self.window = ReplayWindow(self._hub_link, city, self._make_map, self._theme)
            room = self._beside.screen().availableGeometry().size()
            self.window.resize(self._beside.size().boundedTo(room))
        if self._beside.isFullScreen():
            self.window.showFullScreen()
        else:
            self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        return self.window
