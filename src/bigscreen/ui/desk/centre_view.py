"""Ties the centre's window to the desk: its keys, the count of alarms, the cases it names."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.centre.centre_dialog import CentreDialog, Page
from bigscreen.ui.centre.centre_orders import CentreOrders
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.viewmodels.alarm_rows import alarm_list
from bigscreen.viewmodels.sos_words import sos_card


class CentreView(QObject):
    """Keeps one window of the centre, which is hidden until somebody asks for it."""

    def __init__(self, parts: DeskParts, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self.dialog = CentreDialog(parts.live, theme, window)
        self.orders = CentreOrders(parts.live, parts.desk, self.dialog, theme)
        self.dialog.case_requested.connect(self._on_dialog_case_requested)
        actions = parts.actions
        for action, page in (
            (actions.alarms, Page.ALARMS),
            (actions.forms, Page.FORMS),
            (actions.shift, Page.SHIFT),
            (actions.operations, Page.OPERATIONS),
            (actions.lists, Page.LISTS),
        ):
            action.triggered.connect(partial(self._open, page))
            self.dialog.addAction(action)  # its key works from any page too
        actions.sos.triggered.connect(self._on_sos_triggered)
        banner = parts.panels.centre_bar.sos
        banner.answered.connect(self.orders.answer)
        banner.shown.connect(self._on_banner_shown)
        for action in (actions.sound, actions.speech):
            self.dialog.alarms.buttons.addWidget(ActionButton(theme, action, design_height=40))
        self.show_alarms()

    def show_alarms(self) -> None:
        """Say on the desk how many alarms there are."""
        live = self._parts.live
        listed = alarm_list(live.situation, live.city, live.hub_now())
        bar = self._parts.panels.centre_bar
        bar.show_alarms(listed)
        bar.sos.show_card(sos_card(live.situation, live.city, live.hub_now()))

    def _open(self, page: Page, _checked: bool = False) -> None:  # noqa: FBT002 - Qt's
        self.dialog.open_page(page)
        self.orders.update_buttons()

    @Slot(str)
    def _on_banner_shown(self, unit_id: str) -> None:
        """Select the unit that calls for help, and bring it into the middle of the map."""
        parts = self._parts
        live, unit = parts.live, parts.live.situation.units.get(unit_id)
        if unit is None:
            return
        held = live.situation.holding(unit)
        if held is not None:
            parts.selection.select_incident(held.incident_id)
        parts.selection.select_unit(unit_id, held.incident_id if held else "")
        made, number = parts.panels.map_slot.map, unit.number
        if made is not None and live.fixes.has(number):
            made.centre(GeoPoint(float(live.fixes.lat[number]), float(live.fixes.lon[number])))

    @Slot()
    def _on_sos_triggered(self) -> None:
        """Call for help for a unit; what became of the order is told beside the alarms."""
        self._open(Page.ALARMS)
        self.orders.ask_sos(self._parts.selection.unit_id)

    @Slot(str)
    def _on_dialog_case_requested(self, incident_id: str) -> None:
        if incident_id in self._parts.live.situation.incidents:
            self._parts.selection.select_incident(incident_id)
