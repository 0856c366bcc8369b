"""Random histories that could have happened, as events the reducer and the ledger both take."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hypothesis import strategies as st

from bigscreen.domain.assignments import MILESTONES, Assignment, Stamp, StampSource
from bigscreen.domain.case_state import Note
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
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Incident, IncidentStatus, Level, WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty
from tests.support.small_city import IN_WEST, NOON, a_unit

LEAD_FORCES = {"noise": "police", "vendor": "cg"}

_KINDS = (
    "declare", "duty", "register", "register", "assign", "assign", "assign", "milestone",
    "milestone", "milestone", "release", "note", "close", "close", "reopen",
)  # fmt: skip


def choices(least: int = 0, most: int = 60) -> st.SearchStrategy[list[tuple[str, int, int]]]:
    """Draw what :func:`history_of` makes a history from: what, which one, how many minutes on."""
    return st.lists(
        st.tuples(st.sampled_from(_KINDS), st.integers(0, 50), st.integers(-40, 40)),
        min_size=least,
        max_size=most,
    )


def history_of(drawn: Iterable[tuple[str, int, int]]) -> list[tuple[Event, ...]]:
    """Return the events of each order in turn; orders that could not be given are left out."""
    made = _HistoryMaker()
    for which in range(3):
        made.order("declare", which, 0)
    for kind, which, minutes in drawn:
        made.order(kind, which, minutes)
    return made.orders


class _HistoryMaker:
    """Gives orders one after the other; times need not be in order, as reports come late."""

    def __init__(self) -> None:
        self.situation = Situation()
        self.orders: list[tuple[Event, ...]] = []
        self._now = NOON

    def order(self, kind: str, which: int, minutes: int) -> None:
        self._now += timedelta(minutes=1)
        at = self._now + timedelta(minutes=minutes)
        events = tuple(getattr(self, f"_{kind}")(which, at))
        for event in events:
            self.situation.apply(self.situation.seq + 1, event)
        if events:
            self.orders.append(events)

    def _declare(self, which: int, at: datetime) -> Iterable[Event]:
        known = list(self.situation.units.values())
        unit_id = f"u{which % 6}"
        number = next((u.number for u in known if u.unit.id == unit_id), len(known) + 1)
        forces = (("police",), ("cg",), ("police", "cg"))[which % 3]
        home = IN_WEST if which % 2 else None
        yield UnitDeclared(
            unit=a_unit(unit_id, force_codes=forces, squad=f"{which}中队", home=home), number=number
        )

    def _duty(self, which: int, at: datetime) -> Iterable[Event]:
        if unit := _pick(self.situation.units.values(), which):
            duty = Duty.OFF_DUTY if which % 2 else Duty.ON_DUTY
            yield DutyChanged(unit_id=unit.unit.id, duty=duty, at=at, by="desk-1")

    def _register(self, which: int, at: datetime) -> Iterable[Event]:
        number = self.situation.seq + 1
        yield IncidentRegistered(
            incident=Incident(
                id=f"i{number}",
                number=f"JQ{number:04}",
                work_kind=list(WorkKind)[which % 2],
                item_code=("noise", "vendor", "other")[which % 3],
                title="<b>吵</b>",
                level=Level(which % 4 + 1),
                channel=list(Channel)[which % len(Channel)],
                received_at=at,
                grid_id="west" if which % 2 else "",
                location=GeoPoint(30.1, 103.2) if which % 5 else None,
                reference=f"r{number}",
            )
        )

    def _assign(self, which: int, at: datetime) -> Iterable[Event]:
        incident = _pick(self.situation.open_incidents(), which)
        unit = _pick(self.situation.units.values(), which // 3)
        if incident is None or unit is None:
            return
        held = [self.situation.assignments[a].incident_id for a in unit.assignment_ids]
        if incident.incident.id not in held:
            yield UnitAssigned(
                assignment_id=f"a{self.situation.seq + 1}",
                incident_id=incident.incident.id,
                unit_id=unit.unit.id,
                stacked=bool(held),
                stamp=Stamp(at=at, by="desk-1", how=StampSource.HAND),
            )

    def _milestone(self, which: int, at: datetime) -> Iterable[Event]:
        if work := _pick(self._open_work(), which // 5):
            yield MilestoneReached(
                assignment_id=work.id,
                incident_id=work.incident_id,
                unit_id=work.unit_id,
                milestone=MILESTONES[1 + which % 5],
                stamp=Stamp(at=at, by=work.unit_id, how=StampSource.UNIT),
            )

    def _release(self, which: int, at: datetime) -> Iterable[Event]:
        if work := _pick(self._open_work(), which):
            yield _released(work, at)

    def _note(self, which: int, at: datetime) -> Iterable[Event]:
        if incident := _pick(self.situation.incidents.values(), which):
            yield NoteAdded(
                incident_id=incident.incident.id, note=Note(text="看过", by="desk-1", at=at)
            )

    def _close(self, which: int, at: datetime) -> Iterable[Event]:
        if incident := _pick(self.situation.open_incidents(), which):
            for work in self._open_work():
                if work.incident_id == incident.incident.id:
                    yield _released(work, at)
            yield IncidentClosed(
                incident_id=incident.incident.id, disposition="劝离", at=at, by="desk-1"
            )

    def _reopen(self, which: int, at: datetime) -> Iterable[Event]:
        closed = (i for i in self.situation.incidents.values() if i.status is IncidentStatus.CLOSED)
        if incident := _pick(closed, which):
            yield IncidentReopened(
                incident_id=incident.incident.id, reason="又吵", at=at, by="desk-1"
            )

    def _open_work(self) -> list[Assignment]:
        return [a for a in self.situation.assignments.values() if a.is_open]


def _released(work: Assignment, at: datetime) -> UnitReleased:
    return UnitReleased(
        assignment_id=work.id,
        incident_id=work.incident_id,
        unit_id=work.unit_id,
        reason="done",
        at=at,
        by="desk-1",
    )


def _pick(things, which):
    found = list(things)
    return found[which % len(found)] if found else None
