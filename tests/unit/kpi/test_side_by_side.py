"""Periods beside each other: every group that any of them has, and what changed."""

from datetime import UTC

import pytest

from bigscreen.kpi.answers import Question, Statistic, answers
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.side_by_side import change, in_points, side_by_side
from bigscreen.kpi.splits import SPLITS
from tests.support.cases import a_case
from tests.support.small_city import NOON

BY_GRID = Question(
    measures=[MEASURES["volume"]], splits=[SPLITS["grid"]], zone=UTC, as_of=NOON, days=1.0
)


def test_a_group_of_either_period_stands_in_both():
    now = answers(CaseColumns.of([a_case("1", grid_id="west")]), BY_GRID)
    then = answers(CaseColumns.of([a_case("2", grid_id="east")]), BY_GRID)
    sides = side_by_side(BY_GRID, now, then)
    assert [[(one.group, one.n) for one in side] for side in sides] == [
        [(("east",), 0), (("east",), 1)],
        [(("west",), 1), (("west",), 0)],
    ]


@pytest.mark.parametrize(
    ("key", "now", "then", "changed"),
    [
        ("volume", 80.0, 100.0, -20.0),
        ("volume", 5.0, 0.0, None),
        ("response", None, 60.0, None),
        ("response", 90.0, 60.0, 50.0),
        ("compliance", 60.0, 50.0, 10.0),
        ("compliance", 60.0, None, None),
    ],
)
def test_shares_change_by_points_and_all_else_by_per_cent(key, now, then, changed):
    measure = MEASURES[key]
    assert change(measure, Statistic(now), Statistic(then)) == changed
    assert in_points(measure) is (key == "compliance")
