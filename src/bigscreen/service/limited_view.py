"""Follows the ledger for those who may not see all of it, event by event.

What the hub sends them is the event itself, where everything it refers to is seen and nothing
has to be left out; otherwise a :class:`ViewChanged` with the states that now differ, often
empty. Either way their numbers stay without a gap, and their situation is what
:class:`bigscreen.service.sight.Sight` says of the hub's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.assignments import Assignment
from bigscreen.domain.case_events import MilestoneCorrected, ProgressEvent
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.centre_events import (
    AlarmChanged,
    HandOverChanged,
    OperationChanged,
    ShiftEvent,
)
from bigscreen.domain.events import (
    DutyChanged,
    Event,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    MilestoneReached,
    NoteAdded,
    UnitAssigned,
    UnitDeclared,
    UnitReleased,
)
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.domain.view_events import ViewChanged
from bigscreen.service.scope import Scope
from bigscreen.service.shown import Shown, renew_records
from bigscreen.service.sight import Sight, named_by_echelons
from bigscreen.service.typed_text import may_hold_remarks


@dataclass(slots=True)
class _Look:
    """What one event makes it necessary to look at again; True is everything of a kind."""

    incidents: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    alarms: bool = False
    hand_overs: bool = False
    operations: bool = False
    shift: bool = False


class LimitedView:
    """What ``scope`` sees of ``situation``, kept up to date by :meth:`follow`.

    ``duty_grids`` maps a patrol duty to its grid. ``numbers`` are the numbers of the units
    seen; ``unit_changes`` grows when these change.
    """

    def __init__(
        self, scope: Scope, situation: Situation, duty_grids: Mapping[str, str] | None = None
    ) -> None:
        self._situation = situation
        self._tells_remarks = not scope.masks_addresses
        self._sight = Sight(scope, situation, duty_grids)
        self._incidents: Shown[IncidentState] = Shown()
        self._units: Shown[UnitState] = Shown()
        self._assignments: Shown[Assignment] = Shown()
        self._alarms: Shown[Alarm] = Shown()
        self._hand_overs: Shown[HandOver] = Shown()
        self._operations: Shown[JointOperation] = Shown()
        self._shift: Shown[Shift] = Shown()
        self._kinds: tuple[Shown[Any], ...] = (
            self._incidents,
            self._units,
            self._assignments,
            self._alarms,
            self._hand_overs,
            self._operations,
            self._shift,
        )
        self.numbers: set[int] = set()
        self.unit_changes = 0
        everything = _Look(
            incidents=set(situation.incidents),
            units=set(situation.units),
            alarms=True,
            hand_overs=True,
            operations=True,
            shift=True,
        )
        self._renew(everything, None)

    def follow(self, event: Event) -> Event:
        """Return what is sent for an event the situation has just applied."""
        for shown in self._kinds:
            shown.begin()
        self._renew(self._affected_by(event), event)
        may_tell = self._tells_remarks or not may_hold_remarks(event)
        if may_tell and self._sees_subjects(event) and all(shown.plain for shown in self._kinds):
            return event
        return ViewChanged(
            units=tuple(self._units.changed),
            incidents=tuple(self._incidents.changed),
            assignments=tuple(self._assignments.changed),
            alarms=tuple(self._alarms.changed),
            hand_overs=tuple(self._hand_overs.changed),
            operations=tuple(self._operations.changed),
            shift=next(iter(self._shift.changed), None),
            gone_units=tuple(self._units.gone),
            gone_incidents=tuple(self._incidents.gone),
            gone_assignments=tuple(self._assignments.gone),
            gone_alarms=tuple(self._alarms.gone),
            gone_hand_overs=tuple(self._hand_overs.gone),
            gone_operations=tuple(self._operations.gone),
        )

    def sees_incident(self, incident_id: str) -> bool:
        """Tell whether a case is among what is seen."""
        return self._sight.sees_incident(incident_id)

    def snapshot(self) -> Snapshot:
        """Return everything that is seen now."""
        whole = self._situation.snapshot()
        return Snapshot(
            seq=whole.seq,
            units=self._units.among(unit.unit.id for unit in whole.units),
            incidents=self._incidents.among(state.incident.id for state in whole.incidents),
            assignments=self._assignments.among(work.id for work in whole.assignments),
            alarms=self._alarms.among(alarm.id for alarm in whole.alarms),
            hand_overs=self._hand_overs.among(form.id for form in whole.hand_overs),
            operations=self._operations.among(one.id for one in whole.operations),
            shift=self._shift.among([""])[0],
        )

    # what has to be looked at again

    def _affected_by(self, event: Event) -> _Look:
        situation = self._situation
        incident_id, unit_id = _subjects(event)
        look = _Look(shift=isinstance(event, ShiftEvent))
        if unit_id:
            look.units.add(unit_id)
            held = situation.units[unit_id].assignment_ids
            look.incidents.update(situation.assignments[one].incident_id for one in held)
        if isinstance(event, UnitDeclared):
            # It may be at home elsewhere now, and cases seen for its sake no longer, or at last.
            look.incidents.update(
                state.incident.id
                for state in situation.incidents.values()
                if unit_id in named_by_echelons(state.progress)
            )
        if incident_id:
            look.incidents.add(incident_id)
        for one in look.incidents:
            if (state := situation.incidents.get(one)) is not None:
                look.units.update(work.unit_id for work in situation.assignments_of(state))
        if isinstance(event, IncidentClosed):
            # With one more closed, the situation may have forgotten the oldest.
            look.incidents.update(set(self._incidents.told) - situation.incidents.keys())
        if isinstance(event, HandOverChanged):
            look.alarms = event.hand_over.is_settled
        self._widen(look, event)
        return look

    def _widen(self, look: _Look, event: Event) -> None:
        """Add what refers to an incident or a unit that comes into sight or goes out of it.

        Nothing refers to what is new.
        """
        if any(self._unit_comes_or_goes(unit_id, event) for unit_id in look.units):
            look.incidents.update(self._situation.incidents)
            look.alarms = look.operations = look.shift = True
        if isinstance(event, IncidentRegistered):
            return
        told = self._incidents.told
        if any(self._sight.sees_incident(one) is not (one in told) for one in look.incidents):
            look.alarms = look.hand_overs = True
            look.incidents.update(
                state.incident.id
                for state in self._situation.incidents.values()
                if state.progress.links
            )

    def _unit_comes_or_goes(self, unit_id: str, event: Event) -> bool:
        if self._sight.sees_unit(unit_id) is (unit_id in self._units.told):
            return False
        return not (isinstance(event, UnitDeclared) and _is_new(self._situation.units[unit_id]))

    # looking again

    def _renew(self, look: _Look, event: Event | None) -> None:
        situation, sight = self._situation, self._sight
        for unit_id in look.units:
            self._renew_unit(unit_id, event)
        for incident_id in look.incidents:
            self._renew_incident(incident_id, event)
        renew_records(
            self._alarms,
            situation.alarms,
            sight.alarm,
            own=event.alarm if isinstance(event, AlarmChanged) else None,
            every=look.alarms,
        )
        renew_records(
            self._hand_overs,
            situation.hand_overs,
            sight.hand_over,
            own=event.hand_over if isinstance(event, HandOverChanged) else None,
            every=look.hand_overs,
        )
        renew_records(
            self._operations,
            situation.operations,
            sight.operation,
            own=event.operation if isinstance(event, OperationChanged) else None,
            every=look.operations,
        )
        if look.shift:
            self._shift.renew("", situation.shift, sight.shift())

    def _renew_incident(self, incident_id: str, event: Event | None) -> None:
        state = self._situation.incidents.get(incident_id)
        before = self._incidents.told.get(incident_id)
        made = isinstance(event, IncidentRegistered)
        self._incidents.renew(incident_id, state, self._sight.incident(incident_id), made=made)
        # Of one that was forgotten the assignments went with it.
        last = state or (before[0] if before else None)
        new = event.assignment_id if isinstance(event, UnitAssigned) else ""
        for one in last.assignment_ids if last else ():
            known, seen = self._situation.assignments.get(one), self._sight.assignment(one)
            self._assignments.renew(one, known, seen, made=one == new)

    def _renew_unit(self, unit_id: str, event: Event | None) -> None:
        state = self._situation.units.get(unit_id)
        seen = self._sight.unit(unit_id)
        before = self._units.told.get(unit_id)
        made = isinstance(event, UnitDeclared) and state is not None and _is_new(state)
        self._units.renew(unit_id, state, seen, made=made)
        if seen is not None and before is None:
            self.numbers.add(seen.number)
            self.unit_changes += 1
        elif seen is None and before is not None:
            self.numbers.discard(before[0].number)
            self.unit_changes += 1

    def _sees_subjects(self, event: Event) -> bool:
        incident_id, unit_id = _subjects(event)
        match event:
            case AlarmChanged(alarm=alarm):
                return alarm.id in self._alarms.told
            case HandOverChanged(hand_over=form):
                return form.id in self._hand_overs.told
            case OperationChanged(operation=operation):
                return operation.id in self._operations.told
            case _:
                return (not incident_id or incident_id in self._incidents.told) and (
                    not unit_id or unit_id in self._units.told
                )


_ON_A_CASE = (NoteAdded, IncidentClosed, IncidentReopened, *get_args(ProgressEvent))
_ON_BOTH = (UnitAssigned, MilestoneReached, UnitReleased, MilestoneCorrected)


def _subjects(event: Event) -> tuple[str, str]:
    """Return the ids of the incident and of the unit an event is about, empty for none."""
    match event:
        case IncidentRegistered(incident=incident):
            return incident.id, ""
        case UnitDeclared(unit=unit):
            return "", unit.id
        case DutyChanged(unit_id=unit_id):
            return "", unit_id
        case _ if isinstance(event, _ON_BOTH):
            return event.incident_id, event.unit_id
        case _:
            return (event.incident_id if isinstance(event, _ON_A_CASE) else ""), ""


def _is_new(state: UnitState) -> bool:
    return state.version == 1
