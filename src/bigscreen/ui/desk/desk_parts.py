"""The parts of a desk that its controllers work with, by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.commands import ReleaseUnit
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.units import Duty
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.desk.desk_panels import DeskPanels
from bigscreen.ui.desk.selection import Selection
from bigscreen.ui.desk.unit_group import UnitGroup
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.dispatch.assignment_desk import AssignmentDesk
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.viewmodels.possible_orders import allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskParts:
    """What a desk is made of. The picture, who advises, who gives orders, what is selected.

    Without ``questions`` nothing can be asked about the past.
    """

    live: LiveSituation
    advisor: Advisor
    desk: AssignmentDesk
    selection: Selection
    choice: UnitChoice
    actions: DeskActions
    panels: DeskPanels
    questions: HubQuestions | None = None
    group: UnitGroup = field(default_factory=UnitGroup)

    @property
    def case(self) -> IncidentState | None:
        """The selected case, None where none is selected or it is gone."""
        return self.live.situation.incidents.get(self.selection.incident_id)

    def case_of(self, unit_id: str) -> str:
        """Return the case a unit works on, empty for none."""
        situation = self.live.situation
        known = situation.units.get(unit_id)
        holding = situation.holding(known) if known is not None else None
        return holding.incident_id if holding else ""

    def can_be_moved(self, unit_id: str) -> bool:
        """Tell whether a unit could be taken off its present case for the selected one."""
        case, from_id = self.case, self.case_of(unit_id)
        return (
            case is not None
            and case.status is IncidentStatus.OPEN
            and bool(from_id)
            and self.can_be_sent(unit_id)
            and allowed(self.live.link.role, ReleaseUnit)
        )

    def sendable(self, unit_ids: Iterable[str]) -> list[str]:
        """Return those of many units that could be sent to the selected case."""
        case, situation = self.case, self.live.situation
        if case is None:
            return []
        there = {one.unit_id for one in situation.assignments_of(case) if one.is_open}
        known = ((unit_id, situation.units.get(unit_id)) for unit_id in unit_ids)
        return [
            unit_id
            for unit_id, unit in known
            if unit is not None and unit.duty is not Duty.OFF_DUTY and unit_id not in there
        ]

    def can_be_sent(self, unit_id: str) -> bool:
        """Tell whether a unit could be sent to the selected case at all."""
        case = self.case
        unit = self.live.situation.units.get(unit_id)
        if case is None or unit is None or unit.duty is Duty.OFF_DUTY:
            return False
        situation = self.live.situation
        held = {situation.assignments[a].incident_id for a in unit.assignment_ids}
        return case.incident.id not in held
