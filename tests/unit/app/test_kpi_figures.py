"""``bigscreen kpi`` with questions: splits, filters, comparisons, forms, the cases behind."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from click.testing import CliRunner

from bigscreen.app.kpi_command import kpi
from bigscreen.domain.centre_events import OperationChanged
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.operations import JointOperation
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import use_language
from tests.support.cases import a_case
from tests.support.entries import record
from tests.support.events import at

YEAR = timedelta(days=365)
DAY = ("--from", "2026-03-02", "--to", "2026-03-03")
EN = ("--lang", "en")


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture
def db_url(tmp_path):
    """Twelve calls today, responses of 60 to 720 s; one of a year and two of a day ago."""
    url = f"sqlite:///{tmp_path}/week.db"
    today = [
        a_case(
            f"c{n}",
            at(n),
            grid_id="west" if n % 3 else "=1+1",
            dispatched_s=5,
            on_scene_s=60 * n,
        )
        for n in range(1, 13)
    ]
    city_case = a_case("v1", at(30), work_kind=WorkKind.CITY_CASE, grid_id="")
    before = [
        a_case("y1", at(0) - YEAR, on_scene_s=100),
        a_case("d1", at(0) - timedelta(days=1), on_scene_s=100, grid_id="north"),
        a_case("d2", at(0) - timedelta(days=1)),
    ]
    with open_store(url) as store:
        store.cases.add_past_cases([*today, city_case, *before])
    return url


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(kpi, arguments)
    assert result.exit_code == code, result.output
    return result.output


def ask(db_url: str, *arguments: str):
    return json.loads(run("--db", db_url, "--format", "json", *arguments))


def by_group(document, side="now"):
    return {tuple(one["group"].values()): one[side] for one in document["answers"]}


def test_the_list_defines_every_measure_and_needs_no_ledger():
    listed = json.loads(run("--list", "--format", "json"))
    assert [one["key"] for one in listed] == list(ALL_MEASURES)
    assert all(one["formula_zh"] and one["rule_en"] and one["source"] for one in listed)
    assert "接警至首个单元到场" in run("--list")
    assert "received to first unit on scene" in run("--list", *EN)


def test_figures_are_split_by_what_is_asked(db_url):
    said = by_group(ask(db_url, *DAY, "--measure", "response", "--by", "grid", "--min-n", "4"))
    assert said[("west",)]["n"] == 8
    assert said[("west",)]["values"] == {"mean": 360.0, "p50": 300.0, "p90": 660.0}
    assert said[("=1+1",)]["values"]["p50"] == 360.0
    outside = said[("",)]
    assert outside["n"] == 0
    assert {reason: n for reason, n in outside["excluded"].items() if n} == {"missing": 1}
    assert outside["values"] == {"mean": None, "p50": None, "p90": None}


def test_few_cases_have_no_percentile(db_url):
    said = ask(db_url, *DAY, "--measure", "response", "--by", "grid")
    assert said["percentiles_from_n"] == 10
    assert by_group(said)[("west",)]["values"] == {"mean": 360.0, "p50": None, "p90": None}


def test_filters_choose_cases_before_anything_is_counted(db_url):
    only = ("--only", "work=police_call", "--only", "grid=west")
    assert by_group(ask(db_url, *DAY, "--measure", "volume", *only))[()]["n"] == 8
    assert by_group(ask(db_url, *DAY, "--measure", "volume", "--only", "grid=no"))[()]["n"] == 0


def test_an_operation_s_cases_are_those_of_its_period_area_and_items(db_url):
    operation = JointOperation(
        id="o1",
        name="夜查",
        starts_at=at(3),
        ends_at=at(40),
        grid_ids=("west", "north"),
        item_codes=("noise", "fight"),
        ended_at=at(11),
    )
    elsewhere = replace(operation, id="o2", ended_at=None, item_codes=("vendor",))
    anywhere = replace(operation, id="o3", ended_at=None, grid_ids=(), item_codes=())
    with open_store(db_url) as store:
        for one in (operation, elsewhere, anywhere):
            record(store, OperationChanged(operation=one))

    def n(operation_id: str, *more: str) -> int:
        only = ("--measure", "volume", "--only", f"operation={operation_id}")
        return by_group(ask(db_url, *only, *more))[()]["n"]

    assert n("o1") == 5  # 4, 5, 7, 8 and 10 minutes past
    assert n("o1", "--from", "2026-03-02T04:06Z", "--to", "2026-03-03") == 3
    assert n("o1", "--from", "2026-03-03") == 0
    assert n("o1", "--only", "grid=north") == 0
    assert (n("o2"), n("o3")) == (0, 11)
    said = run("--db", db_url, *DAY, *EN, "--only", "operation=o1")
    assert "received" in said.lower()


def test_comparisons_carry_their_own_n(db_url):
    said = ask(
        db_url, *DAY, "--measure", "volume", "--by", "grid",
        "--compare", "year", "--compare", "previous",
    )  # fmt: skip
    assert said["windows"]["year"]["from"] == "2025-03-02T00:00:00+00:00"
    assert by_group(said, "year")[("west",)]["n"] == 1
    assert by_group(said, "previous")[("north",)]["n"] == 1
    assert by_group(said, "now")[("north",)]["n"] == 0
    table = run(
        "--db", db_url, *DAY, *EN, "--measure", "volume", "--by", "grid", "--compare", "year"
    )
    (west,) = (line for line in table.splitlines() if " west " in line)
    assert west.split()[-4:] == ["1", "1", "700.0", "%"]


def test_hours_are_those_of_the_zone(db_url):
    shanghai = ("--zone", "Asia/Shanghai", "--from", "2026-03-02", "--to", "2026-03-03")
    said = ask(db_url, *shanghai, "--measure", "volume", "--by", "hour", "--by", "weekday")
    assert set(by_group(said)) == {(12, 1)}
    assert said["windows"]["now"]["from"] == "2026-03-02T00:00:00+08:00"
    assert by_group(ask(db_url, *DAY, "--measure", "volume", "--by", "hour")).keys() == {(4,)}


def test_without_a_period_whole_days_up_to_the_last_case_count(db_url):
    window = ask(db_url, "--measure", "daily_volume")["windows"]["now"]
    assert window == {"from": "2025-03-02T00:00:00+00:00", "to": "2026-03-03T00:00:00+00:00"}


def test_an_empty_ledger_has_figures_without_ground(tmp_path):
    url = f"sqlite:///{tmp_path}/none.db"
    open_store(url).close()
    for answer in ask(url)["answers"]:
        assert answer["now"]["n"] == 0


def test_the_table_ends_with_period_and_definitions(db_url):
    lines = run("--db", db_url, *DAY, *EN, "--measure", "compliance").splitlines()
    assert "1 (the other kind of work)" in lines[1]
    assert lines[2].startswith("Period: received from 2026-03-02 00:00:00+00:00 to before")
    assert lines[-1].startswith("Class compliance: calls reached within the minutes")


def test_csv_and_workbook_hold_the_same_rows_and_no_formula(db_url, tmp_path):
    asked = ("--db", db_url, *DAY, "--measure", "response", "--by", "grid", "--min-n", "1")
    run(*asked, "--format", "csv", "--out", str(tmp_path / "a.csv"))
    run(*asked, "--format", "xlsx", "--out", str(tmp_path / "a.xlsx"))
    content = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    same = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert [[cell.removesuffix(".0") for cell in row] for row in rows] == same
    assert rows[4][1] == "'=1+1"


def test_the_cases_behind_a_figure_can_be_printed(db_url):
    asked = ("--db", db_url, *DAY, *EN, "--measure", "compliance", "--cases", "--by", "grid")
    cases = json.loads(run(*asked, "--format", "json"))
    assert len(cases) == 13
    assert cases[0] == {
        "Case": "c1",
        "Received": "2026-03-02T04:01:00.000+00:00",
        "Grid": "west",
        "Hit": 1,
        "Counted or left out": "counted",
    }
    assert cases[-1]["Counted or left out"] == "the other kind of work"
    assert cases[-1]["Hit"] is None
    table = run("--db", db_url, *DAY, *EN, "--measure", "response", "--cases")
    assert "c12   2026-03-02T04:12:00.000+00:00    720.0  counted" in table


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "xlsx"), "--format xlsx needs --out"),
        (("--cases",), "--cases needs one --measure"),
        (("--compare", "year"), "--compare needs --from and --to"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "--to lies before --from"),
        (("--only", "west"), "'west' is not like grid=G01"),
        (("--only", "colour=red"), "is not like grid=G01"),
        (("--only", "operation=o9"), "'o9' is not one of the ledger's operations: none"),
        (("--only", "operation=a", "--only", "operation=b"), "can be given once"),
        (("--zone", "Mars/Base"), "'Mars/Base' is not a time zone"),
        (("--measure", "luck"), "'luck' is not one of"),
        (("--measure", "volume", "--out", "/nowhere/a.csv"), "/nowhere/a.csv: No such file"),
    ],
)
def test_what_can_not_be_asked_is_named(db_url, arguments, said):
    result = CliRunner().invoke(kpi, ("--db", db_url, *arguments))
    assert result.exit_code != 0
    assert said in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "'--db' or '--hub'"),
        (("--hub", "ws://127.0.0.1:1", "--db", "sqlite://"), "either --db or --hub"),
        (("--hub", "ws://127.0.0.1:1"), "--hub and --token-file need each other"),
        (("--db", "sqlite://", "--token-file", "t"), "--hub and --token-file need each other"),
        (
            ("--hub", "ws://127.0.0.1:1", "--token-file", "t", "--only", "operation=o1"),
            "--only operation= needs --db",
        ),
        (
            ("--hub", "ws://127.0.0.1:1", "--token-file", "t", "--cases", "--measure", "response"),
            "--cases needs --db",
        ),
    ],
)
def test_figures_come_from_one_place(arguments, said):
    assert said in run(*arguments, code=2)


def test_a_hub_that_is_not_there_is_named(tmp_path):
    (tmp_path / "token").write_text("secret-token")
    said = run("--hub", "ws://127.0.0.1:1", "--token-file", str(tmp_path / "token"), code=1)
    assert "ws://127.0.0.1:1" in said
    assert "secret-token" not in said
