"""Ties the map to the selection, the choice and the keys."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.desk.group_ties import GroupTies
from bigscreen.viewmodels.map_marks import MarkedUnit, marked_units

_MOST_MARKED = 6


class MapTies(QObject):
    """Clicks on the map become selections; selections show on the map.

    Signals:
        place_clicked(lat, lon): somebody clicked on the ground, or picks a symbol's place.
        view_changed(lat, lon, zoom, locked): the map shows another part of the city.
    """

    place_clicked = Signal(float, float)
    view_changed = Signal(float, float, float, bool)

    def __init__(self, parts: DeskParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._marked: tuple[MarkedUnit, ...] = ()
        self._picks_places = False
        self._hidden_parts: set[str] = set()
        self.groups = GroupTies(parts, self)
        parts.selection.selection_changed.connect(self._on_selection_changed)
        parts.choice.choice_changed.connect(self.mark_candidates)
        model = parts.panels.drawer.candidates.model
        model.modelReset.connect(self.mark_candidates)
        parts.actions.follow.triggered.connect(self._on_follow_triggered)
        for action, part in ((parts.actions.reach, "reach"), (parts.actions.track, "track")):
            action.triggered.connect(partial(self._turn_part, part))

    def show_city(self) -> None:
        """Have a map for the city there is now."""
        made = self._parts.panels.map_slot.show_city(self._parts.live.city)
        if made is None:
            return
        made.unit_clicked.connect(self._on_map_unit_clicked)
        made.incident_clicked.connect(self._on_map_incident_clicked)
        made.map_clicked.connect(self.place_clicked)
        made.part_shown.connect(self._on_map_part_shown)
        made.view_changed.connect(self.view_changed)
        self.groups.tie(made)
        self._marked = ()
        self._on_selection_changed()
        self.mark_candidates()

    @Slot()
    def mark_candidates(self) -> None:
        """Mark the chosen units, and after them the best others, on the map."""
        parts = self._parts
        if parts.panels.map_slot.map is None:
            return
        rows = parts.panels.drawer.candidates.model.rows() if parts.case is not None else ()
        marked = marked_units(parts.choice.unit_ids, rows, parts.live.situation, _MOST_MARKED)
        if marked != self._marked:
            self._marked = marked
            parts.panels.map_slot.map.show_candidates(marked)

    @Slot()
    def _on_selection_changed(self) -> None:
        parts = self._parts
        if parts.panels.map_slot.map is not None:
            unit = parts.live.situation.units.get(parts.selection.unit_id)
            parts.panels.map_slot.map.select(
                unit.number if unit else None, parts.selection.incident_id or None
            )

    @Slot(bool)
    def pick_places(self, picks: bool) -> None:
        """Take a click on a symbol as one on its place, while a form asks for one."""
        self._picks_places = picks

    @Slot(int)
    def _on_map_unit_clicked(self, number: int) -> None:
        parts = self._parts
        if self._picks_places:
            fixes = parts.live.fixes
            if fixes.has(number):
                self.place_clicked.emit(float(fixes.lat[number]), float(fixes.lon[number]))
            return
        unit_id = parts.live.situation.unit_ids.get(number, "")
        if not unit_id:
            return
        if parts.actions.pick.isChecked() and parts.case is not None:
            if unit_id in parts.choice.unit_ids or parts.can_be_sent(unit_id):
                parts.choice.toggle(unit_id)
        else:
            parts.selection.select_unit(unit_id, parts.case_of(unit_id))

    @Slot(str)
    def _on_map_incident_clicked(self, incident_id: str) -> None:
        known = self._parts.live.situation.incidents.get(incident_id)
        if known is None:
            return
        place = known.incident.location
        if not self._picks_places:
            self._parts.selection.select_incident(incident_id)
        elif place is not None:
            self.place_clicked.emit(place.lat, place.lon)

    def _turn_part(self, part: str, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        """Show a part of the map that is hidden, hide one that is shown."""
        if self._parts.panels.map_slot.map is not None:
            shown = part in self._hidden_parts
            self._parts.panels.map_slot.map.show_part(part, shown=shown)

    @Slot(str, bool)
    def _on_map_part_shown(self, part: str, shown: bool) -> None:
        if shown:
            self._hidden_parts.discard(part)
        else:
            self._hidden_parts.add(part)

    @Slot()
    def _on_follow_triggered(self) -> None:
        if self._parts.panels.map_slot.map is not None:
            self._parts.panels.map_slot.map.resume_follow()
