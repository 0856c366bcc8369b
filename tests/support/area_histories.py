"""Random histories of a city of two areas, in which everything can refer to everything else.

Ids, numbers, call signs and addresses are told apart by a text search: each ends with a dot.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.assignments import MILESTONES, Assignment, Stamp, StampSource
from bigscreen.domain.case_events import (
    EchelonActivated,
    EchelonStoodDown,
    EvidenceAttached,
    IncidentLinked,
    IncidentUnlinked,
    SensitivitySet,
    StagePassed,
)
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.centre_events import (
    AlarmChanged,
    DutyVisited,
    HandOverChanged,
    OperationChanged,
    ShiftNoted,
    ShiftStarted,
)
from bigscreen.domain.clocks import Deadline
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
from bigscreen.domain.hand_overs import HandOver, HandOverKind, HandOverStatus
from bigscreen.domain.incidents import (
    Channel,
    Incident,
    IncidentStatus,
    Level,
    Sensitivity,
    WorkKind,
)
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.progress import (
    CaseLink,
    CaseStage,
    CaseStep,
    EchelonCall,
    Evidence,
    LinkKind,
    StageEntry,
)
from bigscreen.domain.shift import ShiftNote
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, UnitState
from tests.support.small_city import NOON, a_unit

GRIDS = ("west", "east", "")

DUTY_GRIDS = {"mall": "west", "school": "east", "bridge": ""}

_KINDS = (
    "register", "register", "assign", "assign", "assign", "assign", "milestone", "release",
    "release", "close", "close", "reopen", "declare", "duty", "note", "sensitivity", "link",
    "unlink", "echelon", "stand_down", "stage", "evidence", "alarm", "alarm", "form", "form",
    "operation", "visit", "shift", "shift_note",
)  # fmt: skip

STEPS = 90


def history_of(seed: int) -> Iterator[Event]:
    """Yield the events of the history a seed stands for; what could not happen is left out."""
    chance = Random(seed)
    maker = _Maker()
    for first in range(4):
        yield from maker.happen("declare", first, first)
    for _ in range(STEPS):
        yield from maker.happen(chance.choice(_KINDS), chance.randrange(60), chance.randrange(60))


class _Maker:
    def __init__(self) -> None:
        self.situation = Situation()
        self._at: datetime = NOON

    def happen(self, kind: str, one: int, other: int) -> Iterator[Event]:
        self._at += timedelta(minutes=1)
        for event in tuple(getattr(self, f"_{kind}")(one, other)):
            self.situation.apply(self.situation.seq + 1, event)
            yield event

    @property
    def _seq(self) -> int:
        return self.situation.seq + 1

    def _declare(self, one: int, other: int) -> Iterator[Event]:
        known = self.situation.units
        unit_id = f"unit-{one % 6}."
        number = known[unit_id].number if unit_id in known else len(known) + 1
        unit = a_unit(unit_id, call_sign=f"call-{one % 6}.", grid_id=GRIDS[other % 3])
        yield UnitDeclared(unit=unit, number=number)

    def _duty(self, one: int, other: int) -> Iterator[Event]:
        if unit := self._unit(one):
            duty = Duty.OFF_DUTY if other % 2 else Duty.ON_DUTY
            yield DutyChanged(unit_id=unit.unit.id, duty=duty, at=self._at, by=unit.unit.id)

    def _register(self, one: int, other: int) -> Iterator[Event]:
        address = f"street-{self._seq}."
        source = self._unit(other)
        yield IncidentRegistered(
            incident=Incident(
                id=f"case-{self._seq}.",
                number=f"number-{self._seq}.",
                work_kind=list(WorkKind)[one % 2],
                item_code="noise",
                title=f"吵 {address}" if other % 2 else "吵",
                level=Level.TWO,
                channel=Channel.HOTLINE,
                received_at=self._at,
                grid_id=GRIDS[one % 3],
                address=address,
                summary=f"在 {address}",
                source=source.unit.id if source and other % 3 == 0 else "desk-1",
                sensitivity=list(Sensitivity)[other % 3],
            )
        )

    def _assign(self, one: int, other: int) -> Iterator[Event]:
        incident, unit = _pick(self.situation.open_incidents(), one), self._unit(other)
        if incident is None or unit is None:
            return
        held = [self.situation.assignments[a].incident_id for a in unit.assignment_ids]
        if incident.incident.id not in held:
            yield UnitAssigned(
                assignment_id=f"work-{self._seq}.",
                incident_id=incident.incident.id,
                unit_id=unit.unit.id,
                stacked=bool(held),
                stamp=Stamp(at=self._at, by="desk-1", how=StampSource.HAND),
            )

    def _milestone(self, one: int, other: int) -> Iterator[Event]:
        if work := _pick(self._open_work(), one):
            yield MilestoneReached(
                assignment_id=work.id,
                incident_id=work.incident_id,
                unit_id=work.unit_id,
                milestone=MILESTONES[1 + other % 5],
                stamp=Stamp(at=self._at, by=work.unit_id, how=StampSource.UNIT),
            )

    def _release(self, one: int, _other: int) -> Iterator[Event]:
        if work := _pick(self._open_work(), one):
            yield self._released(work)

    def _close(self, one: int, _other: int) -> Iterator[Event]:
        if incident := _pick(self.situation.open_incidents(), one):
            for work in self._open_work():
                if work.incident_id == incident.incident.id:
                    yield self._released(work)
            yield IncidentClosed(
                incident_id=incident.incident.id, disposition="劝离", at=self._at, by="desk-1"
            )

    def _reopen(self, one: int, _other: int) -> Iterator[Event]:
        cases = self.situation.incidents.values()
        if incident := _pick((i for i in cases if i.status is IncidentStatus.CLOSED), one):
            yield IncidentReopened(
                incident_id=incident.incident.id, reason="又吵", at=self._at, by="desk-1"
            )

    def _note(self, one: int, other: int) -> Iterator[Event]:
        incident, unit = self._case(one), self._unit(other)
        if incident and unit:
            by = unit.unit.id if other % 2 else "desk-1"
            note = Note(text=f"看过 {incident.incident.address}", by=by, at=self._at)
            yield NoteAdded(incident_id=incident.incident.id, note=note)

    def _sensitivity(self, one: int, other: int) -> Iterator[Event]:
        if incident := self._case(one):
            yield SensitivitySet(
                incident_id=incident.incident.id,
                sensitivity=list(Sensitivity)[other % 3],
                at=self._at,
                by="desk-1",
            )

    def _link(self, one: int, other: int) -> Iterator[Event]:
        here, there = self._case(one), self._case(other)
        if here is None or there is None or here is there:
            return
        for this, that, kind in ((here, there, LinkKind.PARENT), (there, here, LinkKind.CHILD)):
            yield IncidentLinked(
                incident_id=this.incident.id,
                link=CaseLink(kind=kind, incident_id=that.incident.id),
                reason="",
                at=self._at,
                by="desk-1",
            )

    def _unlink(self, one: int, _other: int) -> Iterator[Event]:
        linked = (i for i in self.situation.incidents.values() if i.progress.links)
        if here := _pick(linked, one):
            other_id = here.progress.links[0].incident_id
            yield IncidentUnlinked(
                incident_id=here.incident.id, other_id=other_id, reason="", at=self._at, by="d"
            )

    def _echelon(self, one: int, other: int) -> Iterator[Event]:
        if incident := self._case(one):
            chosen = list(self.situation.units)[other % 3 :: 2]
            call = EchelonCall(
                echelon=1, unit_ids=tuple(chosen), commander="王", reason="", at=self._at, by="d"
            )
            yield EchelonActivated(incident_id=incident.incident.id, call=call)

    def _stand_down(self, one: int, _other: int) -> Iterator[Event]:
        called = (i for i in self.situation.incidents.values() if i.progress.echelon)
        if incident := _pick(called, one):
            yield EchelonStoodDown(
                incident_id=incident.incident.id, echelon=1, reason="", at=self._at, by="d"
            )

    def _stage(self, one: int, other: int) -> Iterator[Event]:
        incident, unit = self._case(one), self._unit(other)
        if incident and unit and incident.progress.stage is not None:
            entry = StageEntry(
                stage=CaseStage.HANDLED, step=CaseStep.HANDLE, at=self._at, by=unit.unit.id
            )
            yield StagePassed(incident_id=incident.incident.id, entry=entry)

    def _evidence(self, one: int, other: int) -> Iterator[Event]:
        incident, unit = self._case(one), self._unit(other)
        if incident and unit:
            proof = Evidence(kind="before", reference="p.jpg", at=self._at, by=unit.unit.id)
            yield EvidenceAttached(incident_id=incident.incident.id, evidence=proof)

    def _alarm(self, one: int, other: int) -> Iterator[Event]:
        status = list(AlarmStatus)[other % 5]
        known = _pick(self.situation.alarms.open(), one)
        if known and other % 2:
            yield AlarmChanged(alarm=replace(known, status=status))
            return
        case, form = self._case(one), _pick(self.situation.hand_overs, one)
        about = other % 3
        if other % 5 == 0 and (unit_id := self._unit(one).unit.id):
            yield AlarmChanged(
                alarm=Alarm(
                    id=f"alarm:{unit_id}:{self._seq}",
                    kind=AlarmKind.SOS,
                    stage=AlarmStage.DUE,
                    moment=self._at,
                    status=status,
                    unit_id=unit_id,
                    grid_id=self.situation.units[unit_id].unit.grid_id,
                    detail="支援",
                    raised_at=self._at,
                )
            )
            return
        case_id = case.incident.id if case and about == 0 else ""
        form_id = form.id if form and about == 1 else ""
        grid_id = "" if case_id or form_id else GRIDS[one % 3]
        yield AlarmChanged(
            alarm=Alarm(
                id=f"alarm:{case_id}{form_id}{grid_id}:{self._seq}",
                kind=AlarmKind.CASE_DUE,
                stage=AlarmStage.DUE,
                moment=self._at,
                status=status,
                incident_id=case_id,
                hand_over_id=form_id,
                grid_id=grid_id,
                raised_at=self._at,
                note=f"在 {case.incident.address}" if case and case_id else "",
            )
        )

    def _form(self, one: int, other: int) -> Iterator[Event]:
        status = (HandOverStatus.ACKNOWLEDGED, HandOverStatus.COMPLETED)[other % 2]
        case, known = self._case(one), _pick(self.situation.hand_overs.open(), one)
        if known and other % 3:
            yield HandOverChanged(hand_over=replace(known, status=status))
        elif case:
            at = self._at
            yield HandOverChanged(
                hand_over=HandOver(
                    id=f"form-{self._seq}.",
                    number=f"paper-{self._seq}.",
                    kind=HandOverKind.TRANSFER,
                    incident_id=case.incident.id,
                    department="d1",
                    subject=f"关于 {case.incident.address}",
                    text=case.incident.address,
                    created_at=at,
                    created_by="desk-1",
                    deadline=Deadline(clock="", warn_at=at, due_at=at),
                )
            )

    def _operation(self, one: int, other: int) -> Iterator[Event]:
        known = _pick(self.situation.operations.open(), one)
        known_id = known.id if known and one % 2 else f"operation-{self._seq}."
        yield OperationChanged(
            operation=JointOperation(
                id=known_id,
                name="夜查",
                starts_at=self._at,
                ends_at=self._at,
                grid_ids=((), ("west",), ("east",), ("west", "east"))[other % 4],
                unit_ids=tuple(self.situation.units)[other % 2 :],
                ended_at=self._at if other % 5 == 0 else None,
            )
        )

    def _visit(self, one: int, other: int) -> Iterator[Event]:
        if unit := self._unit(one):
            duty_id = list(DUTY_GRIDS)[other % 3]
            yield DutyVisited(visit=Visit(duty_id=duty_id, unit_id=unit.unit.id, at=self._at))

    def _shift(self, one: int, _other: int) -> Iterator[Event]:
        yield ShiftStarted(index=one % 2, at=self._at)

    def _shift_note(self, one: int, _other: int) -> Iterator[Event]:
        note = ShiftNote(text="交接", by="desk-1", at=self._at, area_id=GRIDS[one % 3])
        yield ShiftNoted(note=note)

    def _released(self, work: Assignment) -> UnitReleased:
        return UnitReleased(
            assignment_id=work.id,
            incident_id=work.incident_id,
            unit_id=work.unit_id,
            reason="done",
            at=self._at,
            by="desk-1",
        )

    def _open_work(self) -> list[Assignment]:
        return [a for a in self.situation.assignments.values() if a.is_open]

    def _case(self, which: int) -> IncidentState | None:
        return _pick(self.situation.incidents.values(), which)

    def _unit(self, which: int) -> UnitState | None:
        return _pick(self.situation.units.values(), which)


def _pick(things, which):
    found = list(things)
    return found[which % len(found)] if found else None
