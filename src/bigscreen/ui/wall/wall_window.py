"""The wall: everything at a glance, nothing to touch. Only places things."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.kpi.kpi_column import KpiColumn
from bigscreen.ui.kpi.ranking_panel import RankingPanel
from bigscreen.ui.kpi.volume_panel import VolumePanel
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.queue.queue_panel import QueuePanel
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.orbit import Orbit
from bigscreen.ui.wall.watch_strip import WatchStrip
from bigscreen.ui.widgets.map_slot import MakeMap, MapSlot
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.screen_actions import ScreenActions
from bigscreen.ui.widgets.screen_frame import GAP, MARGIN, ScreenFrame
from bigscreen.viewmodels.watch_line import watch_items

_SIDE_WIDTH = 398
_STRIP_HEIGHT = 282
_PACE_MS = 200


class WallWindow(ScreenFrame):
    """Figures on the left, the map between what to know and volumes, the queue on the right."""

    def __init__(
        self,
        live: LiveSituation,
        advisor: Advisor,
        make_map: MakeMap,
        theme: Theme,
        screen_name: str,
    ) -> None:
        super().__init__(live, theme, screen_name)
        self.kpis = KpiColumn(theme)
        self.watch = WatchStrip(theme)
        self.map_slot = MapSlot(theme, make_map)
        self.volume = VolumePanel(theme)
        self.queue = QueuePanel(theme)
        self.ranking = RankingPanel(theme)
        self._place_panels()
        self.content.spared = self.map_slot
        self._hints = QueueHints(live, advisor, self.queue.model, self)
        self._hints.hints_changed.connect(self.queue.show_hints)
        self._situation_pace = Paced(self._show_situation, _PACE_MS, self)
        live.situation_changed.connect(self._situation_pace.ask)
        live.kpi_changed.connect(self._on_live_kpi_changed)
        live.city_changed.connect(self._on_live_city_changed)
        self.ticked.connect(self._on_ticked)
        self.use_actions(ScreenActions(parent=self))
        self._on_live_city_changed()
        self.run_while_shown(self._hints)

    def _place_panels(self) -> None:
        px = self.theme.px
        self.kpis.setFixedWidth(px(_SIDE_WIDTH))
        self.queue.setFixedWidth(px(_SIDE_WIDTH))
        self.ranking.setFixedWidth(px(_SIDE_WIDTH))
        self.volume.setFixedHeight(px(_STRIP_HEIGHT))
        self.ranking.setFixedHeight(px(_STRIP_HEIGHT))
        middle, right = QVBoxLayout(), QVBoxLayout()
        for column in (middle, right):
            column.setSpacing(px(GAP))
        middle.addWidget(self.watch)
        middle.addWidget(self.map_slot, 1)
        middle.addWidget(self.volume)
        right.addWidget(self.queue, 1)
        right.addWidget(self.ranking)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        row.setSpacing(px(MARGIN))
        row.addWidget(self.kpis)
        row.addLayout(middle, 1)
        row.addLayout(right)
        Orbit(row, self.theme, self)

    @Slot(object)
    def _on_ticked(self, now: datetime) -> None:
        self.queue.tick(now)

    @Slot()
    def _on_live_city_changed(self) -> None:
        self.map_slot.show_city(self.live.city)
        self._show_situation()
        self._on_live_kpi_changed()

    @Slot()
    def _on_live_kpi_changed(self) -> None:
        board, city = self.live.board, self.live.city
        self.kpis.show_board(board, city)
        self.volume.show_board(board, city)
        self.ranking.show_board(board, city)
        self._show_watch()

    def _show_situation(self) -> None:
        live = self.live
        self.queue.show_situation(live.situation, live.city, live.hub_now())
        self.kpis.show_units(live.situation.units.values())
        self._show_watch()

    def _show_watch(self) -> None:
        live = self.live
        self.watch.show_items(watch_items(live.situation, live.city, live.board))
