"""The register: each measure once, whole, and each case judged once by each of them."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.incidents import Channel, Level, WorkKind
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


def test_a_regraded_call_is_left_out_of_its_class():
    regraded = a_case(on_scene_s=9, original_level=Level.FOUR)
    assert verdicts("compliance", regraded) == verdicts("response", regraded) == ["regraded"]
    assert verdicts("volume", regraded) == [True]


def test_what_is_no_work_is_left_out_of_every_figure_of_work():
    """A case merged, drilled, voided or invalid at once is left out for the first of them."""
    five = (
        a_case("1", duplicate_of="2", drill=True, valid=False),
        a_case("2", drill=True, valid=False),
        a_case("3", valid=False, stage="void", **CITY),
        a_case("4", valid=False),
        a_case("5"),
    )
    no_work = ["duplicate", "drill", "voided", "invalid"]
    assert verdicts("volume", *five) == verdicts("daily_volume", *five) == [*no_work, True]
    for measure in MEASURES.values():
        if measure.reasons[:4] == ("duplicate", "drill", "voided", "invalid"):
            assert verdicts(measure.key, *five)[:4] == no_work
    assert verdicts("reports", *five) == ["drill", "drill", True, True, True]
    assert verdicts("duplicate_share", five[4], a_case("6", duplicate_of="5")) == [False, True]


def test_valid_calls_are_those_that_did_not_turn_out_invalid():
    four = (a_case("1"), a_case("2", valid=False), a_case("3", **CITY), a_case("4", drill=True))
    for key in ("valid_calls", "valid_call_share"):
        assert verdicts(key, *four) == [True, False, "other_work", "drill"]


def test_closed_and_open_are_of_every_case():
    two = (a_case("1", closed_s=50), a_case("2"))
    assert verdicts("closed", *two) == verdicts("closing_rate", *two) == [True, False]
    assert verdicts("open", *two) == [False, True]


def test_a_case_is_overdue_while_open_after_its_deadline():
    four = (a_case("1", due_s=239), a_case("2", due_s=241), a_case("3"))
    four += (a_case("4", due_s=100, closed_s=200),)
    for key in ("overdue", "overdue_share"):
        assert verdicts(key, *four) == [True, False, False, False]


def test_closing_is_on_time_up_to_the_deadline_and_late_once_it_is_over():
    assert verdicts(
        "on_time_closing",
        a_case("1", due_s=100, closed_s=100),
        a_case("2", due_s=100, closed_s=101),
        a_case("3", due_s=200),
        a_case("4", due_s=300),
        a_case("5", due_s=300, closed_s=150),
        a_case("6", closed_s=100),
    ) == [True, False, False, "not_due", True, "no_deadline"]


def test_only_cases_sent_out_can_be_handled_or_completed():
    five = (
        a_case("1", dispatched_s=1, handled_s=40, closed_s=50),
        a_case("2", dispatched_s=1),
        a_case("3", closed_s=50),
        a_case("4", stage="routed", **CITY),
        a_case("5", stage="checked", **CITY),
        a_case("6", stage="closed", closed_s=9, **CITY),
        a_case("7", stage="closed", closed_s=9, forced=True, **CITY),
        a_case("8", stage="opened", **CITY),
        a_case("9", stage="routed", closed_s=9, forced=True, **CITY),
        a_case("10", stage="opened", returns=1, **CITY),
    )
    assert verdicts("handling_rate", *five) == [
        True, False, "not_sent", False, True, True, "not_sent", "not_sent", False, False,
    ]  # fmt: skip
    assert verdicts("completion_rate", *five) == [
        True, False, "not_sent", False, False, True, "not_sent", "not_sent", True, False,
    ]  # fmt: skip


def test_opening_counts_what_was_registered_voided_ones_too():
    assert verdicts(
        "opening_rate",
        a_case("1", opened_s=60, **CITY),
        a_case("2", stage="reported", **CITY),
        a_case("3", stage="void", valid=False, **CITY),
        a_case("4", opened_s=60, valid=False, **CITY),
        a_case("5", opened_s=60),
    ) == [True, False, False, "invalid", "other_work"]


def test_what_was_sent_out_straight_away_was_opened_by_that():
    assert verdicts(
        "opening_rate",
        a_case("1", dispatched_s=5, stage="routed", **CITY),
        a_case("2", stage="handled", **CITY),
        a_case("3", stage="opened", returns=1, **CITY),
        a_case("4", stage="void", valid=False, returns=1, **CITY),
        a_case("5", stage="closed", closed_s=9, **CITY),
        a_case("6", stage="reported", closed_s=9, forced=True, **CITY),
        a_case("7", stage="closed", closed_s=9, forced=True, **CITY),
    ) == [True, True, True, True, True, False, False]


def test_discovery_is_of_city_cases_of_known_channel():
    assert verdicts(
        "discovery_rate",
        *(a_case(channel=channel, **CITY) for channel in Channel),
        a_case(channel=Channel.PATROL),
    ) == [False, True, False, True, False, True, "no_origin", "other_work"]


def test_patrols_settle_what_they_found_themselves():
    assert verdicts(
        "patrol_handling_rate",
        a_case("1", channel=Channel.PATROL, handled_s=5),
        a_case("2", channel=Channel.PATROL, closed_s=5, **CITY),
        a_case("3", channel=Channel.PATROL),
        a_case("4", channel=Channel.VIDEO, handled_s=5),
    ) == [True, True, False, "not_from_patrol"]


def test_side_states_are_shares_of_the_cases_they_can_befall():
    routed, handled = {"stage": "routed", **CITY}, {"stage": "handled", **CITY}
    assert verdicts(
        "return_rate", a_case("1", returns=2, **routed), a_case("2", **routed), a_case("3", **CITY)
    ) == [True, False, "not_sent"]
    assert verdicts(
        "rework_rate",
        a_case("1", reworks=1, **routed),
        a_case("2", **handled),
        a_case("3", **routed),
        a_case("4", handled_s=5),
    ) == [True, False, "not_handled", "other_work"]
    assert verdicts(
        "extension_rate",
        a_case("1", opened_s=1, extensions=1, **CITY),
        a_case("2", opened_s=1, **CITY),
        a_case("3", extensions=1, **CITY),
    ) == [True, False, "not_opened"]
    assert verdicts(
        "suspended", a_case("1", suspensions=1, **CITY), a_case("2", **CITY), a_case("3")
    ) == [True, False, "other_work"]


def test_cards_are_counted_and_carded_cases_rectified_once_closed():
    four = (
        a_case("1", yellow_s=10, closed_s=50),
        a_case("2", yellow_s=10, red_s=20),
        a_case("3"),
        a_case("4", red_s=20, closed_s=30),
    )
    assert verdicts("yellow_cards", *four) == [True, True, False, False]
    assert verdicts("red_cards", *four) == [False, True, False, True]
    assert verdicts("rectification_rate", *four) == [True, False, "no_card", True]


def test_call_back_is_of_closed_calls_and_satisfaction_of_the_reporters_reached():
    six = (
        a_case("1", closed_s=9, called_back_s=20, satisfied=True),
        a_case("2", closed_s=9, called_back_s=20, satisfied=False),
        a_case("3", closed_s=9, called_back_s=20),
        a_case("4", closed_s=9),
        a_case("5"),
        a_case("6", closed_s=9, **CITY),
    )
    assert verdicts("call_back_rate", *six) == [
        True, True, True, False, "still_open", "other_work",
    ]  # fmt: skip
    assert verdicts("satisfaction_rate", *six) == [
        True, False, "not_reached", *["not_called_back"] * 3,
    ]  # fmt: skip


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
