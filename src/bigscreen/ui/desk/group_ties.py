"""Ties units chosen together to the map, the bar over it, and the order that sends them."""

from PySide6.QtCore import QObject, Slot

from bigscreen.service.assignment_orders import MOST_UNITS
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.widgets.action_button import LOOK
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.ui.widgets.map_slot import LiveMap
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.group_sheet import group_sheet


class GroupTies(QObject):
    """A box on the map, or clicks with Shift or Ctrl, choose units; one order sends them all."""

    def __init__(self, parts: DeskParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        parts.group.group_changed.connect(self._on_group_changed)
        parts.selection.selection_changed.connect(self.show_group)
        parts.actions.send_group.triggered.connect(self._on_send_group_triggered)
        parts.panels.group_bar.clear_requested.connect(parts.group.clear)
        self.show_group()

    def tie(self, made: LiveMap) -> None:
        """Listen to a map, and show it what is chosen."""
        made.units_boxed.connect(self._on_map_units_boxed)
        made.unit_added.connect(self._on_map_unit_added)
        self._mark()

    @Slot()
    def show_group(self) -> None:
        """Say what is chosen and what sending it would do; units may have come or gone."""
        parts = self._parts
        case = parts.case
        chosen = [one for one in parts.group.unit_ids if one in parts.live.situation.units]
        about = headline(case.incident, parts.live.city) if case is not None else ""
        sheet = group_sheet(chosen, self._sendable(), about, MOST_UNITS)
        action = parts.actions.send_group
        # First the look: buttons take it over when text or state change.
        action.setProperty(LOOK, ButtonLook.PRIMARY if sheet.can_send else ButtonLook.PLAIN)
        action.setText(sheet.order)
        action.setEnabled(sheet.can_send)
        parts.panels.group_bar.show_group(sheet)

    def _sendable(self) -> list[str]:
        return self._parts.sendable(self._parts.group.unit_ids)

    def _mark(self) -> None:
        shown, units = self._parts.panels.map_slot.map, self._parts.live.situation.units
        if shown is not None:
            shown.show_group(
                [units[one].number for one in self._parts.group.unit_ids if one in units]
            )

    @Slot()
    def _on_group_changed(self) -> None:
        self._mark()
        self.show_group()

    @Slot(list, bool)
    def _on_map_units_boxed(self, numbers: list[int], is_adding: bool) -> None:
        known = self._parts.live.situation.unit_ids
        ids = (known[number] for number in numbers if number in known)
        self._parts.group.choose(ids, adding=is_adding)

    @Slot(int)
    def _on_map_unit_added(self, number: int) -> None:
        unit_id = self._parts.live.situation.unit_ids.get(number)
        if unit_id is not None:
            self._parts.group.toggle(unit_id)

    @Slot()
    def _on_send_group_triggered(self) -> None:
        """Make the marked units the choice, and send it: a warning is then confirmed as ever."""
        parts = self._parts
        sent = self._sendable()
        if not sent or len(sent) > MOST_UNITS or parts.desk.is_pending(parts.selection.incident_id):
            return
        parts.choice.take(sent)
        parts.group.clear()
        parts.desk.assign(parts.selection.incident_id, parts.choice.unit_ids)
