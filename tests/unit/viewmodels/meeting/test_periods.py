"""Periods begin and end by the city's clock, and lead to the ones before and after."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bigscreen.viewmodels.meeting.periods import (
    CityClock,
    Period,
    PeriodKind,
    custom,
    last_whole,
    period_at,
    period_words,
    retold,
    stepped,
    window_words,
)
from tests.support.small_city import small_city

CLOCK = CityClock.of(small_city())
NOON = datetime(2026, 3, 11, 4, tzinfo=UTC)


def local(period: Period, clock: CityClock = CLOCK) -> tuple[str, str]:
    return tuple(f"{at.astimezone(clock.zone):%Y-%m-%d %H:%M}" for at in (period.start, period.end))


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (PeriodKind.SHIFT, "2026-03-11 08:00", "2026-03-11 20:00"),
        (PeriodKind.DAY, "2026-03-11 00:00", "2026-03-12 00:00"),
        (PeriodKind.WEEK, "2026-03-09 00:00", "2026-03-16 00:00"),
        (PeriodKind.MONTH, "2026-03-01 00:00", "2026-04-01 00:00"),
        (PeriodKind.QUARTER, "2026-01-01 00:00", "2026-04-01 00:00"),
        (PeriodKind.YEAR, "2026-01-01 00:00", "2027-01-01 00:00"),
    ],
)
def test_a_period_is_whole_by_the_citys_clock(kind, start, end) -> None:
    assert local(period_at(kind, NOON, CLOCK)) == (start, end)


@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind is not PeriodKind.CUSTOM])
def test_periods_follow_each_other_without_gap_or_overlap(kind) -> None:
    period = period_at(kind, NOON, CLOCK)
    for _ in range(30):
        before = stepped(period, -1, CLOCK)
        assert before.end == period.start
        assert stepped(before, 1, CLOCK) == period
        period = before


def test_the_night_shift_ends_on_the_day_after() -> None:
    night = stepped(period_at(PeriodKind.SHIFT, NOON, CLOCK), -1, CLOCK)
    assert local(night) == ("2026-03-10 20:00", "2026-03-11 08:00")
    early = datetime(2026, 3, 10, 22, tzinfo=UTC)  # 06:00 there
    assert period_at(PeriodKind.SHIFT, early, CLOCK) == night


def test_days_stay_days_where_the_clocks_change() -> None:
    zone = CityClock(ZoneInfo("Europe/Berlin"))
    day = period_at(PeriodKind.DAY, datetime(2026, 3, 29, 12, tzinfo=UTC), zone)
    assert day.end - day.start == timedelta(hours=23)
    assert local(stepped(day, 1, zone), zone) == ("2026-03-30 00:00", "2026-03-31 00:00")


def test_whole_days_may_be_picked_in_either_order() -> None:
    picked = custom(date(2026, 3, 5), date(2026, 3, 1), CLOCK)
    assert local(picked) == ("2026-03-01 00:00", "2026-03-06 00:00")
    assert local(stepped(picked, -1, CLOCK)) == ("2026-02-24 00:00", "2026-03-01 00:00")


def test_another_kind_is_about_the_same_time_and_never_ahead() -> None:
    year = period_at(PeriodKind.YEAR, NOON, CLOCK)
    assert local(retold(year, PeriodKind.DAY, NOON, CLOCK))[0] == "2026-03-11 00:00"
    last_month = stepped(period_at(PeriodKind.MONTH, NOON, CLOCK), -1, CLOCK)
    week = retold(last_month, PeriodKind.WEEK, NOON, CLOCK)
    assert local(week)[0] == "2026-02-23 00:00"
    days = retold(last_month, PeriodKind.CUSTOM, NOON, CLOCK)
    assert (days.start, days.end) == (last_month.start, last_month.end)


def test_a_running_period_is_looked_at_up_to_now() -> None:
    week = period_at(PeriodKind.WEEK, NOON, CLOCK)
    assert week.is_running(NOON)
    assert week.until(NOON + timedelta(minutes=3)) == NOON
    over = last_whole(PeriodKind.WEEK, NOON, CLOCK)
    assert over.until(NOON) == over.end == week.start


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PeriodKind.SHIFT, "2026-03-11 08:00 – 20:00"),
        (PeriodKind.DAY, "2026-03-11"),
        (PeriodKind.WEEK, "week 11 of 2026 (03-09 – 03-15)"),
        (PeriodKind.MONTH, "3/2026"),
        (PeriodKind.QUARTER, "quarter 1 of 2026"),
        (PeriodKind.YEAR, "year 2026"),
    ],
)
def test_every_kind_has_words(kind, words) -> None:
    assert period_words(period_at(kind, NOON, CLOCK), CLOCK) == words


def test_a_window_says_hours_only_where_they_matter() -> None:
    days = custom(date(2026, 3, 1), date(2026, 3, 2), CLOCK)
    assert window_words(days.start, days.end, CLOCK) == "2026-03-01 – 2026-03-02"
    hours = window_words(NOON, NOON + timedelta(hours=2), CLOCK)
    assert hours == "2026-03-11 12:00 – 14:00"
    assert window_words(NOON, NOON + timedelta(days=1), CLOCK).endswith("2026-03-12 12:00")


def test_without_a_city_there_is_one_shift_a_day() -> None:
    clock = CityClock.of(None)
    assert local(period_at(PeriodKind.SHIFT, NOON, clock), clock)[1] == "2026-03-12 00:00"
