"""Each interval's formula, who is left out and why, and the percentile's rank."""

import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.incidents import Level
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import CaseTimes
from bigscreen.kpi.interval_figures import distribution, interval_figures
from bigscreen.kpi.intervals import FIELDS, INTERVALS, measure, nearest_rank
from bigscreen.kpi.measures import MEASURES
from tests.support.cases import a_case, cases

A_WHOLE_CASE = {
    "dispatched_s": 10,
    "accepted_s": 12,
    "en_route_s": 17,
    "on_scene_s": 137,
    "handled_s": 1137,
    "reported_s": 1437,
    "closed_s": 1500,
}


def by_key(*given_cases: CaseFacts):
    return {one.interval: one for one in interval_figures(given_cases)}


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        ("dispatch", 10),
        ("acceptance", 2),
        ("turnout", 7),
        ("travel", 120),
        ("response", 137),
        ("handling", 1000),
        ("report", 300),
        ("closure", 1500),
    ],
)
def test_each_interval_runs_between_its_milestones(key, seconds):
    one = by_key(a_case(**A_WHOLE_CASE))[key]
    assert (one.n, one.mean_s, one.p50_s, one.p90_s) == (1, seconds, seconds, seconds)
    assert set(one.excluded.values()) == {0}


def test_every_interval_is_named_and_defined_once():
    assert len({interval.key for interval in INTERVALS}) == len(INTERVALS)
    assert set(FIELDS) <= {field.name for field in fields(CaseFacts)}
    for interval in INTERVALS:
        for text in ("name", "name_en", "definition", "definition_en", "source"):
            assert getattr(interval, text)


def test_missing_and_negative_are_left_out_and_counted():
    turnout = by_key(
        a_case("1", dispatched_s=10, en_route_s=40),
        a_case("2", dispatched_s=10),
        a_case("3", en_route_s=40),
        a_case("4", dispatched_s=10, en_route_s=9),
        a_case("5", dispatched_s=10, en_route_s=10),
    )["turnout"]
    assert turnout.n == 2
    assert turnout.mean_s == 15
    assert {reason: n for reason, n in turnout.excluded.items() if n} == {
        "missing": 2,
        "negative": 1,
    }


def test_what_is_no_work_is_left_out_and_a_regraded_case_of_the_response_alone():
    found = by_key(
        a_case("1", **A_WHOLE_CASE),
        a_case("2", drill=True, **A_WHOLE_CASE),
        a_case("3", duplicate_of="1", **A_WHOLE_CASE),
        a_case("4", valid=False, **A_WHOLE_CASE),
        a_case("5", valid=False, stage="void"),
        a_case("6", original_level=Level.FOUR, **A_WHOLE_CASE),
    )
    no_work = {"duplicate": 1, "drill": 1, "voided": 1, "invalid": 1}
    for key, one in found.items():
        is_graded = key in {"dispatch", "response"}
        regraded = {"regraded": 1} if is_graded else {}
        assert one.n == (1 if is_graded else 2)
        assert one.excluded == {**no_work, **regraded, "missing": 0, "negative": 0}


def test_few_cases_have_no_percentile_but_a_mean():
    two = [a_case(str(n), on_scene_s=60 * n) for n in (1, 2)]
    response = next(one for one in interval_figures(two, min_n=3) if one.interval == "response")
    assert (response.n, response.mean_s, response.p50_s, response.p90_s) == (2, 90, None, None)


def test_nothing_counted_gives_no_figure():
    one = by_key()["response"]
    assert (one.n, one.mean_s, one.p50_s, one.p90_s) == (0, None, None, None)


def test_times_keep_their_microseconds():
    turnout = by_key(a_case(dispatched_s=0.1, en_route_s=0.100001))["turnout"]
    assert turnout.p50_s == pytest.approx(1e-6, rel=1e-9)


def test_a_figure_can_be_of_some_cases_only():
    response = MEASURES["response"]
    columns = CaseColumns.of([a_case("1", on_scene_s=60), a_case("2", on_scene_s=90)])
    one = distribution(response, response.judge(columns, 0.0), np.array([False, True]))
    assert (one.n, one.p50_s) == (1, 90)


@pytest.mark.parametrize(
    ("n", "percent", "rank"),
    [(1, 50, 1), (2, 50, 1), (3, 50, 2), (10, 90, 9), (11, 90, 10), (10, 100, 10), (5, 0, 1)],
)
def test_the_nearest_rank(n, percent, rank):
    assert nearest_rank(np.arange(1.0, n + 1), percent) == rank


def test_no_values_have_no_percentile():
    assert nearest_rank(np.empty(0), 50) is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
def test_the_nearest_rank_is_the_least_value_enough_others_do_not_exceed(values, percent):
    found = nearest_rank(np.sort(np.array(values)), percent)
    assert found in values
    assert sum(v <= found for v in values) * 100 >= percent * len(values)
    assert all(
        sum(w <= v for w in values) * 100 < percent * len(values) for v in values if v < found
    )


@given(st.lists(cases(), max_size=30))
def test_every_case_is_counted_or_left_out_once_and_no_interval_is_negative(drawn):
    times = CaseTimes.of(drawn, FIELDS)
    for interval in INTERVALS:
        measured = measure(interval, times)
        once = (
            measured.counted.astype(int)
            + measured.missing.astype(int)
            + measured.negative.astype(int)
        )
        assert once.tolist() == [1] * len(drawn)
        one = by_key(*drawn)[interval.key]
        assert one.n + sum(one.excluded.values()) == len(drawn)
        if one.n:
            assert measured.seconds[measured.counted].min() >= 0
            assert 0 <= one.p50_s <= one.p90_s


@given(st.lists(cases(), min_size=1, max_size=30))
def test_the_mean_is_that_of_the_counted_cases(drawn):
    spans = [
        (case.en_route_at - case.dispatched_at).total_seconds()
        for case in drawn
        if case.en_route_at
        and case.dispatched_at
        and case.en_route_at >= case.dispatched_at
        and case.valid
        and not case.drill
        and not case.duplicate_of
        and case.stage != "void"
    ]
    turnout = by_key(*drawn)["turnout"]
    assert turnout.n == len(spans)
    if spans:
        assert turnout.mean_s == pytest.approx(math.fsum(spans) / len(spans))
        assert turnout.p90_s in spans
