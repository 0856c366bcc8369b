"""A city written as a package folder reads back equal."""

from pathlib import Path

import pytest

from bigscreen.city.package import load_city
from bigscreen.city.saving import save_city
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.city import CatalogueItem, City, Grid, ResponseTarget, Station
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.domain.units import Force, ForceFamily

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
        Grid(id="6", name="第 6 区", name_en="District 6", ring=RING, response_minutes=8),
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
        ),
    ),
    targets=(ResponseTarget(minutes=8, share=0.9),),
    officers=228,
    duty_level="二级",
    conflict_policy="block",
    shift_start_hours=(7, 15, 23),
    case_prefix="SF",
    base_map=BaseMap(
        streets=(Street(name="一街", rank=2, line=RING[:2], speed_mps=9.5),),
        blocks=(RING,),
        water=(RING, RING),
        green=(RING,),
    ),
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
    )
    save_city(bare, tmp_path)
    assert load_city(tmp_path) == bare


def test_folder_that_can_not_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        save_city(CITY, tmp_path / "file" / "city")
