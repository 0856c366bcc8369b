"""What the queue of open cases says: one row a case, in the order a commander should look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bigscreen.domain.alarms import AlarmKind
from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.incidents import IncidentStatus, Level, Sensitivity, WorkKind
from bigscreen.domain.progress import CaseStage
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_badges import Badge, case_badges, kept_back
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.durations import running_clock
from bigscreen.viewmodels.duty_words import CASE_BAR, case_stage_name
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import (
    STAGE_COUNT,
    channel_name,
    force_name,
    grid_name,
    stage_names,
    work_kind_name,
)
from bigscreen.viewmodels.unit_marks import UNKNOWN, Mark, mark_of_unit
from bigscreen.viewmodels.wall_headline import wall_headline
from bigscreen.viewmodels.wording import tr

_CALL_HANDLED = MILESTONES.index(Milestone.HANDLED) + 2
"""The stage of a case whose work is done; received is stage 1."""


class Order(StrEnum):
    """How the queue is sorted: elapsed time is newest or oldest first."""

    URGENCY = "urgency"
    DEADLINE = "deadline"
    LEVEL = "level"
    NEWEST = "newest"
    OLDEST = "oldest"
    NUMBER = "number"


class Scope(StrEnum):
    """Which cases the queue holds."""

    OPEN = "open"
    WAITING = "waiting"
    OVERDUE = "overdue"
    POLICE_CALLS = "police_calls"
    CITY_CASES = "city_cases"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChip:
    """One unit on a case, by its call sign and identity."""

    unit_id: str
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One case of the queue.

    ``stage`` counts the filled ones of the ``stages`` cells of the stage bar: 7 of a police
    call, 9 of a city-management case. ``overdue_at`` is when the case's present clock runs out,
    None when none runs. ``stopped_at`` is set on a closed case: its clock stands. ``version`` is
    that of the case the row was made from. ``due`` is a city-management case's deadline as text,
    empty where none runs. ``dimmed`` ones are shown faintly. ``stage_key`` and ``stage_name`` say
    where the case is held; ``forces`` are its leading force and those of the units on it,
    ``accounts`` whoever registered it or sent somebody. ``has_sos``: a unit on it calls for help.
    """

    incident_id: str
    version: int
    number: str
    level: Level
    headline: str
    place: str
    stage: int
    stages: int
    due: str
    badges: tuple[Badge, ...]
    dimmed: bool
    work_done: bool
    chips: tuple[UnitChip, ...]
    received_at: datetime
    overdue_at: datetime | None
    stopped_at: datetime | None
    work_kind: WorkKind
    search_text: str
    grid_id: str = ""
    grid: str = ""
    stage_key: str = ""
    stage_name: str = ""
    lead_force: str = ""
    lead_name: str = ""
    forces: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    has_card: bool = False
    has_sos: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether the case is open, nobody is on it, and its work has not been done."""
        return not self.chips and self.stopped_at is None and not self.work_done

    @property
    def is_done(self) -> bool:
        """Whether the case is open, its work is done and everybody has left: it can be closed."""
        return not self.chips and self.stopped_at is None and self.work_done

    def is_overdue(self, now: datetime) -> bool:
        """Whether the case's clock had run out, now or when it was closed."""
        return self.overdue_at is not None and (self.stopped_at or now) >= self.overdue_at

    def clock(self, now: datetime) -> str:
        """Return the running clock's text."""
        return running_clock(((self.stopped_at or now) - self.received_at).total_seconds())


def overdue_at(state: IncidentState, assignments: Iterable[Assignment]) -> datetime | None:
    """Return when the clock that runs on a case runs out.

    A police call nobody has arrived at has its response class; every other case has the
    deadline the hub computed for it, or no clock while it is suspended or has none.
    """
    incident = state.incident
    arrived = any(Milestone.ON_SCENE in a.stamps for a in assignments)
    if incident.work_kind is WorkKind.POLICE_CALL and not arrived:
        return incident.received_at + timedelta(minutes=incident.response_minutes)
    deadline = state.progress.deadline
    return deadline.due_at if deadline else None


def stage_of(state: IncidentState, assignments: Iterable[Assignment]) -> tuple[int, int]:
    """Return how many stages a case has passed, and of how many.

    A unit that was taken off a police call before it arrived leaves no progress behind.
    """
    stage = state.progress.stage
    if stage is not None:
        is_over = state.status is IncidentStatus.CLOSED or stage is CaseStage.VOID
        return (len(CASE_BAR) if is_over else CASE_BAR.index(stage) + 1), len(CASE_BAR)
    if state.status is IncidentStatus.CLOSED:
        return STAGE_COUNT, STAGE_COUNT
    arrived = MILESTONES.index(Milestone.ON_SCENE) + 1
    furthest = max((a.stage for a in assignments if a.is_open or a.stage >= arrived), default=0)
    return 1 + furthest, STAGE_COUNT


def _due(state: IncidentState, city: City | None) -> str:
    deadline = state.progress.deadline
    if state.progress.stage is None or deadline is None or state.status is IncidentStatus.CLOSED:
        return ""
    return tr("by {time}", time=f"{deadline.due_at.astimezone(zone_of(city)):%m-%d %H:%M}")


def _work_done(state: IncidentState, stage: int) -> bool:
    if state.progress.stage is None:
        return stage >= _CALL_HANDLED
    return stage >= CASE_BAR.index(CaseStage.HANDLED) + 1


def sos_cases(situation: Situation) -> frozenset[str]:
    """Return the ids of the cases whose units call for help."""
    found: set[str] = set()
    for alarm in situation.alarms:
        if alarm.kind is not AlarmKind.SOS or alarm.is_settled:
            continue
        unit = situation.units.get(alarm.unit_id)
        holding = situation.holding(unit) if unit else None
        found.add(alarm.incident_id or (holding.incident_id if holding else ""))
    return frozenset(found - {""})


def queue_row(
    situation: Situation,
    state: IncidentState,
    city: City | None,
    *,
    supervised: bool = False,
    sos: bool = False,
    at_wall: bool = False,
) -> QueueRow:
    """Return the row of one case.

    ``supervised`` says whether it is under supervision 督办, ``sos`` whether a unit on it calls
    for help, ``at_wall`` whether anybody can read along.
    """
    incident = state.incident
    assignments = tuple(situation.assignments_of(state))
    chips = tuple(_chip(situation, a.unit_id, city) for a in assignments if a.is_open)
    title = wall_headline(incident, city) if at_wall else headline(incident, city)
    grid = grid_name(city, incident.grid_id)
    searched = (
        title,
        incident.number,
        incident.reference,
        incident.address,
        grid,
        *(chip.text for chip in chips),
    )
    came_by = channel_name(incident.channel)
    stage, stages = stage_of(state, assignments)
    held_at = case_stage_name(state.progress.stage) if state.progress.stage else ""
    item = city.item(incident.item_code) if city else None
    lead = item.lead_force if item else ""
    units = [situation.units.get(chip.unit_id) for chip in chips]
    forces = {code for unit in units if unit is not None for code in unit.unit.force_codes}
    return QueueRow(
        incident_id=incident.id,
        version=state.version,
        number=one_line(incident.number),
        level=incident.level,
        headline=title,
        place=" · ".join(part for part in (grid, held_at or came_by) if part),
        stage=stage,
        stages=stages,
        due=_due(state, city),
        badges=(
            *(kept_back(state) if at_wall else ()),
            *case_badges(state, city, supervised=supervised),
        ),
        dimmed=at_wall and incident.sensitivity is Sensitivity.DIM,
        work_done=_work_done(state, stage),
        chips=chips,
        received_at=incident.received_at,
        overdue_at=overdue_at(state, assignments),
        stopped_at=state.closed_at,
        work_kind=incident.work_kind,
        search_text="\n".join(one_line(text).casefold() for text in searched),
        grid_id=incident.grid_id,
        grid=grid,
        stage_key=state.progress.stage or f"call-{stage}",
        stage_name=held_at or stage_names()[stage - 1],
        lead_force=lead,
        lead_name=force_name(city, lead),
        forces=frozenset(forces | {lead}),
        accounts=frozenset(
            {incident.source, *(a.stamps[Milestone.DISPATCHED].by for a in assignments if a.stamps)}
        ),
        has_card=state.progress.card is not None,
        has_sos=sos,
    )


def _chip(situation: Situation, unit_id: str, city: City | None) -> UnitChip:
    known = situation.units.get(unit_id)
    if known is None:
        return UnitChip(unit_id=unit_id, text=one_line(unit_id), mark=UNKNOWN)
    return UnitChip(
        unit_id=unit_id, text=one_line(known.unit.call_sign), mark=mark_of_unit(known.unit, city)
    )


def sort_rows(rows: Iterable[QueueRow], order: Order, now: datetime) -> list[QueueRow]:
    """Return the rows in the chosen order; urgency is SOS, then level, then overdue, then age.

    By deadline those without one stand last.
    """
    if order is Order.DEADLINE:
        return sorted(
            rows,
            key=lambda row: (
                row.overdue_at is None,
                row.overdue_at or row.received_at,
                row.incident_id,
            ),
        )
    if order is Order.LEVEL:
        return sorted(rows, key=lambda row: (row.level, row.received_at, row.incident_id))
    if order is Order.NUMBER:
        return sorted(rows, key=lambda row: (row.number, row.incident_id))
    if order is Order.NEWEST:
        return sorted(rows, key=lambda row: (row.received_at, row.incident_id), reverse=True)
    if order is Order.OLDEST:
        return sorted(rows, key=lambda row: (row.received_at, row.incident_id))
    return sorted(
        rows,
        key=lambda row: (
            not row.has_sos,
            row.level,
            not row.is_overdue(now),
            row.received_at,
            row.incident_id,
        ),
    )


def in_scope(row: QueueRow, scope: Scope, now: datetime) -> bool:
    """Tell whether a row belongs into the chosen part of the queue."""
    if scope is Scope.CLOSED:
        return row.stopped_at is not None
    if row.stopped_at is not None:
        return False
    return {
        Scope.OPEN: True,
        Scope.WAITING: row.is_waiting,
        Scope.OVERDUE: row.is_overdue(now),
        Scope.POLICE_CALLS: row.work_kind is WorkKind.POLICE_CALL,
        Scope.CITY_CASES: row.work_kind is WorkKind.CITY_CASE,
    }[scope]


def found(row: QueueRow, query: str) -> bool:
    """Tell whether every word of a search stands somewhere in the row."""
    return all(word in row.search_text for word in one_line(query).casefold().split())


def next_overdue_at(rows: Iterable[QueueRow], now: datetime) -> datetime | None:
    """Return when the next row will become overdue: until then the order stands."""
    return min(
        (
            row.overdue_at
            for row in rows
            if row.stopped_at is None and row.overdue_at is not None and row.overdue_at > now
        ),
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts:
    """How many cases stand open, how many of them wait for a unit or are overdue."""

    open: int
    waiting: int
    overdue: int


def count(rows: Sequence[QueueRow], now: datetime) -> QueueCounts:
    """Count the open cases among ``rows``."""
    opened = [row for row in rows if row.stopped_at is None]
    return QueueCounts(
        open=len(opened),
        waiting=sum(row.is_waiting for row in opened),
        overdue=sum(row.is_overdue(now) for row in opened),
    )


def spoken(row: QueueRow, now: datetime) -> str:
    """Return a row as a screen reader says it."""
    units = " ".join(chip.text for chip in row.chips)
    badges = " ".join(badge.text for badge in row.badges)
    kind = work_kind_name(row.work_kind)
    parts = (row.headline, kind, row.place, row.clock(now), row.due, badges, units)
    return ", ".join(part for part in parts if part)
