"""The commander's desk: queue, map, drawer, timeline. Only places things and ties them together."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

from bigscreen.bridge.command_port import CommandPort
from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.alarm_ties import AlarmTies
from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.desk.case_orders import CaseOrders
from bigscreen.ui.desk.case_view import CaseView
from bigscreen.ui.desk.centre_view import CentreView
from bigscreen.ui.desk.desk_keys import DeskKeys
from bigscreen.ui.desk.desk_layout import DeskLayout
from bigscreen.ui.desk.desk_lock import DeskLock
from bigscreen.ui.desk.desk_orders import DeskOrders
from bigscreen.ui.desk.desk_panels import DeskPanels
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.desk_preferences import DeskPreferences
from bigscreen.ui.desk.desk_search import DeskSearch
from bigscreen.ui.desk.map_layers import MapLayers
from bigscreen.ui.desk.map_ties import MapTies
from bigscreen.ui.desk.selection import Selection
from bigscreen.ui.desk.side_windows import SideWindows
from bigscreen.ui.desk.unit_ties import UnitTies
from bigscreen.ui.desk.video_view import VideoView
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.dispatch.assignment_desk import AssignmentDesk
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.settings.window_place import place_of, show_at
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.map_slot import MakeMap
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.screen_frame import ScreenFrame

_PACE_MS = 120


class DeskWindow(ScreenFrame):
    """A desk on a live situation.

    ``live`` is the picture, ``commands`` takes the orders, ``advisor`` ranks the units,
    ``make_map`` makes the map once the city is known, ``questions`` asks about the past,
    ``store`` keeps how somebody has arranged it.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a desk stands on, once
        self,
        live: LiveSituation,
        commands: CommandPort,
        advisor: Advisor,
        make_map: MakeMap,
        theme: Theme,
        screen_name: str,
        questions: HubQuestions | None = None,
        store: SettingsStore | None = None,
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
            questions=questions,
        )
        self.panels = self.parts.panels
        self.store = store or SettingsStore(parent=self)
        self._layers = MapLayers(self.store, self)
        self._keeps_place = False  # a size given for one start is not the one to keep
        self._layout = DeskLayout(self.panels, theme, self.store, self.content)
        self.content.spared = self.panels.map_slot
        self._case_view = CaseView(self.parts, self)
        self._unit_ties = UnitTies(self.parts, theme, self)
        self._map_ties = MapTies(self.parts, self)
        self._orders = DeskOrders(self.parts, theme, self)
        asker = Asker(theme, self)
        self._case_orders = CaseOrders(self.parts, asker, theme, self)
        self.centre = CentreView(self.parts, theme, self)
        self.video = VideoView(self.parts, theme, self)
        self.alarms = AlarmTies(self.parts, self.store, self)
        self._keys = DeskKeys(self.parts, self.centre.dialog, theme, self)
        self._map_ties.view_changed.connect(self._unit_ties.spot.take_view)
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
        self.search = DeskSearch(self.parts, theme, self)
        self._orders.use_index(self.search.feed.index)
        self.lock = DeskLock(actions, asker, theme, self.store, self)
        self._preferences = DeskPreferences(actions, asker, self.store, self)
        self.sides = SideWindows(
            self.parts, theme, make_map, self.search.find_cases, self.store, self
        )
        actions.reset_layout.triggered.connect(self._layout.reset)
        live.link_changed.connect(self._on_live_link_changed)
        self._take_up_queue()
        self.panels.queue.view.setFocus()

    def step_back(self) -> None:
        """Leave what a person is doing, the innermost thing first, and full screen at last."""
        if not self._keys.step_back():
            super().step_back()

    def show_as_kept(self) -> None:
        """Show the window as somebody left it, else as large as the screen; the others too."""
        kept = self.store.settings.window
        self._keeps_place = True
        if kept is None or not show_at(self, kept):
            self.showMaximized()
        self.sides.reopen()

    def showEvent(self, event: QShowEvent) -> None:
        """Place the columns, the first time."""
        super().showEvent(event)
        self._layout.place_once()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns, the first time."""
        super().resizeEvent(event)
        if self.isVisible():
            self._layout.place_once()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how everything stands."""
        if self._keeps_place:
            self.store.change(window=place_of(self))
        self.sides.close_all()
        self.store.write()
        super().closeEvent(event)

    def _take_up_queue(self) -> None:
        """Look at the queue as the last time, and keep every change of that."""
        queue, kept = self.panels.queue, self.store.settings
        queue.show_views(kept.views)
        queue.use_view(kept.queue)
        queue.show_link(self.live.link)
        queue.view_changed.connect(self._on_queue_view_changed)

    def _show_situation(self) -> None:
        live = self.live
        self.panels.queue.show_situation(live.situation, live.city, live.hub_now())
        self.panels.kpis.show_units(live.situation.units.values())
        self._case_view.show_situation()
        self.parts.desk.look_at_situation()
        self.centre.show_alarms()
        self.video.show_situation()
        self._orders.update_actions()
        self._map_ties.groups.show_group()
        self._case_orders.update_actions()

    @Slot(object)
    def _on_ticked(self, now: datetime) -> None:
        self.panels.queue.tick(now)
        self._case_view.tick(now)
        self.video.tick(now)
        self.alarms.tick()
        self.parts.desk.tick(now)

    @Slot()
    def _on_live_city_changed(self) -> None:
        self._map_ties.show_city()
        self._layers.tie(self.panels.map_slot.map)
        self._show_situation()
        self._on_live_kpi_changed()

    @Slot()
    def _on_live_kpi_changed(self) -> None:
        board, city = self.live.board, self.live.city
        self.panels.kpis.show_board(board, city)
        self.panels.volume.show_board(board, city)

    @Slot()
    def _on_queue_view_changed(self) -> None:
        queue = self.panels.queue
        self.store.change(queue=queue.model.view, views=queue.own_views)

    @Slot()
    def _on_live_link_changed(self) -> None:
        self.panels.queue.show_link(self.live.link)
