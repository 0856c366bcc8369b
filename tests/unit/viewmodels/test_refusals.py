"""Every refusal has a sentence in both languages, and none lets foreign text do harm."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.refusals import Refusal
from bigscreen.viewmodels import refusals
from bigscreen.viewmodels.refusals import refusal_text
from tests.support.duty_city import duty_city

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("code", list(Refusal))
def test_every_code_has_its_own_sentence(code) -> None:
    assert code in refusals._SENTENCES
    assert code.value not in refusal_text(code, {})


def test_every_role_has_a_name() -> None:
    assert set(refusals._ROLES) == set(Role)


def test_who_holds_the_unit_since_when_is_said_in_local_time() -> None:
    facts = {
        "unit": "p-1",
        "call_sign": "巡101",
        "incident": "JQ-20260302-0004",
        "title": "打架",
        "since": "2026-03-02T04:05:00+00:00",
        "by": "desk-2",
    }
    assert refusal_text("unit_held", facts, SHANGHAI) == (
        "巡101 is on JQ-20260302-0004 打架 since 03-02 12:05, sent by desk-2."
    )
    assert "03-02 04:05 UTC" in refusal_text("unit_held", facts, UTC)


def test_a_unit_taken_at_the_same_moment_has_its_own_words() -> None:
    assert refusal_text("unit_held", {"unit": "p-1"}) == (
        "p-1 was taken by another order at the same moment."
    )


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("not_allowed", {"role": "wall"}, "An account for a wall may not do this."),
        ("not_allowed", {"role": "king"}, "An account for king may not do this."),
        (
            "text_too_long",
            {"field": "title", "length": 201, "allowed": 200},
            "Title has 201 characters; 200 are allowed.",
        ),
        (
            "illegal_step",
            {"incident": "JQ-1", "stage": "routed", "step": "check", "could": ["handle", "return"]},
            "JQ-1 is at Routed; Check passed is not possible now, but Mark handled, Send back.",
        ),
        (
            "illegal_hand_over_step",
            {"hand_over": "JB-1", "state": "created", "step": "complete", "could": ["return"]},
            "JB-1 is Sent out; Complete is not possible now, but Return.",
        ),
        (
            "alarm_settled",
            {"state": "acknowledged", "since": "x", "by": "desk-2"},
            "This alarm is Acknowledged since x (desk-2).",
        ),
        (
            "evidence_missing",
            {"incident": "JQ-1", "missing": ["before", "scan"]},
            "JQ-1 still lacks evidence: photo before, scan.",
        ),
        (
            "unknown_department",
            {"department": "x", "could": []},
            "The city has no department x; possible are —.",
        ),
        ("text_missing", {"field": "force_codes"}, "force_codes is empty."),
        (
            "already_recorded",
            {"call_sign": "巡1", "milestone": "on_scene", "since": "soon", "by": "x"},
            "On scene of 巡1 was recorded by x for soon; a record is written once.",
        ),
        ("already_recorded", {"milestone": "landed"}, None),
        ("off_duty", {}, "— is off duty."),
        ("brand_new", {}, "The hub refused it: brand_new."),
    ],
)
def test_facts_are_said_in_words(code, facts, said) -> None:
    text = refusal_text(code, facts)
    if said is None:
        assert "landed" in text
    else:
        assert text == said


def test_foreign_text_is_only_text() -> None:
    facts = {"unit": "{by}\u202e<b>\n\x00", "call_sign": "x"}
    assert refusal_text("unknown_unit", facts) == "There is no unit {by}<b>."


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("unknown_department", {"department": "x", "could": ["station"]}, "are Police station."),
        ("unknown_clock", {"clock": "x", "could": ["gone"]}, "are gone."),
        ("outside_area", {"subject": "JQ-1", "area": "west"}, "outside West,"),
        ("outside_area", {"subject": "JQ-1", "area": "nowhere"}, "outside nowhere,"),
        (
            "illegal_step",
            {"incident": "JQ-1", "stage": "routed", "step": "extend", "could": ["closed"]},
            "Ask for more time is not possible now, but Close case.",
        ),
    ],
)
def test_codes_of_the_citys_files_are_said_by_name_where_the_city_is_known(
    code, facts, said
) -> None:
    assert said in refusal_text(code, facts, UTC, duty_city())
    assert refusal_text(code, facts, UTC, None)


def test_every_time_limit_is_said_by_name() -> None:
    city = duty_city()
    could = [clock.code for clock in city.clocks]
    text = refusal_text("unknown_clock", {"clock": "x", "could": could}, UTC, city)
    assert all(clock.name_en in text for clock in city.clocks)
