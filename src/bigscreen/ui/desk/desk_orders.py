"""Turns actions into orders, asking for words where an order needs them."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.dispatch.assignment_desk import REGISTERING
from bigscreen.ui.dispatch.register_dialog import RegisterDialog
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.candidate_rows import call_signs
from bigscreen.viewmodels.case_tracks import UnitTrack
from bigscreen.viewmodels.incident_sheet import incident_sheet
from bigscreen.viewmodels.possible_orders import allowed
from bigscreen.viewmodels.search_index import Entry, EntryKind, SearchIndex
from bigscreen.viewmodels.trade_words import milestone_name
from bigscreen.viewmodels.wording import tr

_MOST_PLACES = 6


class DeskOrders(QObject):
    """Gives what a person asks for to the assignment desk.

    Signals:
        registering_changed(bool): a form for a new case is open, or is so no more.
    """

    registering_changed = Signal(bool)

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._theme = theme
        self._window = window
        self._registering: RegisterDialog | None = None
        self._index: SearchIndex | None = None
        actions, panels = parts.actions, parts.panels
        for action, slot in (
            (actions.assign, self._on_assign_triggered),
            (actions.choose_unit, self._on_choose_unit_triggered),
            (actions.record, self._on_record_triggered),
            (actions.release, self._on_release_triggered),
            (actions.undo, self._on_undo_triggered),
            (actions.register, self._on_register_triggered),
        ):
            action.triggered.connect(slot)
        panels.drawer.candidates.unit_toggled.connect(self._on_candidates_unit_toggled)
        panels.timeline.record_requested.connect(self._on_timeline_record_requested)
        panels.timeline.release_requested.connect(self._on_timeline_release_requested)
        panels.unit_card.choice_requested.connect(self._on_candidates_unit_toggled)
        panels.unit_card.case_requested.connect(parts.selection.select_incident)
        parts.selection.selection_changed.connect(self.update_actions)
        parts.desk.undo_changed.connect(self.update_actions)
        parts.desk.notice_changed.connect(self._on_desk_notice_changed)
        parts.desk.incident_registered.connect(self._on_desk_incident_registered)
        self.update_actions()

    @Slot()
    def update_actions(self) -> None:
        """Let each action say whether it can be done now, and to whom."""
        parts, actions = self._parts, self._parts.actions
        track = self._track()
        may_register = allowed(parts.live.link.role, RegisterIncident)
        actions.register.setEnabled(parts.live.city is not None and may_register)
        following = track.next_milestone if track else None
        actions.record.setEnabled(following is not None)
        actions.record.setText(
            tr("+ {stage}", stage=milestone_name(following)) if following else tr("Next stage")
        )
        actions.release.setEnabled(track is not None)
        last = parts.desk.undoable()
        actions.undo.setEnabled(last is not None)
        actions.undo.setVisible(last is not None)
        actions.undo.setText(
            tr("Undo {units}", units=call_signs(last.unit_ids, parts.live.situation))
            if last
            else tr("Undo dispatch")
        )

    def _track(self) -> UnitTrack | None:
        """Return the unit of the case that a key means: the selected one, or the only one."""
        parts = self._parts
        if parts.case is None:
            return None
        live = parts.live
        sheet = incident_sheet(live.situation, parts.case, live.city, live.hub_now())
        tracks = sheet.open_tracks
        selected = [track for track in tracks if track.unit_id == parts.selection.unit_id]
        if selected:
            return selected[0]
        return tracks[0] if len(tracks) == 1 else None

    @Slot()
    def _on_assign_triggered(self) -> None:
        parts = self._parts
        parts.desk.assign(parts.selection.incident_id, parts.choice.unit_ids)

    @Slot()
    def _on_choose_unit_triggered(self) -> None:
        self._on_candidates_unit_toggled(self._parts.selection.unit_id)

    @Slot(str)
    def _on_candidates_unit_toggled(self, unit_id: str) -> None:
        if unit_id in self._parts.choice.unit_ids or self._parts.can_be_sent(unit_id):
            self._parts.choice.toggle(unit_id)

    @Slot()
    def _on_record_triggered(self) -> None:
        track = self._track()
        if track and track.next_milestone:
            self._on_timeline_record_requested(track.unit_id, track.next_milestone.value)

    @Slot(str, str)
    def _on_timeline_record_requested(self, unit_id: str, milestone: str) -> None:
        self._parts.desk.record(self._parts.selection.incident_id, unit_id, Milestone(milestone))

    @Slot()
    def _on_release_triggered(self) -> None:
        track = self._track()
        if track:
            self._on_timeline_release_requested(track.unit_id)

    @Slot(str)
    def _on_timeline_release_requested(self, unit_id: str) -> None:
        self._parts.desk.release(self._parts.selection.incident_id, unit_id)

    @Slot()
    def _on_undo_triggered(self) -> None:
        incident_id = self._parts.desk.undo()
        if incident_id:
            self._parts.selection.select_incident(incident_id)

    @Slot()
    def _on_register_triggered(self) -> None:
        city = self._parts.live.city
        if city is None or self._registering is not None:
            return
        dialog = RegisterDialog(self._theme, city, self._find_places, self._window)
        dialog.place_found.connect(self._on_dialog_place_found)
        dialog.register_requested.connect(self._on_dialog_register_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._registering = dialog
        self.registering_changed.emit(True)
        dialog.show()

    def use_index(self, index: SearchIndex) -> None:
        """Find the places of addresses in the desk's index."""
        self._index = index

    def _find_places(self, text: str) -> list[Entry]:
        found = self._index.find(text, _MOST_PLACES) if self._index is not None else ()
        kinds = (EntryKind.PLACE, EntryKind.ADDRESS)
        entries = (entry for one in found if one.kind in kinds for entry in one.entries)
        return [entry for entry in entries if entry.location is not None]

    @Slot(float, float)
    def _on_dialog_place_found(self, lat: float, lon: float) -> None:
        shown = self._parts.panels.map_slot.map
        if shown is not None:
            shown.centre(GeoPoint(lat, lon))

    @Slot(object)
    def _on_dialog_register_requested(self, command: RegisterIncident) -> None:
        self._parts.desk.register(command)

    @Slot(float, float)
    def take_place(self, lat: float, lon: float) -> None:
        """Give a place clicked on the map to the open form."""
        if self._registering is not None:
            self._registering.set_place(lat, lon)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._registering = None
        self.registering_changed.emit(False)

    @Slot(str)
    def _on_desk_notice_changed(self, incident_id: str) -> None:
        if incident_id == REGISTERING and self._registering is not None:
            self._registering.show_notice(self._parts.desk.notice(REGISTERING))

    @Slot(str)
    def _on_desk_incident_registered(self, incident_id: str) -> None:
        if self._registering is not None:
            self._registering.accept()
        self._parts.selection.select_incident(incident_id)
