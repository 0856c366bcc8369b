"""The committed demo city: drawn from its seed, whole, and of the size it should have."""

import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon

from bigscreen.city.demo.generate import CENTRE, write_demo_city
from bigscreen.city.demo.people import OFFICERS
from bigscreen.city.package import load_city, load_units
from bigscreen.city.places import load_places
from bigscreen.city.plane import Plane
from bigscreen.city.rates import load_rates
from bigscreen.domain.geo import contains
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.units import ForceFamily, UnitKind

FOLDER = Path(__file__).parents[3] / "resources" / "demo_city"
PLANE = Plane(CENTRE)
KEPT_BY_HAND = ("clocks.toml", "calendar.toml", "weights.toml", "wall_rules.toml", "wall.toml")
RESERVE = {"青年突击队", "城管应急队"}


@pytest.fixture(scope="module")
def city():
    return load_city(FOLDER)


@pytest.fixture(scope="module")
def units():
    return load_units(FOLDER)


def polygon(ring) -> Polygon:
    return Polygon([PLANE.to_xy(point) for point in ring])


def test_the_seed_draws_the_committed_files_again(tmp_path: Path) -> None:
    write_demo_city(tmp_path)
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {p.name: p.read_bytes().replace(b"\r\n", b"\n") for p in FOLDER.iterdir() if p.is_file()}
    for name in KEPT_BY_HAND:
        del kept[name]
    assert sorted(drawn) == sorted(kept)
    assert [name for name in drawn if drawn[name] != kept[name]] == []


def test_another_seed_draws_another_whole_city(tmp_path: Path) -> None:
    write_demo_city(tmp_path, seed=2)
    for name in KEPT_BY_HAND:
        shutil.copy(FOLDER / name, tmp_path)
    other = load_city(tmp_path)
    assert len(other.grids) == 9
    assert other.base_map != load_city(FOLDER).base_map
    assert sum(u.officers for u in load_units(tmp_path) if u.force_codes != ("auxiliary",)) == 228


def test_the_package_is_small_enough_to_travel_with_the_program() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000


def test_nine_grids_tile_the_city_of_79_square_kilometres(city) -> None:
    areas = [polygon(grid.ring) for grid in city.grids]
    assert len(areas) == 9
    assert all(area.is_valid for area in areas)
    whole = shapely.union_all(areas)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert whole.area == pytest.approx(79e6, rel=1e-3)
    assert sum(area.area for area in areas) == pytest.approx(whole.area, rel=1e-9)


def test_grids_share_the_corners_of_their_borders(city) -> None:
    """Exactly, so that no point lies between two grids."""
    uses = Counter(point for grid in city.grids for point in grid.ring)
    outline = shapely.union_all([polygon(grid.ring) for grid in city.grids]).exterior
    inner = [p for p in uses if outline.distance(Point(PLANE.to_xy(p))) > 1.0]
    assert inner
    assert all(uses[point] >= 2 for point in inner)


def test_grid_names_and_classes(city) -> None:
    assert [grid.name for grid in city.grids][:2] == ["第一网格", "第二网格"]
    assert {grid.response_minutes for grid in city.grids} == {1, 3, 5}
    assert {t.minutes for t in city.targets} == {1, 3, 5}
    assert all(grid.commander for grid in city.grids)


def test_streets_hang_together_and_meet_in_shared_points(city) -> None:
    """Every street can be driven to from every other, and none crosses another unnoticed."""
    streets = city.base_map.streets
    owner: dict = {}
    parent = list(range(len(streets)))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for index, street in enumerate(streets):
        for point in street.line:
            parent[root(index)] = root(owner.setdefault(point, index))
    assert len({root(index) for index in range(len(streets))}) == 1

    legs = [
        (LineString([PLANE.to_xy(a), PLANE.to_xy(b)]), {a, b})
        for street in streets
        for a, b in pairwise(street.line)
    ]
    tree = shapely.STRtree([line for line, _ in legs])
    crossing = [
        (legs[one][1], legs[other][1])
        for one, (line, _) in enumerate(legs)
        for other in tree.query(line, predicate="crosses")
        if not legs[one][1] & legs[other][1]
    ]
    assert crossing == []


def test_streets_are_named_ranked_and_not_a_lattice(city) -> None:
    streets = city.base_map.streets
    assert {street.rank for street in streets} == {1, 2, 3}
    assert all(street.name for street in streets)
    assert len({street.name for street in streets}) == len(streets) > 250
    ring = next(street for street in streets if street.name == "环城路")
    assert ring.line[0] == ring.line[-1]


def test_streets_bridge_the_river(city) -> None:
    river = max((polygon(ring) for ring in city.base_map.water), key=lambda area: area.area)
    bridges = [
        street.name
        for street in city.base_map.streets
        if LineString([PLANE.to_xy(p) for p in street.line]).crosses(river)
    ]
    assert {"西大道", "东大道", "人民路"} <= set(bridges)
    assert len(bridges) >= 5


def test_blocks_keep_clear_of_each_other_and_of_the_water(city) -> None:
    blocks = [polygon(ring) for ring in city.base_map.blocks]
    assert len(blocks) > 500
    assert all(block.is_valid for block in blocks)
    tree = shapely.STRtree(blocks)
    assert len(tree.query(blocks, predicate="overlaps")[0]) == 0
    river = max((polygon(ring) for ring in city.base_map.water), key=lambda area: area.area)
    assert len(tree.query(river, predicate="intersects")) == 0
    assert len(city.base_map.green) > 40


def test_228_officers_in_all_forces_and_kinds(city, units) -> None:
    officers = [unit for unit in units if unit.force_codes != ("auxiliary",)]
    assert sum(unit.officers for unit in officers) == OFFICERS == city.officers == 228
    assert 110 <= len(units) <= 130
    assert {unit.kind for unit in units} == set(UnitKind) - {UnitKind.VIDEO}
    assert {unit.force_codes for unit in units} == {
        ("patrol",),
        ("traffic",),
        ("chengguan",),
        ("patrol", "chengguan"),
        ("auxiliary",),
    }
    squads = {unit.squad for unit in units}
    assert len(squads - RESERVE) == 9
    assert squads >= RESERVE
    assert squads == {squad.code for squad in city.plan.squads}
    assert {force.family for force in city.forces} == set(ForceFamily)
    assert {"巡2-03", "联5-01"} <= {unit.call_sign for unit in units}


def test_units_stations_and_places_lie_where_they_belong(city, units) -> None:
    for unit in units:
        assert unit.home is not None
        assert contains(city.grid(unit.grid_id).ring, unit.home) or unit.kind is UnitKind.POST
    assert {station.grid_id for station in city.stations} == {grid.id for grid in city.grids}
    places = load_places(FOLDER)
    assert len(places) > 200
    assert sum(city.grid_at(place.location) is not None for place in places) > len(places) * 0.95


def test_the_catalogue_holds_the_joint_items_and_police_calls(city) -> None:
    codes = {item.code for item in city.items}
    assert {"noise", "vendor", "parking", "dog", "threshold", "gas", "dispute", "theft"} <= codes
    assert sum(1 for item in city.items if item.assisting_forces) >= 15
    rates = load_rates(FOLDER, city)
    assert rates.cases_per_day == 280
    assert all(rates.items[code] > 0 for code in codes)


NAMED = {
    *("noise", "vendor", "parking", "dog", "illegal_taxi", "threshold", "illegal_building"),
    *("digging", "flyposting", "shared_bike", "muck_truck", "dust", "site_noise", "advert"),
    *("e_trike", "unlicensed", "food", "homeless", "consumer", "market_school", "gas"),
}
"""The items of the joint catalogue the trade names."""


def test_every_item_has_a_run_card_and_a_clock_and_city_cases_ask_for_proof(city) -> None:
    assert {item.code for item in city.items} > NAMED
    for item in city.items:
        assert item.run_card
        assert city.clock(item.clock) is not None
        assert bool(item.evidence) == (item.work_kind is WorkKind.CITY_CASE)
        ends = city.dispositions_of(item)
        assert {end.valid for end in ends} == {True, False}


def test_228_officers_by_name_each_in_a_unit_of_their_force(city, units) -> None:
    officers = city.plan.officers
    assert len(officers) == len({one.name for one in officers}) == OFFICERS
    by_id = {unit.id: unit for unit in units}
    assert all(one.force in by_id[one.unit_id].force_codes for one in officers)
    assert all(one.squad == by_id[one.unit_id].squad for one in officers)


@pytest.mark.parametrize("weekday", range(1, 8))
@pytest.mark.parametrize("shift", [0, 1])
def test_the_roster_keeps_the_minimums_of_an_ordinary_day(
    city, units, weekday: int, shift: int
) -> None:
    on = {r.unit_id for r in city.plan.roster if shift in r.shifts and weekday in r.weekdays}
    assert len(units) / 3 < len(on) < len(units)
    for minimum in city.plan.minimums:
        if not minimum.duty_level:
            there = sum(
                unit.id in on
                and unit.grid_id == minimum.grid_id
                and minimum.force_code in unit.force_codes
                for unit in units
            )
            assert there >= minimum.count


def test_three_levels_three_echelons_and_patrol_duties_everywhere(city) -> None:
    plan = city.plan
    assert [level.code for level in plan.levels] == ["level_3", "level_2", "level_1"]
    assert [echelon.number for echelon in plan.echelons] == [1, 2, 3]
    for grid in city.grids:
        own = [duty for duty in plan.patrol if duty.grid_id == grid.id]
        assert any(duty.is_line for duty in own)
        assert sum(not duty.is_line for duty in own) >= 2
    codes = {"station", "public_order", "chengguan_bureau", "construction", "gas"}
    assert {department.code for department in plan.departments} >= codes
