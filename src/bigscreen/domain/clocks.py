"""Time limits of cases and hand-overs: calendar or working time, cards, and when each is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bigscreen.domain.work_calendar import WorkCalendar


class TimeBasis(StrEnum):
    """Which hours count: all of them, or those the city works."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time limit 时限 by its code; hours count on its ``basis``.

    ``limit_hours`` is for the whole case, ``stage_hours`` for stages by their code (a
    :class:`~bigscreen.domain.progress.CaseStage`, a milestone, or a hand-over's step): the time
    within which that stage has to be reached, from the one before it (of a case's stages: the
    one before it that has a limit). ``warn_hours`` is how long before a limit the early alarm
    comes. ``yellow_hours`` and ``red_hours`` are when the cards
    are shown, counted from the beginning; None shows none. A day of a working-time clock is as
    long as the city's working day.
    """

    code: str
    name: str
    name_en: str
    basis: TimeBasis = TimeBasis.CALENDAR
    limit_hours: float = 72.0
    warn_hours: float = 1.0
    yellow_hours: float | None = None
    red_hours: float | None = None
    stage_hours: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The moments a clock sets, UTC: when to warn, when it is due, when the cards are shown."""

    clock: str
    warn_at: datetime
    due_at: datetime
    yellow_at: datetime | None = None
    red_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time that does not count, from a suspension to its end (UTC)."""

    since: datetime
    until: datetime


def deadline_of(
    clock: Clock,
    calendar: WorkCalendar,
    started_at: datetime,
    pauses: Iterable[Pause] = (),
    extra_hours: float = 0.0,
) -> Deadline:
    """Return what a clock sets for something that began at ``started_at`` (UTC).

    ``extra_hours`` were granted on top; they move the cards with the deadline. ``pauses`` stand
    in the order they began in and are left out on the clock's own basis: a weekend inside a
    pause takes nothing from a working-time clock.
    """
    gaps = tuple(pauses)

    def after(hours: float) -> datetime:
        span = timedelta(hours=hours + extra_hours)
        return _reached(clock.basis, calendar, started_at, span, gaps)

    return Deadline(
        clock=clock.code,
        warn_at=after(clock.limit_hours - clock.warn_hours),
        due_at=after(clock.limit_hours),
        yellow_at=None if clock.yellow_hours is None else after(clock.yellow_hours),
        red_at=None if clock.red_hours is None else after(clock.red_hours),
    )


def stage_due_at(
    clock: Clock,
    calendar: WorkCalendar,
    stage: str,
    since: datetime,
    pauses: Iterable[Pause] = (),
    extra_hours: float = 0.0,
) -> datetime | None:
    """Return when ``stage`` has to be reached, None where the clock sets no limit for it.

    ``since`` is when the stage before it was reached, ``extra_hours`` were granted since then.
    """
    hours = clock.stage_hours.get(stage)
    if hours is None:
        return None
    return _reached(
        clock.basis, calendar, since, timedelta(hours=hours + extra_hours), tuple(pauses)
    )


def stage_warn_at(
    clock: Clock,
    calendar: WorkCalendar,
    stage: str,
    since: datetime,
    pauses: Iterable[Pause] = (),
    extra_hours: float = 0.0,
) -> datetime | None:
    """Return when to warn that ``stage`` is due soon, None where the clock sets no limit for it."""
    hours = clock.stage_hours.get(stage)
    if hours is None:
        return None
    span = timedelta(hours=hours + extra_hours - stage_warn_hours(clock, stage))
    return _reached(clock.basis, calendar, since, span, tuple(pauses))


def stage_warn_hours(clock: Clock, stage: str) -> float:
    """Return how long before a stage is due the early alarm comes.

    As long as for the whole case, but not before three quarters of a short stage have passed.
    """
    return min(clock.warn_hours, clock.stage_hours.get(stage, 0.0) / 4)


def elapsed(
    basis: TimeBasis,
    calendar: WorkCalendar,
    started_at: datetime,
    now: datetime,
    pauses: Iterable[Pause] = (),
) -> timedelta:
    """Return how much time has counted from ``started_at`` to ``now``."""
    total = timedelta(0)
    begins = started_at
    for pause in pauses:
        total += _counted(basis, calendar, begins, min(pause.since, now))
        begins = max(begins, pause.until)
    return total + _counted(basis, calendar, begins, now)


def later(basis: TimeBasis, calendar: WorkCalendar, start: datetime, amount: timedelta) -> datetime:
    """Return the first moment (UTC) at which ``amount`` of the basis's time has passed."""
    if basis is TimeBasis.WORKING:
        return calendar.add_working_time(start, amount)
    return (start + max(amount, timedelta(0))).astimezone(UTC)


def _counted(basis: TimeBasis, calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    if basis is TimeBasis.WORKING:
        return calendar.working_time_between(start, end)
    return max(end - start, timedelta(0))


def _reached(
    basis: TimeBasis,
    calendar: WorkCalendar,
    started_at: datetime,
    amount: timedelta,
    pauses: tuple[Pause, ...],
) -> datetime:
    """Return when ``amount`` has counted, leaving the pauses out."""
    begins, left = started_at, max(amount, timedelta(0))
    for pause in pauses:
        moment = later(basis, calendar, begins, left)
        if moment <= pause.since:
            return moment
        left -= _counted(basis, calendar, begins, pause.since)
        begins = max(begins, pause.until)
    return later(basis, calendar, begins, left)
