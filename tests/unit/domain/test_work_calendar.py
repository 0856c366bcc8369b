"""Working time: the week, days off, make-up days, and nights in which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.work_calendar import WorkCalendar, local_moment
from tests.support.work_days import CHINA, amounts, at, calendars, moments

HOUR = timedelta(hours=1)
DAY_AND_NIGHT = ((time(0), time(0)),)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-09-20", True),  # a Sunday worked for the holiday
        ("2026-09-19", False),
        ("2026-09-30", True),
        ("2026-10-01", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", True),  # a Saturday worked for the holiday
        ("2026-10-11", False),
    ],
)
def test_make_up_days_are_worked_and_holidays_are_not(day: str, worked: bool) -> None:
    assert CHINA.is_working_day(date.fromisoformat(day)) is worked


def test_a_day_that_is_both_is_worked() -> None:
    day = date(2026, 10, 1)
    both = WorkCalendar(rest_days=frozenset({day}), work_days=frozenset({day}))
    assert both.is_working_day(day)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-09-30T09:00", 8, "2026-09-30T18:00"),  # used up with the day: then, not next morning
        ("2026-09-30T09:00", 3, "2026-09-30T12:00"),
        ("2026-09-30T09:00", 3.5, "2026-09-30T13:30"),  # noon does not count
        ("2026-09-30T17:00", 3, "2026-10-08T11:00"),  # across 国庆
        ("2026-09-30T22:00", 1, "2026-10-08T10:00"),
        ("2026-10-09T17:00", 3, "2026-10-10T11:00"),  # the Saturday is worked
        ("2026-10-10T17:00", 3, "2026-10-12T11:00"),
        ("2026-09-18T17:00", 3, "2026-09-20T11:00"),  # so is the Sunday before
        ("2026-12-31T17:00", 2, "2027-01-01T10:00"),  # the new year is not in this calendar
        ("2028-02-28T17:00", 9, "2028-02-29T18:00"),  # leap day
        ("2028-02-28T17:00", 9.5, "2028-03-01T09:30"),
        ("2027-02-26T17:00", 1.5, "2027-03-01T09:30"),  # no leap day
    ],
)
def test_working_time_is_added(start: str, hours: float, end: str) -> None:
    assert CHINA.add_working_time(at(start), hours * HOUR) == at(end)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-09-30T00:00", "2026-10-09T00:00", 16),
        ("2026-10-05T00:00", "2026-10-12T00:00", 24),  # Thursday, Friday and the make-up Saturday
        ("2026-09-30T12:15", "2026-09-30T12:45", 0),
        ("2026-10-01T00:00", "2026-10-08T00:00", 0),
        ("2026-09-30T15:00", "2026-09-30T14:00", 0),  # the wrong way round
        ("2025-12-31T16:00", "2026-01-01T10:00", 3),  # the year ends in between
    ],
)
def test_working_time_between(start: str, end: str, hours: float) -> None:
    assert CHINA.working_time_between(at(start), at(end)) == hours * HOUR


def test_a_working_day_is_as_long_as_its_spans() -> None:
    assert CHINA.day_length == 8 * HOUR
    assert WorkCalendar(hours=DAY_AND_NIGHT).day_length == 24 * HOUR
    assert WorkCalendar(hours=((time(20), time(0)),)).day_length == 4 * HOUR


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),  # half an hour
        ("America/Santiago", "2026-09-06", 23),  # midnight itself does not exist
        ("Asia/Shanghai", "2026-03-08", 24),
    ],
)
def test_a_day_has_the_hours_its_clocks_give_it(zone: str, day: str, hours: float) -> None:
    calendar = WorkCalendar(timezone=zone, weekdays=EVERY_DAY, hours=DAY_AND_NIGHT)
    start = local_moment(date.fromisoformat(day), time(0), ZoneInfo(zone))
    end = local_moment(date.fromisoformat(day) + timedelta(days=1), time(0), ZoneInfo(zone))
    assert calendar.working_time_between(start, end) == hours * HOUR
    assert calendar.add_working_time(start, hours * HOUR) == end


@pytest.mark.parametrize(
    ("day", "shown", "first", "last"),
    [
        # Never shown: the moment the clocks go forward, which is 07:00 in UTC.
        ("2026-03-08", "02:30", "07:00", "07:00"),
        ("2026-03-08", "02:00", "07:00", "07:00"),
        ("2026-03-08", "03:00", "07:00", "07:00"),
        # Shown twice.
        ("2026-11-01", "01:30", "05:30", "06:30"),
        ("2026-11-01", "02:00", "07:00", "07:00"),
    ],
)
def test_the_wall_clock_of_a_night_of_change(day: str, shown: str, first: str, last: str) -> None:
    zone, on = ZoneInfo("America/New_York"), date.fromisoformat(day)
    moments = [local_moment(on, time.fromisoformat(shown), zone, late=late) for late in (0, 1)]
    assert [f"{moment:%H:%M}" for moment in moments] == [first, last]


def test_spans_never_count_an_hour_twice() -> None:
    """Both spans lie in the hour that is shown twice."""
    calendar = WorkCalendar(
        timezone="America/New_York",
        weekdays=EVERY_DAY,
        hours=((time(1), time(1, 20)), (time(1, 30), time(3))),
    )
    start = at("2026-11-01T00:00", "America/New_York")
    whole = calendar.working_time_between(start, start + timedelta(days=1))
    assert whole == 3 * HOUR


@pytest.mark.parametrize(
    "changed",
    [
        {"weekdays": ()},
        {"weekdays": (0,)},
        {"hours": ()},
        {"hours": ((time(12), time(9)),)},
        {"hours": ((time(9), time(12)), (time(11), time(13)))},
        {"hours": ((time(20), time(0)), (time(1), time(2)))},
    ],
)
def test_a_calendar_under_which_nothing_is_ever_due_is_refused(changed: dict) -> None:
    with pytest.raises(InvalidValue):
        WorkCalendar(**changed)


def test_time_ends_with_the_last_date() -> None:
    """The last two days are left out: their local hours may have no moment in UTC."""
    start = datetime(9999, 12, 29, tzinfo=UTC)  # a Wednesday
    end = datetime.max.replace(tzinfo=UTC)
    assert CHINA.working_time_between(start, end) == 8 * HOUR


def test_a_time_beyond_all_dates_is_refused() -> None:
    with pytest.raises(InvalidValue):
        CHINA.add_working_time(datetime(9999, 12, 1, tzinfo=UTC), 900 * HOUR)


@given(calendars(), moments, amounts)
def test_adding_and_measuring_are_inverse(calendar, start, amount) -> None:
    end = calendar.add_working_time(start, amount)
    assert end >= start
    assert calendar.working_time_between(start, end) == amount


@given(calendars(), moments, amounts, amounts)
def test_more_working_time_never_ends_earlier(calendar, start, one, other) -> None:
    less, more = sorted((one, other))
    assert calendar.add_working_time(start, less) <= calendar.add_working_time(start, more)


@given(calendars(), moments, amounts, amounts)
def test_working_time_adds_up(calendar, start, first, second) -> None:
    middle, end = start + first, start + first + second
    whole = calendar.working_time_between(start, end)
    parts = calendar.working_time_between(start, middle), calendar.working_time_between(middle, end)
    assert whole == sum(parts, timedelta(0))
    assert timedelta(0) <= whole <= end - start
