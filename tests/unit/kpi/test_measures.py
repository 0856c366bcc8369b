"""The register: each measure once, whole, and each case judged once by each of them."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.incidents import Channel, WorkKind
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.measure import Kind
from bigscreen.kpi.measures import MEASURES
from tests.support.cases import a_case, cases
from tests.support.small_city import NOON

LATER = NOON + timedelta(minutes=4)

CITY = {"work_kind": WorkKind.CITY_CASE}


def verdicts(key: str, *judged_cases):
    """Return for each case its hit, its seconds, or the reason it is left out."""
    measure = MEASURES[key]
    judged = measure.judge(CaseColumns.of(judged_cases), micros(LATER))
    return [
        measure.reasons[reason - 1] if reason else value
        for reason, value in zip(judged.reason.tolist(), judged.given.tolist(), strict=True)
    ]


def test_every_measure_is_named_defined_and_sourced():
    for key, measure in MEASURES.items():
        assert measure.key == key
        for field in ("name", "formula", "rule", "unit", "source"):
            assert getattr(measure, field)
        assert measure.name_en
        assert measure.formula_en
        assert measure.rule_en
    for texts in ("name", "name_en"):
        assert len({getattr(measure, texts) for measure in MEASURES.values()}) == len(MEASURES)


@pytest.mark.parametrize("key", [k for k, m in MEASURES.items() if m.kind is Kind.BUCKETS])
def test_buckets_rise_and_the_last_has_no_end(key):
    *ends, last = [bucket.up_to_s for bucket in MEASURES[key].buckets]
    assert last is None
    assert ends == sorted(set(ends))


def test_response_is_the_interval_with_its_reasons():
    assert verdicts("response", a_case(on_scene_s=90), a_case(), a_case(on_scene_s=-1)) == [
        90,
        "missing",
        "negative",
    ]


def test_compliance_counts_reached_calls_by_their_own_minutes():
    assert verdicts(
        "compliance",
        a_case(on_scene_s=180),
        a_case(on_scene_s=180.000001),
        a_case(on_scene_s=240, response_minutes=5),
        a_case(on_scene_s=10, **CITY),
        a_case(),
        a_case(on_scene_s=-3),
    ) == [True, False, True, "other_work", "missing", "negative"]


def test_volume_closed_and_open_are_of_every_case():
    two = (a_case("1", closed_s=50), a_case("2"))
    assert verdicts("volume", *two) == verdicts("daily_volume", *two) == [True, True]
    assert verdicts("closed", *two) == verdicts("closing_rate", *two) == [True, False]
    assert verdicts("open", *two) == [False, True]


def test_only_cases_somebody_was_sent_to_can_be_handled_or_completed():
    three = (
        a_case("1", dispatched_s=1, handled_s=40, closed_s=50),
        a_case("2", dispatched_s=1),
        a_case("3", closed_s=50),
    )
    assert verdicts("handling_rate", *three) == [True, False, "not_sent"]
    assert verdicts("completion_rate", *three) == [True, False, "not_sent"]


def test_discovery_is_of_city_cases_of_known_channel():
    assert verdicts(
        "discovery_rate",
        *(a_case(channel=channel, **CITY) for channel in Channel),
        a_case(channel=Channel.PATROL),
    ) == [False, True, False, True, False, True, "no_origin", "other_work"]


def test_a_call_is_overdue_while_open_and_unreached_after_its_minutes():
    assert verdicts(
        "overdue_arrival",
        a_case(response_minutes=3),
        a_case(response_minutes=5),
        a_case(response_minutes=3, on_scene_s=230),
        a_case(response_minutes=3, closed_s=230),
        a_case(response_minutes=3, **CITY),
    ) == [True, False, False, False, "other_work"]


@given(st.lists(cases(), max_size=20))
def test_every_measure_judges_every_case_once(drawn):
    columns = CaseColumns.of(drawn)
    for measure in MEASURES.values():
        judged = measure.judge(columns, micros(LATER))
        assert len(judged.reason) == len(drawn)
        assert np.all((judged.reason >= 0) & (judged.reason <= len(measure.reasons)))
        assert np.all(judged.given[judged.reason == 0] >= 0)


def test_a_measure_names_the_numbers_it_gives():
    assert MEASURES["response"].statistics == ("mean", "p50", "p90")
    assert MEASURES["compliance"].statistics == ("share",)
    assert MEASURES["daily_volume"].statistics == ("per_day",)
    assert MEASURES["turnout_speed"].statistics[-1] == ">30min"
