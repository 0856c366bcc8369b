"""Moments are shown on the city's clocks, whatever the machine's own zone is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bigscreen.viewmodels.local_time import clock, clock_on_day, date_and_weekday, zone_of
from tests.support.small_city import NOON, small_city


def test_the_city_says_the_zone():
    assert clock(NOON, zone_of(small_city())) == "12:00:00"


@pytest.mark.parametrize("name", ["Nowhere/City", "../etc/passwd", ""])
def test_an_unknown_zone_and_no_city_mean_utc(name):
    assert zone_of(replace(small_city(), timezone=name)) is UTC
    assert zone_of(None) is UTC


def test_a_time_of_another_day_says_its_day():
    zone = zone_of(small_city())
    assert clock_on_day(NOON, zone, NOON + timedelta(hours=11)) == "12:00:00"
    assert clock_on_day(NOON, zone, NOON + timedelta(hours=13)) == "03-02 12:00"


def test_the_date_turns_at_the_citys_midnight():
    zone = zone_of(small_city())
    assert date_and_weekday(datetime(2026, 11, 21, 15, 59, tzinfo=UTC), zone) == (
        "2026-11-21 Saturday"
    )
    assert date_and_weekday(datetime(2026, 11, 21, 16, 0, tzinfo=UTC), zone) == "2026-11-22 Sunday"
