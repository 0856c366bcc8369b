"""Assigning, releasing and the milestones of assignments."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.assignments import MILESTONES, Milestone, StampSource
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    ReleaseUnit,
    SetDuty,
)
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.units import Duty, UnitStatus
from bigscreen.service.assignment_orders import MOST_UNITS
from tests.support.duty_room import DutyRoom
from tests.support.small_city import (
    DESK,
    NOON,
    OTHER_DESK,
    SOURCE,
    UNIT_ACTOR,
    small_city,
)


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom()


def codes(outcome) -> dict[str, str]:
    return {word.unit_id: word.code for word in outcome.units}


def test_units_are_sent_with_one_stamp(room) -> None:
    first, second = room.assigned(room.case(), "p-1", "p-2")
    assert (first.unit_id, second.unit_id) == ("p-1", "p-2")
    stamp = first.stamps[Milestone.DISPATCHED]
    assert (stamp.at, stamp.by, stamp.how) == (room.now, "desk-1", StampSource.SYSTEM)
    assert room.situation.units["p-2"].status is UnitStatus.ASSIGNED


def test_a_unit_named_twice_is_sent_once(room) -> None:
    assert len(room.assigned(room.case(), "p-1", "p-1")) == 1


def test_all_or_none_with_a_word_on_each(room) -> None:
    room.accepted(SetDuty(unit_id="p-2", duty=Duty.OFF_DUTY))
    outcome = room.refused(
        AssignUnits(incident_id=room.case(), unit_ids=("p-1", "p-2", "p-9", "p-3"))
    )
    assert codes(outcome) == {
        "p-1": "ok",
        "p-2": "off_duty",
        "p-9": "unknown_unit",
        "p-3": "ok",
    }
    assert outcome.code == "off_duty"
    assert outcome.facts == {"unit": "p-2", "call_sign": "巡p-2"}
    assert not outcome.can_confirm


def test_who_holds_the_unit_since_when_is_said(room) -> None:
    held = room.case(title="打架")
    room.assigned(held, "p-1", actor=OTHER_DESK)
    since = room.now.isoformat()
    outcome = room.refused(AssignUnits(incident_id=room.case(), unit_ids=("p-1",)))
    assert outcome.code == "unit_held"
    assert outcome.facts == {
        "unit": "p-1",
        "call_sign": "巡p-1",
        "incident": "JQ-20260302-0004",
        "title": "打架",
        "since": since,
        "by": "desk-2",
    }
    assert outcome.can_confirm


def test_a_confirmed_second_case_is_stacked_and_leaves_the_first_alone(room) -> None:
    room.assigned(room.case(), "p-1")
    room.reached(room.situation.assignments["a5"].incident_id, "p-1", Milestone.ON_SCENE)
    second = room.case()
    order = AssignUnits(incident_id=second, unit_ids=("p-1", "p-2"), confirm=True)
    room.accepted(order)
    stacked = [a.stacked for a in room.situation.assignments_of(room.situation.incidents[second])]
    assert stacked == [True, False]
    assert room.situation.units["p-1"].status is UnitStatus.ON_SCENE


def test_block_policy_can_not_be_confirmed() -> None:
    room = DutyRoom(small_city(conflict_policy="block"))
    room.assigned(room.case(), "p-1")
    order = AssignUnits(incident_id=room.case(), unit_ids=("p-1",), confirm=True)
    outcome = room.refused(order)
    assert (outcome.code, outcome.can_confirm) == ("unit_held", False)


def test_confirming_does_not_help_against_graver_reasons(room) -> None:
    room.assigned(room.case(), "p-1")
    room.accepted(SetDuty(unit_id="p-2", duty=Duty.OFF_DUTY))
    outcome = room.refused(AssignUnits(incident_id=room.case(), unit_ids=("p-1", "p-2")))
    assert (outcome.code, outcome.can_confirm) == ("off_duty", False)


def test_a_source_stacks_without_a_warning_at_its_own_time(room) -> None:
    room.assigned(room.case(), "p-1")
    at = NOON - timedelta(minutes=20)
    second = room.case(actor=SOURCE)
    room.accepted(AssignUnits(incident_id=second, unit_ids=("p-1",), at=at), SOURCE)
    (assignment,) = room.situation.assignments_of(room.situation.incidents[second])
    assert assignment.stacked
    assert assignment.stamps[Milestone.DISPATCHED].at == at


def test_a_desk_can_not_date_its_order(room) -> None:
    at = NOON - timedelta(minutes=20)
    incident_id = room.case()
    room.accepted(AssignUnits(incident_id=incident_id, unit_ids=("p-1",), at=at))
    assert room.situation.assignments["a5"].stamps[Milestone.DISPATCHED].at == room.now


def test_a_unit_is_sent_to_a_case_once(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-1")
    since = room.now.isoformat()
    outcome = room.refused(AssignUnits(incident_id=incident_id, unit_ids=("p-1",), confirm=True))
    assert outcome.code == "already_on_incident"
    assert outcome.facts["since"] == since


def test_stale_version_is_refused_with_the_present_one(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-2")
    order = AssignUnits(incident_id=incident_id, unit_ids=("p-1",), expected_version=1)
    assert room.refused(order).facts["current"] == 2


@pytest.mark.parametrize(
    ("unit_ids", "code"),
    [
        ((), "nothing_to_do"),
        (tuple(f"u{n}" for n in range(MOST_UNITS + 1)), "too_many"),
    ],
)
def test_none_and_too_many_units_are_refused(room, unit_ids, code) -> None:
    assert room.refused(AssignUnits(incident_id=room.case(), unit_ids=unit_ids)).code == code


def test_closed_case_takes_no_units(room) -> None:
    incident_id = room.case()
    room.accepted(CloseIncident(incident_id=incident_id))
    order = AssignUnits(incident_id=incident_id, unit_ids=("p-1",))
    assert room.refused(order).code == "incident_closed"


def test_released_unit_is_free_and_can_be_sent_again(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-1")
    room.accepted(ReleaseUnit(incident_id=incident_id, unit_id="p-1", reason="撤销"))
    assert room.situation.units["p-1"].status is UnitStatus.AVAILABLE
    release = ReleaseUnit(incident_id=incident_id, unit_id="p-1")
    outcome = room.refused(release)
    assert outcome.code == "not_on_incident"
    assert outcome.facts == {"unit": "p-1", "call_sign": "巡p-1", "incident": "JQ-20260302-0004"}
    room.assigned(incident_id, "p-1")


def test_releasing_the_first_case_makes_the_stacked_one_present(room) -> None:
    first, second = room.case(), room.case()
    room.assigned(first, "p-1")
    room.accepted(AssignUnits(incident_id=second, unit_ids=("p-1",), confirm=True))
    room.accepted(ReleaseUnit(incident_id=first, unit_id="p-1"))
    unit = room.situation.units["p-1"]
    assert room.situation.holding(unit).incident_id == second
    assert not room.situation.holding(unit).stacked


@pytest.mark.parametrize(
    ("actor", "how"),
    [
        (DESK, StampSource.HAND),
        (SOURCE, StampSource.SYSTEM),
        (UNIT_ACTOR, StampSource.UNIT),
    ],
)
def test_a_milestone_says_how_and_when_it_was_noted(room, actor, how) -> None:
    incident_id = room.case()
    (assignment,) = room.assigned(incident_id, "p-1")
    at = room.now + timedelta(seconds=30)
    room.reached(incident_id, "p-1", Milestone.ACCEPTED, actor, at)
    stamp = room.situation.assignments[assignment.id].stamps[Milestone.ACCEPTED]
    assert (stamp.at, stamp.by, stamp.how) == (at, actor.name, how)


def test_a_milestone_is_written_once(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-1")
    room.reached(incident_id, "p-1", Milestone.ON_SCENE)
    since = room.now.isoformat()
    again = RecordMilestone(incident_id=incident_id, unit_id="p-1", milestone=Milestone.ON_SCENE)
    outcome = room.refused(again)
    assert outcome.code == "already_recorded"
    assert outcome.facts == {
        "unit": "p-1",
        "call_sign": "巡p-1",
        "milestone": "on_scene",
        "since": since,
        "by": "simulator",
    }


def test_a_skipped_milestone_is_filled_and_gives_way_to_a_real_one(room) -> None:
    incident_id = room.case()
    (assignment,) = room.assigned(incident_id, "p-1")
    room.reached(incident_id, "p-1", Milestone.ON_SCENE)
    filled = room.situation.assignments[assignment.id].stamps[Milestone.EN_ROUTE]
    assert filled.how is StampSource.BACKFILLED
    room.reached(incident_id, "p-1", Milestone.EN_ROUTE)
    real = room.situation.assignments[assignment.id].stamps[Milestone.EN_ROUTE]
    assert real.how is StampSource.SYSTEM


def test_a_late_report_goes_to_the_latest_assignment_even_when_all_is_over(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-1")
    room.accepted(ReleaseUnit(incident_id=incident_id, unit_id="p-1"))
    (latest,) = room.assigned(incident_id, "p-1")
    room.accepted(CloseIncident(incident_id=incident_id))
    room.reached(incident_id, "p-1", Milestone.REPORTED)
    assert Milestone.REPORTED in room.situation.assignments[latest.id].stamps


def test_a_unit_reports_for_itself_alone(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-2")
    order = RecordMilestone(incident_id=incident_id, unit_id="p-2", milestone=Milestone.ACCEPTED)
    outcome = room.refused(order, UNIT_ACTOR)
    assert (outcome.code, outcome.facts) == (
        "not_your_unit",
        {"unit": "巡p-2", "account": "p-1"},
    )


def test_milestone_of_a_unit_never_sent_is_refused(room) -> None:
    order = RecordMilestone(incident_id=room.case(), unit_id="p-1", milestone=Milestone.ACCEPTED)
    assert room.refused(order).code == "not_on_incident"
    order = RecordMilestone(incident_id="i4", unit_id="p-9", milestone=Milestone.ACCEPTED)
    assert room.refused(order).code == "unknown_unit"


ORDERS = st.one_of(
    st.tuples(
        st.just("assign"), st.integers(0, 3), st.integers(0, 2), st.booleans(), st.booleans()
    ),
    st.tuples(st.just("release"), st.integers(0, 3), st.integers(0, 2)),
    st.tuples(st.just("close"), st.integers(0, 3)),
    st.tuples(st.just("milestone"), st.integers(0, 3), st.integers(0, 2), st.integers(0, 5)),
)


@given(st.lists(ORDERS, max_size=30))
def test_whatever_is_ordered_a_unit_works_on_one_case_at_a_time(orders) -> None:
    room = DutyRoom()
    cases = [room.case(actor=actor) for actor in (DESK, SOURCE, DESK, SOURCE)]
    for kind, case, *rest in orders:
        unit_id = f"p-{rest[0] + 1}" if rest else ""
        match kind:
            case "assign":
                actor = SOURCE if rest[2] else DESK
                order = AssignUnits(incident_id=cases[case], unit_ids=(unit_id,), confirm=rest[1])
                room.order(order, actor)
            case "release":
                room.order(ReleaseUnit(incident_id=cases[case], unit_id=unit_id))
            case "close":
                room.order(CloseIncident(incident_id=cases[case]))
            case _:
                milestone = MILESTONES[rest[1]]
                outcome = room.order(
                    RecordMilestone(incident_id=cases[case], unit_id=unit_id, milestone=milestone)
                ).outcome
                assert outcome.status in (OutcomeStatus.ACCEPTED, OutcomeStatus.REFUSED)
        for unit in room.situation.units.values():
            opened = [room.situation.assignments[a] for a in unit.assignment_ids]
            assert all(a.is_open for a in opened)
            assert sum(not a.stacked for a in opened) == (1 if opened else 0)
            assert len({a.incident_id for a in opened}) == len(opened)
