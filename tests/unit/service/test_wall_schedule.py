"""Night and silence by the city's own clock."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bigscreen.domain.scenes import WallPlan
from bigscreen.domain.wall_rules import DaySpan, WallConduct, WallHours
from bigscreen.service.wall_schedule import dimming, sounds_allowed
from tests.support.small_city import small_city

NIGHT = DaySpan(time(22, 30), time(6, 0))
LUNCH = DaySpan(time(12, 0), time(13, 0))
CITY = replace(
    small_city(),
    wall=WallPlan(conduct=WallConduct(hours=WallHours(night=(NIGHT,), dim=0.5, quiet=(LUNCH,)))),
)


@pytest.mark.parametrize(
    ("hour", "minute", "dark"),
    [(14, 29, 0.0), (14, 30, 0.5), (20, 0, 0.5), (21, 59, 0.5), (22, 0, 0.0), (4, 0, 0.0)],
)
def test_a_night_passes_midnight_in_local_time_whatever_the_host_runs_in(hour, minute, dark):
    """22:30 to 06:00 in the city is 14:30 to 22:00 UTC."""
    assert dimming(CITY, datetime(2026, 3, 2, hour, minute, tzinfo=UTC)) == dark


def test_walls_keep_silent_in_quiet_hours_but_for_a_call_for_help():
    noon, one = (datetime(2026, 3, 2, hour, 0, tzinfo=UTC) for hour in (4, 5))
    assert not sounds_allowed(CITY, noon)
    assert sounds_allowed(CITY, noon, is_sos=True)
    assert sounds_allowed(CITY, one)


def test_without_a_city_or_hours_walls_are_bright_and_may_sound():
    noon = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    for city in (None, small_city()):
        assert sounds_allowed(city, noon)
        assert dimming(city, noon) == 0.0


def test_a_span_that_ends_where_it_begins_is_the_whole_day():
    whole = WallHours(night=(DaySpan(time(0), time(0)),), dim=0.3)
    city = replace(small_city(), wall=WallPlan(conduct=WallConduct(hours=whole)))
    assert dimming(city, datetime(2026, 3, 2, 4, 0, tzinfo=UTC)) == 0.3
