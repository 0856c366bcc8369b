"""``bigscreen kpi``: one ledger, read only, as a table or as JSON."""

import json

import pytest
from click.testing import CliRunner

from bigscreen.app.kpi_command import kpi
from bigscreen.domain.authority import Actor, Role
from bigscreen.kpi.intervals import INTERVALS
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import use_language
from tests.support.cases import a_case
from tests.support.entries import refused
from tests.support.events import at

REASONS = ("duplicate", "drill", "voided", "invalid", "regraded", "missing", "negative")


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture
def db_url(tmp_path):
    url = f"sqlite:///{tmp_path}/week.db"
    with open_store(url) as store:
        store.cases.add_past_cases(
            [
                a_case("1", at(0), dispatched_s=10, en_route_s=20.5, on_scene_s=60),
                a_case("2", at(1), dispatched_s=20, en_route_s=15),
                a_case("3", at(2), dispatched_s=40),
            ]
        )
        with store.ledger.transaction() as transaction:
            source = Actor(name="replay", role=Role.SOURCE)
            transaction.append(refused("c1", "unknown_unit", actor=source))
    return url


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(kpi, arguments)
    assert result.exit_code == code, result.output
    return result.output


def test_json_gives_every_interval_with_its_n_and_what_was_left_out(db_url):
    said = json.loads(run("--db", db_url, "--json", "--min-n", "1"))
    assert said["cases"] == 3
    assert list(said["intervals"]) == [interval.key for interval in INTERVALS]
    assert said["intervals"]["dispatch"] == {
        "name_zh": "派警用时",
        "name_en": "Dispatch",
        "definition": "received to first unit dispatched",
        "definition_zh": "接警至首个单元派出",
        "n": 3,
        "mean_s": 23.3,
        "p50_s": 20,
        "p90_s": 40,
        "excluded": dict.fromkeys(REASONS, 0),
    }
    turnout = said["intervals"]["turnout"]
    assert (turnout["n"], turnout["mean_s"]) == (1, 10.5)
    left_out = {reason: n for reason, n in turnout["excluded"].items() if n}
    assert left_out == {"missing": 1, "negative": 1}
    assert said["intervals"]["report"]["mean_s"] is None
    assert said["rows_left_out"] == {"total": 1, "by_code": {"unknown_unit": 1}}


def test_too_few_cases_have_no_percentile(db_url):
    dispatch = json.loads(run("--db", db_url, "--json"))["intervals"]["dispatch"]
    assert (dispatch["n"], dispatch["mean_s"], dispatch["p50_s"]) == (3, 23.3, None)


def test_a_window_counts_cases_received_in_it(db_url):
    window = ("--from", "2026-03-02T12:01:00+08:00", "--to", "2026-03-02T04:02:00Z")
    assert json.loads(run("--db", db_url, "--json", *window))["cases"] == 1


def test_a_time_without_a_zone_is_utc(db_url):
    said = json.loads(run("--db", db_url, "--json", "--from", "2026-03-02 04:01"))
    assert said["cases"] == 2


def test_the_table_says_how_many_and_why_not(db_url):
    lines = run("--db", db_url, "--lang", "en").splitlines()
    assert lines[0].startswith("3 cases")
    (turnout,) = (line for line in lines if line.startswith("Turnout"))
    assert turnout.split()[:3] == ["Turnout", "1", "10.5"]
    assert "1 (a time is missing), 1 (the end lies before the start)" in turnout
    assert lines[-1] == "1 reports were refused: unknown_unit 1"


def test_columns_stand_under_each_other_in_chinese_too(db_url):
    """A Chinese character takes two cells of a terminal."""
    lines = run("--db", db_url).splitlines()
    (dispatch,) = (line for line in lines if line.startswith("派警用时"))
    (closure,) = (line for line in lines if line.startswith("结案用时"))
    assert dispatch.index("接警至首个单元派出") == closure.index("接警至结案") + _wider(
        closure, dispatch
    )


def _wider(one: str, other: str) -> int:
    """Return how many more cells the Chinese reasons of ``one`` take than they have letters."""
    letters = [
        sum(ord(letter) > 0x2E80 for letter in line.split("接警至")[0]) for line in (one, other)
    ]
    return letters[0] - letters[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--db", "week.db"), "sqlite:///week.db"),
        (("--db", "sqlite:////nowhere/week.db"), "no such file"),
        (("--db", "sqlite:////x.db", "--from", "yesterday"), "'yesterday' is not a time"),
        ((), "Missing option '--db'"),
    ],
)
def test_what_can_not_be_used_is_named(arguments, said):
    result = CliRunner().invoke(kpi, arguments)
    assert result.exit_code != 0
    assert said in result.output


def test_nothing_is_made_where_no_ledger_is(tmp_path):
    run("--db", f"sqlite:///{tmp_path}/none.db", code=1)
    assert list(tmp_path.iterdir()) == []
