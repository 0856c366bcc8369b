"""Whom to send instead, and who holds a unit that was just taken."""

from dataclasses import replace

import pytest

from bigscreen.domain.commands import DeclareUnits
from bigscreen.domain.outcomes import Outcome, OutcomeStatus, UnitOutcome
from bigscreen.domain.refusals import Refusal
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.next_best import next_best_text, replaced_units
from bigscreen.viewmodels.unit_marks import UNKNOWN
from bigscreen.viewmodels.who_holds import with_holders
from tests.support.duty_room import DutyRoom
from tests.support.small_city import SOURCE, a_unit


@pytest.fixture
def room():
    room = DutyRoom(units=("p-1", "p-2", "p-3"))
    room.accepted(DeclareUnits(units=(a_unit("c-1", force_codes=("cg",)),)), SOURCE)
    return room


def rows(*unit_ids: str, busy: tuple[str, ...] = ()) -> list[CandidateRow]:
    return [
        CandidateRow(
            unit_id=unit_id,
            place=place,
            call_sign=unit_id,
            mark=UNKNOWN,
            reasons="",
            travel="",
            distance="",
            proposed=False,
            is_free=unit_id not in busy,
        )
        for place, unit_id in enumerate(unit_ids, start=1)
    ]


def test_the_best_of_the_same_force_goes_in_the_place_of_the_refused_one(room):
    order = replaced_units(("p-1", "c-1"), {"p-1"}, rows("c-1", "p-1", "p-3"), room.situation)
    assert order == ("p-3", "c-1")
    assert next_best_text(("p-1", "c-1"), order, room.situation) == "Send 巡p-3 instead"


def test_without_one_of_the_force_the_best_of_all_is_offered(room):
    assert replaced_units(("p-1",), {"p-1"}, rows("c-1"), room.situation) == ("c-1",)


def test_each_refused_unit_gets_another_one_or_nothing_is_offered(room):
    both = ("p-1", "p-2")
    assert replaced_units(both, set(both), rows("p-3", "c-1"), room.situation) == ("p-3", "c-1")
    assert replaced_units(both, set(both), rows("p-3"), room.situation) == ()


def test_busy_candidates_are_not_offered(room):
    room.assigned(room.case(), "p-3")
    found = rows("p-2", "p-3", busy=("p-2",))
    assert replaced_units(("p-1",), {"p-1"}, found, room.situation) == ()


class TestHolder:
    def outcome(self, **fields) -> Outcome:
        return Outcome(
            command_id="c", status=OutcomeStatus.REFUSED, code=Refusal.UNIT_HELD, **fields
        )

    def test_a_unit_that_was_just_taken_is_said_to_be_on_its_case(self, room):
        case = room.case(title="旧案")
        room.assigned(case, "p-1")
        [word] = with_holders(self.outcome(facts={"unit": "p-1"}), room.situation).units
        assert (word.unit_id, word.facts["title"], word.facts["by"]) == ("p-1", "旧案", "desk-1")
        assert word.facts["call_sign"] == "巡p-1"

    def test_what_the_hub_has_said_of_the_holder_stays(self, room):
        told = UnitOutcome(unit_id="p-1", code=Refusal.UNIT_HELD, facts={"incident": "JQ-9"})
        assert with_holders(self.outcome(units=(told,)), room.situation).units == (told,)

    def test_a_holder_nobody_knows_of_yet_stays_unknown(self, room):
        for unit_id in ("p-2", "ghost"):
            [word] = with_holders(self.outcome(facts={"unit": unit_id}), room.situation).units
            assert word.facts == {"unit": unit_id}
        assert with_holders(self.outcome(), room.situation).units == ()

    def test_other_refusals_are_left_alone(self, room):
        other = replace(self.outcome(), code=Refusal.OFF_DUTY)
        assert with_holders(other, room.situation) is other
