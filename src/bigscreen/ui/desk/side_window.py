"""Further windows of a desk, for another screen: its map, or its queue, and all of its keys."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.queue.queue_model import Finder
from bigscreen.ui.queue.work_queue import WorkQueuePanel
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.map_slot import MakeMap, MapSlot
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.screen_actions import ScreenActions
from bigscreen.ui.widgets.screen_frame import MARGIN, ScreenFrame
from bigscreen.viewmodels.wording import tr

MAP = "map"
QUEUE = "queue"
_PACE_MS = 200


class SideWindow(ScreenFrame):
    """Shows the same selection as its desk, and changes it; the desk's keys work in it too.

    Signals:
        closed(str): somebody closed it; carries its kind.
    """

    closed = Signal(str)

    def __init__(self, kind: str, name: str, parts: DeskParts, theme: Theme) -> None:
        super().__init__(parts.live, theme, name)
        self.kind = kind
        self.parts = parts
        own = ScreenActions(parent=self)
        self.use_actions(own)
        keys = {key for action in own.all for key in _keys(action)}
        self.addActions([one for one in parts.actions.all if not keys.intersection(_keys(one))])
        self._pace = Paced(self.show_live, _PACE_MS, self)
        for changed in (parts.live.situation_changed, parts.live.city_changed):
            changed.connect(self._pace.ask)
        parts.selection.selection_changed.connect(self.show_selection)

    def place(self, widget: QWidget) -> None:
        """Fill the window with its one panel, and show what there is."""
        column = QVBoxLayout(self.content)
        margin = self.theme.px(MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(widget)
        self.show_live()
        self.show_selection()

    def show_live(self) -> None:
        """Show what has changed in the picture."""
        raise NotImplementedError

    @Slot()
    def show_selection(self) -> None:
        """Mark what is selected."""
        raise NotImplementedError

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it is being closed."""
        super().closeEvent(event)
        self.closed.emit(self.kind)


class MapWindow(SideWindow):
    """The map alone."""

    def __init__(self, parts: DeskParts, theme: Theme, make_map: MakeMap) -> None:
        super().__init__(MAP, tr("Map"), parts, theme)
        self.slot = MapSlot(theme, make_map)
        self.content.spared = self.slot
        self.place(self.slot)

    def show_live(self) -> None:
        """Have a map as soon as there is a city."""
        made = self.slot.show_city(self.parts.live.city)
        if made is not None:
            made.unit_clicked.connect(self._on_map_unit_clicked)
            made.incident_clicked.connect(self._on_map_incident_clicked)
            self.show_selection()

    @Slot()
    def show_selection(self) -> None:
        """Highlight what is selected."""
        if self.slot.map is not None:
            selection = self.parts.selection
            unit = self.parts.live.situation.units.get(selection.unit_id)
            self.slot.map.select(unit.number if unit else None, selection.incident_id or None)

    @Slot(int)
    def _on_map_unit_clicked(self, number: int) -> None:
        unit_id = self.parts.live.situation.unit_ids.get(number, "")
        if unit_id:
            self.parts.selection.select_unit(unit_id, self.parts.case_of(unit_id))

    @Slot(str)
    def _on_map_incident_clicked(self, incident_id: str) -> None:
        if incident_id in self.parts.live.situation.incidents:
            self.parts.selection.select_incident(incident_id)


class QueueWindow(SideWindow):
    """The queue alone, with a filter and an order of its own."""

    def __init__(self, parts: DeskParts, theme: Theme, finder: Finder) -> None:
        super().__init__(QUEUE, tr("Queue"), parts, theme)
        self.queue = WorkQueuePanel(theme)
        self.queue.model.use_finder(finder)
        self.queue.model.begin_with(parts.panels.queue.model)
        self.queue.show_views(parts.panels.queue.own_views)
        self.queue.incident_selected.connect(parts.selection.select_incident)
        parts.live.link_changed.connect(self._on_live_link_changed)
        self.ticked.connect(self._on_ticked)
        self.place(self.queue)
        self._on_live_link_changed()

    def show_live(self) -> None:
        """Show the cases there are."""
        live = self.parts.live
        self.queue.show_situation(live.situation, live.city, live.hub_now())

    @Slot()
    def show_selection(self) -> None:
        """Mark the selected case."""
        self.queue.select(self.parts.selection.incident_id)

    @Slot()
    def _on_live_link_changed(self) -> None:
        self.queue.show_link(self.parts.live.link)

    @Slot(object)
    def _on_ticked(self, now: datetime) -> None:
        self.queue.tick(now)


def _keys(action: QAction) -> set[str]:
    return {key.toString() for key in action.shortcuts()}
