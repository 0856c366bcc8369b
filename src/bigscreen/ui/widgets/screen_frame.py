"""What every screen has: the bar at the top, the band of a lost link, the clock that ticks."""

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.link import LinkStatus
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ground, Theme
from bigscreen.ui.widgets.link_band import LinkBand, Picture
from bigscreen.ui.widgets.screen_actions import ScreenActions
from bigscreen.ui.widgets.second_hand import SecondHand
from bigscreen.ui.widgets.top_bar import TopBar
from bigscreen.viewmodels.link_banner import link_banner
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.top_bar import top_bar

MARGIN = 16
GAP = 12


class _Running(Protocol):
    """Something with a timer of its own."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Rest."""


class ScreenFrame(QWidget):
    """A top-level window; panels go into :attr:`content`.

    Signals:
        ticked(datetime): the hub's time, once a second while the window is shown.
    """

    ticked = Signal(object)

    def __init__(self, live: LiveSituation, theme: Theme, screen_name: str) -> None:
        super().__init__()
        self.live = live
        self.theme = theme
        self.setPalette(theme.palette())
        self.setFont(theme.font(16))
        self.setStyleSheet(style_sheet(theme))
        self.top_bar = TopBar(theme)
        self.band = LinkBand(theme)
        self.content = Picture()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        column.addWidget(self.top_bar)
        column.addWidget(self.band)
        column.addWidget(self.content, 1)
        self._hand = SecondHand(live.hub_now, self)
        self._hand.ticked.connect(self._on_hand_ticked)
        self._running: list[_Running] = []
        self.run_while_shown(self._hand)
        for changed in (live.link_changed, live.kpi_changed, live.city_changed):
            changed.connect(self._on_live_changed)
        self._on_live_changed()
        self.show_name(screen_name)

    def show_name(self, screen_name: str) -> None:
        """Call the screen by another name, in its bar and in its window's title."""
        name = one_line(screen_name)
        self._name = name
        self.top_bar.show_name(name)
        self.setWindowTitle(f"bigscreen · {name}")

    def wear(self, theme: Theme) -> None:
        """Show the frame at another scale: bar and band are made anew, in their places."""
        self.theme = theme
        self.setPalette(theme.palette())
        self.setFont(theme.font(16))
        self.setStyleSheet(style_sheet(theme))
        bar, band = TopBar(theme), LinkBand(theme)
        for old, new in ((self.top_bar, bar), (self.band, band)):
            self._column.replaceWidget(old, new)
            old.hide()
            old.deleteLater()
        self.top_bar, self.band = bar, band
        bar.show_name(self._name)
        bar.tick(self.live.hub_now(), self.live.city)
        self._on_live_changed()

    def use_actions(self, actions: ScreenActions) -> None:
        """Make a window's actions its own, and do what every screen can do."""
        self.addActions(actions.all)
        actions.full_screen.triggered.connect(self._on_full_screen_triggered)
        actions.back.triggered.connect(self._on_back_triggered)

    def step_back(self) -> None:
        """Leave full screen; a screen with more to leave does that first."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def run_while_shown(self, running: _Running) -> None:
        """Start something whenever the window is shown, and stop it when it is hidden."""
        self._running.append(running)

    def showEvent(self, event: QShowEvent) -> None:
        """Let run what runs while the window is shown."""
        super().showEvent(event)
        for running in self._running:
            running.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let rest what need not run now."""
        super().hideEvent(event)
        for running in self._running:
            running.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wall behind the panels."""
        QPainter(self).fillRect(event.rect(), Ground.WALL)

    @Slot()
    def _on_full_screen_triggered(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _on_back_triggered(self) -> None:
        self.step_back()

    @Slot(object)
    def _on_hand_ticked(self, now: datetime) -> None:
        self.top_bar.tick(now, self.live.city)
        self.ticked.emit(now)

    @Slot()
    def _on_live_changed(self) -> None:
        live = self.live
        level = live.situation.shift.level
        facts = top_bar(live.city, live.board, live.link, live.positions_age_s, level)
        self.top_bar.show_facts(facts)
        self.band.show_banner(link_banner(live.link, live.city, live.hub_now()))
        gone = live.link.status in {LinkStatus.LOST, LinkStatus.REFUSED}
        self.content.set_last_known(is_last_known=gone)
