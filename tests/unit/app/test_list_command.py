"""``bigscreen list``: from a ledger, in every form, with no formula."""

import csv
import io
import json
from datetime import timedelta

import openpyxl
import pytest
from click.testing import CliRunner

from bigscreen.app.list_command import list_
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.wording import use_language
from tests.support.cases import a_case
from tests.support.entries import record
from tests.support.events import at, registered

EN = ("--lang", "en")
AS_OF = ("--as-of", "2026-03-10T12:00:00+08:00")


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture
def db_url(tmp_path):
    url = f"sqlite:///{tmp_path}/week.db"
    with open_store(url) as store:
        record(store, registered("i1", title="=1+1"))
        store.cases.add_past_cases(
            [a_case("p1", at(5), closed_s=60), a_case("old", at(0) - timedelta(days=9))]
        )
    return url


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(list_, arguments)
    assert result.exit_code == code, result.output
    return result.output


def test_the_unfinished_list_in_every_form_holds_the_same_and_no_formula(db_url, tmp_path):
    asked = ("unfinished", "--db", db_url, *AS_OF, *EN)
    (row,) = json.loads(run(*asked, "--format", "json"))["rows"]
    assert (row["title"], row["stage"], row["units"]) == ("=1+1", "received", [])
    run(*asked, "--format", "csv", "--out", str(tmp_path / "a.csv"))
    run(*asked, "--format", "xlsx", "--out", str(tmp_path / "a.xlsx"))
    content = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    headings, cells = csv.reader(io.StringIO(content))
    assert cells[headings.index("Title")] == "'=1+1"
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [str(cell.value or "") for cell in sheet[1]] == headings
    assert [str(cell.value or "") for cell in sheet[2]] == cells
    assert "'=1+1" in cells
    assert "=1+1" in run(*asked)


def test_the_weekly_list_is_of_the_last_whole_week(db_url):
    listed = json.loads(run("weekly", "--db", db_url, *AS_OF, "--format", "json"))
    assert [(row["grid"], row["received"], row["closed"]) for row in listed["rows"]] == [
        ("west", 2, 1)
    ]
    assert "周清单" in listed["name_zh"]
    assert "Received from 2026-03-02 to before 2026-03-09" in run(
        "weekly", "--db", db_url, *AS_OF, *EN
    )


@pytest.mark.parametrize("which", ["reminder", "watch"])
def test_an_empty_list_has_its_headings(db_url, which):
    lines = run(which, "--db", db_url, *AS_OF, *EN).splitlines()
    assert lines[0].split()[0] == "Case"
    assert lines[1].startswith("As of 2026-03-10 04:00+00:00 (UTC)")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("weekly",), "Missing option '--db'"),
        (("daily", "--db", "x"), "'daily' is not one of"),
        (("watch", "--db", "week.db"), "sqlite:///week.db"),
        (("watch", "--db", "sqlite:////nowhere/w.db"), "no such file"),
        (("watch", "--db", "x", "--as-of", "noon"), "'noon' is no time with a zone"),
    ],
)
def test_what_can_not_be_listed_is_named(arguments, said):
    result = CliRunner().invoke(list_, arguments)
    assert result.exit_code != 0
    assert said in result.output
