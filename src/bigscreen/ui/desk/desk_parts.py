"""The parts of a desk that its controllers work with, by name."""

from dataclasses import dataclass

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.units import Duty
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.desk_panels import DeskPanels
from bigscreen.ui.desk.selection import Selection
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.dispatch.assignment_desk import AssignmentDesk
from bigscreen.ui.dispatch.unit_choice import UnitChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskParts:
    """What a desk is made of. The picture, who advises, who gives orders, what is selected."""

    live: LiveSituation
    advisor: Advisor
    desk: AssignmentDesk
    selection: Selection
    choice: UnitChoice
    actions: DeskActions
    panels: DeskPanels

    @property
    def case(self) -> IncidentState | None:
        """The selected case, None where none is selected or it is gone."""
        return self.live.situation.incidents.get(self.selection.incident_id)

    def can_be_sent(self, unit_id: str) -> bool:
        """Tell whether a unit could be sent to the selected case at all."""
        case = self.case
        unit = self.live.situation.units.get(unit_id)
        if case is None or unit is None or unit.duty is Duty.OFF_DUTY:
            return False
        situation = self.live.situation
        held = {situation.assignments[a].incident_id for a in unit.assignment_ids}
        return case.incident.id not in held
