"""When cases and hand-overs are due: the city's clocks applied to what has befallen them.

Events carry what is computed here, so that hub, ledger and screens never compute it again.
"""

from dataclasses import replace
from datetime import datetime

from bigscreen.domain.city import CatalogueItem, City
from bigscreen.domain.clocks import Clock, Deadline, Pause, deadline_of, stage_due_at, stage_warn_at
from bigscreen.domain.errors import Rejected
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus, HandOverStep
from bigscreen.domain.incidents import Incident
from bigscreen.domain.progress import CaseStage, CaseStep, Progress
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import CASE_LINE
from bigscreen.service.text_rules import NAME_LENGTH

_WARN_HOURS = 1.0
_WARN_SHARE = 0.25

_HAND_OVER_DAYS = Clock(
    code="",
    name="交办默认时限",
    name_en="Hand-over default",
    limit_hours=7 * 24.0,
    warn_hours=4.0,
    stage_hours={HandOverStep.ACKNOWLEDGE: 24.0, HandOverStep.PLAN: 48.0},
)
"""Holds for hand-overs where a city has no clock for them: 13710 without its long tail."""

_LINE = (CaseStage.REGISTERED, *(stage for _, stage in CASE_LINE))

_BEGINNINGS = frozenset({None, CaseStep.RETURN, CaseStep.REWORK})
"""After these a case waits anew; None is its registration."""

_NEXT_HAND_OVER_STEP = {
    HandOverStatus.CREATED: HandOverStep.ACKNOWLEDGE,
    HandOverStatus.ACKNOWLEDGED: HandOverStep.PLAN,
    HandOverStatus.PLANNED: HandOverStep.COMPLETE,
}


def clock_of(city: City, incident: Incident) -> Clock | None:
    """Return the clock of a case: its item's, or calendar time by the item's limit.

    None where the catalogue has no such item. A clock that can not be read is stood in for by
    the limit too: a case without any deadline would be forgotten.
    """
    item = city.item(incident.item_code)
    if item is None:
        return None
    return city.clock(item.clock) or _limit_of(item)


def case_deadline(city: City, incident: Incident, progress: Progress) -> Deadline | None:
    """Return a case's deadline by its clock, its suspensions and what time was granted.

    None while it is suspended, and for items the catalogue does not have.
    """
    clock = clock_of(city, incident)
    if clock is None or progress.suspended:
        return None
    started_at = incident.received_at
    granted = sum(one.hours for one in progress.extensions if one.approved)
    return deadline_of(clock, city.calendar, started_at, _pauses(progress), granted)


def stage_due(
    city: City, incident: Incident, progress: Progress, stage: CaseStage, at: datetime
) -> datetime | None:
    """Return when the next stage is due for a case that came to ``stage`` at a time.

    The next one the clock limits, counted from the last one it limits or, before that, from
    the registration; what is sent back counts from then. Time that was granted since moves it.
    None where no stage ahead has a limit, and while suspended.
    """
    clock = clock_of(city, incident)
    awaited = awaited_stage(clock, stage)
    if clock is None or awaited is None or progress.suspended:
        return None
    since = _counted_from(clock, progress, stage, at)
    pauses, extra = _pauses(progress), _granted(progress, since)
    return stage_due_at(clock, city.calendar, awaited, since, pauses, extra)


def stage_warning(city: City, incident: Incident, progress: Progress) -> datetime | None:
    """Return when to warn that the next stage of a city-management case is due soon."""
    clock, last = clock_of(city, incident), progress.stages[-1]
    awaited = awaited_stage(clock, last.stage)
    if clock is None or awaited is None:
        return None
    since = _counted_from(clock, progress, last.stage, last.at)
    pauses, extra = _pauses(progress), _granted(progress, since)
    return stage_warn_at(clock, city.calendar, awaited, since, pauses, extra)


def awaited_stage(clock: Clock | None, stage: CaseStage) -> CaseStage | None:
    """Return the next stage the clock limits, None when there is none ahead."""
    if clock is None or stage not in _LINE:
        return None
    ahead = _LINE[_LINE.index(stage) + 1 :]
    return next((one for one in ahead if one in clock.stage_hours), None)


def _counted_from(clock: Clock, progress: Progress, stage: CaseStage, at: datetime) -> datetime:
    """Return from when the next limit counts for a case that came to ``stage`` at a time.

    The stages on record may end before that, or already with it.
    """
    last = progress.stages[-1].stage if progress.stages else None
    if last not in _LINE:  # a voided case that was opened again
        return at
    passed = _LINE[_LINE.index(last) + 1 : _LINE.index(stage) + 1]
    went_back = _LINE.index(stage) < _LINE.index(last)
    if went_back or any(one in clock.stage_hours for one in passed):
        return at
    beginnings = (
        entry.at
        for entry in reversed(progress.stages)
        if entry.stage in clock.stage_hours or entry.step in _BEGINNINGS
    )
    return next(beginnings, at)


def resumed(progress: Progress, at: datetime) -> Progress:
    """Return the progress of a suspended case with its suspension ended, to compute with."""
    *earlier, last = progress.suspensions
    return replace(progress, suspensions=(*earlier, replace(last, until=at)))


def hand_over_clock(city: City, kind: HandOverKind, code: str) -> str:
    """Return the code of the clock a hand-over goes by.

    The one that is asked for; else the one called like the kind; else the city's first one
    with a limit for acknowledging; empty for the built-in one.

    Raises:
        Rejected: the city has no clock of the code that was asked for.
    """
    if code and city.clock(code) is None:
        known = [clock.code for clock in city.clocks]
        raise Rejected(Refusal.UNKNOWN_CLOCK, {"clock": code[:NAME_LENGTH], "could": known})
    if code:
        return code
    if city.clock(kind) is not None:
        return kind.value
    fitting = (one.code for one in city.clocks if HandOverStep.ACKNOWLEDGE in one.stage_hours)
    return next(fitting, "")


def clock_of_hand_over(city: City, code: str) -> Clock:
    """Return the clock of a code of :func:`hand_over_clock`, the built-in one for any other."""
    return city.clock(code) or _HAND_OVER_DAYS


def hand_over_deadline(city: City, clock_code: str, created_at: datetime) -> Deadline:
    """Return the deadline of a hand-over by a code of :func:`hand_over_clock`."""
    return deadline_of(clock_of_hand_over(city, clock_code), city.calendar, created_at)


def hand_over_step_due(
    city: City, clock_code: str, status: HandOverStatus, at: datetime
) -> datetime | None:
    """Return when the next step is due after the form came to ``status``, None for no limit."""
    step = _NEXT_HAND_OVER_STEP.get(status)
    if step is None:
        return None
    return stage_due_at(clock_of_hand_over(city, clock_code), city.calendar, step, at)


def hand_over_step_warning(
    city: City, clock_code: str, step: str, since: datetime
) -> datetime | None:
    """Return when to warn that a step is due soon, counted from the one before it."""
    return stage_warn_at(clock_of_hand_over(city, clock_code), city.calendar, step, since)


def next_hand_over_step(status: HandOverStatus) -> HandOverStep | None:
    """Return what the department does next, None for a form that is settled."""
    return _NEXT_HAND_OVER_STEP.get(status)


def _limit_of(item: CatalogueItem) -> Clock:
    return Clock(
        code="",
        name=item.name,
        name_en=item.name_en,
        limit_hours=item.limit_hours,
        warn_hours=min(_WARN_HOURS, item.limit_hours * _WARN_SHARE),
    )


def _granted(progress: Progress, since: datetime) -> float:
    """Return the hours that were granted after the present stage was reached."""
    return sum(
        one.hours
        for one in progress.extensions
        if one.approved and one.decided_at is not None and one.decided_at >= since
    )


def _pauses(progress: Progress) -> tuple[Pause, ...]:
    return tuple(
        Pause(since=one.since, until=one.until)
        for one in progress.suspensions
        if one.until is not None
    )
