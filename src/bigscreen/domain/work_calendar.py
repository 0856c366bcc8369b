"""Which hours a city works: its week, public holidays, and the make-up days 调休.

All moments go in and come out as UTC; only the days and hours in between are local.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bigscreen.domain.errors import InvalidValue

_A_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The working time of a city, local.

    ``weekdays`` are ISO numbers (1 Monday … 7 Sunday); ``hours`` the spans of a working day,
    in order and apart from each other; one that ends at 00:00 goes on to the end of the day.
    ``rest_days`` are days off that would be worked, ``work_days`` days worked that would be
    off. ``known_until`` is the last day holidays are known for; later days are taken by the
    week and by what is listed all the same.

    Raises:
        InvalidValue: no weekday or no hours, or hours out of order: nothing would ever be due.
    """

    timezone: str = "UTC"
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: tuple[tuple[time, time], ...] = ((time(9), time(12)), (time(13), time(18)))
    rest_days: frozenset[date] = field(default_factory=frozenset)
    work_days: frozenset[date] = field(default_factory=frozenset)
    known_until: date | None = None

    def __post_init__(self) -> None:
        if not self.weekdays or not all(1 <= day <= 7 for day in self.weekdays):
            raise InvalidValue("weekdays", self.weekdays, "a list of days from 1 to 7")
        edges = [_seconds(edge) for span in self.hours for edge in span]
        if edges and not edges[-1]:
            edges[-1] = _seconds_of(_A_DAY)
        if not edges or any(later <= earlier for earlier, later in pairwise(edges)):
            raise InvalidValue("hours", self.hours, "spans of a day in order")

    @property
    def day_length(self) -> timedelta:
        """How long a working day is, whatever the clocks are changed by on some days."""
        seconds = sum(
            (_seconds(end) or _seconds_of(_A_DAY)) - _seconds(start) for start, end in self.hours
        )
        return timedelta(seconds=seconds)

    def is_working_day(self, day: date) -> bool:
        """Tell whether a local day is worked; a make-up day goes before a day off."""
        if day in self.work_days:
            return True
        return day.isoweekday() in self.weekdays and day not in self.rest_days

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from ``start`` to ``end`` (UTC), none when it ends before."""
        total = timedelta(0)
        for opens, closes in self._spans_from(start):
            if opens >= end:
                return total
            total += min(closes, end) - opens
        return total

    def add_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """Return the first moment (UTC) at which ``amount`` of working time has passed.

        What is used up with the end of a working day is used up then, not the next morning.
        Nothing (or less) added is ``start`` itself.

        Raises:
            InvalidValue: the moment lies beyond the year 9999.
        """
        if amount <= timedelta(0):
            return start.astimezone(UTC)
        left = amount
        for opens, closes in self._spans_from(start):
            if closes - opens >= left:
                return (opens + left).astimezone(UTC)
            left -= closes - opens
        raise InvalidValue("amount", str(amount), "a time that ends before the year 9999")

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the worked spans (UTC) from ``start`` on, empty ones too."""
        zone = ZoneInfo(self.timezone)
        day = start.astimezone(zone).date()
        # The end of the calendar is left out: local hours there may have no moment in UTC.
        last = date.max - _A_DAY
        shut = start
        while day < last:
            if self.is_working_day(day):
                for opening, closing in self.hours:
                    till = day if closing > _MIDNIGHT else day + _A_DAY
                    # A span that is shown twice in one night must not count what the next does.
                    opens = max(local_moment(day, opening, zone), shut)
                    shut = max(local_moment(till, closing, zone, late=True), opens)
                    yield opens, shut
            day += _A_DAY


def local_moment(day: date, at: time, zone: ZoneInfo, *, late: bool = False) -> datetime:
    """Return the moment (UTC) a clock on the wall shows ``at`` on a local day.

    What it shows twice, in the night the clocks go back, is the first time, or with ``late``
    the second. What it never shows, in the night they go forward, is the moment they do.
    """
    shown = datetime.combine(day, at, tzinfo=zone)
    first = shown.replace(fold=0).astimezone(UTC)
    second = shown.replace(fold=1).astimezone(UTC)
    if first <= second:
        return second if late else first
    return _jump(zone, second, first)


def _jump(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return when the offset changes between two moments, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + ((after - before) // 2 // _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def _seconds_of(span: timedelta) -> int:
    return int(span.total_seconds())
