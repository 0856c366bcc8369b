"""The stretches of time figures are counted over, by the city's own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEEK = timedelta(days=7)

TREND_STEP = timedelta(minutes=30)
TREND_POINTS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``start`` to ``end``, both included: the last case received counts at once."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """What "now", "this shift" and "today" mean, and the same a week ago.

    A week ago is the same weekday and the same time on the wall clock, whatever daylight
    saving did in between. All times are UTC.
    """

    today: Period
    today_last_week: Period
    shift: Period
    shift_last_week: Period


def periods_at(now: datetime, timezone: str, shift_start_hours: tuple[int, ...]) -> Periods:
    """Return the periods that end at ``now``.

    ``timezone`` is an IANA name. A city without shift hours has one shift a day, from
    midnight.

    Raises:
        ZoneInfoNotFoundError: there is no such time zone.
    """
    local = now.astimezone(ZoneInfo(timezone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    shift = _shift_start(local, midnight, shift_start_hours)
    return Periods(
        today=_period(midnight, local),
        today_last_week=_period(midnight - _WEEK, local - _WEEK),
        shift=_period(shift, local),
        shift_last_week=_period(shift - _WEEK, local - _WEEK),
    )


def trend_start(now: datetime) -> datetime:
    """Return the start of the first of ``TREND_POINTS`` half hours; the last one holds ``now``."""
    begun = (now - _EPOCH) // TREND_STEP
    return _EPOCH + (begun - TREND_POINTS + 1) * TREND_STEP


def _shift_start(local: datetime, midnight: datetime, hours: tuple[int, ...]) -> datetime:
    starts = [midnight.replace(hour=hour) for hour in hours] or [midnight]
    begun = [start for start in starts if start <= local]
    return max(begun) if begun else max(starts) - timedelta(days=1)


def _period(start: datetime, end: datetime) -> Period:
    return Period(start=start.astimezone(UTC), end=end.astimezone(UTC))
