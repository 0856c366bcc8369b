"""``bigscreen kpi --score``: ranking, trend, and the arithmetic behind each score."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from bigscreen.app.kpi_command import kpi
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import use_language
from tests.support.cases import a_case
from tests.support.events import at

WEIGHTS = """
[[criteria]]
measure = "response"
statistic = "p90"
weight = 60
best = 100
worst = 300

[[criteria]]
measure = "acceptance_speed"
statistic = "0-30s"
weight = 40
best = 100
worst = 0
"""
ASKED = ("--lang", "en", "--zone", "Asia/Shanghai", "--from", "2026-03-04", "--min-n", "1")


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture
def scored(tmp_path):
    """Return a call of the command on a ledger of three grids over two weeks."""
    url = f"sqlite:///{tmp_path}/weeks.db"
    week_ago = at(0) - timedelta(days=7)
    with open_store(url) as store:
        store.cases.add_past_cases(
            [
                a_case("1", at(0), grid_id="west", on_scene_s=200, dispatched_s=0, accepted_s=9),
                a_case("2", at(1), grid_id="east", on_scene_s=90),
                a_case("3", at(2), grid_id="north"),
                a_case("4", week_ago, grid_id="west", on_scene_s=290),
                a_case("5", week_ago, grid_id="south", on_scene_s=100),
            ]
        )
    weights = tmp_path / "weights.toml"
    weights.write_text(WEIGHTS, encoding="utf-8")

    def call(*arguments: str, how_often: str = "weekly") -> str:
        given = ("--db", url, "--score", how_often, "--weights", str(weights), *arguments)
        result = CliRunner().invoke(kpi, given)
        assert result.exit_code == 0, result.output
        return result.output

    return call


def test_grids_are_ranked_with_their_trend_and_every_step(scored):
    said = json.loads(scored(*ASKED, "--format", "json"))
    assert said["window"]["from"] == "2026-03-02T00:00:00+08:00"
    assert said["before"]["from"] == "2026-02-23T00:00:00+08:00"
    assert [(one["grid"], one["rank"], one["score"]) for one in said["scores"]] == [
        ("east", 1, 100.0),
        ("west", 2, 70.0),
        ("north", None, None),
    ]
    east, west, _ = said["scores"]
    assert (east["score_before"], east["change"], east["rank_before"]) == (None, None, None)
    assert (west["score_before"], west["change"], west["rank_before"]) == (5.0, 65.0, 2)
    assert [mark["points"] for mark in west["marks"]] == [30.0, 40.0]


def test_the_arithmetic_can_be_followed(scored):
    lines = scored(*ASKED).splitlines()
    (west,) = (line for line in lines if " west " in line)
    assert "Response P90 200.00 s (n 1): 60 × (300 − 200.00) ÷ (300 − 100) = 30.00" in west
    assert "Acceptance speed 0–30 s 100.00 % (n 1) = 40.00" in west
    assert "(30.00 + 40.00) ÷ (60 + 40) × 100 = 70.00" in west
    (north,) = (line for line in lines if " north " in line)
    assert "Response P90: no figure (n 0), left out" in north
    assert "÷" not in north


def test_a_month_is_scored_against_the_month_before(scored):
    said = json.loads(scored(*ASKED, "--format", "json", how_often="monthly"))
    assert said["window"]["to"] == "2026-04-01T00:00:00+08:00"
    assert said["before"]["from"] == "2026-02-01T00:00:00+08:00"


def test_without_a_date_the_last_whole_week_is_scored(scored):
    said = json.loads(scored("--format", "json"))
    assert said["scores"] == []
    assert said["window"]["from"] > said["before"]["from"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "criteria: None is not a list"),
        (WEIGHTS.replace("response", "luck"), "criteria[1].measure: 'luck' is not one of"),
        ("[[criteria", "weights.toml"),
    ],
)
def test_a_wrong_weights_file_is_named(tmp_path, content, said):
    weights = tmp_path / "weights.toml"
    weights.write_text(content, encoding="utf-8")
    given = ("--db", "sqlite:///x.db", "--score", "weekly", "--weights", str(weights))
    result = CliRunner().invoke(kpi, given)
    assert result.exit_code == 2
    assert said in result.output


def test_score_and_weights_need_each_other():
    result = CliRunner().invoke(kpi, ("--db", "sqlite:///x.db", "--score", "weekly"))
    assert "--score and --weights need each other" in result.output
