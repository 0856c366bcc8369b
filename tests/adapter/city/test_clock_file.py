"""The time limits of a city's file."""

import shutil
from pathlib import Path

import pytest

from bigscreen.city.calendar_file import read_calendar
from bigscreen.city.check import check_package
from bigscreen.city.clock_file import read_clocks
from bigscreen.city.files import PackageFolder
from bigscreen.city.package import load_city
from bigscreen.city.sheets import values
from bigscreen.domain.clocks import TimeBasis
from bigscreen.domain.work_calendar import WorkCalendar
from tests.adapter.city.package_folder import write_package

RESOURCES = Path(__file__).parents[3] / "resources"

SOUND = """
[[clocks]]
code = "grid"
name = "网格事项"
name_en = "Grid matters"
basis = "working"
limit_days = 3
warn_hours = 4
yellow_days = 3
red_days = 6
[clocks.stages]
routed = 4
handled_days = 2
"""


def read(folder: Path, text: str):
    """Return the clocks of a file with this text, and what is wrong with it."""
    (folder / "clocks.toml").write_text(text, encoding="utf-8")
    package = PackageFolder(folder)
    clocks = values(read_clocks(package, WorkCalendar()))
    return clocks, [str(note) for note in package.notes]


def test_days_of_a_working_clock_are_as_long_as_the_city_s(tmp_path: Path) -> None:
    [clock], notes = read(tmp_path, SOUND)
    assert notes == []
    assert (clock.code, clock.name, clock.basis) == ("grid", "网格事项", TimeBasis.WORKING)
    assert (clock.limit_hours, clock.warn_hours) == (24, 4)
    assert (clock.yellow_hours, clock.red_hours) == (24, 48)
    assert clock.stage_hours == {"routed": 4, "handled": 16}


def test_days_of_a_calendar_clock_have_24_hours(tmp_path: Path) -> None:
    [clock], notes = read(tmp_path, SOUND.replace('basis = "working"', ""))
    assert notes == []
    assert (clock.basis, clock.limit_hours, clock.red_hours) == (TimeBasis.CALENDAR, 72, 144)
    assert clock.stage_hours["handled"] == 48


@pytest.mark.parametrize(("limit", "warn"), [("limit_hours = 24", 1), ("limit_hours = 2", 0.5)])
def test_the_warning_left_out_is_an_hour_or_less(tmp_path, limit, warn) -> None:
    [clock], notes = read(tmp_path, f'[[clocks]]\ncode = "a"\nname = "b"\n{limit}')
    assert notes == []
    assert (clock.warn_hours, clock.yellow_hours, clock.stage_hours) == (warn, None, {})


def test_a_city_may_have_no_clocks(tmp_path: Path) -> None:
    package = PackageFolder(tmp_path)
    assert read_clocks(package, WorkCalendar()) == []
    assert package.notes == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("limit_days = 3", "", "clocks 1, limit_hours: is missing; expected a limit"),
        ("limit_days = 3", "limit_days = -3", "clocks 1, limit_days: -3 is not right"),
        ("limit_days = 3", 'limit_days = "drei"', "clocks 1, limit_days: 'drei' is not right"),
        ("limit_days = 3", "limit_days = 3\nlimit_hours = 24", "only one of limit_hours"),
        ("limit_days", "limits", "clocks 1, limits: 3 is not right; expected one of basis"),
        ('"working"', '"worked"', "basis: 'worked' is not right; expected one of calendar, wor"),
        ('code = "grid"', "", "clocks 1, code: is missing"),
        ("red_days = 6", "red_days = 2", "red_hours: 16.0 is not right; expected more than"),
        ("warn_hours = 4", "warn_hours = 24", "warn_hours: 24.0 is not right; expected less"),
        ("routed = 4", "rooted = 4", "grid stages, rooted: 'rooted' is not right; expected one"),
        ("routed = 4", 'routed = "4 h"', "grid stages, routed: '4 h' is not right"),
        ("[clocks.stages]", "stages = 3\n[[clocks]]", "clocks 1, stages: 3 is not right"),
        (SOUND, SOUND + SOUND, "clocks 2, code: 'grid' is not right; expected a value no other"),
        (SOUND, f"limit = 3\n{SOUND}", "clocks.toml: 'limit' is not right; expected tables wri"),
        (SOUND, "clocks = 3", "expected tables written as [[clocks]]"),
        (SOUND, "[[clocks", "clocks.toml: "),
    ],
)
def test_what_is_wrong_is_said_and_what_would_be_right(tmp_path, old, new, said) -> None:
    assert old in SOUND
    _, notes = read(tmp_path, SOUND.replace(old, new, 1))
    assert any(said in note for note in notes), notes
    assert all(note.startswith("clocks.toml") for note in notes)


def test_one_fault_is_said_once(tmp_path: Path) -> None:
    """What a wrong limit is compared with says nothing about the comparison."""
    _, notes = read(tmp_path, SOUND.replace("limit_days = 3", "limit_days = -3"))
    assert len(notes) == 1


@pytest.mark.parametrize("file", ["clocks.toml", "calendar.toml"])
def test_a_city_whose_limits_can_not_be_read_starts_and_says_so(tmp_path, file) -> None:
    write_package(tmp_path)
    (tmp_path / "clocks.toml").write_text(SOUND, encoding="utf-8")
    assert load_city(tmp_path).clock("grid") is not None
    (tmp_path / file).write_text("limit = [", encoding="utf-8")
    city = load_city(tmp_path)
    assert city.clocks == ()
    assert file in city.clock_fault


@pytest.mark.parametrize("clocks", [None, ""])
def test_limits_that_went_missing_are_a_fault_where_the_catalogue_counts_on_them(
    tmp_path, clocks
) -> None:
    shutil.copytree(RESOURCES / "demo_city", tmp_path / "city")
    file = tmp_path / "city" / "clocks.toml"
    file.unlink()
    if clocks is not None:
        file.write_text(clocks, encoding="utf-8")
    city = load_city(tmp_path / "city")
    assert city.clocks == ()
    assert "clocks.toml, clocks: is missing" in city.clock_fault
    assert "police_24h" in city.clock_fault
    assert any(one.file == "clocks.toml" for one in check_package(tmp_path / "city").errors)


@pytest.mark.parametrize("name", ["demo_city", "small_city"])
def test_the_clocks_of_both_cities_are_sound(name: str) -> None:
    package = PackageFolder(RESOURCES / name)
    clocks = values(read_clocks(package, read_calendar(package, "Asia/Shanghai")))
    assert package.notes == []
    assert {clock.basis for clock in clocks} == set(TimeBasis)


def test_the_demo_city_has_the_limits_of_the_trade() -> None:
    city = load_city(RESOURCES / "demo_city")
    assert city.clock_fault == ""
    police, grid, plan = (city.clock(code) for code in ("police_24h", "grid_3d", "13710"))
    assert (police.basis, police.limit_hours) == (TimeBasis.CALENDAR, 24)
    assert (grid.basis, grid.limit_hours) == (TimeBasis.WORKING, 3 * 8)
    assert (grid.yellow_hours, grid.red_hours) == (3 * 8, 6 * 8)
    steps = [plan.stage_hours[step] / 24 for step in ("acknowledge", "plan", "complete")]
    assert steps == [1, 2, 4]  # 1, 3 and 7 days from the beginning
    assert plan.limit_hours == 7 * 24
    assert city.clock("13710_hard").limit_hours == 30 * 24
