"""The ground is the city's own geometry, small and always the same."""

import json
from dataclasses import replace

import numpy as np
import pytest

from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.map_base import base_map_json, city_bounds
from bigscreen.viewmodels.map_frame import mercator_world_u32
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.map_frames import world_to_degrees
from tests.support.map_scene import made_up_city


@pytest.fixture(autouse=True)
def chinese():
    use_language(CHINESE, {})
    yield
    use_language(ENGLISH, {})


def test_lines_are_whole_world_units_from_the_origin():
    city = made_up_city()
    street = city.base_map.streets[2]

    base = json.loads(base_map_json(city))

    drawn = base["streets"]["1"][0]
    assert drawn["name"] == street.name
    flat = np.array(drawn["line"]).reshape(-1, 2) + np.array(base["origin"])
    lat, lon = world_to_degrees(flat[:, 0].astype(np.uint32), flat[:, 1].astype(np.uint32))
    assert np.allclose(lat, [p.lat for p in street.line], atol=1e-6)
    assert np.allclose(lon, [p.lon for p in street.line], atol=1e-6)


def test_every_part_of_the_city_is_there():
    base = json.loads(base_map_json(made_up_city()))

    assert sorted(base["streets"]) == ["1", "2", "3"]
    assert [grid["name"] for grid in base["grids"]][:2] == ["第一网格", "第二网格"]
    assert (len(base["grids"]), len(base["water"]), len(base["green"])) == (9, 1, 4)
    assert len(base["blocks"]) > 300


def test_grid_names_come_in_the_language_in_use():
    use_language(ENGLISH, {})

    assert json.loads(base_map_json(made_up_city()))["grids"][0]["name"] == "Grid 1"


def test_equal_cities_give_equal_bytes():
    assert base_map_json(made_up_city()) == base_map_json(made_up_city())


def test_a_street_of_one_point_is_left_out():
    base_map = BaseMap(streets=(Street(name="dot", rank=1, line=(GeoPoint(1, 1),)),))

    assert json.loads(base_map_json(replace(made_up_city(), base_map=base_map)))["streets"] == {
        "1": []
    }


def test_bounds_hold_every_grid_with_a_margin():
    city = made_up_city()

    south_west, north_east = city_bounds(city)

    for point in (p for grid in city.grids for p in grid.ring):
        assert south_west.lat < point.lat < north_east.lat
        assert south_west.lon < point.lon < north_east.lon


@pytest.mark.parametrize("with_streets", [True, False])
def test_a_city_without_grids_is_bounded_by_its_streets_or_its_centre(with_streets):
    city = replace(made_up_city(), grids=())
    if not with_streets:
        city = replace(city, base_map=BaseMap())

    south_west, north_east = city_bounds(city)

    assert south_west.lat < city.centre.lat < north_east.lat
    assert south_west.lon < city.centre.lon < north_east.lon


def test_projection_of_the_origin_is_the_citys_centre():
    city = made_up_city()
    x, y = mercator_world_u32(city.centre.lat, city.centre.lon)

    assert json.loads(base_map_json(city))["origin"] == [int(x[0]), int(y[0])]


def test_patrol_duties_come_with_their_places_and_grids_with_their_ids():
    use_language(ENGLISH, {})
    path = (GeoPoint(30.64, 103.66), GeoPoint(30.65, 103.67))
    line = PatrolDuty(id="l1", name="街", name_en="Street", path=path)
    point = PatrolDuty(id="p1", name="学校", name_en="School", path=path[:1])
    nowhere = PatrolDuty(id="p2", name="", name_en="", path=())
    city = replace(made_up_city(), plan=DutyPlan(patrol=(line, point, nowhere)))

    told = json.loads(base_map_json(city))

    assert [(duty["id"], duty["name"], len(duty["line"])) for duty in told["patrol"]] == [
        ("l1", "Street", 4),
        ("p1", "School", 2),
    ]
    assert [grid["id"] for grid in told["grids"]] == [grid.id for grid in city.grids]
