"""The commander's desk: queue, map, drawer, timeline. Only places things and ties them together."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from bigscreen.bridge.command_port import CommandPort
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.desk.case_orders import CaseOrders
from bigscreen.ui.desk.case_view import CaseView
from bigscreen.ui.desk.centre_view import CentreView
from bigscreen.ui.desk.desk_keys import DeskKeys
from bigscreen.ui.desk.desk_orders import DeskOrders
from bigscreen.ui.desk.desk_panels import DeskPanels
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.map_ties import MapTies
from bigscreen.ui.desk.selection import Selection
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.dispatch.assignment_desk import AssignmentDesk
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.map_slot import MakeMap
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.screen_frame import GAP, MARGIN, ScreenFrame

_QUEUE_WIDTH = 372
_DRAWER_WIDTH = 482
_STRIP_HEIGHT = 234
_PACE_MS = 120


class DeskWindow(ScreenFrame):
    """A desk on a live situation.

    ``live`` is the picture, ``commands`` takes the orders, ``advisor`` ranks the units,
    ``make_map`` makes the map once the city is known.
    """

    def __init__(
        self,
        live: LiveSituation,
        commands: CommandPort,
        advisor: Advisor,
        make_map: MakeMap,
        theme: Theme,
        screen_name: str,
    ) -> None:
        super().__init__(live, theme, screen_name)
        actions, choice = DeskActions(self), UnitChoice(self)
        self.parts = DeskParts(
            live=live,
            advisor=advisor,
            desk=AssignmentDesk(live, commands, self),
            selection=Selection(self),
            choice=choice,
            actions=actions,
            panels=DeskPanels(theme, choice, actions, make_map),
        )
        self.panels = self.parts.panels
        self._place_panels()
        self.content.spared = self.panels.map_slot
        self._case_view = CaseView(self.parts, self)
        self._map_ties = MapTies(self.parts, self)
        self._orders = DeskOrders(self.parts, theme, self)
        self._case_orders = CaseOrders(self.parts, Asker(theme, self), theme, self)
        self.centre = CentreView(self.parts, theme, self)
        self._keys = DeskKeys(self.parts, self.centre.dialog, theme, self)
        self._map_ties.place_clicked.connect(self._orders.take_place)
        self._orders.registering_changed.connect(self._map_ties.pick_places)
        self._hints = QueueHints(live, advisor, self.panels.queue.model, self)
        self._hints.hints_changed.connect(self.panels.queue.show_hints)
        self._situation_pace = Paced(self._show_situation, _PACE_MS, self)
        live.situation_changed.connect(self._situation_pace.ask)
        live.kpi_changed.connect(self._on_live_kpi_changed)
        live.city_changed.connect(self._on_live_city_changed)
        self.ticked.connect(self._on_ticked)
        self._on_live_city_changed()
        self.run_while_shown(self._hints)
        self.use_actions(actions)
        self.panels.queue.view.setFocus()

    def step_back(self) -> None:
        """Leave what a person is doing, the innermost thing first, and full screen at last."""
        if not self._keys.step_back():
            super().step_back()

    def _place_panels(self) -> None:
        px, panels = self.theme.px, self.panels
        panels.queue.setFixedWidth(px(_QUEUE_WIDTH))
        panels.strip.setFixedHeight(px(_STRIP_HEIGHT))
        panels.side.setFixedWidth(px(_DRAWER_WIDTH))
        panels.unit_card.setFixedWidth(px(_QUEUE_WIDTH))
        panels.centre_bar.setFixedWidth(px(_QUEUE_WIDTH))
        left, middle = QVBoxLayout(), QVBoxLayout()
        for column in (left, middle):
            column.setSpacing(px(GAP))
        left.addWidget(panels.queue, 1)
        left.addWidget(panels.unit_card)
        left.addWidget(panels.centre_bar)
        middle.addWidget(panels.map_slot, 1)
        middle.addWidget(panels.strip)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        row.setSpacing(px(GAP))
        row.addLayout(left)
        row.addLayout(middle, 1)
        row.addWidget(panels.side)

    def _show_situation(self) -> None:
        live = self.live
        self.panels.queue.show_situation(live.situation, live.city, live.hub_now())
        self.panels.kpis.show_units(live.situation.units.values())
        self._case_view.show_situation()
        self.parts.desk.look_at_situation()
        self.centre.show_alarms()
        self._orders.update_actions()
        self._case_orders.update_actions()

    @Slot(object)
    def _on_ticked(self, now: datetime) -> None:
        self.panels.queue.tick(now)
        self._case_view.tick(now)
        self.parts.desk.tick(now)

    @Slot()
    def _on_live_city_changed(self) -> None:
        self._map_ties.show_city()
        self._show_situation()
        self._on_live_kpi_changed()

    @Slot()
    def _on_live_kpi_changed(self) -> None:
        board, city = self.live.board, self.live.city
        self.panels.kpis.show_board(board, city)
        self.panels.volume.show_board(board, city)
