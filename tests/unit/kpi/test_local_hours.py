"""Hours and weekdays are those of the wall clock, on both sides of every change of it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.kpi.case_times import micros
from bigscreen.kpi.local_hours import local_hours, local_weekdays

ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Asia/Shanghai",
        "America/Los_Angeles",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",  # skipped a whole day in 2011
    )
]
moments = st.datetimes(datetime(1969, 12, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(moments, max_size=6), st.sampled_from(ZONES))
def test_every_moment_has_the_hour_and_weekday_of_its_place(drawn, zone):
    column = np.array([micros(moment) for moment in drawn], np.float64)
    local = [moment.astimezone(zone) for moment in drawn]
    assert local_hours(column, zone).tolist() == [moment.hour for moment in local]
    assert local_weekdays(column, zone).tolist() == [moment.isoweekday() for moment in local]


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        ("2026-03-08T09:59:59.999999+00:00", 1),
        ("2026-03-08T10:00:00+00:00", 3),  # 02:00 to 03:00 does not exist in California
        ("2026-11-01T08:59:59+00:00", 1),
        ("2026-11-01T09:00:00+00:00", 1),  # and here 01:00 happens twice
        ("2026-11-01T10:00:00+00:00", 2),
    ],
)
def test_the_clock_change_is_found_to_the_second(moment, hour):
    column = np.array([micros(datetime.fromisoformat(moment))])
    assert local_hours(column, ZoneInfo("America/Los_Angeles")).tolist() == [hour]
