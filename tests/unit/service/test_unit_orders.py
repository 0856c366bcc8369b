"""Declaring units and their duty."""

import pytest

from bigscreen.domain.commands import DeclareUnits, SetDuty
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.units import Duty, UnitStatus
from bigscreen.service.unit_orders import MOST_UNITS
from tests.support.duty_room import DutyRoom
from tests.support.small_city import ADMIN, OTHER_SOURCE, SOURCE, UNIT_ACTOR, a_unit


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom(units=())


def declare(room: DutyRoom, *units, actor=SOURCE):
    return room.order(DeclareUnits(units=units), actor)


def test_units_get_numbers_that_are_never_given_again(room) -> None:
    outcome = declare(room, a_unit("a"), a_unit("b")).outcome
    assert [word.facts["number"] for word in outcome.units] == [1, 2]
    outcome = declare(room, a_unit("c"), a_unit("a", squad="一队")).outcome
    assert [word.facts["number"] for word in outcome.units] == [3, 1]
    assert room.situation.units["a"].unit.squad == "一队"


def test_declaring_the_same_again_changes_nothing(room) -> None:
    declare(room, a_unit("a"))
    decision = declare(room, a_unit("a"))
    assert decision.outcome.status is OutcomeStatus.ACCEPTED
    assert decision.events == ()


def test_a_unit_said_twice_in_one_breath_is_as_said_last(room) -> None:
    decision = declare(room, a_unit("a"), a_unit("a", squad="二队"))
    assert [(e.number, e.unit.squad) for e in decision.events] == [(1, "二队")]


def test_the_hub_says_whose_unit_it_is(room) -> None:
    declare(room, a_unit("a", source="somebody else"))
    assert room.situation.units["a"].unit.source == "simulator"


def test_a_unit_of_another_source_is_refused_and_the_rest_goes_on(room) -> None:
    declare(room, a_unit("a"))
    decision = declare(room, a_unit(" a "), a_unit("b"), actor=OTHER_SOURCE)
    assert decision.outcome.status is OutcomeStatus.ACCEPTED
    word = decision.outcome.units[0]
    assert (word.code, word.facts) == (
        "unit_of_other_source",
        {"unit": "a", "source": "simulator"},
    )
    assert [event.unit.id for event in decision.events] == ["b"]


def test_an_administrator_can_hand_a_unit_over(room) -> None:
    declare(room, a_unit("a"))
    declare(room, a_unit("a", squad="x"), actor=ADMIN)
    assert room.situation.units["a"].unit.source == "simulator"
    declare(room, a_unit("a", source="platform"), actor=ADMIN)
    assert room.situation.units["a"].unit.source == "platform"
    declare(room, a_unit("b"), actor=ADMIN)
    assert room.situation.units["b"].unit.source == "admin-1"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": " "}, "text_missing", "id"),
        ({"id": "x" * 61}, "text_too_long", "id"),
        ({"call_sign": "\u202e巡"}, "text_has_control", "call_sign"),
        ({"squad": "x" * 61}, "text_too_long", "squad"),
        ({"capabilities": ("",)}, "text_missing", "capabilities"),
        ({"capabilities": ("x",) * 21}, "too_many", "capabilities"),
        ({"force_codes": ()}, "text_missing", "force_codes"),
        ({"force_codes": ("navy",)}, "unknown_force", None),
        ({"grid_id": "north"}, "unknown_grid", None),
        ({"officers": -1}, "value_out_of_range", "officers"),
        ({"stale_after_s": 0.0}, "value_out_of_range", "stale_after_s"),
    ],
)
def test_what_can_not_be_right_is_refused_by_name(room, changes, code, field) -> None:
    outcome = room.refused(DeclareUnits(units=(a_unit("a", **changes),)), SOURCE)
    assert outcome.code == code
    assert outcome.units[0].code == code
    assert outcome.facts.get("field") == field


@pytest.mark.parametrize(
    ("units", "code"),
    [((), "nothing_to_do"), ((a_unit("a"),) * (MOST_UNITS + 1), "too_many")],
)
def test_none_and_too_many_are_refused(room, units, code) -> None:
    assert room.refused(DeclareUnits(units=units), SOURCE).code == code


def test_duty_changes_once(room) -> None:
    declare(room, a_unit("p-1"), a_unit("p-2"))
    off = SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY)
    room.accepted(off)
    assert room.situation.units["p-1"].status is UnitStatus.OFF_DUTY
    assert room.refused(off).code == "nothing_to_do"
    room.accepted(SetDuty(unit_id="p-1", duty=Duty.ON_DUTY), UNIT_ACTOR)
    other = SetDuty(unit_id="p-2", duty=Duty.OFF_DUTY)
    assert room.refused(other, UNIT_ACTOR).code == "not_your_unit"
    assert room.refused(SetDuty(unit_id="x", duty=Duty.OFF_DUTY)).code == "unknown_unit"
