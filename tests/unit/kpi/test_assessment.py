"""Scores: what a figure gives, who is first, and what a wrong weights file is told."""

import tomllib
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.errors import InvalidValue
from bigscreen.kpi.answers import Question, answers
from bigscreen.kpi.assessment import Criterion, criteria_of, scores
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.kpi.splits import SPLITS
from tests.support.cases import a_case
from tests.support.small_city import NOON

RESPONSE = {"measure": "response", "statistic": "p90", "weight": 60, "best": 100, "worst": 300}
CLOSING = {"measure": "closing_rate", "statistic": "share", "weight": 40, "best": 100, "worst": 0}
CLOSING_RATE = ALL_MEASURES["closing_rate"]


def criteria(*tables) -> tuple[Criterion, ...]:
    return criteria_of({"criteria": list(tables or (RESPONSE, CLOSING))})


def scored(*given_cases, of=None, min_n=1):
    used = of or criteria()
    question = Question(
        measures=[one.measure for one in used],
        splits=[SPLITS["grid"]],
        zone=UTC,
        as_of=NOON,
        days=7.0,
        min_n=min_n,
    )
    return scores(used, answers(CaseColumns.of(given_cases), question))


@pytest.mark.parametrize(("value", "points"), [(50, 60), (100, 60), (200, 30), (300, 0), (900, 0)])
def test_less_is_better_where_the_worst_is_greater(value, points):
    assert criteria()[0].points(value) == points


@pytest.mark.parametrize(("value", "points"), [(100, 40), (50, 20), (0, 0)])
def test_more_is_better_where_the_best_is_greater(value, points):
    assert criteria()[1].points(value) == points


@given(st.floats(0, 1e7))
def test_points_never_leave_the_weight(value):
    for one in criteria():
        assert 0 <= one.points(value) <= one.weight


def test_the_best_comes_first_and_equal_ones_share_a_rank():
    found = scored(
        a_case("1", grid_id="east", on_scene_s=200, closed_s=900),
        a_case("2", grid_id="west", on_scene_s=100, closed_s=900),
        a_case("3", grid_id="north", on_scene_s=200, closed_s=900),
        a_case("4", grid_id="south", on_scene_s=900),
    )
    assert [(one.group, one.score, one.rank) for one in found] == [
        (("west",), 100, 1),
        (("east",), 70, 2),
        (("north",), 70, 2),
        (("south",), 0, 4),
    ]


def test_a_criterion_without_a_figure_takes_its_weight_with_it():
    (one,) = scored(a_case(grid_id="east", closed_s=900))
    assert [mark.points for mark in one.marks] == [None, 40]
    assert (one.score, one.rank) == (100, 1)


def test_a_group_a_criterion_has_no_answer_for_is_scored_by_the_others():
    used = criteria()
    question = Question(
        measures=[CLOSING_RATE], splits=[SPLITS["grid"]], zone=UTC, as_of=NOON, days=7.0
    )
    (one,) = scores(used, answers(CaseColumns.of([a_case(closed_s=9)]), question))
    assert [mark.points for mark in one.marks] == [None, 40]
    assert one.score == 100


def test_without_any_figure_there_is_no_score_and_no_rank():
    few, ranked = a_case("1", grid_id="east"), a_case("2", grid_id="west", on_scene_s=200)
    west, east = scored(few, ranked, of=criteria(RESPONSE))
    assert (west.group, west.rank) == (("west",), 1)
    assert (east.score, east.rank) == (None, None)


def test_cases_outside_every_grid_are_nobodys():
    assert scored(a_case(grid_id="", on_scene_s=100)) == []


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({}, "criteria"),
        ({"criteria": []}, "criteria"),
        ({"criteria": [3]}, "criteria[1]"),
        ({"criteria": [RESPONSE, {"measure": "volume"}]}, "criteria[2]"),
        ({"criteria": [RESPONSE | {"colour": "red"}]}, "criteria[1]"),
        ({"criteria": [RESPONSE | {"measure": "luck"}]}, "criteria[1].measure"),
        ({"criteria": [RESPONSE | {"statistic": "share"}]}, "criteria[1].statistic"),
        ({"criteria": [RESPONSE | {"weight": 0}]}, "criteria[1].weight"),
        ({"criteria": [RESPONSE | {"weight": True}]}, "criteria[1].weight"),
        ({"criteria": [RESPONSE | {"best": "fast"}]}, "criteria[1].best"),
        ({"criteria": [RESPONSE | {"best": 300}]}, "criteria[1].worst"),
        ({"criteria": [RESPONSE | {"worst": float("nan")}]}, "criteria[1].worst"),
        ({"criteria": [RESPONSE | {"weight": float("inf")}]}, "criteria[1].weight"),
    ],
)
def test_what_can_not_be_a_weight_is_named(document, field):
    with pytest.raises(InvalidValue) as refused:
        criteria_of(document)
    assert refused.value.field == field


def test_the_weights_of_the_demo_city_make_a_hundred():
    path = Path(__file__).parents[3] / "resources" / "demo_city" / "weights.toml"
    found = criteria_of(tomllib.loads(path.read_text(encoding="utf-8")))
    assert sum(one.weight for one in found) == 100
    assert len({one.measure.key for one in found}) == len(found)


def test_every_statistic_of_every_measure_can_be_weighed():
    for measure in ALL_MEASURES.values():
        for statistic in measure.statistics:
            table = RESPONSE | {"measure": measure.key, "statistic": statistic}
            assert criteria(table)[0].statistic == statistic
