"""Every headline figure says its period, n, comparison and definition, or why there is none."""

from dataclasses import replace

import pytest

from bigscreen.domain.figures import ComplianceFigure, IntervalFigure
from bigscreen.viewmodels.kpi_tiles import (
    Judgement,
    compliance_bars,
    compliance_title,
    percent,
    response_tiles,
    sample,
    volume_tile,
)
from tests.support.boards import empty_board, full_board
from tests.support.small_city import NOON, small_city


@pytest.fixture
def board():
    return full_board(small_city(), NOON)


def figure(p50_s, n=10):
    return IntervalFigure(interval="response", n=n, p50_s=p50_s, p90_s=p50_s)


def test_the_response_of_the_shift(board):
    p50, p90 = response_tiles(board)
    assert (p50.title, p50.value, p50.period) == ("P50", "02:14", "this shift")
    assert p50.sample == "n 96, 3 left out"
    assert p50.compared == "last week n 101"
    assert "(n 101)" in p50.definition
    assert p90.value == "04:21"
    assert p50.definition.startswith("P50 of the time from received")


@pytest.mark.parametrize(
    ("now_s", "before_s", "text", "judgement"),
    [
        (92.0, 100.0, "▼ 8% on last week", Judgement.BETTER),
        (120.0, 100.0, "▲ 20% on last week", Judgement.WORSE),
        (100.2, 100.0, "± 0% on last week", Judgement.NEITHER),
    ],
)
def test_a_shorter_response_is_better(board, now_s, before_s, text, judgement):
    board = replace(board, response=figure(now_s), response_last_week=figure(before_s))
    change = response_tiles(board)[0].change
    assert (change.text, change.judgement) == (text, judgement)


@pytest.mark.parametrize(("now_s", "before_s"), [(None, 100.0), (100.0, None), (100.0, 0.0)])
def test_there_is_no_comparison_with_nothing(board, now_s, before_s):
    board = replace(board, response=figure(now_s), response_last_week=figure(before_s))
    assert response_tiles(board)[0].change is None


def test_without_cases_a_dash_and_the_reason():
    tile = response_tiles(empty_board(NOON))[0]
    assert (tile.value, tile.sample, tile.change) == ("—", "no cases yet", None)
    assert compliance_bars(empty_board(NOON)) == ()


@pytest.mark.parametrize(
    ("today", "last_week", "text"),
    [
        (110, 100, "+10% on last week"),
        (90, 100, "−10% on last week"),
        (100, 100, "+0% on last week"),
        (5, 0, None),
    ],
)
def test_the_volume_of_today_is_compared_without_a_judgement(board, today, last_week, text):
    tile = volume_tile(replace(board, today=today, last_week=last_week))
    assert tile.value == str(today)
    assert (tile.sample, tile.compared) == (sample(today), f"last week n {last_week}")
    assert f"({today})" in tile.definition
    assert f"({last_week})" in tile.definition
    assert (tile.change.text if tile.change else None) == text
    assert tile.change is None or tile.change.judgement is Judgement.NEITHER


@pytest.mark.parametrize(
    ("n", "within", "target", "value", "sample_text", "short"),
    [
        (100, 71, 0.7, "71.0%", "n 100", False),
        (100, 69, 0.7, "69.0%", "n 100", True),
        (100, 69, None, "69.0%", "n 100", False),
        (0, 0, 0.7, "—", "no cases yet", False),
    ],
)
def test_compliance_misses_its_target_or_not(board, n, within, target, value, sample_text, short):
    found = ComplianceFigure(minutes=3, n=n, within=within, target=target)
    (bar,) = compliance_bars(replace(board, compliance=(found,)))
    assert (bar.label, bar.value, bar.sample, bar.is_short) == (
        "3 min", value, sample_text, short,
    )  # fmt: skip
    assert f"{within} of {n}" in bar.definition


def test_words_for_n_and_shares():
    assert sample(3) == "n 3"
    assert percent(None) == "—"
    assert percent(0.985) == "98.5%"


def test_compliance_is_called_by_the_classes_of_the_city():
    assert compliance_title(None) == "Response compliance"
    assert compliance_title(empty_board(NOON)) == "Response compliance"
    figures = tuple(ComplianceFigure(minutes=m, n=0, within=0) for m in (2, 4, 8))
    board = replace(empty_board(NOON), compliance=figures)
    assert compliance_title(board) == "2 · 4 · 8 minute compliance"
