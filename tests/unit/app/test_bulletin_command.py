"""``bigscreen bulletin``: the week counted by hand, in every document, from a ledger."""

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from click.testing import CliRunner
from pptx import Presentation

from bigscreen.app import bulletin_command
from bigscreen.app.bulletin_command import bulletin_
from bigscreen.app.bulletin_sources import LedgerBulletin
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.store.opening import open_store
from bigscreen.viewmodels.bulletin import week_look
from bigscreen.viewmodels.report_blocks import Chart, GridMap, Report, Table, Tiles, Words
from bigscreen.viewmodels.wording import use_language
from tests.support.cases import a_case
from tests.support.entries import record
from tests.support.events import declared
from tests.support.small_city import small_city

MONDAY = date(2026, 3, 2)
START = datetime(2026, 3, 1, 16, tzinfo=UTC)
"""Monday's midnight in the city."""
NOW = START + timedelta(days=8)
EN = ("--lang", "en")


def in_week(case_id, hours, **changes):
    return a_case(case_id, START + timedelta(hours=hours), **changes)


def swift(case_id, hours, unit, accepted_s, **changes):
    return in_week(
        case_id,
        hours,
        dispatched_s=10,
        accepted_s=10 + accepted_s,
        closed_s=3600,
        unit_ids=(unit,),
        stamped_by="su----",
        **changes,
    )


CASES = [
    *(swift(f"fast-{n}", n, "u1", 12) for n in range(12)),
    *(swift(f"slow-{n}", 26 + n, "u2", 45 if n < 9 else 12, grid_id="east") for n in range(12)),
    in_week("open", 50, due_s=7200, on_scene_s=600),
    in_week("grave", 60, level=Level.ONE, closed_s=9000, on_scene_s=120),
    in_week("joke", 61, valid=False, closed_s=60),
    in_week("drill", 62, drill=True),
    in_week("twice", 63, duplicate_of="open"),
    in_week("stall", 64, work_kind=WorkKind.CITY_CASE, item_code="vendor", closed_s=60),
    in_week("first-on-record", -170, drill=True),
    *(in_week(f"before-{n}", n - 100, closed_s=60) for n in range(20)),
]


@pytest.fixture(autouse=True)
def language_left_as_it_was():
    yield
    use_language("en", {})


@pytest.fixture(scope="module")
def db_url(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('bulletin')}/week.db"
    with open_store(url) as store:
        record(store, declared("u2", 1, call_sign="慢车"))
        store.cases.add_past_cases(CASES)
    return url


@pytest.fixture
def report(db_url) -> Report:
    city = small_city()
    with open_store(db_url, read_only=True) as store:
        source = LedgerBulletin(store, city, NOW)
        return bulletin_command._made(source, week_look(city, MONDAY, NOW))


def block(report, key):
    return next(one for page in report.pages for one in page.blocks if one.key == key)


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(bulletin_, arguments)
    assert result.exit_code == code, result.output
    return result.output


def test_totals_are_those_counted_by_hand(report):
    tiles = block(report, "bulletin_figures")
    assert isinstance(tiles, Tiles)
    said = {tile.label: tile for tile in tiles.tiles}
    assert said["Reports (police calls)"].text == "28"
    assert said["Valid calls"].text == "26"
    assert said["Daily volume (police calls)"].text == "3.7"
    assert said["Volume"].text == "27"
    valid = said["Valid calls"]
    assert "▲ 30.0%" in [one.text for one in valid.changes]
    words = block(report, "bulletin_words")
    assert isinstance(words, Words)
    assert "Valid calls on the period before: +6 (▲ 30.0%), from 20." in words.paragraphs


def test_speeds_are_in_stretches_and_name_the_worst_unit_with_its_n(report):
    chart = block(report, "bulletin_acceptance_speed")
    assert isinstance(chart, Chart)
    assert chart.categories[:2] == ("0–30 s", "30–60 s")
    assert chart.series[0].values[:2] == (62.5, 37.5)
    assert chart.series[0].grounds[0].n == 24
    assert "Worst unit: 慢车, 25.0% within 0–30 s (n 12)." in chart.note
    worst = block(report, "bulletin_worst")
    assert isinstance(worst, Table)
    assert worst.rows[0][1:4] == ("慢车", 12, "0–30 s: 25.0%")
    assert worst.rows[1][1] == "no unit has 10 cases or more"


def test_what_is_open_has_its_state_and_the_cut_off_time(report):
    table = block(report, "bulletin_unfinished")
    assert isinstance(table, Table)
    assert table.case_ids == ("open",)
    assert table.rows[0][4:7] == ("On scene · Overdue", "03-04 02:00", "03-04 04:00")
    assert table.note == "As of 03-10 00:00."
    assert table.title == "Open cases of the week · 1"


def test_grave_cases_are_listed(report):
    table = block(report, "bulletin_grave")
    assert isinstance(table, Table)
    assert table.case_ids == ("grave",)
    assert table.rows[0][0] == "Level Ⅰ"


def test_the_map_has_a_step_a_day_and_every_grid(report):
    found = block(report, "bulletin_map")
    assert isinstance(found, GridMap)
    days = [f"03-{day:02}" for day in range(2, 9)]
    assert [step.label for step in found.steps] == [*days, "Whole period"]
    assert found.steps[-1].whole
    assert found.steps[-1].values == {"west": 15.0, "east": 12.0}
    assert found.steps[0].values == {"west": 12.0, "east": 0.0}
    assert found.steps[1].counts == {"west": 0, "east": 12}


def test_a_running_week_says_that_it_is_not_over(db_url):
    city = small_city()
    now = START + timedelta(days=3)
    with open_store(db_url, read_only=True) as store:
        source = LedgerBulletin(store, city, now)
        made = bulletin_command._made(source, week_look(city, MONDAY, now))
    assert "The week is not over: figures are of the days so far." in made.notes


def test_every_document_holds_the_bulletin(db_url, tmp_path):
    asked = ("--db", db_url, "--week", "2026-W10")
    for ending in ("xlsx", "pptx", "html"):
        run(*asked, "--out", str(tmp_path / f"week.{ending}"))
    book = openpyxl.load_workbook(tmp_path / "week.xlsx")
    values = {cell.value for sheet in book for row in sheet.rows for cell in row}
    assert {28, 26, 62.5} <= values
    slides = Presentation(io.BytesIO((tmp_path / "week.pptx").read_bytes())).slides
    assert len(list(slides)) >= 8
    page = (tmp_path / "week.html").read_text(encoding="utf-8")
    assert "BigscreenGridMap" in page
    assert "慢车" in page
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--db", "sqlite:///x.db", "--out", "a.doc"), "--format is one of pdf"),
        (("--out", "a.pdf"), "either --db or --hub"),
        (("--db", "sqlite:///x.db", "--week", "2026-W60", "--out", "a.pdf"), "not a week like"),
        (("--db", "sqlite:///x.db", "--week", "W10", "--out", "a.pdf"), "not a week like"),
        (("--hub", "ws://127.0.0.1:1", "--out", "a.pdf"), "need each other"),
    ],
)
def test_what_makes_no_sense_is_said(arguments, said):
    assert said in run(*arguments, *EN, code=2)


def test_a_place_that_can_not_be_written_is_said(db_url, tmp_path):
    out = tmp_path / "none" / "week.xlsx"
    said = run("--db", db_url, "--week", "2026-W10", "--out", str(out), code=1)
    assert "week.xlsx" in said


def test_a_period_before_the_records_begin_is_compared_with_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/young.db"
    with open_store(url) as store:
        store.cases.add_past_cases([in_week("first", 30, closed_s=60)])
    city = small_city()
    with open_store(url, read_only=True) as store:
        source = LedgerBulletin(store, city, NOW)
        made = bulletin_command._made(source, week_look(city, MONDAY, NOW))
    tiles = block(made, "bulletin_figures")
    assert not any("▲" in one.text for tile in tiles.tiles for one in tile.changes)
    assert len(block(made, "bulletin_words").paragraphs) == 2
    assert [series.name for series in block(made, "bulletin_items").series] == ["This week"]
