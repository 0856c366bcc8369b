"""Volumes by grid, the ranking of grids, and the sources of the cases."""

from dataclasses import replace

import pytest

from bigscreen.domain.figures import CoverageFigure, GridFigure
from bigscreen.viewmodels.kpi_volume import channel_parts, grid_bars, grid_ranking
from bigscreen.viewmodels.unit_marks import Tone
from tests.support.boards import empty_board
from tests.support.small_city import NOON, small_city


def grid(grid_id, total, *, last_week=0, p90_s=None, closed=0, code="police", n=3):
    split = {code: total} if total else {}
    return GridFigure(
        grid_id=grid_id, by_force=split, last_week=last_week, n=n, p90_s=p90_s, closed=closed
    )


def board(*grids, **fields):
    return replace(empty_board(NOON), grids=grids, **fields)


def test_bars_stand_in_the_citys_order_and_stack_its_forces():
    east = GridFigure(
        grid_id="east", by_force={"cg": 2, "police": 3, "navy": 1}, last_week=4, n=1,
        p90_s=None, closed=0,
    )  # fmt: skip
    bars = grid_bars(board(grid("new", 1), east, grid("west", 0)), small_city(), 9)
    assert [bar.label for bar in bars] == ["West", "East", "new"]
    assert bars[0].parts == ()
    assert [(part.name, part.tone, part.count) for part in bars[1].parts] == [
        ("Police", Tone.POLICE, 3),
        ("Chengguan", Tone.CHENGGUAN, 2),
        ("navy", Tone.AUXILIARY, 1),
    ]
    assert (bars[1].total, bars[1].last_week) == (6, 4)
    assert "6 cases received today (Police 3, Chengguan 2, navy 1)" in bars[1].definition
    assert "(—)" in bars[0].definition


def test_grids_without_room_share_the_last_bar():
    grids = [grid(f"g{n}", n, last_week=1) for n in range(1, 6)]
    bars = grid_bars(board(*grids), None, 3)
    assert [(bar.label, bar.total, bar.last_week) for bar in bars] == [
        ("g4", 4, 1),
        ("g5", 5, 1),
        ("3 others", 6, 3),
    ]


def test_ranking_is_by_p90_and_grids_without_one_come_last_without_a_rank():
    rows = grid_ranking(
        board(grid("east", 4, p90_s=299.0, closed=3), grid("west", 0), grid("new", 2, p90_s=90.0)),
        small_city(),
    )
    assert [(row.rank, row.name, row.p90, row.closed) for row in rows] == [
        (1, "new", "01:30", "0.0%"),
        (2, "East", "04:59", "75.0%"),
        (None, "West", "—", "—"),
    ]
    assert rows[0].sample == "3"


@pytest.mark.parametrize(("p90_s", "slow"), [(180.0, False), (181.0, True)])
def test_a_grid_above_its_response_class_is_slow(p90_s, slow):
    (row,) = grid_ranking(board(grid("west", 1, p90_s=p90_s)), small_city())
    assert row.is_slow is slow
    assert not grid_ranking(board(grid("west", 1, p90_s=p90_s)), None)[0].is_slow


def test_sources_stand_by_size_and_the_small_ones_are_put_together():
    counts = {"hotline": 4, "video": 3, "patrol": 2, "citizen": 1, "alarm": 0}
    parts = channel_parts(board(channels=counts), 3)
    assert [(part.label, part.count, part.text) for part in parts] == [
        ("110", 4, "40%"),
        ("Video", 3, "30%"),
        ("Rest", 3, "30%"),
    ]
    assert sum(part.share for part in parts) == pytest.approx(1)
    assert len(channel_parts(board(channels=counts), 4)) == 4
    assert channel_parts(board(), 3) == ()


def test_cases_in_no_grid_have_a_bar_and_a_row_with_a_name():
    outside = board(grid("", 2))
    assert [bar.label for bar in grid_bars(outside, small_city(), 9)] == ["Outside"]
    assert [row.name for row in grid_ranking(outside, small_city())] == ["Outside"]


def test_the_ranking_says_what_was_covered_of_all_duties_where_a_grid_has_any():
    covered = CoverageFigure(
        grid_id="west", points_done=2, points_wanted=4, lines_done=1, lines_wanted=1
    )
    grids = (grid("west", 1, p90_s=60.0), grid("east", 1, p90_s=90.0))

    rows = grid_ranking(board(*grids, coverage=(covered,)), small_city())

    assert [row.covered for row in rows] == ["3/5", "—"]
    assert {row.covered for row in grid_ranking(board(*grids), small_city())} == {""}
