"""Ways along streets: times for many units at once, and the course of one."""

import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigscreen.city.package import load_city
from bigscreen.city.plane import Plane
from bigscreen.city.road_graph import OFF_ROAD_MPS, RoadGraph, Route
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.service.road_times import DETOUR_FACTOR, TOWN_SPEED_MPS, StraightLines
from tests.support.small_city import small_city

DEMO = load_city(Path(__file__).parents[3] / "resources" / "demo_city")
DEMO_ROADS = RoadGraph(DEMO)
PLANE = Plane(small_city().centre)


def at(x: float, y: float) -> GeoPoint:
    """Return the point so many metres east and north of the small city's centre."""
    return PLANE.to_geo(x, y)


def street(*places: tuple[float, float], speed_mps: float = 10.0) -> Street:
    return Street(name="", rank=2, line=tuple(at(x, y) for x, y in places), speed_mps=speed_mps)


def roads(*streets: Street) -> RoadGraph:
    return RoadGraph(replace(small_city(), base_map=BaseMap(streets=streets)))


A_CROSS = (
    street((-1000, 0), (0, 0), (1000, 0)),
    street((0, -1000), (0, 0), (0, 1000), speed_mps=20.0),
)


def length_and_time(route: Route) -> tuple[float, float]:
    legs = [distance_m(a, b) for a, b in pairwise(route.points)]
    return sum(legs), sum(m / v for m, v in zip(legs, route.speeds_mps, strict=True))


def test_round_the_corner_each_street_at_its_own_speed() -> None:
    [way] = roads(*A_CROSS).travel(at(-500, 0), [at(0, 600)])
    assert way.by_road
    assert way.distance_m == pytest.approx(1100.0, rel=1e-3)
    assert way.travel_s == pytest.approx(50.0 + 30.0, rel=1e-3)


def test_the_quick_way_beats_the_short_one() -> None:
    slow = street((0, 0), (1000, 0), speed_mps=1.0)
    fast = street((0, 0), (0, 300), (1000, 300), (1000, 0), speed_mps=20.0)
    [way] = roads(slow, fast).travel(at(0, 0), [at(1000, 0)])
    assert way.distance_m == pytest.approx(1600.0, rel=1e-3)


def test_along_one_street_no_junction_is_needed() -> None:
    [way] = roads(street((0, 0), (1000, 0))).travel(at(200, 0), [at(700, 0)])
    assert way.travel_s == pytest.approx(50.0, rel=1e-3)


def test_from_a_place_to_itself_it_takes_no_time() -> None:
    [way] = roads(*A_CROSS).travel(at(300, 0), [at(300, 0)])
    assert way.travel_s == pytest.approx(0.0, abs=1e-6)


def test_places_beside_the_street_are_reached_on_foot_from_it() -> None:
    [way] = roads(*A_CROSS).travel(at(-500, 20), [at(500, -20)])
    assert way.distance_m == pytest.approx(1040.0, rel=1e-3)
    assert way.travel_s == pytest.approx(100.0 + 40.0 / OFF_ROAD_MPS, rel=1e-3)


def test_nobody_goes_round_by_the_street_within_one_field() -> None:
    [way] = roads(*A_CROSS).travel(at(300, 400), [at(310, 400)])
    assert not way.by_road
    assert way.distance_m == pytest.approx(10.0, rel=1e-2)


def test_parts_that_do_not_hang_together_are_joined_by_a_straight_line() -> None:
    island = roads(*A_CROSS, street((5000, 0), (6000, 0)))
    [way] = island.travel(at(0, 0), [at(5500, 0)])
    assert not way.by_road
    assert way.distance_m == pytest.approx(5500.0 * DETOUR_FACTOR, rel=1e-3)
    route = island.route(at(0, 0), at(5500, 0))
    assert length_and_time(route)[1] == pytest.approx(way.travel_s, rel=1e-3)


def test_streets_that_cross_without_a_shared_point_do_not_meet() -> None:
    bridge = roads(street((-1000, 0), (1000, 0)), street((0, -1000), (0, 1000)))
    [way] = bridge.travel(at(-500, 0), [at(0, 500)])
    assert not way.by_road


def test_without_streets_the_straight_line_stands_in() -> None:
    empty = roads(Street(name="", rank=1, line=(at(0, 0),)))
    start, end = at(0, 0), at(900, 0)
    assert empty.travel(start, [end]) == StraightLines().travel(start, [end])
    assert empty.travel(start, []) == ()
    route = empty.route(start, end)
    assert route.points == (start, end)
    assert route.speeds_mps == (TOWN_SPEED_MPS / DETOUR_FACTOR,)
    assert empty.on_street(end) == end


def test_a_ring_road_is_driven_the_short_way_round() -> None:
    ring = street((0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0))
    spur = street((0, 0), (-500, 0))
    for start, metres in ((at(100, 0), 600.0), (at(0, 100), 600.0), (at(1000, 1000), 2500.0)):
        [way] = roads(ring, spur).travel(start, [at(-500, 0)])
        assert way.distance_m == pytest.approx(metres, rel=1e-3)
        route = roads(ring, spur).route(start, at(-500, 0))
        assert length_and_time(route)[0] == pytest.approx(metres, rel=1e-3)


def test_a_route_passes_the_corner_and_ends_where_asked() -> None:
    route = roads(*A_CROSS).route(at(-500, 5), at(0, 600))
    assert route.points[0] == at(-500, 5)
    assert route.points[-1] == at(0, 600)
    assert min(distance_m(point, at(0, 0)) for point in route.points) < 0.5


def test_the_place_on_the_street_is_the_nearest() -> None:
    assert distance_m(roads(*A_CROSS).on_street(at(400, 30)), at(400, 0)) < 0.5


demo_points = st.tuples(st.floats(-4000, 4000), st.floats(-3000, 3000)).map(
    lambda xy: Plane(DEMO.centre).to_geo(*xy)
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(demo_points, st.lists(demo_points, min_size=1, max_size=5))
def test_times_and_routes_of_the_demo_city_agree_both_ways(start, ends) -> None:
    ways = DEMO_ROADS.travel(start, ends)
    for end, way in zip(ends, ways, strict=True):
        assert way.distance_m >= distance_m(start, end) * 0.998
        [back] = DEMO_ROADS.travel(end, [start])
        assert back.travel_s == pytest.approx(way.travel_s, rel=1e-6, abs=1e-3)
        if way.by_road:
            metres, seconds = length_and_time(DEMO_ROADS.route(start, end))
            assert metres == pytest.approx(way.distance_m, rel=3e-3, abs=1.0)
            assert seconds == pytest.approx(way.travel_s, rel=3e-3, abs=0.5)


def test_every_grid_of_the_demo_city_is_reached_by_road() -> None:
    stations = [station.location for station in DEMO.stations]
    assert all(way.by_road for way in DEMO_ROADS.travel(stations[0], stations[1:]))


def test_130_units_are_judged_within_a_blink() -> None:
    """Usually 3 ms; the limit leaves room for a machine that has other things to do."""
    points = [point for street in DEMO.base_map.streets for point in street.line]
    units = points[:: len(points) // 130]
    spent = []
    for case in points[:: len(points) // 9]:
        began = time.perf_counter()
        DEMO_ROADS.travel(case, units)
        spent.append(time.perf_counter() - began)
    assert median(spent) < 0.05
