"""Keeps drawer, timeline and unit card in line with the picture and the selection."""

from datetime import datetime

from PySide6.QtCore import QObject, Slot

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.widgets.action_button import LOOK
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels.candidate_rows import CandidateRow, candidate_rows, order_text, unit_names
from bigscreen.viewmodels.incident_sheet import incident_sheet
from bigscreen.viewmodels.unit_sheet import unit_sheet
from bigscreen.viewmodels.wording import tr

_ADVICE_PACE_MS = 1000
_ADVICE_EVERY_S = 3


class CaseView(QObject):
    """Shows the selected case and unit. Only shows: orders are given elsewhere."""

    def __init__(self, parts: DeskParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._shown_id = ""
        self._seconds = 0
        self._advice = Paced(self._show_candidates, _ADVICE_PACE_MS, self)
        parts.selection.selection_changed.connect(self._on_selection_changed)
        parts.choice.choice_changed.connect(self._on_choice_changed)
        parts.desk.notice_changed.connect(self._on_desk_notice_changed)
        self._on_selection_changed()

    def show_situation(self) -> None:
        """Show what has changed in the picture."""
        parts = self._parts
        if parts.selection.incident_id and parts.case is None:
            parts.selection.select_incident("")
            return
        self._show_case()
        parts.choice.keep(parts.can_be_sent)
        self._advice.ask()
        self._show_unit()

    def tick(self, now: datetime) -> None:
        """Let the clocks run on; look for better advice now and then."""
        self._parts.panels.drawer.tick(now)
        self._seconds += 1
        if self._seconds % _ADVICE_EVERY_S == 0:
            self._advice.ask()
            self._show_unit()

    @Slot()
    def _on_selection_changed(self) -> None:
        parts = self._parts
        parts.panels.queue.select(parts.selection.incident_id)
        is_new_case = parts.selection.incident_id != self._shown_id
        self._shown_id = parts.selection.incident_id
        self._show_case()
        if is_new_case:
            self._advice.stop()
            self._begin_case()
        self._show_unit()

    @Slot()
    def _on_choice_changed(self) -> None:
        parts = self._parts
        incident_id = parts.selection.incident_id
        if not parts.desk.would_confirm(incident_id, parts.choice.unit_ids):
            parts.desk.withdraw_warning(incident_id)
        self._say_order()
        self._show_unit()

    @Slot(str)
    def _on_desk_notice_changed(self, incident_id: str) -> None:
        if incident_id == self._parts.selection.incident_id:
            self._parts.panels.drawer.show_notice(self._parts.desk.notice(incident_id))
            self._say_order()

    def _show_case(self) -> None:
        parts = self._parts
        case = parts.case
        parts.panels.show_case_panels(has_case=case is not None)
        if case is not None:
            now = parts.live.hub_now()
            sheet = incident_sheet(parts.live.situation, case, parts.live.city, now)
            parts.panels.drawer.show_sheet(sheet, now)
            parts.panels.timeline.show_sheet(sheet)
        self._say_order()

    def _begin_case(self) -> None:
        """Show advice for another case, and choose what it proposes if nobody is on it yet."""
        parts = self._parts
        case = parts.case
        if case is None:
            parts.choice.clear()
            return
        rows = self._rows(case)
        parts.panels.drawer.show_candidates(rows, is_new_case=True)
        held = any(a.is_open for a in parts.live.situation.assignments_of(case))
        parts.choice.begin(rows, propose=not held)
        parts.panels.drawer.show_notice(parts.desk.notice(case.incident.id))
        self._say_order()

    def _show_candidates(self) -> None:
        case = self._parts.case
        if case is not None:
            self._parts.panels.drawer.show_candidates(self._rows(case), is_new_case=False)

    def _rows(self, case: IncidentState) -> tuple[CandidateRow, ...]:
        if case.status is IncidentStatus.CLOSED:
            return ()
        live = self._parts.live
        found = self._parts.advisor.candidates(case.incident.id)
        return candidate_rows(found, live.situation, live.city, case.incident.item_code)

    def _show_unit(self) -> None:
        parts = self._parts
        live, unit_id = parts.live, parts.selection.unit_id
        sheet = unit_sheet(live.situation, unit_id, live.city, live.fixes, live.hub_now())
        parts.panels.unit_card.setVisible(sheet is not None)
        if sheet is not None:
            chosen = unit_id in parts.choice.unit_ids
            parts.panels.unit_card.show_sheet(
                sheet,
                can_choose=chosen or parts.can_be_sent(unit_id),
                is_chosen=chosen,
                can_move=parts.can_be_moved(unit_id),
            )
        parts.actions.choose_unit.setEnabled(parts.can_be_sent(unit_id))

    def _say_order(self) -> None:
        """Make the large button say exactly what it would do now."""
        parts = self._parts
        case, action = parts.case, parts.actions.assign
        is_open = case is not None and case.status is IncidentStatus.OPEN
        action.setVisible(is_open)
        parts.actions.pick.setVisible(is_open)
        incident_id = parts.selection.incident_id
        units = parts.choice.unit_ids
        name = order_text(units, parts.live.situation, parts.live.city)
        shown = unit_names(units, parts.live.situation)
        look = ButtonLook.PRIMARY
        if parts.desk.is_pending(incident_id):
            name, look = tr("Sending {units}", units=shown), ButtonLook.PENDING
        elif not units:
            look = ButtonLook.PLAIN
        elif parts.desk.would_confirm(incident_id, units):
            name, look = tr("Send anyway {units}", units=shown), ButtonLook.WARNING
        action.setProperty(LOOK, look)
        action.setText(name)
        action.setEnabled(is_open and bool(units) and look is not ButtonLook.PENDING)
