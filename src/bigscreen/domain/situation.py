"""The one reducer: applies ledger events, on the hub and on every screen alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.assignment_changes import assignment_after, assignment_begun
from bigscreen.domain.assignments import Assignment, unit_status
from bigscreen.domain.case_changes import case_after, closed_case, first_progress, reopened_case
from bigscreen.domain.case_events import MilestoneCorrected, ProgressEvent
from bigscreen.domain.case_shelf import CaseShelf
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
from bigscreen.domain.records import Records
from bigscreen.domain.shift import Shift
from bigscreen.domain.shift_changes import shift_after
from bigscreen.domain.units import UnitState
from bigscreen.domain.view_events import ViewChanged

CLOSED_KEPT = 200
"""How many closed incidents stay in the situation, so that one can be looked at or reopened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole situation after the event numbered ``seq``, ready to be sent or stored.

    Open incidents stand first, in the order in which they were registered or last reopened;
    closed ones in the order in which they were closed: the reducer forgets the oldest first,
    and has to do so alike wherever it starts from. Alarms, hand-overs and operations stand in
    the order of :class:`bigscreen.domain.records.Records`.
    """

    seq: int
    units: tuple[UnitState, ...] = ()
    incidents: tuple[IncidentState, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    operations: tuple[JointOperation, ...] = ()
    shift: Shift = field(default_factory=Shift)


class SequenceGap(Exception):
    """An event was applied out of turn: some are missing in between."""

    def __init__(self, expected: int, got: int) -> None:
        self.expected = expected
        self.got = got
        super().__init__(f"expected event {expected}, got {got}")


class Situation:
    """Everything the centre knows as of the event numbered ``seq``.

    Built from a snapshot and changed by :meth:`apply` alone. The mappings are for reading:
    ``units`` and ``incidents`` by id, ``assignments`` by id, ``unit_ids`` by number.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        start = snapshot or Snapshot(seq=0)
        self.seq = start.seq
        self.units: dict[str, UnitState] = {u.unit.id: u for u in start.units}
        self.unit_ids: dict[int, str] = {u.number: u.unit.id for u in start.units}
        self._cases = CaseShelf(start.incidents)
        self.incidents = self._cases.states
        self.assignments: dict[str, Assignment] = {a.id: a for a in start.assignments}
        self.alarms: Records[Alarm] = Records(start.alarms)
        self.hand_overs: Records[HandOver] = Records(start.hand_overs)
        self.operations: Records[JointOperation] = Records(start.operations)
        self.shift = start.shift

    def apply(self, seq: int, event: Event) -> None:
        """Apply the event numbered ``seq``.

        Raises:
            SequenceGap: ``seq`` is not the one after the last; nothing has changed.
        """
        if seq != self.seq + 1:
            raise SequenceGap(self.seq + 1, seq)
        self._apply(event)
        self.seq = seq

    def snapshot(self) -> Snapshot:
        """Return everything as immutable values."""
        return Snapshot(
            seq=self.seq,
            units=tuple(self.units.values()),
            incidents=self._cases.in_order(),
            assignments=tuple(self.assignments.values()),
            alarms=tuple(self.alarms),
            hand_overs=tuple(self.hand_overs),
            operations=tuple(self.operations),
            shift=self.shift,
        )

    def open_incidents(self) -> Iterable[IncidentState]:
        """Yield the incidents that are not closed."""
        return self._cases.open()

    def assignments_of(self, incident: IncidentState) -> Iterable[Assignment]:
        """Yield the assignments of an incident, oldest first, released ones too."""
        return (self.assignments[a] for a in incident.assignment_ids)

    def holding(self, unit: UnitState) -> Assignment | None:
        """Return the assignment that makes the unit busy, or None."""
        return self.assignments[unit.assignment_ids[0]] if unit.assignment_ids else None

    @singledispatchmethod
    def _apply(self, event: object) -> None:
        raise TypeError(f"not an event: {event!r}")

    @_apply.register
    def _(self, event: UnitDeclared) -> None:
        known = self.units.get(event.unit.id)
        self.unit_ids[event.number] = event.unit.id
        if known is None:
            self.units[event.unit.id] = UnitState(unit=event.unit, number=event.number)
        else:
            self.units[event.unit.id] = replace(
                known, unit=event.unit, number=event.number, version=known.version + 1
            )

    @_apply.register
    def _(self, event: DutyChanged) -> None:
        self._set_unit(replace(self.units[event.unit_id], duty=event.duty))

    @_apply.register
    def _(self, event: IncidentRegistered) -> None:
        progress = first_progress(event.incident, event.deadline, event.stage_due_at)
        self._cases.add(IncidentState(incident=event.incident, progress=progress))

    @_apply.register
    def _(self, event: UnitAssigned) -> None:
        self.assignments[event.assignment_id] = assignment_begun(event)
        incident = self.incidents[event.incident_id]
        self._cases.change(
            replace(incident, assignment_ids=(*incident.assignment_ids, event.assignment_id))
        )
        unit = self.units[event.unit_id]
        self._set_unit(replace(unit, assignment_ids=(*unit.assignment_ids, event.assignment_id)))

    @_apply.register(MilestoneReached | MilestoneCorrected)
    def _(self, event: MilestoneReached | MilestoneCorrected) -> None:
        before = self.assignments[event.assignment_id]
        self.assignments[before.id] = assignment_after(event, before)
        self._cases.change(self.incidents[event.incident_id])
        self._set_unit(self.units[event.unit_id])

    @_apply.register
    def _(self, event: UnitReleased) -> None:
        before = self.assignments[event.assignment_id]
        self.assignments[before.id] = assignment_after(event, before)
        self._cases.change(self.incidents[event.incident_id])
        unit = self.units[event.unit_id]
        left = tuple(a for a in unit.assignment_ids if a != event.assignment_id)
        if left and self.assignments[left[0]].stacked:
            # The second case becomes the present one.
            self.assignments[left[0]] = replace(self.assignments[left[0]], stacked=False)
        self._set_unit(replace(unit, assignment_ids=left))

    @_apply.register
    def _(self, event: NoteAdded) -> None:
        known = self.incidents[event.incident_id]
        self._cases.change(replace(known, notes=(*known.notes, event.note)))

    @_apply.register
    def _(self, event: IncidentClosed) -> None:
        closed = closed_case(event, self.incidents[event.incident_id])
        for forgotten in self._cases.close(closed, CLOSED_KEPT):
            self._forget_work(forgotten)

    @_apply.register
    def _(self, event: IncidentReopened) -> None:
        self._cases.reopen(reopened_case(self.incidents[event.incident_id]))

    @_apply.register(ProgressEvent)
    def _(self, event: ProgressEvent) -> None:
        self._cases.change(case_after(event, self.incidents[event.incident_id]))

    @_apply.register
    def _(self, event: AlarmChanged) -> None:
        self.alarms.put(event.alarm)

    @_apply.register
    def _(self, event: HandOverChanged) -> None:
        self.hand_overs.put(event.hand_over)

    @_apply.register
    def _(self, event: OperationChanged) -> None:
        self.operations.put(event.operation)

    @_apply.register(ShiftEvent)
    def _(self, event: ShiftEvent) -> None:
        self.shift = shift_after(event, self.shift)

    @_apply.register
    def _(self, event: ViewChanged) -> None:
        # First what is gone: of too many settled records the oldest would be forgotten instead.
        self._lose_sight(event)
        for unit in event.units:
            self.units[unit.unit.id] = unit
            self.unit_ids[unit.number] = unit.unit.id
        for incident in event.incidents:
            self._cases.see(incident)
        for assignment in event.assignments:
            self.assignments[assignment.id] = assignment
        for alarm in event.alarms:
            self.alarms.put(alarm)
        for hand_over in event.hand_overs:
            self.hand_overs.put(hand_over)
        for operation in event.operations:
            self.operations.put(operation)
        self.shift = event.shift or self.shift

    def _lose_sight(self, event: ViewChanged) -> None:
        for incident_id in event.gone_incidents:
            if (gone := self._cases.drop(incident_id)) is not None:
                self._forget_work(gone)
        for unit_id in event.gone_units:
            if (unit := self.units.pop(unit_id, None)) is not None:
                del self.unit_ids[unit.number]
        for assignment_id in event.gone_assignments:
            self.assignments.pop(assignment_id, None)
        for alarm_id in event.gone_alarms:
            self.alarms.drop(alarm_id)
        for hand_over_id in event.gone_hand_overs:
            self.hand_overs.drop(hand_over_id)
        for operation_id in event.gone_operations:
            self.operations.drop(operation_id)

    def _set_unit(self, state: UnitState) -> None:
        """Store a changed unit; its status follows from duty and the assignment it works on."""
        status = unit_status(state.duty, self.holding(state))
        self.units[state.unit.id] = replace(state, status=status, version=state.version + 1)

    def _forget_work(self, state: IncidentState) -> None:
        """Drop the assignments of a case that is forgotten."""
        for assignment_id in state.assignment_ids:
            self.assignments.pop(assignment_id, None)
