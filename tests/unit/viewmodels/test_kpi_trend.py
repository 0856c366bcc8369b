"""The trend is drawn on one scale, with last week laid over the same hours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.figures import TrendPoint
from bigscreen.viewmodels.kpi_trend import Line, trend
from tests.support.boards import empty_board, full_board
from tests.support.small_city import NOON, small_city


@pytest.fixture
def board():
    return full_board(small_city(), NOON)


def points(start, *values):
    return tuple(
        TrendPoint(start=start + timedelta(minutes=30 * slot), n=1, p50_s=value, p90_s=value)
        for slot, value in enumerate(values)
    )


def test_last_week_lies_over_the_same_hours(board):
    shown = trend(board, small_city())
    assert shown.p50.hours == pytest.approx(shown.p90_last_week.hours)
    assert shown.p50.hours[0] == -12.0
    assert shown.n == 8 * 25


def test_an_empty_board_has_no_lines():
    shown = trend(empty_board(NOON), small_city())
    assert (shown.n, shown.p50.hours, shown.time_ticks) == (0, (), ())
    assert shown.top_s == 120.0


def test_last_week_alone_begins_where_this_week_would(board):
    shown = trend(replace(board, trend=()), small_city())
    assert shown.p50_last_week.hours[0] == 0.0


def test_a_gap_stays_a_gap(board):
    shown = trend(replace(board, trend=points(NOON, 100.0, None, 120.0)), small_city())
    assert shown.p50.seconds == (100.0, None, 120.0)


@pytest.mark.parametrize(
    ("values", "top_s", "ticks"),
    [
        ((30.0,), 120.0, ["0:00", "1:00", "2:00"]),
        ((100.0, 400.0), 400.0, ["0:00", "2:00", "4:00", "6:00"]),
        ((100.0, 110.0, 90.0, 5000.0), 550.0, ["0:00", "3:00", "6:00", "9:00"]),
        ((400_000.0, 400_000.0), 400_000.0, ["0:00", "1440:00", "2880:00", "4320:00", "5760:00"]),
    ],
)
def test_the_scale_fits_the_usual_and_lets_the_wild_stick_out(board, values, top_s, ticks):
    board = replace(board, trend=points(NOON, *values), trend_last_week=())
    shown = trend(board, small_city())
    assert shown.top_s == top_s
    assert [text for _, text in shown.value_ticks] == ticks


def test_hours_are_the_citys(board):
    ticks = trend(board, small_city()).time_ticks
    assert [text for _, text in ticks] == ["00:00", "03:00", "06:00", "09:00", "12:00"]
    assert [text for _, text in trend(board, None).time_ticks][:2] == ["18:00", "21:00"]


def test_points_without_neighbours_are_lone():
    line = Line(hours=(-2.0, -1.5, -1.0, -0.5, 0.0), seconds=(9.0, None, 7.0, 6.0, None))
    assert line.lone_points() == ((-2.0, 9.0),)
    assert Line(hours=(), seconds=()).lone_points() == ()
    assert Line(hours=(0.0,), seconds=(5.0,)).lone_points() == ((0.0, 5.0),)
