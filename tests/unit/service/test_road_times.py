"""The stand-in for a street network."""

import pytest

from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.service.road_times import StraightLines

HERE = GeoPoint(30.6, 103.6)
THERE = GeoPoint(30.61, 103.6)


def test_a_straight_line_is_lengthened_and_driven_at_town_speed() -> None:
    [way] = StraightLines(detour_factor=1.5, speed_mps=10.0).travel(HERE, [THERE])
    assert way.distance_m == pytest.approx(1.5 * distance_m(HERE, THERE))
    assert way.travel_s == pytest.approx(way.distance_m / 10.0)
    assert not way.by_road


def test_every_place_asked_for_gets_its_way_in_order() -> None:
    ways = StraightLines().travel(HERE, [THERE, HERE])
    assert [way.distance_m > 0 for way in ways] == [True, False]
    assert StraightLines().travel(HERE, []) == ()
