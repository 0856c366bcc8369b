"""Cases as columns."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.kpi.case_times import CaseTimes, micros
from tests.support.cases import a_case
from tests.support.small_city import NOON


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2242, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 10**9),
)
def test_a_difference_of_two_moments_is_exact_to_the_microsecond(moment, later):
    assert micros(moment + timedelta(microseconds=later)) - micros(moment) == later


def test_the_zone_does_not_matter():
    assert micros(NOON) == micros(NOON.astimezone(timezone(timedelta(hours=8))))


def test_no_time_is_no_number():
    assert np.isnan(micros(None))


def test_rows_keep_all_columns():
    times = CaseTimes.of([a_case("1"), a_case("2", on_scene_s=60)], ("received_at", "on_scene_at"))
    chosen = times.rows(np.array([False, True]))
    assert (len(times), len(chosen)) == (2, 1)
    assert chosen["on_scene_at"][0] - chosen["received_at"][0] == 60_000_000
