"""A city written as a package folder reads back equal."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.city.package import city_digest, load_city
from bigscreen.city.saving import save_city
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.city import (
    Area,
    AreaLevel,
    CatalogueItem,
    City,
    Disposition,
    Grid,
    ResponseTarget,
    RunCardLine,
    Station,
)
from bigscreen.domain.clocks import Clock, TimeBasis
from bigscreen.domain.duty_plan import (
    Department,
    Device,
    DutyLevel,
    DutyPlan,
    Echelon,
    EchelonRule,
    Minimum,
    Officer,
    PatrolDuty,
    Reach,
    ResponsePlace,
    RosterLine,
    Squad,
)
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level, Sensitivity, WorkKind
from bigscreen.domain.units import Force, ForceFamily, UnitKind
from bigscreen.domain.work_calendar import WorkCalendar

RING = (GeoPoint(30.1, 103.1), GeoPoint(30.1, 103.2), GeoPoint(30.2, 103.2))
CITY = City(
    id="c-1",
    name='旧"城\\区',
    name_en="Old\ntown\x7f",
    centre=GeoPoint(30.123456789, 103.5),
    timezone="America/Los_Angeles",
    forces=(
        Force(code="a", name="甲", name_en="A", family=ForceFamily.POLICE, badge="甲", shade=1),
        Force(code="b", name="乙", name_en="B", family=ForceFamily.AUXILIARY, badge="乙"),
    ),
    grids=(
        Grid(
            id="6", name="第 6 区", name_en="District 6", ring=RING, response_minutes=8, area_id="o"
        ),
        Grid(id="7", name="第 7 区", name_en="", ring=RING, commander="王"),
    ),
    stations=(
        Station(id="s", name="站, 一", name_en="", location=GeoPoint(30.15, 103.15), grid_id="6"),
    ),
    items=(
        CatalogueItem(
            code='Odor, "strange"',
            name="气味",
            name_en="Odor",
            work_kind=WorkKind.CITY_CASE,
            lead_force="a",
            assisting_forces=("a", "b"),
            default_level=Level.ONE,
            limit_hours=1.5,
            run_card=(
                RunCardLine(
                    force_code="b",
                    count=12,
                    kinds=(UnitKind.CAR, UnitKind.FOOT),
                    capabilities=("shield", "first_aid"),
                ),
                RunCardLine(force_code="a"),
            ),
            dispositions=("done",),
            clock="b",
            evidence=("before", "after"),
            sensitivity=Sensitivity.HIDE,
        ),
    ),
    targets=(ResponseTarget(minutes=8, share=0.9),),
    officers=228,
    conflict_policy="block",
    shift_start_hours=(7, 15, 23),
    case_prefix="SF",
    base_map=BaseMap(
        streets=(Street(name="一街", rank=2, line=RING[:2], speed_mps=9.5),),
        blocks=(RING,),
        water=(RING, RING),
        green=(RING,),
    ),
    cameras=(
        Camera(
            id="c,1",
            name="门",
            name_en="Gate",
            kind=CameraKind.FIXED,
            url="rtsp://a:b@c/d",
            location=GeoPoint(30.15, 103.15),
            grid_id="6",
            is_sensitive=True,
        ),
        Camera(
            id="c2", name="甲", name_en="", kind=CameraKind.BODY, url="demo:body/1", unit_id="u"
        ),
    ),
    areas=(
        Area(
            id="o", parent_id="", level=AreaLevel.STREET, name="老, 街", name_en="", commander="李"
        ),
        Area(id="o-1", parent_id="6", level=AreaLevel.MICRO_GRID, name="一", name_en="One"),
    ),
    dispositions=(
        Disposition(code="done", name="处置完毕", name_en="Settled"),
        Disposition(code="warned", name="警告", name_en="", retired=True),
        Disposition(code="prank", name="谎报", name_en="", valid=False),
    ),
    plan=DutyPlan(
        levels=(DutyLevel(code="2", name="二级", name_en="Level 2"),),
        minimums=(Minimum(grid_id="6", force_code="a", count=2, duty_level="2"),),
        roster=(
            RosterLine(unit_id="u,1", shifts=(0, 2)),
            RosterLine(unit_id="u", shifts=(1,), weekdays=(6, 7)),
        ),
        echelons=(
            Echelon(
                number=1,
                name="一",
                name_en="",
                rules=(EchelonRule(forces=("a",), within_m=800.5), EchelonRule(squads=("甲",))),
            ),
            Echelon(
                number=2,
                name="二",
                name_en="Two",
                commander=Reach.CITY,
                rules=(EchelonRule(reach=Reach.CITY, kinds=(UnitKind.CAR,), capabilities=("x",)),),
            ),
        ),
        patrol=(
            PatrolDuty(id="p", name="学校", name_en="", path=RING[:1], grid_id="6", visits=3),
            PatrolDuty(id="l", name="线", name_en="L", path=RING, forces=("b",), radius_m=30.5),
        ),
        departments=(Department(code="gas", name="燃气", name_en="Gas", contact="9,6"),),
        squads=(Squad(code="甲", name="甲队", name_en="", force="a", grid_id="7", leader="李"),),
        officers=(Officer(id="1", name="张", force="a", squad="甲", unit_id="u"),),
        devices=(Device(id="d", unit_id="u", kind="radio", label="电台", force="a"),),
        response_places=(ResponsePlace(name="站", location=RING[0], radius_m=250.5, minutes=8),),
    ),
    clocks=(
        Clock(code="a", name="限时", name_en="A", limit_hours=2.5, warn_hours=0.5),
        Clock(
            code="b",
            name="限日",
            name_en="",
            basis=TimeBasis.WORKING,
            yellow_hours=72.0,
            red_hours=144.0,
            stage_hours={"routed": 4.0, "checked": 8.0},
        ),
    ),
    calendar=WorkCalendar(
        timezone="America/Los_Angeles",
        weekdays=(1, 3, 6),
        hours=((time(8, 30), time(12)), (time(22), time(0))),
        rest_days=frozenset({date(2026, 1, 1), date(2026, 2, 17)}),
        work_days=frozenset({date(2026, 2, 15)}),
        known_until=date(2026, 12, 31),
    ),
    walls_show_addresses=False,
)


def test_reads_back_equal(tmp_path: Path) -> None:
    save_city(CITY, tmp_path / "new" / "folder")
    assert load_city(tmp_path / "new" / "folder") == CITY


def test_city_without_map_and_stations_reads_back_equal(tmp_path: Path) -> None:
    bare = City(
        id="c",
        name="城",
        name_en="",
        centre=GeoPoint(30.0, 103.0),
        timezone="Asia/Shanghai",
        forces=CITY.forces,
        grids=(),
        calendar=WorkCalendar(timezone="Asia/Shanghai"),
    )
    save_city(bare, tmp_path)
    assert load_city(tmp_path) == bare


def test_folder_that_can_not_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        save_city(CITY, tmp_path / "file" / "city")


CODES = st.text(st.sampled_from("abcxyz019_-"), min_size=1, max_size=6)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
MAYBE = st.just("") | NAMES
FORCES = [force.code for force in CITY.forces]


def distinct(parts, key):
    return st.lists(parts, max_size=4, unique_by=key).map(tuple)


@st.composite
def cities(draw) -> City:
    """Cities of any tree of areas, any run cards and any ways to end."""
    ids = draw(st.lists(CODES, min_size=4, max_size=10, unique=True))
    grid_count = draw(st.integers(1, len(ids) - 2))
    tiers = [AreaLevel.CITY, AreaLevel.DISTRICT, AreaLevel.STREET]
    grid_ids, upper = ids[:grid_count], ids[grid_count : grid_count + len(tiers)]
    areas = [
        Area(
            id=area_id,
            parent_id=draw(st.sampled_from(["", *upper[:place]])),
            level=tiers[place],
            name=draw(NAMES),
            name_en=draw(MAYBE),
            commander=draw(MAYBE),
        )
        for place, area_id in enumerate(upper)
    ]
    areas += [
        Area(
            id=area_id,
            parent_id=draw(st.sampled_from(grid_ids)),
            level=AreaLevel.MICRO_GRID,
            name=draw(NAMES),
            name_en="",
        )
        for area_id in ids[grid_count + len(tiers) :]
    ]
    grids = tuple(
        replace(
            CITY.grids[0], id=grid_id, name=draw(NAMES), area_id=draw(st.sampled_from(["", *upper]))
        )
        for grid_id in grid_ids
    )
    dispositions = draw(
        distinct(
            st.builds(
                Disposition,
                code=CODES,
                name=NAMES,
                name_en=MAYBE,
                retired=st.booleans(),
                valid=st.booleans(),
            ),
            lambda disposition: disposition.code,
        )
    )
    line = st.builds(
        RunCardLine,
        force_code=st.sampled_from(FORCES),
        count=st.integers(1, 99),
        kinds=distinct(st.sampled_from(UnitKind), str),
        capabilities=distinct(CODES, str),
    )
    endings = distinct(st.sampled_from([d.code for d in dispositions] or ["-"]), str)
    item = replace(
        CITY.items[0],
        run_card=draw(st.lists(line, max_size=3).map(tuple)),
        dispositions=draw(endings) if dispositions else (),
    )
    return replace(
        CITY,
        areas=tuple(areas),
        grids=grids,
        stations=(),
        cameras=(),
        items=(item,),
        dispositions=dispositions,
        plan=draw(plans(grid_ids)),
    )


@st.composite
def plans(draw, grid_ids: list[str]) -> DutyPlan:
    """Duty plans of any levels, minimums, roster lines and echelons."""
    levels = draw(
        distinct(st.builds(DutyLevel, code=CODES, name=NAMES, name_en=MAYBE), lambda one: one.code)
    )
    codes = [level.code for level in levels]
    minimum = st.builds(
        Minimum,
        grid_id=st.sampled_from(grid_ids),
        force_code=st.sampled_from(FORCES),
        count=st.integers(0, 1000),
        duty_level=st.sampled_from(["", *codes]),
    )
    line = st.builds(
        RosterLine,
        unit_id=NAMES,
        shifts=st.sets(st.integers(0, 2), min_size=1).map(sorted).map(tuple),
        weekdays=st.sets(st.integers(1, 7), min_size=1).map(sorted).map(tuple),
    )
    rule = st.builds(
        EchelonRule,
        reach=st.sampled_from(Reach),
        forces=distinct(st.sampled_from(FORCES), str),
        kinds=distinct(st.sampled_from(UnitKind), str),
        capabilities=distinct(CODES, str),
        within_m=st.none() | st.floats(1.0, 50_000.0),
    )
    rules = st.lists(rule, min_size=1, max_size=3).map(tuple)
    return DutyPlan(
        levels=levels,
        minimums=draw(distinct(minimum, lambda m: (m.grid_id, m.force_code, m.duty_level))),
        roster=draw(distinct(line, lambda one: one.unit_id)),
        echelons=tuple(
            Echelon(number=number, name=draw(NAMES), name_en="", rules=draw(rules))
            for number in range(1, draw(st.integers(1, 4)))
        ),
    )


@given(city=cities())
@settings(max_examples=60, deadline=None)
def test_any_tree_run_card_and_ending_reads_back_equal(city: City) -> None:
    with TemporaryDirectory() as folder:
        save_city(city, Path(folder))
        read = load_city(Path(folder))
    assert read == city
    assert city_digest(read) == city_digest(city)


@pytest.mark.parametrize(
    "changed",
    [
        replace(CITY, areas=(replace(CITY.areas[0], commander="赵"), *CITY.areas[1:])),
        replace(CITY, dispositions=(replace(CITY.dispositions[0], retired=True),)),
        replace(CITY, grids=(replace(CITY.grids[0], area_id=""), CITY.grids[1])),
        replace(CITY, items=(replace(CITY.items[0], run_card=()),)),
    ],
)
def test_the_digest_tells_cities_apart_by_areas_endings_and_run_cards(changed: City) -> None:
    assert city_digest(changed) != city_digest(CITY)
