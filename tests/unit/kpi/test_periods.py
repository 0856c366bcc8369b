"""What "today" and "this shift" mean, on the city's own clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.kpi.periods import TREND_POINTS, TREND_STEP, Period, periods_at, trend_start

SHANGHAI = "Asia/Shanghai"
LOS_ANGELES = "America/Los_Angeles"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def period(start: str, end: str) -> Period:
    return Period(start=utc(start), end=utc(end))


@pytest.mark.parametrize(
    ("now", "hours", "shift_start"),
    [
        ("2026-03-02 04:00", (8, 20), "2026-03-02 00:00"),  # noon: the day shift, from 08:00
        ("2026-03-02 00:00", (8, 20), "2026-03-02 00:00"),  # on the hour: it has begun
        ("2026-03-01 23:59", (8, 20), "2026-03-01 12:00"),  # 07:59: the night shift
        ("2026-03-01 16:30", (8, 20), "2026-03-01 12:00"),  # 00:30: since yesterday 20:00
        ("2026-03-02 13:00", (20, 8), "2026-03-02 12:00"),  # whatever order they are given in
        ("2026-03-02 04:00", (), "2026-03-01 16:00"),  # no shifts: the day
        ("2026-03-02 04:00", (18,), "2026-03-01 10:00"),
    ],
)
def test_a_shift_begins_at_the_last_of_the_local_hours(now, hours, shift_start):
    assert periods_at(utc(now), SHANGHAI, hours).shift == period(shift_start, now)


def test_today_begins_at_local_midnight_and_last_week_ends_at_the_same_time():
    periods = periods_at(utc("2026-03-02 04:00"), SHANGHAI, (8, 20))
    assert periods.today == period("2026-03-01 16:00", "2026-03-02 04:00")
    assert periods.today_last_week == period("2026-02-22 16:00", "2026-02-23 04:00")
    assert periods.shift_last_week == period("2026-02-23 00:00", "2026-02-23 04:00")


def test_a_week_ago_is_the_same_wall_clock_across_daylight_saving():
    """Clocks went forward on 8 March 2026 in Los Angeles: noon is 19:00 UTC, it was 20:00."""
    periods = periods_at(utc("2026-03-10 19:00"), LOS_ANGELES, (8,))
    assert periods.today == period("2026-03-10 07:00", "2026-03-10 19:00")
    assert periods.today_last_week == period("2026-03-03 08:00", "2026-03-03 20:00")


def test_the_day_the_clocks_go_back_has_both_its_one_o_clocks():
    for now in ("2026-11-01 08:30", "2026-11-01 09:30"):  # 01:30 summer time, 01:30 winter time
        assert periods_at(utc(now), LOS_ANGELES, (8,)).today == period("2026-11-01 07:00", now)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([SHANGHAI, LOS_ANGELES, "UTC", "Asia/Kathmandu", "America/Sao_Paulo"]),
    st.lists(st.integers(0, 23), max_size=4),
)
def test_periods_end_now_and_hold_together(now, timezone, hours):
    periods = periods_at(now, timezone, tuple(hours))
    assert periods.today.end == periods.shift.end == now
    assert periods.today.start <= now
    assert timedelta(0) <= now - periods.today.start <= timedelta(hours=25)
    assert timedelta(0) <= now - periods.shift.start <= timedelta(hours=25)
    local, last = (
        moment.astimezone(ZoneInfo(timezone)) for moment in (now, periods.today_last_week.end)
    )
    assert local.weekday() == last.weekday()


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_last_half_hour_of_the_trend_holds_now(now):
    start = trend_start(now)
    assert start.minute in {0, 30}
    assert start + (TREND_POINTS - 1) * TREND_STEP <= now < start + TREND_POINTS * TREND_STEP
