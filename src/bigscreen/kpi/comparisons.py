"""The periods a period is compared with: 同比 the same a year ago, 环比 the one before it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From ``start`` up to, not including, ``end``; both aware."""

    start: datetime
    end: datetime

    @property
    def days(self) -> float:
        """Its length in days of 24 hours."""
        # Of one zone, two moments would be subtracted by the clock, as if none were changed.
        return (self.end.astimezone(UTC) - self.start.astimezone(UTC)) / timedelta(days=1)


def week_of(moment: datetime, zone: tzinfo) -> Window:
    """Return the week, from Monday on, that a moment lies in by the clock of ``zone``."""
    midnight = _midnight(moment, zone)
    monday = midnight - timedelta(days=midnight.weekday())
    return _window(monday, monday + timedelta(days=7), zone)


def month_of(moment: datetime, zone: tzinfo) -> Window:
    """Return the calendar month that a moment lies in by the clock of ``zone``."""
    first = _midnight(moment, zone).replace(day=1)
    return _window(first, (first + timedelta(days=31)).replace(day=1), zone)


def year_before(window: Window, zone: tzinfo) -> Window:
    """Return the same dates and times of the clock one year before 同比.

    Whole calendar months stand against the same months; else 29 February stands against
    28 February, as a day and as the last day of a period.
    """
    start, end = _on_the_clock(window, zone)
    if _begins_month(start) and _begins_month(end):
        return _window(_last_year(start), _last_year(end), zone)
    return _window(_last_year(start), _last_year(end - _INSTANT) + _INSTANT, zone)


def period_before(window: Window, zone: tzinfo) -> Window:
    """Return the period of the same length on the clock that ends where this one starts 环比.

    Whole calendar months stand against as many calendar months.
    """
    start, end = _on_the_clock(window, zone)
    if _begins_month(start) and _begins_month(end):
        months = (end.year - start.year) * 12 + end.month - start.month
        number = start.year * 12 + start.month - 1 - months
        return _window(start.replace(year=number // 12, month=number % 12 + 1), start, zone)
    return _window(start - (end - start), start, zone)


def _on_the_clock(window: Window, zone: tzinfo) -> tuple[datetime, datetime]:
    start, end = (moment.astimezone(zone) for moment in (window.start, window.end))
    return start.replace(tzinfo=None), end.replace(tzinfo=None)


def _midnight(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def _last_year(local: datetime) -> datetime:
    if (local.month, local.day) == (2, 29):
        return local.replace(year=local.year - 1, day=28)
    return local.replace(year=local.year - 1)


def _begins_month(local: datetime) -> bool:
    return local == datetime(local.year, local.month, 1)  # noqa: DTZ001 - local wall clock


def _window(start: datetime, end: datetime, zone: tzinfo) -> Window:
    return Window(
        start=start.replace(tzinfo=zone).astimezone(UTC),
        end=end.replace(tzinfo=zone).astimezone(UTC),
    )
