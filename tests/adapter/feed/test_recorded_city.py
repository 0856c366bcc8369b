"""The city made from a recording: grids from districts, units and catalogue from the rows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Polygon

from bigscreen.city.package import load_city
from bigscreen.city.saving import save_city
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level
from bigscreen.domain.units import ForceFamily, UnitKind
from bigscreen.feed.column_mapping import MappingError, choose_mapping
from bigscreen.feed.recorded_city import recorded_city, recorded_units
from bigscreen.feed.recording import RecordedCall, Recording, UnitRun, read_header, read_recording
from tests.support.recordings import real_week, toy_mapping

AT = datetime(2020, 4, 7, tzinfo=UTC)


def call(n: int, lat: float, lon: float, district: str, *units: tuple[str, str]) -> RecordedCall:
    return RecordedCall(
        line=n,
        id=f"c{n}",
        type="Fall" if n % 2 else "噪音",
        received_at=AT,
        district=district,
        location=GeoPoint(lat, lon),
        runs=tuple(
            UnitRun(line=n, unit_id=unit, unit_type=kind, dispatched_at=AT) for unit, kind in units
        ),
    )


def recording(*calls: RecordedCall) -> Recording:
    return Recording(calls=calls, problems=(), rows=len(calls))


def grid_of_calls(inside: str = "W") -> Recording:
    """A square of 10 × 10 places, west half W and east half E, one place in the west ``inside``."""
    calls = []
    for n in range(100):
        x, y = n % 10, n // 10
        district = "W" if x < 5 else "E"
        if (x, y) == (2, 5):
            district = inside
        calls.append(call(n, 37.70 + y / 100, -122.50 + x / 100, district))
    return recording(*calls)


def test_every_call_lies_in_the_grid_of_its_district(tmp_path: Path) -> None:
    calls = grid_of_calls()
    city = recorded_city(calls, toy_mapping(tmp_path))
    assert {g.id: (g.name, g.name_en) for g in city.grids} == {
        "W": ("第 W 区", "District W"),
        "E": ("第 E 区", "District E"),
    }
    for one in calls.calls:
        assert city.grid_at(one.location).id == one.district
    assert city.timezone == "America/Los_Angeles"
    assert (city.centre.lat, city.centre.lon) == pytest.approx((37.745, -122.455))


def test_grids_neither_overlap_nor_leave_holes_and_have_plain_outlines(tmp_path: Path) -> None:
    city = recorded_city(grid_of_calls(), toy_mapping(tmp_path))
    areas = [Polygon([(p.lon, p.lat) for p in grid.ring]) for grid in city.grids]
    assert all(area.is_valid for area in areas)
    joined = shapely.union_all(areas)
    assert joined.area == pytest.approx(sum(area.area for area in areas), rel=1e-4)
    assert joined.geom_type == "Polygon"
    assert not joined.interiors


def test_district_inside_another_is_found_first(tmp_path: Path) -> None:
    city = recorded_city(grid_of_calls(inside="park"), toy_mapping(tmp_path))
    assert city.grids[0].id == "park"
    assert city.grid_at(GeoPoint(37.75, -122.48)).id == "park"


def test_bit_of_a_district_elsewhere_joins_what_surrounds_it(tmp_path: Path) -> None:
    city = recorded_city(grid_of_calls(inside="E"), toy_mapping(tmp_path))
    assert sorted(grid.id for grid in city.grids) == ["E", "W"]
    assert city.grid_at(GeoPoint(37.75, -122.48)).id == "W"


def test_calls_without_district_make_no_grid_of_their_own(tmp_path: Path) -> None:
    city = recorded_city(grid_of_calls(inside=""), toy_mapping(tmp_path))
    assert sorted(grid.id for grid in city.grids) == ["E", "W"]


def test_catalogue_has_every_call_type_and_knows_more_of_some(tmp_path: Path) -> None:
    city = recorded_city(grid_of_calls(), toy_mapping(tmp_path))
    fall, noise = city.item("Fall"), city.item("噪音")
    assert (fall.name, fall.name_en, fall.lead_force) == ("摔伤", "Fall", "medical")
    assert (fall.assisting_forces, fall.default_level) == (("fire",), Level.TWO)
    assert (noise.name, noise.lead_force, noise.default_level) == ("噪音", "fire", Level.THREE)
    assert [(t.minutes, t.share) for t in city.targets] == [(7, 0.8)]
    assert city.forces[0].family is ForceFamily.POLICE


def test_units_belong_to_the_force_of_their_type_and_live_amid_their_calls(tmp_path: Path) -> None:
    units = recorded_units(
        recording(
            call(1, 37.0, -122.0, "W", ("M1", "MEDIC"), ("E1", "ENGINE")),
            call(2, 37.2, -122.2, "W", ("M1", "MEDIC")),
            call(3, 37.4, -122.4, "W", ("M1", "MEDIC")),
        ),
        toy_mapping(tmp_path),
        stale_after_s=900.0,
    )
    engine, medic = units
    assert (engine.id, engine.force_codes, engine.kind) == ("E1", ("fire",), UnitKind.CAR)
    assert (medic.force_codes, medic.kind) == (("medical",), UnitKind.MOTORCYCLE)
    assert (medic.squad, medic.home) == ("MEDIC", GeoPoint(37.2, -122.2))


def test_too_few_places_for_an_outline_are_named(tmp_path: Path) -> None:
    two = recording(call(1, 37.0, -122.0, "W"), call(2, 37.1, -122.0, "W"))
    with pytest.raises(MappingError, match="has 2 places; an outline needs 3"):
        recorded_city(two, toy_mapping(tmp_path))


def test_real_city_is_read_back_equal_and_holds_its_calls(tmp_path: Path) -> None:
    path = real_week()
    shipped = Path(__file__).parents[3] / "resources" / "mappings"
    mapping = choose_mapping(read_header(path), shipped)
    week = read_recording(path, mapping)
    city = recorded_city(week, mapping)
    save_city(city, tmp_path)
    assert load_city(tmp_path) == city
    assert {grid.id for grid in city.grids} == {str(n) for n in range(1, 12)}
    right = sum(
        (grid := city.grid_at(one.location)) is not None and grid.id == one.district
        for one in week.calls
    )
    assert right / len(week.calls) > 0.995
    assert len(recorded_units(week, mapping, 900.0)) == 195
