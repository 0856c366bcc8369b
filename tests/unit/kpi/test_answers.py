"""The engine: what it answers is what one would count by hand, in any batches."""

from dataclasses import replace
from datetime import UTC, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.kpi import answers as engine
from bigscreen.kpi.answers import Question, answers, no_cases
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.interval_figures import interval_figures
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.splits import SPLITS
from tests.support.cases import a_case, cases
from tests.support.small_city import NOON


def question(*keys: str, by=(), **changes) -> Question:
    asked = Question(
        measures=[MEASURES[key] for key in keys] or list(MEASURES.values()),
        splits=[SPLITS[key] for key in by],
        zone=UTC,
        as_of=NOON + timedelta(days=1),
        days=2.0,
        min_n=1,
    )
    return replace(asked, **changes)


def values(answer):
    return {key: statistic.value for key, statistic in answer.statistics.items()}


def left_out(answer):
    return {reason: n for reason, n in answer.excluded.items() if n}


@given(
    st.lists(cases(), min_size=1, max_size=25),
    st.lists(st.integers(0, 25), max_size=3),
    st.sampled_from(
        [(), ("grid",), ("grid", "hour"), ("channel", "weekday", "class"), ("unit", "grid")]
    ),
)
def test_any_batch_split_gives_the_same_answers(drawn, cuts, by):
    edges = [0, *sorted(min(cut, len(drawn)) for cut in cuts), len(drawn)]
    parts = [CaseColumns.of(drawn[start:end]) for start, end in pairwise(edges)]
    asked = question(by=by)
    assert answers(CaseColumns.joined(parts), asked) == answers(CaseColumns.of(drawn), asked)


@given(st.lists(cases(), max_size=25))
def test_every_case_is_counted_or_left_out_for_one_reason(drawn):
    for key in MEASURES:
        found = answers(CaseColumns.of(drawn), question(key, by=("grid",)))
        assert sum(one.n + sum(one.excluded.values()) for one in found) == len(drawn)


@given(st.lists(cases(), max_size=25))
def test_intervals_are_those_of_the_plain_list(drawn):
    """The columns say what the live path and the default report say."""
    for figure in interval_figures(drawn):
        (one,) = answers(CaseColumns.of(drawn), question(figure.interval))
        assert (one.n, one.excluded) == (figure.n, figure.excluded)
        assert one.statistics["p50"].value == figure.p50_s
        assert one.statistics["p90"].value == figure.p90_s
        assert one.statistics["mean"].value == pytest.approx(figure.mean_s)


def test_slices_of_a_long_history_add_up(monkeypatch):
    history = CaseColumns.of(
        [a_case(str(n), on_scene_s=n, grid_id=f"g{n % 3}") for n in range(100)]
    )
    at_once = answers(history, question(by=("grid",)))
    monkeypatch.setattr(engine, "_SLICE", 7)
    assert answers(history, question(by=("grid",))) == at_once


def test_groups_come_with_their_own_n():
    history = CaseColumns.of(
        [
            a_case("1", grid_id="west", on_scene_s=60),
            a_case("2", grid_id="east", on_scene_s=100),
            a_case("3", grid_id="east"),
        ]
    )
    east, west = answers(history, question("response", by=("grid",)))
    assert (east.group, east.n, left_out(east)) == (("east",), 1, {"missing": 1})
    assert values(east) == {"mean": 100, "p50": 100, "p90": 100}
    assert (west.group, west.n) == (("west",), 1)


def test_too_few_cases_have_no_percentile_but_a_mean():
    history = CaseColumns.of([a_case(str(n), on_scene_s=60 + n) for n in range(9)])
    (nine,) = answers(history, question("response", min_n=10))
    assert values(nine) == {"mean": 64, "p50": None, "p90": None}
    (enough,) = answers(history, question("response", min_n=9))
    assert values(enough) == {"mean": 64, "p50": 64, "p90": 68}


def test_shares_counts_buckets_and_days():
    history = CaseColumns.of(
        [
            a_case("1", dispatched_s=0, accepted_s=30, on_scene_s=100),
            a_case("2", dispatched_s=0, accepted_s=30.5, on_scene_s=200),
            a_case("3", dispatched_s=0, accepted_s=500, closed_s=600),
        ]
    )
    found = {one.measure.key: one for one in answers(history, question())}
    assert values(found["compliance"]) == {"share": 50.0}
    assert found["compliance"].statistics["share"].count == 1
    assert values(found["volume"]) == {"count": 3}
    assert values(found["daily_volume"]) == {"per_day": 1.5}
    buckets = found["acceptance_speed"].statistics
    assert [bucket.count for bucket in buckets.values()] == [1, 1, 0, 0, 1]
    assert sum(bucket.value for bucket in buckets.values()) == pytest.approx(100)


def test_nothing_counted_gives_no_percentage_and_no_rate():
    (answer,) = answers(CaseColumns.of([]), question("compliance"))
    assert (answer.n, values(answer)) == (0, {"share": None})
    (answer,) = answers(CaseColumns.of([]), question("daily_volume", days=0.0))
    assert values(answer) == {"per_day": None}
    (answer,) = answers(CaseColumns.of([]), question("turnout_speed"))
    assert set(values(answer).values()) == {None}
    assert answers(CaseColumns.of([]), question(by=("grid",))) == []


def test_a_group_without_cases_has_an_answer_without_figures():
    answer = no_cases(MEASURES["response"], ("east",), question("response"))
    assert (answer.group, answer.n) == (("east",), 0)
    assert set(values(answer).values()) == {None}
    assert left_out(answer) == {}
    assert set(answer.stamps.values()) == {0}


def test_an_answer_says_how_its_times_were_made():
    """The least sure of the two stamps of an interval is the one a case counts with."""
    history = CaseColumns.of(
        [
            a_case("1", dispatched_s=1, accepted_s=2, on_scene_s=9, stamped_by="su-u--"),
            a_case("2", dispatched_s=1, accepted_s=2, on_scene_s=9, stamped_by="hu-s--"),
            a_case("3", dispatched_s=1, accepted_s=2, stamped_by="ss----", corrections=1),
            a_case("4", dispatched_s=1, accepted_s=2),
            a_case("5", dispatched_s=1, stamped_by="h-----", corrections=2),
        ]
    )
    found = {one.measure.key: one for one in answers(history, question())}
    assert found["acceptance"].stamps == {
        "system": 1, "unit": 1, "hand": 1, "unknown": 1, "corrected": 1,
    }  # fmt: skip
    assert found["compliance"].stamps == {
        "system": 1, "unit": 1, "hand": 0, "unknown": 0, "corrected": 0,
    }  # fmt: skip
    assert found["closure"].stamps == found["volume"].stamps == {}


@given(st.lists(cases(), max_size=25))
def test_the_stamps_of_an_answer_are_those_of_the_cases_it_counts(drawn):
    for one in answers(CaseColumns.of(drawn), question(by=("grid",))):
        if one.stamps:
            *made, corrected = one.stamps.values()
            assert sum(made) == one.n
            assert 0 <= corrected <= one.n


def test_split_by_unit_a_case_counts_with_each_of_its_units():
    history = CaseColumns.of(
        [
            a_case("1", unit_ids=("u1", "u2"), on_scene_s=60),
            a_case("2", unit_ids=("u1",)),
            a_case("3"),
        ]
    )
    said = {
        one.group: (one.n, left_out(one))
        for one in answers(history, question("response", by=("unit",)))
    }
    assert said == {
        ("",): (0, {"missing": 1}),
        ("u1",): (1, {"missing": 1}),
        ("u2",): (1, {}),
    }
