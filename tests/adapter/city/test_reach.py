"""What can be reached along a city's own streets."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bigscreen.city.package import load_city
from bigscreen.city.plane import Plane
from bigscreen.city.reach import LIMITS_S, CityRoads, reach_from
from bigscreen.city.road_graph import RoadGraph
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.geo import GeoPoint
from tests.support.small_city import small_city

PLANE = Plane(small_city().centre)
BUDGET_S = 0.05


def at(x: float, y: float) -> GeoPoint:
    return PLANE.to_geo(x, y)


@pytest.fixture(scope="module")
def demo():
    return load_city(Path(__file__).parents[3] / "resources" / "demo_city")


def crossing() -> RoadGraph:
    fast = Street(name="", rank=1, line=(at(-4000, 0), at(0, 0), at(4000, 0)), speed_mps=15.0)
    slow = Street(name="", rank=3, line=(at(0, -4000), at(0, 0), at(0, 4000)), speed_mps=5.0)
    return RoadGraph(replace(small_city(), base_map=BaseMap(streets=(fast, slow))))


def seconds(reach, *places: GeoPoint) -> list[float]:
    found = reach.seconds_to(np.array([p.lat for p in places]), np.array([p.lon for p in places]))
    return [float(one) for one in found]


def test_each_street_is_driven_at_its_own_speed() -> None:
    reach = reach_from(crossing(), at(0, 0))
    assert reach is not None
    by_fast, by_slow = seconds(reach, at(1500, 0), at(0, 800))
    assert by_fast == pytest.approx(100, abs=12)
    assert by_slow == pytest.approx(160, abs=12)


def test_the_area_is_longer_along_the_fast_street() -> None:
    reach = reach_from(crossing(), at(0, 0))
    assert reach is not None
    assert [one.limit_s for one in reach.isochrones] == list(LIMITS_S)
    for one in reach.isochrones:
        [ring] = one.rings
        height, width = np.ptp(ring, axis=0) * (1.0, np.cos(np.radians(30.5)))
        assert width > 1.8 * height


def test_from_off_the_street_the_first_stretch_costs_time_too() -> None:
    reach = reach_from(crossing(), at(1000, 400))
    assert reach is not None
    [there] = seconds(reach, at(1000, 0))
    assert there == pytest.approx(100, abs=8)


def test_it_agrees_with_the_times_candidates_are_ranked_by(demo) -> None:
    graph = RoadGraph(demo)
    chance = np.random.default_rng(4)
    start = demo.centre
    spots = [
        GeoPoint(start.lat + a, start.lon + b) for a, b in chance.uniform(-0.02, 0.02, (200, 2))
    ]
    reach = reach_from(graph, start)
    assert reach is not None
    ways = graph.travel(start, spots)
    gaps = [
        drawn - way.travel_s
        for way, drawn in zip(ways, seconds(reach, *spots), strict=True)
        if np.isfinite(drawn)
    ]
    assert len(gaps) > 50
    assert abs(float(np.median(gaps))) < 5
    assert max(gaps) < 15


def test_a_city_without_streets_has_none() -> None:
    assert reach_from(RoadGraph(small_city()), at(0, 0)) is None


def test_the_demo_city_is_worked_out_at_once(demo) -> None:
    """A selection may cost 50 ms in all; the median of five keeps a busy machine from deciding."""
    graph = CityRoads().graph(demo)
    reach_from(graph, demo.centre)
    took = []
    for step in range(5):
        begun = time.perf_counter()
        reach_from(graph, GeoPoint(demo.centre.lat + step * 0.004, demo.centre.lon))
        took.append(time.perf_counter() - begun)
    assert sorted(took)[2] < BUDGET_S


def test_the_graph_of_a_city_is_built_once(demo) -> None:
    roads = CityRoads()
    assert roads.graph(demo) is roads.graph(demo)
    assert roads.graph(small_city()) is not None
