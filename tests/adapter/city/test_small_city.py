"""The committed small city: another city than the demo in every way, and it lives all the same."""

import asyncio
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bigscreen.city.chance import stream
from bigscreen.city.check import check_package
from bigscreen.city.demo.small_generate import write_small_city
from bigscreen.city.package import load_city, load_units
from bigscreen.city.road_graph import RoadGraph
from bigscreen.city.simulation.beats import beats_of
from bigscreen.city.simulation.field_unit import FieldUnit
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.authority import Role
from bigscreen.domain.city import AreaLevel, City
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import ForceFamily, UnitKind
from bigscreen.feed.source_client import SourceClient
from tests.support.hub_process import environment, hub_process
from tests.support.running_hub import TOKENS
from tests.support.waiting import PATIENCE_S

FOLDER = Path(__file__).parents[3] / "resources" / "small_city"
KEPT_BY_HAND = ("clocks.toml", "calendar.toml", "wall_rules.toml", "wall.toml")
DEMO = FOLDER.with_name("demo_city")


@pytest.fixture(scope="module")
def city() -> City:
    return load_city(FOLDER)


def test_the_seed_draws_the_committed_files_again(tmp_path: Path) -> None:
    write_small_city(tmp_path)
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {p.name: p.read_bytes().replace(b"\r\n", b"\n") for p in FOLDER.iterdir() if p.is_file()}
    for name in KEPT_BY_HAND:
        del kept[name]
    assert sorted(drawn) == sorted(kept)
    assert [name for name in drawn if drawn[name] != kept[name]] == []


@pytest.mark.parametrize("folder", [FOLDER, DEMO], ids=lambda folder: folder.name)
def test_the_shipped_cities_pass_their_own_check(folder: Path) -> None:
    assert [str(problem) for problem in check_package(folder).problems] == []


def test_another_seed_draws_another_whole_city(tmp_path: Path) -> None:
    write_small_city(tmp_path, seed=2)
    for name in KEPT_BY_HAND:
        shutil.copy(FOLDER / name, tmp_path)
    report = check_package(tmp_path)
    assert report.errors == ()
    assert len(report.contents.city.grids) == 23


def test_23_road_sections_under_two_tiers(city: City) -> None:
    assert len(city.grids) == 23
    assert all(grid.name.endswith("段") and grid.commander for grid in city.grids)
    assert {area.level for area in city.areas} == {AreaLevel.DISTRICT, AreaLevel.STREET}
    assert {len(city.ancestors(grid.id)) for grid in city.grids} == {2}
    assert {grid.response_minutes for grid in city.grids} == {2, 4, 8}


def test_three_forces_and_police_lead_some_city_cases(city: City) -> None:
    assert len(city.forces) == 3
    families = {force.code: force.family for force in city.forces}
    leads = {families[i.lead_force] for i in city.items if i.work_kind is WorkKind.CITY_CASE}
    assert leads == {ForceFamily.POLICE, ForceFamily.CHENGGUAN}
    assert UnitKind.VIDEO in {unit.kind for unit in load_units(FOLDER)}


def test_it_shares_no_code_with_the_demo_city(city: City) -> None:
    """Whatever is written for one city's codes shows when the other one lives."""
    demo = load_city(DEMO)
    assert {item.code for item in city.items}.isdisjoint(item.code for item in demo.items)
    assert {force.code for force in city.forces}.isdisjoint(force.code for force in demo.forces)
    assert {grid.id for grid in city.grids}.isdisjoint(grid.id for grid in demo.grids)
    assert city.case_prefix != demo.case_prefix
    for part in ("levels", "departments", "squads"):
        codes = {one.code for one in getattr(city.plan, part)}
        assert codes
        assert codes.isdisjoint(one.code for one in getattr(demo.plan, part))
    assert {one.code for one in city.clocks}.isdisjoint(item.clock for item in demo.items)
    assert len(city.plan.echelons) != len(demo.plan.echelons)
    assert city.calendar.hours != demo.calendar.hours
    assert city.plan.officers == ()
    assert city.walls_show_addresses != demo.walls_show_addresses


def test_those_who_watch_cameras_stay_at_their_desks(city: City) -> None:
    """A city with video patrols: they are no cars, and never drive about."""
    watching = next(unit for unit in load_units(FOLDER) if unit.kind is UnitKind.VIDEO)
    noon = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    beat = beats_of(city)[watching.grid_id]
    unit = FieldUnit(watching, beat, RoadGraph(city), stream(1, "video"), noon)
    for minute in range(0, 240, 5):
        unit.patrol(noon + timedelta(minutes=minute))
        seen = unit.seen(noon + timedelta(minutes=minute, seconds=90))
        assert (seen.point, seen.speed_mps) == (watching.home, 0.0)


def handled(situation: Situation) -> set[str]:
    return {a.incident_id for a in situation.assignments.values() if Milestone.HANDLED in a.stamps}


def endings(situation: Situation) -> list[str]:
    return [state.disposition for state in situation.incidents.values() if state.closed_at]


@pytest.mark.timeout(150)
async def test_on_a_hub_of_its_own_its_cases_are_handled_and_closed(
    tmp_path: Path, city: City
) -> None:
    """``bigscreen hub`` and ``bigscreen simulate``, with the hub's clock running fast."""
    (tmp_path / "token").write_text(TOKENS[Role.SOURCE], encoding="utf-8")
    clock = ("--clock-start", "2026-11-21T12:00+08:00", "--clock-rate", "150")
    async with hub_process(tmp_path, *clock, city=FOLDER) as hub:
        source = ("--city", str(FOLDER), "--token-file", str(tmp_path / "token"))
        simulator = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bigscreen", "simulate", "--hub", hub.url, *source),
            "--exit-with-stdin",
            stdin=asyncio.subprocess.PIPE,
            env=environment(tmp_path),
        )
        try:
            async with (
                SourceClient(hub.url, "token-of-source-2", "watcher") as watcher,
                asyncio.timeout(6 * PATIENCE_S),
            ):
                situation = watcher.situation
                while len(handled(situation)) < 4 or len(endings(situation)) < 2:
                    await asyncio.sleep(0.05)
                    situation = watcher.situation
        finally:
            simulator.kill()
            await simulator.wait()
    assert set(endings(situation)) <= {d.code for d in city.dispositions if not d.retired} | {""}
    assert len(situation.units) == len(load_units(FOLDER))
    video = {u.unit.id for u in situation.units.values() if u.unit.kind is UnitKind.VIDEO}
    assert video.isdisjoint(a.unit_id for a in situation.assignments.values())
