"""Reading a city's own files, and saying what is wrong in them."""

from pathlib import Path

import pytest

from bigscreen.city.package import city_digest, load_city, load_units
from bigscreen.city.places import load_places
from bigscreen.city.problems import CityProblem, CityProblems
from bigscreen.city.records import Record
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.domain.units import ForceFamily, UnitKind
from tests.adapter.city.package_folder import FILES, write_package


def problems_of(read, folder: Path) -> list[str]:
    with pytest.raises(CityProblems) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def test_everything_in_the_files_arrives(tmp_path: Path) -> None:
    city = load_city(write_package(tmp_path))
    assert (city.id, city.name, city.name_en) == ("small", "小城", "")
    assert city.centre == GeoPoint(30.5, 103.5)
    assert [force.family for force in city.forces] == [ForceFamily.POLICE, ForceFamily.CHENGGUAN]
    [grid] = city.grids
    assert (grid.id, grid.response_minutes, len(grid.ring)) == ("west", 3, 4)
    assert grid.ring[0] == GeoPoint(30.0, 103.0)
    [station] = city.stations
    assert (station.location, station.grid_id) == (GeoPoint(30.5, 103.2), "west")
    noise, vendor = city.items
    assert (noise.work_kind, noise.assisting_forces) == (WorkKind.POLICE_CALL, ("cg",))
    assert noise.default_level is Level.TWO
    assert (vendor.lead_force, vendor.assisting_forces, vendor.limit_hours) == ("cg", (), 4.0)
    assert [(t.minutes, t.share) for t in city.targets] == [(3, 0.9)]
    assert city.shift_start_hours == (8, 20)
    assert (city.officers, city.conflict_policy, city.case_prefix) == (12, "warn", "JQ")


def test_streets_and_ground_become_the_base_map(tmp_path: Path) -> None:
    base_map = load_city(write_package(tmp_path)).base_map
    main, lane = base_map.streets
    assert (main.name, main.rank, main.speed_mps) == ("大街", 1, 15.0)
    assert (lane.rank, lane.speed_mps) == (3, 5.0)
    assert lane.line == (GeoPoint(30.5, 103.2), GeoPoint(30.6, 103.2))
    assert (len(base_map.water), base_map.blocks, base_map.green) == (1, (), ())


def test_a_city_needs_no_streets_and_no_ground(tmp_path: Path) -> None:
    write_package(tmp_path)
    (tmp_path / "streets.geojson").unlink()
    (tmp_path / "ground.geojson").unlink()
    assert load_city(tmp_path).base_map.streets == ()


def test_units_arrive(tmp_path: Path) -> None:
    police, joint = load_units(write_package(tmp_path))
    assert (police.id, police.call_sign, police.kind) == ("p-1", "巡1", UnitKind.CAR)
    assert (police.officers, police.capabilities) == (2, ("first_aid", "shield"))
    assert (police.home, police.stale_after_s) == (GeoPoint(30.5, 103.2), 60.0)
    assert (joint.force_codes, joint.home, joint.grid_id) == (("police", "cg"), None, "")


def test_places_arrive_and_may_be_missing(tmp_path: Path) -> None:
    [place] = load_places(write_package(tmp_path))
    assert (place.name, place.address) == ("好又多超市", "大街1号")
    assert load_city(tmp_path).places == (place,)
    (tmp_path / "places.csv").unlink()
    assert load_places(tmp_path) == ()


def test_a_wrong_place_is_named(tmp_path: Path) -> None:
    folder = write_package(tmp_path, places_csv=("30.5", "95"))
    assert problems_of(load_places, folder) == [
        "places.csv, line 2, lat: '95' is not right; expected a number from -90 to 90"
    ]


@pytest.mark.parametrize("coding", ["utf-8-sig", "gb18030"])
def test_files_saved_by_a_spreadsheet_are_read(tmp_path: Path, coding: str) -> None:
    write_package(tmp_path)
    (tmp_path / "units.csv").write_text(FILES["units.csv"], encoding=coding)
    assert load_units(tmp_path)[0].call_sign == "巡1"


CITY_FAULTS = [
    ({"city_toml": ("lat = 30.5", "lat = 91")}, "city.toml, centre, lat: 91 is not right"),
    ({"city_toml": ("lat = 30.5", "lat = true")}, "city.toml, centre, lat: True is not right"),
    ({"city_toml": ("lat = 30.5, ", "")}, "city.toml, centre, lat: is missing"),
    ({"city_toml": ('id = "small"\n', "")}, "city.toml, id: is missing; expected a text"),
    ({"city_toml": ('"小城"', "7")}, "city.toml, name: 7 is not right; expected a text"),
    ({"city_toml": ("Asia/Shanghai", "Asia/Atlantis")}, "expected an IANA time zone"),
    ({"city_toml": ('timezone = "Asia/Shanghai"\n', "")}, "city.toml, timezone: is missing"),
    ({"city_toml": ("[20, 8]", "[20, 24]")}, "shift_start_hours: [20, 24] is not right"),
    ({"city_toml": ('"chengguan"', '"fire"')}, "city.toml, forces 2, family: 'fire'"),
    ({"city_toml": ("share = 0.9", "share = 90")}, "targets 1, share: 90 is not right"),
    ({"city_toml": ("minutes = 3", "minutes = 2.5")}, "expected a whole number"),
    ({"city_toml": ("officers = 12", 'conflict_policy = "ask"')}, "expected one of block, warn"),
    ({"city_toml": ("[[targets]]", "[targets]")}, "expected tables written as [[targets]]"),
    ({"city_toml": ("id =", "id")}, "expected TOML"),
    ({"grids_geojson": ('"id":"west",', "")}, "grids.geojson, feature 1, id: is missing"),
    ({"grids_geojson": ("[103.5,30]", "[30,103.5]")}, "expected [longitude, latitude] in degrees"),
    ({"grids_geojson": ("Polygon", "Point")}, "geometry: 'Point' is not right; expected Polygon"),
    ({"grids_geojson": ("]]]", "]],[]]")}, "expected a Polygon of one ring"),
    ({"grids_geojson": ("[103,30],[103.5,30],[103.5,31],", "")}, "Polygon of 3 corners or more"),
    ({"grids_geojson": ('FeatureCollection",', "")}, "expected JSON"),
    ({"grids_geojson": ('"features"', '"things"')}, "expected a GeoJSON FeatureCollection"),
    ({"streets_geojson": ('"rank":1', '"rank":4')}, "feature 1, rank: 4 is not right"),
    ({"streets_geojson": (",[103.4,30.5]", "")}, "expected a LineString of 2 points or more"),
    ({"streets_geojson": ('"speed_mps":5', '"speed_mps":"fast"')}, "feature 2, speed_mps: 'fast'"),
    ({"ground_geojson": ("water", "lava")}, "kind: 'lava' is not right; expected one of block, gr"),
    ({"stations_csv": ("west", "north")}, "stations.csv, line 2, grid_id: 'north'"),
    ({"stations_csv": ("103.2,west", "103.2,west,x")}, "expected 6 columns"),
    ({"catalogue_csv": ("police,cg", "police,army")}, "line 2, assisting_forces: 'army'"),
    ({"catalogue_csv": ("police,cg", "army,cg")}, "catalogue.csv, line 2, lead_force: 'army'"),
    ({"catalogue_csv": ("police_call", "call")}, "expected one of city_case, police_call"),
    ({"catalogue_csv": (",2,24", ",5,24")}, "line 2, default_level: '5' is not right"),
    (
        {"catalogue_csv": ("vendor", "noise")},
        "line 3, code: 'noise' is not right",
    ),
    ({"catalogue_csv": ("lead_force,", "leader,")}, "expected the columns code, name"),
]


@pytest.mark.parametrize(("fault", "said"), CITY_FAULTS)
def test_a_fault_is_named_with_file_place_field_value_and_what_is_right(
    tmp_path: Path, fault, said: str
) -> None:
    found = problems_of(load_city, write_package(tmp_path, **fault))
    assert any(said in problem for problem in found), found


UNIT_FAULTS = [
    (("police;cg", "police;army"), "units.csv, line 3, force_codes: 'army'"),
    (("police;cg", ""), "units.csv, line 3, force_codes: is missing"),
    (("car", "horse"), "units.csv, line 2, kind: 'horse' is not right"),
    (("west", "north"), "units.csv, line 2, grid_id: 'north'"),
    (("2,first", "two,first"), "units.csv, line 2, officers: 'two'"),
    (("j-1", "p-1"), "units.csv, line 3, id: 'p-1'"),
    ((",103.2,60", ",,60"), "units.csv, line 2, home_lon: is missing"),
    (("巡1", ""), "units.csv, line 2, call_sign: is missing"),
]


@pytest.mark.parametrize(("fault", "said"), UNIT_FAULTS)
def test_a_fault_in_a_unit_is_named(tmp_path: Path, fault, said: str) -> None:
    found = problems_of(load_units, write_package(tmp_path, units_csv=fault))
    assert any(said in problem for problem in found), found


def test_all_faults_are_found_in_one_reading(tmp_path: Path) -> None:
    folder = write_package(
        tmp_path,
        city_toml=("share = 0.9", "share = 90"),
        stations_csv=("west", "north"),
        catalogue_csv=("police_call", "call"),
    )
    (folder / "grids.geojson").unlink()
    found = problems_of(load_city, folder)
    assert {problem.split(",")[0].split(":")[0] for problem in found} == {
        "city.toml",
        "stations.csv",
        "catalogue.csv",
        "grids.geojson",
    }
    assert any("expected a file that can be read" in problem for problem in found)


def test_a_city_without_forces_is_none(tmp_path: Path) -> None:
    write_package(tmp_path)
    text = FILES["city.toml"].split("[[forces]]", maxsplit=1)[0]
    (tmp_path / "city.toml").write_text(text, encoding="utf-8")
    assert "city.toml, forces: is missing; expected at least one force" in problems_of(
        load_city, tmp_path
    )


def test_lists_may_be_written_as_toml_arrays_only_of_texts(tmp_path: Path) -> None:
    notes: list[CityProblem] = []
    record = Record({"good": ["a", " b "], "bad": [1], "odd": 7}, "x.toml", "", notes)
    assert record.several("good") == ("a", "b")
    assert record.several("none") == ()
    assert record.several("bad") == record.several("odd") == ()
    assert [note.field for note in notes] == ["bad", "odd"]


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    first = load_city(write_package(tmp_path))
    again = load_city(write_package(tmp_path))
    other = load_city(write_package(tmp_path, city_toml=("officers = 12", "officers = 13")))
    assert city_digest(first) == city_digest(again) != city_digest(other)


@pytest.mark.parametrize("spoilt", ["clocks.toml", "calendar.toml"])
def test_a_city_whose_time_limits_can_not_be_read_says_so_and_is_served(
    tmp_path: Path, spoilt: str
) -> None:
    write_package(tmp_path)
    good = '[[clocks]]\ncode = "day"\nname = "一日"\nlimit_hours = 24\n'
    (tmp_path / "clocks.toml").write_text(good, encoding="utf-8")
    assert [clock.code for clock in load_city(tmp_path).clocks] == ["day"]
    (tmp_path / spoilt).write_text("limit_hours = ", encoding="utf-8")
    city = load_city(tmp_path)
    assert city.clocks == ()
    assert city.clock_fault.startswith(spoilt)
