"""The periods a meeting talks about, by the city's own clock: shifts, days, weeks … years."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.wording import tr, tr_noop


class PeriodKind(StrEnum):
    """How long a period is."""

    SHIFT = "shift"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOM = "custom"


KIND_NAMES = {
    PeriodKind.SHIFT: tr_noop("Shift"),
    PeriodKind.DAY: tr_noop("Day"),
    PeriodKind.WEEK: tr_noop("Week"),
    PeriodKind.MONTH: tr_noop("Month"),
    PeriodKind.QUARTER: tr_noop("Quarter"),
    PeriodKind.YEAR: tr_noop("Year"),
    PeriodKind.CUSTOM: tr_noop("Custom"),
}


@dataclass(frozen=True, slots=True)
class CityClock:
    """The zone a city's days begin in, and the local hours at which a shift does."""

    zone: tzinfo = UTC
    shift_hours: tuple[int, ...] = (0,)

    @classmethod
    def of(cls, city: City | None) -> "CityClock":
        """Return a city's clock; UTC and shifts of a day where none is known."""
        hours = city.shift_start_hours if city else ()
        return cls(zone_of(city), tuple(sorted(hours)) or (0,))

    def midnight(self, day: date) -> datetime:
        """Return the beginning of a day, UTC."""
        return self.at(day, 0)

    def at(self, day: date, hour: int) -> datetime:
        """Return a full hour of a day, UTC."""
        return datetime.combine(day, time(hour), self.zone).astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        """Return the day a moment lies in."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``start`` up to, not including, ``end``; both UTC."""

    kind: PeriodKind
    start: datetime
    end: datetime

    def is_running(self, now: datetime) -> bool:
        """Tell whether the period has begun and is not over."""
        return self.start <= now < self.end

    def until(self, now: datetime) -> datetime:
        """Return up to when it can be looked at: the last five minutes of a running one."""
        if not self.is_running(now):
            return self.end
        return max(self.start, now - (now - self.start) % timedelta(minutes=5))


def period_at(kind: PeriodKind, moment: datetime, clock: CityClock) -> Period:
    """Return the period of this kind that a moment lies in; a custom one is the day."""
    day = clock.day_of(moment)
    if kind is PeriodKind.SHIFT:
        return _shift(*_shift_place(moment, clock), clock)
    first, after = _days(kind, day)
    return Period(kind=kind, start=clock.midnight(first), end=clock.midnight(after))


def last_whole(kind: PeriodKind, now: datetime, clock: CityClock) -> Period:
    """Return the last period of this kind that is over."""
    return stepped(period_at(kind, now, clock), -1, clock)


def custom(first: date, last: date, clock: CityClock) -> Period:
    """Return whole days from ``first`` to ``last``, both included, in either order."""
    first, last = sorted((first, last))
    return Period(
        kind=PeriodKind.CUSTOM,
        start=clock.midnight(first),
        end=clock.midnight(last + timedelta(days=1)),
    )


def stepped(period: Period, steps: int, clock: CityClock) -> Period:
    """Return the period so many of its length later, earlier where ``steps`` is below 0."""
    if period.kind is PeriodKind.SHIFT:
        day, place = _shift_place(period.start, clock)
        days, place = divmod(place + steps, len(clock.shift_hours))
        return _shift(day + timedelta(days=days), place, clock)
    first, after = (clock.day_of(moment) for moment in (period.start, period.end))
    if period.kind is PeriodKind.CUSTOM:
        away = (after - first) * steps
        return custom(first + away, after + away - timedelta(days=1), clock)
    months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}.get(period.kind)
    if months is None:
        moved = first + (after - first) * steps
    else:
        number = first.year * 12 + first.month - 1 + months * steps
        moved = date(number // 12, number % 12 + 1, 1)
    return period_at(period.kind, clock.midnight(moved), clock)


def retold(period: Period, kind: PeriodKind, now: datetime, clock: CityClock) -> Period:
    """Return the period of another kind that is about the same time: its end decides.

    What would lie ahead of ``now`` becomes the one that runs.
    """
    if kind is PeriodKind.CUSTOM:
        last = clock.day_of(period.end - timedelta(microseconds=1))
        return custom(clock.day_of(period.start), last, clock)
    anchor = min(period.end - timedelta(microseconds=1), now)
    return period_at(kind, anchor, clock)


def _days(kind: PeriodKind, day: date) -> tuple[date, date]:
    """Return the first day of a period, and the day after its last one."""
    match kind:
        case PeriodKind.WEEK:
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=7)
        case PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.YEAR:
            months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}.get(kind, 12)
            first = date(day.year, (day.month - 1) // months * months + 1, 1)
            number = first.year * 12 + first.month - 1 + months
            return first, date(number // 12, number % 12 + 1, 1)
        case _:
            return day, day + timedelta(days=1)


def _shift_place(moment: datetime, clock: CityClock) -> tuple[date, int]:
    """Return the day a shift began on and which one of that day it is."""
    day = clock.day_of(moment)
    begun = [n for n, hour in enumerate(clock.shift_hours) if clock.at(day, hour) <= moment]
    if begun:
        return day, begun[-1]
    return day - timedelta(days=1), len(clock.shift_hours) - 1


def _shift(day: date, place: int, clock: CityClock) -> Period:
    hours = clock.shift_hours
    ends_next_day = place == len(hours) - 1
    end_day = day + timedelta(days=1) if ends_next_day else day
    end_hour = hours[0] if ends_next_day else hours[place + 1]
    return Period(
        kind=PeriodKind.SHIFT,
        start=clock.at(day, hours[place]),
        end=clock.at(end_day, end_hour),
    )


def period_words(period: Period, clock: CityClock) -> str:
    """Return a period as people say it, with its days."""
    first = clock.day_of(period.start)
    last = clock.day_of(period.end - timedelta(microseconds=1))
    match period.kind:
        case PeriodKind.SHIFT:
            start, end = (at.astimezone(clock.zone) for at in (period.start, period.end))
            said = f"{start:%Y-%m-%d %H:%M} – {end:%H:%M}"
        case PeriodKind.WEEK:
            year, week, _ = first.isocalendar()
            days = f"{first:%m-%d} – {last:%m-%d}"
            said = tr("week {week} of {year} ({days})", week=week, year=year, days=days)
        case PeriodKind.MONTH:
            said = tr("{month}/{year}", month=first.month, year=first.year)
        case PeriodKind.QUARTER:
            said = tr("quarter {n} of {year}", n=(first.month + 2) // 3, year=first.year)
        case PeriodKind.YEAR:
            said = tr("year {year}", year=first.year)
        case _:
            said = window_words(period.start, period.end, clock)
    return said


def window_words(start: datetime, end: datetime, clock: CityClock) -> str:
    """Return a stretch of time as its first and last day, with hours where these matter."""
    begin, after = (moment.astimezone(clock.zone) for moment in (start, end))
    midnight = time(0)
    if begin.time() == midnight and after.time() == midnight:
        last = after - timedelta(days=1)
        if last.date() == begin.date():
            return f"{begin:%Y-%m-%d}"
        return f"{begin:%Y-%m-%d} – {last:%Y-%m-%d}"
    if begin.date() == after.date():
        return f"{begin:%Y-%m-%d %H:%M} – {after:%H:%M}"
    return f"{begin:%Y-%m-%d %H:%M} – {after:%Y-%m-%d %H:%M}"
