"""Keeps the one grid map of a meeting from page to page, as loading it takes a second."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.report.figure_tables import definition
from bigscreen.ui.meeting.grid_map import GridMapView
from bigscreen.ui.meeting.map_place import MapPlace
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.grid_map import CHOICES, place_of_step
from bigscreen.viewmodels.report_blocks import Block, GridMap, Ground


class MapKeeper(QObject):
    """Puts the map into the page whose block wants it, and takes it out before the page goes.

    Signals:
        ground_chosen(Ground): show the cases behind a grid's colour.
        choice_changed(): colour by another measure.
    """

    ground_chosen = Signal(object)
    choice_changed = Signal()

    def __init__(self, parts: MeetingParts, theme: Theme, home: QWidget) -> None:
        super().__init__(home)
        self._parts = parts
        self._theme = theme
        self._home = home
        self._map: GridMapView | None = None
        self._step = 0

    def inside_of(self, block: Block) -> QWidget | None:
        """Return the map for its block, None for any other block."""
        city, web_root = self._parts.live.city, self._parts.web_root
        if not isinstance(block, GridMap) or not block.steps or city is None or web_root is None:
            return None
        if self._map is None:
            self._map = GridMapView(self._theme, city, web_root)
            self._map.grid_chosen.connect(self._on_map_grid_chosen)
            self._map.step_changed.connect(self._on_map_step_changed)
        number = self._parts.state.map_choice % len(CHOICES)
        self._step = len(block.steps) - 1
        place = MapPlace(self._theme, block, self._map, number)
        place.chosen.connect(self._on_map_place_chosen)
        return place

    def save_from(self, page: QWidget | None) -> None:
        """Keep the map when the page it is on goes, unless the next one has taken it already."""
        if self._map is not None and page is not None and page.isAncestorOf(self._map):
            self._map.setParent(self._home)
            self._map.hide()

    @Slot(int)
    def _on_map_place_chosen(self, number: int) -> None:
        self._parts.state.map_choice = number
        self.choice_changed.emit()

    @Slot(int)
    def _on_map_step_changed(self, step: int) -> None:
        self._step = step

    @Slot(str)
    def _on_map_grid_chosen(self, grid_id: str) -> None:
        look = self._parts.look()
        if look is None or not grid_id:
            return
        choice = CHOICES[self._parts.state.map_choice % len(CHOICES)]
        measure = ALL_MEASURES[choice.measure]
        only = (*choice.only, ("grid", grid_id), *place_of_step(look, self._step))
        only = look.narrowed(*only)
        self.ground_chosen.emit(
            Ground(measure=choice.measure, only=only, definition=definition(measure))
        )
