"""``bigscreen kpi`` with a city: tiers, units, and presence on the street."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from bigscreen.app.kpi_command import kpi
from bigscreen.city.saving import save_city
from bigscreen.domain.centre_events import DutyVisited
from bigscreen.domain.city import Area, AreaLevel
from bigscreen.domain.duty_plan import DutyPlan, Minimum, PatrolDuty
from bigscreen.domain.events import UnitDeclared
from bigscreen.domain.patrol import Visit
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import use_language
from tests.support.cases import a_case
from tests.support.entries import record
from tests.support.events import at
from tests.support.small_city import IN_EAST, IN_WEST, a_unit, small_city

SHIFTS = ("--zone", "Asia/Shanghai", "--from", "2026-03-02", "--to", "2026-03-03")


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture
def asked(tmp_path):
    """Two duties a shift, one of them covered in the day shift; three cases of two units."""
    west, east = small_city().grids
    city = replace(
        small_city(),
        areas=(
            Area(id="top", parent_id="", level=AreaLevel.CITY, name="城", name_en="City"),
            Area(id="d", parent_id="top", level=AreaLevel.DISTRICT, name="片", name_en="D"),
        ),
        grids=(replace(west, area_id="d"), replace(east, area_id="top")),
        plan=DutyPlan(
            patrol=(
                PatrolDuty(id="p", name="校", name_en="School", path=(IN_WEST,), grid_id="west"),
                PatrolDuty(id="q", name="市", name_en="Market", path=(IN_EAST,), grid_id="east"),
            ),
            minimums=(Minimum(grid_id="west", force_code="police", count=1),),
        ),
    )
    save_city(city, tmp_path / "city")
    url = f"sqlite:///{tmp_path}/week.db"
    with open_store(url) as store:
        record(
            store,
            UnitDeclared(unit=a_unit("u1"), number=1),
            DutyVisited(visit=Visit(duty_id="p", unit_id="u1", at=at(5))),
        )
        store.cases.add_past_cases(
            [
                a_case("1", at(1), unit_ids=("u1", "u2"), on_scene_s=60),
                a_case("2", at(2), unit_ids=("u1",), grid_id="east"),
                a_case("3", at(3), grid_id="gone"),
            ]
        )
    return ("--db", url, *SHIFTS, "--city", str(tmp_path / "city"))


def answers(*arguments: str):
    result = CliRunner().invoke(kpi, (*arguments, "--format", "json"))
    assert result.exit_code == 0, result.output
    return {
        (one["measure"], *one["group"].values()): one["now"]
        for one in json.loads(result.output)["answers"]
    }


def counts(said):
    return {key: (one["values"]["share"]["count"], one["n"]) for key, one in said.items()}


def test_cases_split_by_the_areas_above_their_grids(asked):
    said = answers(*asked, "--measure", "volume", "--by", "district")
    assert {key[1]: one["n"] for key, one in said.items()} == {"": 2, "d": 1}
    only = answers(*asked, "--measure", "volume", "--only", "district=d")
    assert [one["n"] for one in only.values()] == [1]


def test_cases_split_by_unit_stand_with_each_of_them(asked):
    said = answers(*asked, "--measure", "volume", "--by", "unit")
    assert {key[1]: one["n"] for key, one in said.items()} == {"": 1, "u1": 2, "u2": 1}
    only = answers(*asked, "--measure", "volume", "--only", "unit=u1")
    assert [one["n"] for one in only.values()] == [2]
    table = CliRunner().invoke(
        kpi, (*asked, "--lang", "en", "--measure", "response", "--by", "unit", "--cases")
    )
    assert [line.split()[0] for line in table.output.splitlines()[1:5]] == ["1", "1", "2", "3"]


def test_presence_is_split_by_place_and_shift_by_shift(asked):
    rates = ("--measure", "must_visit_coverage", "--measure", "police_presence")
    assert counts(answers(*asked, *rates)) == {
        ("must_visit_coverage",): (1, 4),
        ("police_presence",): (1, 4),
    }
    assert counts(answers(*asked, *rates[:2], "--by", "grid")) == {
        ("must_visit_coverage", "east"): (0, 2),
        ("must_visit_coverage", "west"): (1, 2),
    }
    assert counts(answers(*asked, *rates[:2], "--only", "district=d")) == {
        ("must_visit_coverage",): (1, 2)
    }


def test_all_that_can_be_answered_is_answered_unasked(asked):
    assert ("must_visit_coverage",) in answers(*asked)
    assert ("must_visit_coverage", 12) not in answers(*asked, "--by", "hour")


def test_grids_are_scored_by_presence_too(asked, tmp_path):
    weights = tmp_path / "w.toml"
    weights.write_text(
        '[[criteria]]\nmeasure = "must_visit_coverage"\nstatistic = "share"\n'
        "weight = 100\nbest = 100\nworst = 0\n",
        encoding="utf-8",
    )
    arguments = (*asked, "--score", "monthly", "--weights", str(weights), "--format", "json")
    result = CliRunner().invoke(kpi, arguments)
    found = json.loads(result.output)["scores"]
    shifts = 2 * 31 - 2  # two were over before the first visit was recorded
    assert {one["grid"]: one["score"] for one in found} == {
        "west": round(100 / shifts, 2),
        "east": 0.0,
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--measure", "police_presence"), "police_presence needs --city"),
        (("--by", "street"), "street needs --city"),
        (("--only", "district=d"), "district needs --city"),
        (("--city", ".", "--measure", "volume"), "city.toml"),
    ],
)
def test_without_a_city_what_needs_one_is_named(tmp_path, arguments, said):
    result = CliRunner().invoke(kpi, ("--db", f"sqlite:///{tmp_path}/w.db", *arguments))
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "hour"), "can be split by district, grid, street only"),
        (("--only", "work=police_call"), "can be split by district, grid, street only"),
        (("--cases",), "--cases needs one --measure of cases"),
    ],
)
def test_presence_has_neither_hours_nor_cases(asked, arguments, said):
    result = CliRunner().invoke(kpi, (*asked, "--measure", "police_presence", *arguments))
    assert result.exit_code == 2
    assert said in result.output
