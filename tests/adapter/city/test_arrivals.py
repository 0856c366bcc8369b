"""The stream of new cases."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.city.rates import even_rates
from bigscreen.city.simulation.arrivals import Arrivals
from bigscreen.city.simulation.beats import ANYWHERE, beats_of
from bigscreen.domain.base_map import BaseMap
from bigscreen.domain.geo import contains
from bigscreen.domain.incidents import Channel, Level, WorkKind
from tests.adapter.city.living_room import NOON, demo_package
from tests.support.small_city import small_city

PACKAGE = demo_package()


def arrivals(seed: int = 1, rate: float = 1.0) -> Arrivals:
    return Arrivals(PACKAGE.city, PACKAGE.rates, PACKAGE.places, seed, rate)


@pytest.fixture(scope="module")
def day():
    return list(arrivals().between(NOON, NOON + timedelta(days=1)))


def test_a_day_brings_about_as_many_as_the_rates_say(day) -> None:
    assert 230 <= len(day) <= 340
    received = [case.received_at for case in day]
    assert received == sorted(received)


def test_every_case_lies_in_its_grid_and_says_what_and_where(day) -> None:
    for case in day:
        assert contains(case.grid.ring, case.location)
        item, place = case.title.split(" · ")
        assert item == case.item.name
        assert place
        assert case.address


def test_levels_follow_the_catalogue_and_are_sometimes_graver(day) -> None:
    graver = [case for case in day if case.level < case.item.default_level]
    assert 0 < len(graver) < 0.15 * len(day)
    assert all(case.level >= max(1, case.item.default_level - 1) for case in day)
    assert {type(case.level) for case in day} == {Level}


def test_channels_follow_the_kind_of_work(day) -> None:
    calls = Counter(c.channel for c in day if c.item.work_kind is WorkKind.POLICE_CALL)
    assert calls.most_common(1)[0][0] is Channel.HOTLINE
    assert Channel.OTHER not in calls


def test_what_arrives_does_not_depend_on_how_often_one_asks(day) -> None:
    stream = arrivals()
    pieces = []
    for quarter in range(96):
        start = NOON + quarter * timedelta(minutes=15)
        for second in (0, 7, 450):
            begin = start + timedelta(seconds=second)
            end = start + timedelta(seconds={0: 7, 7: 450, 450: 900}[second])
            pieces += stream.between(begin, end)
    assert pieces == day


def test_the_seed_decides() -> None:
    span = (NOON, NOON + timedelta(hours=2))
    assert list(arrivals(7).between(*span)) == list(arrivals(7).between(*span))
    assert list(arrivals(7).between(*span)) != list(arrivals(8).between(*span))


def test_nothing_arrives_at_rate_0() -> None:
    assert list(arrivals(rate=0.0).between(NOON, NOON + timedelta(days=1))) == []


def test_a_city_without_streets_and_places_has_no_cases_and_its_corners_to_patrol() -> None:
    city = replace(small_city(), base_map=BaseMap())
    quiet = Arrivals(city, even_rates(city, 1e6), (), 1)
    assert list(quiet.between(NOON, NOON + timedelta(hours=1))) == []
    assert set(beats_of(city)[ANYWHERE]) == {p for grid in city.grids for p in grid.ring}
