"""Milestones of units and their corrections: every pair of them, in time and out of it."""

from datetime import timedelta
from itertools import product

import pytest

from bigscreen.domain.assignments import MILESTONES, Milestone, StampSource
from bigscreen.domain.case_orders import CorrectMilestone
from bigscreen.domain.commands import AssignUnits, CloseIncident, RecordMilestone, ReleaseUnit
from bigscreen.domain.transitions import CALL_TRANSITIONS, CallStage
from bigscreen.domain.units import UnitStatus
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom
from tests.support.small_city import OTHER_SOURCE, SOURCE

MINUTE = timedelta(minutes=1)


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom(duty_city())


@pytest.mark.parametrize(("reached", "milestone"), list(product(MILESTONES, MILESTONES)))
def test_by_hand_a_unit_goes_on_by_the_table_or_one_is_told_how_it_could(
    room, reached, milestone
) -> None:
    case = room.case()
    room.assigned(case, "p-1")
    if reached is not Milestone.DISPATCHED:
        room.reached(case, "p-1", reached)
    order = RecordMilestone(incident_id=case, unit_id="p-1", milestone=milestone)
    outcome = room.order(order).outcome
    could = CALL_TRANSITIONS[CallStage(reached.value)]
    if CallStage(milestone.value) in could:
        assert outcome.code == "ok"
    elif milestone in (reached, Milestone.DISPATCHED):
        assert outcome.code == "already_recorded"
    else:
        assert outcome.code == "illegal_step"
        assert outcome.facts == {
            "incident": room.state(case).incident.number,
            "stage": reached.value,
            "step": milestone.value,
            "could": [stage.value for stage in could],
        }


@pytest.mark.parametrize(("reached", "milestone"), list(product(MILESTONES[1:], MILESTONES[1:])))
def test_a_report_may_come_late_and_is_written_once(room, reached, milestone) -> None:
    case = room.case()
    (work,) = room.assigned(case, "p-1")
    room.reached(case, "p-1", reached)
    order = RecordMilestone(incident_id=case, unit_id="p-1", milestone=milestone)
    outcome = room.order(order, SOURCE).outcome
    assert outcome.code == ("already_recorded" if milestone is reached else "ok")
    stamp = room.situation.assignments[work.id].stamps[milestone]
    assert stamp.how is not StampSource.BACKFILLED


def test_by_hand_a_passed_milestone_is_noted_at_a_time_it_can_have_been(room) -> None:
    case = room.case()
    (work,) = room.assigned(case, "p-1")
    dispatched = room.now
    room.now += 10 * MINUTE
    room.reached(case, "p-1", Milestone.ON_SCENE)
    on_scene = room.now

    def en_route(at):
        return RecordMilestone(incident_id=case, unit_id="p-1", milestone=Milestone.EN_ROUTE, at=at)

    outcome = room.refused(en_route(dispatched - MINUTE))
    assert outcome.code == "value_out_of_range"
    assert (outcome.facts["lowest"], outcome.facts["highest"]) == (
        dispatched.isoformat(),
        on_scene.isoformat(),
    )
    assert room.refused(en_route(on_scene + MINUTE)).code == "illegal_step"
    room.accepted(en_route(dispatched + MINUTE))
    stamp = room.situation.assignments[work.id].stamps[Milestone.EN_ROUTE]
    assert (stamp.at, stamp.how) == (dispatched + MINUTE, StampSource.HAND)


def test_a_second_case_never_changes_what_the_unit_is_doing(room) -> None:
    """Whatever is noted of the case that waits, the present one decides until it is left."""
    first, second = room.case(), room.case()
    room.assigned(first, "p-1")
    room.reached(first, "p-1", Milestone.EN_ROUTE)
    room.accepted(AssignUnits(incident_id=second, unit_ids=("p-1",), confirm=True))
    for milestone in (Milestone.ACCEPTED, Milestone.ON_SCENE, Milestone.HANDLED):
        room.reached(second, "p-1", milestone)
        unit = room.situation.units["p-1"]
        assert unit.status is UnitStatus.EN_ROUTE
        assert room.situation.holding(unit).incident_id == first
    room.accepted(ReleaseUnit(incident_id=first, unit_id="p-1"))
    assert room.situation.units["p-1"].status is UnitStatus.ON_SCENE


# --- corrections ------------------------------------------------------------------------------


@pytest.fixture
def work(room):
    """A unit that was sent, came after ten minutes and was done after twenty."""
    case = room.case()
    (assignment,) = room.assigned(case, "p-1")
    room.now += 9 * MINUTE
    room.reached(case, "p-1", Milestone.ON_SCENE)
    room.now += 9 * MINUTE
    room.reached(case, "p-1", Milestone.HANDLED)
    return assignment


def correct(room, work, milestone=Milestone.ON_SCENE, minutes=5, **fields) -> CorrectMilestone:
    at = work.stamps[Milestone.DISPATCHED].at + minutes * MINUTE
    fields = {"at": at, "reason": "按错了", **fields}
    return CorrectMilestone(
        incident_id=work.incident_id, unit_id=work.unit_id, milestone=milestone, **fields
    )


def test_a_correction_keeps_the_old_stamp_and_says_who_when_and_why(room, work) -> None:
    was = room.situation.assignments[work.id].stamps[Milestone.ON_SCENE]
    room.accepted(correct(room, work))
    after = room.situation.assignments[work.id]
    stamp = after.stamps[Milestone.ON_SCENE]
    assert (stamp.at, stamp.by, stamp.how) == (was.at - 5 * MINUTE, "desk-1", StampSource.HAND)
    (kept,) = after.corrections
    assert (kept.milestone, kept.was, kept.stamp) == (Milestone.ON_SCENE, was, stamp)
    assert (kept.reason, kept.at) == ("按错了", room.now)


def test_what_a_stamp_filled_follows_its_correction(room, work) -> None:
    room.accepted(correct(room, work))
    stamps = room.situation.assignments[work.id].stamps
    times = [stamps[one].at for one in MILESTONES if one in stamps]
    assert times == sorted(times)
    assert stamps[Milestone.EN_ROUTE].how is StampSource.BACKFILLED


@pytest.mark.parametrize(
    ("milestone", "minutes", "lowest", "highest"),
    [
        (Milestone.ON_SCENE, -1, 0, 20),
        (Milestone.ON_SCENE, 21, 0, 20),
        (Milestone.HANDLED, 9, 10, 21),
        (Milestone.EN_ROUTE, 11, 0, 10),
        (Milestone.DISPATCHED, 11, -1, 10),
        (Milestone.DISPATCHED, -2, -1, 10),
    ],
)
def test_no_interval_turns_negative_by_a_correction(
    room, work, milestone, minutes, lowest, highest
) -> None:
    outcome = room.refused(correct(room, work, milestone, minutes))
    dispatched = work.stamps[Milestone.DISPATCHED].at
    assert outcome.code == "value_out_of_range"
    assert outcome.facts["lowest"] == (dispatched + lowest * MINUTE).isoformat()
    assert outcome.facts["highest"] == (dispatched + highest * MINUTE).isoformat()


def test_a_correction_is_about_the_past(room, work) -> None:
    order = correct(room, work, Milestone.HANDLED, at=room.now + 2 * MINUTE)
    outcome = room.refused(order)
    assert outcome.code == "in_the_future"
    assert outcome.facts["hub_time"] == room.now.isoformat()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_needs_a_reason(room, work, reason) -> None:
    outcome = room.refused(correct(room, work, reason=reason))
    assert (outcome.code, outcome.facts) == ("text_missing", {"field": "reason"})


def test_what_was_never_noted_is_not_corrected(room, work) -> None:
    outcome = room.refused(correct(room, work, Milestone.REPORTED, 21))
    assert outcome.code == "illegal_step"
    assert outcome.facts["could"] == ["dispatched", "accepted", "en_route", "on_scene", "handled"]


def test_the_same_time_is_no_correction_but_of_a_filled_stamp(room, work) -> None:
    assert room.refused(correct(room, work, Milestone.ON_SCENE, 10)).code == "nothing_to_do"
    room.accepted(correct(room, work, Milestone.EN_ROUTE, 10))


def test_stamps_of_a_unit_that_was_never_there_are_not_corrected(room, work) -> None:
    order = correct(room, work)
    other = CorrectMilestone(
        incident_id=order.incident_id,
        unit_id="p-2",
        milestone=order.milestone,
        at=order.at,
        reason="x",
    )
    assert room.refused(other).code == "not_on_incident"


def test_a_source_corrects_stamps_of_its_own_units_even_of_a_closed_case(room, work) -> None:
    room.accepted(CloseIncident(incident_id=work.incident_id))
    assert room.refused(correct(room, work), OTHER_SOURCE).code == "unit_of_other_source"
    room.accepted(correct(room, work), SOURCE)
    stamp = room.situation.assignments[work.id].stamps[Milestone.ON_SCENE]
    assert (stamp.by, stamp.how) == ("simulator", StampSource.HAND)
