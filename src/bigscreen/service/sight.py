"""What one scope sees of a situation as it stands.

An incident is seen when its grid lies in the scope, or a unit at home there is on it now or named
by an echelon that is active; a unit when its grid does, or it is on an incident there now; an
assignment when both its ends are.
Alarms, hand-overs and patrol visits go with the incident, unit, grid or duty they are about; joint
operations with any of their grids. Of what is seen, references to what is not are left out, and
names of accounts that belong to units out of sight.

Where addresses are masked, an incident keeps its location, for the map; its address, summary
and notes are left out, and the address is cut out of its title. Of its hand-overs the subject
is cut likewise. No other text somebody typed is kept either: reasons, remarks and answers could
name the place (:mod:`bigscreen.service.typed_text`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bigscreen.domain.alarms import Alarm, AlarmKind
from bigscreen.domain.assignments import Assignment
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.incidents import Incident, Sensitivity
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.progress import Progress
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import UnitState
from bigscreen.service.scope import Scope
from bigscreen.service.typed_text import untold, without_typed_text

MASK = "＊＊"
"""What stands in a text where an address was cut out."""


class Sight:
    """Looks at ``situation``, which goes on changing, with the eyes of ``scope``.

    ``duty_grids`` maps a patrol duty to the grid it lies in. What is returned is the very object
    of the situation where nothing has to be left out of it, and None where it is not seen.
    """

    def __init__(
        self, scope: Scope, situation: Situation, duty_grids: Mapping[str, str] | None = None
    ) -> None:
        self._scope = scope
        self._situation = situation
        self._duty_grids = duty_grids or {}

    # what is seen

    def sees_incident(self, incident_id: str) -> bool:
        """Tell whether an incident is seen."""
        state = self._situation.incidents.get(incident_id)
        if state is None or self._hides(state.incident):
            return False
        return self._scope.holds(state.incident.grid_id) or any(
            map(self._is_at_home, self._wanted_on(state))
        )

    def sees_unit(self, unit_id: str) -> bool:
        """Tell whether a unit is seen."""
        if self._scope.place_ids is None:
            return True
        state = self._situation.units.get(unit_id)
        if state is None:
            return False
        return self._scope.holds(state.unit.grid_id) or any(
            self._is_inside(self._situation.assignments[assignment_id].incident_id)
            for assignment_id in state.assignment_ids
        )

    def sees_assignment(self, assignment_id: str) -> bool:
        """Tell whether an assignment is seen."""
        known = self._situation.assignments.get(assignment_id)
        return (
            known is not None
            and self.sees_incident(known.incident_id)
            and self.sees_unit(known.unit_id)
        )

    def _wanted_on(self, state: IncidentState) -> Iterator[str]:
        """Yield the units that are on an incident, and those its active echelons name."""
        for assignment in self._situation.assignments_of(state):
            if assignment.is_open:
                yield assignment.unit_id
        yield from named_by_echelons(state.progress)

    def _hides(self, incident: Incident) -> bool:
        return self._scope.hides_sensitive and incident.sensitivity is Sensitivity.HIDE

    def _is_at_home(self, unit_id: str) -> bool:
        return self._scope.holds(self._situation.units[unit_id].unit.grid_id)

    def _is_inside(self, incident_id: str) -> bool:
        state = self._situation.incidents.get(incident_id)
        return (
            state is not None
            and self._scope.holds(state.incident.grid_id)
            and not self._hides(state.incident)
        )

    # how it is seen

    def incident(self, incident_id: str) -> IncidentState | None:
        """Return an incident as it is seen."""
        if not self.sees_incident(incident_id):
            return None
        state = self._situation.incidents[incident_id]
        seen = replace(
            state,
            incident=self._case(state.incident),
            assignment_ids=tuple(filter(self.sees_assignment, state.assignment_ids)),
            notes=()
            if self._scope.masks_addresses
            else tuple(replace(note, by=self._name(note.by)) for note in state.notes),
            closed_by=self._name(state.closed_by),
            disposition="" if self._scope.masks_addresses else state.disposition,
            progress=self._progress(state.progress),
        )
        return state if seen == state else seen

    def _case(self, incident: Incident) -> Incident:
        source = self._name(incident.source)
        if self._scope.masks_addresses:
            title = _cut(incident.title, incident.address)
            return replace(incident, source=source, address="", summary="", title=title)
        return incident if source == incident.source else replace(incident, source=source)

    def _progress(self, progress: Progress) -> Progress:
        if self._scope.masks_addresses:
            progress = without_typed_text(progress)
        if not (progress.links or progress.echelons or progress.stages or progress.evidence):
            return progress
        return replace(
            progress,
            links=tuple(one for one in progress.links if self.sees_incident(one.incident_id)),
            echelons=tuple(
                replace(call, unit_ids=tuple(filter(self.sees_unit, call.unit_ids)))
                for call in progress.echelons
            ),
            stages=tuple(replace(entry, by=self._name(entry.by)) for entry in progress.stages),
            evidence=tuple(replace(one, by=self._name(one.by)) for one in progress.evidence),
        )

    def unit(self, unit_id: str) -> UnitState | None:
        """Return a unit as it is seen; that it is busy shows whatever it is busy with."""
        state = self._situation.units.get(unit_id)
        if state is None or not self.sees_unit(unit_id):
            return None
        seen = tuple(filter(self.sees_assignment, state.assignment_ids))
        return state if seen == state.assignment_ids else replace(state, assignment_ids=seen)

    def assignment(self, assignment_id: str) -> Assignment | None:
        """Return an assignment as it is seen."""
        if not self.sees_assignment(assignment_id):
            return None
        known = self._situation.assignments[assignment_id]
        return untold(known) if self._scope.masks_addresses else known

    def alarm(self, alarm: Alarm) -> Alarm | None:
        """Return an alarm as it is seen; an SOS by all who see the unit."""
        if alarm.kind is AlarmKind.SOS:
            return self._sos(alarm) if self.sees_unit(alarm.unit_id) else None
        if alarm.incident_id and not self.sees_incident(alarm.incident_id):
            return None
        form = self._situation.hand_overs.get(alarm.hand_over_id)
        if alarm.hand_over_id and (form is None or not self.sees_incident(form.incident_id)):
            return None
        about_a_case = alarm.incident_id or alarm.hand_over_id
        if not (about_a_case or self._scope.holds(alarm.grid_id)):
            return None
        return replace(alarm, note="") if self._scope.masks_addresses and alarm.note else alarm

    def _sos(self, alarm: Alarm) -> Alarm:
        """Return an SOS; of a unit at home elsewhere without the name of its commander."""
        masks = self._scope.masks_addresses
        seen = replace(
            alarm,
            addressee=alarm.addressee if self._scope.holds(alarm.grid_id) else "",
            detail="" if masks else alarm.detail,
            note="" if masks else alarm.note,
        )
        return alarm if seen == alarm else seen

    def hand_over(self, form: HandOver) -> HandOver | None:
        """Return a hand-over as it is seen."""
        if not self.sees_incident(form.incident_id):
            return None
        if not self._scope.masks_addresses:
            return form
        address = self._situation.incidents[form.incident_id].incident.address
        seen = replace(
            form,
            subject=_cut(form.subject, address),
            text="",
            entries=tuple(replace(entry, text="") for entry in form.entries),
        )
        return form if seen == form else seen

    def operation(self, operation: JointOperation) -> JointOperation | None:
        """Return a joint operation as it is seen; one without grids is everybody's."""
        grid_ids = tuple(filter(self._scope.holds, operation.grid_ids))
        if operation.grid_ids and not grid_ids:
            return None
        unit_ids = tuple(filter(self.sees_unit, operation.unit_ids))
        seen = replace(operation, grid_ids=grid_ids, unit_ids=unit_ids)
        if self._scope.masks_addresses:
            seen = replace(seen, note="", summary="")
        return operation if seen == operation else seen

    def shift(self) -> Shift:
        """Return the shift as it is seen; notes are between desks, so walls have none."""
        shift = self._situation.shift
        seen = replace(
            shift,
            visits=tuple(
                self._visit(visit)
                for visit in shift.visits
                if self._scope.holds(self._duty_grids.get(visit.duty_id, ""))
            ),
            notes=()
            if self._scope.hides_sensitive
            else tuple(note for note in shift.notes if self._scope.holds(note.area_id)),
            level_reason="" if self._scope.masks_addresses else shift.level_reason,
        )
        return shift if seen == shift else seen

    def _visit(self, visit: Visit) -> Visit:
        """Return a visit; that a duty was fulfilled shows whoever did it."""
        return visit if self.sees_unit(visit.unit_id) else replace(visit, unit_id="")

    def _name(self, account: str) -> str:
        """Return an account's name, empty where it is the id of a unit that is not seen."""
        if self._scope.place_ids is None or account not in self._situation.units:
            return account
        return account if self.sees_unit(account) else ""


def _cut(text: str, address: str) -> str:
    return text.replace(address, MASK) if address else text


def named_by_echelons(progress: Progress) -> Iterator[str]:
    """Yield the units the active echelons of a case name, maybe twice."""
    for call in progress.echelons:
        if call.stood_down_at is None:
            yield from call.unit_ids
