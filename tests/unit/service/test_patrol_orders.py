"""Visits the hub itself records."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.authority import HUB
from bigscreen.domain.centre_events import ShiftStarted
from bigscreen.domain.centre_orders import RecordVisits
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.patrol import Visit
from tests.support.duty_room import DutyRoom
from tests.support.small_city import DESK, IN_WEST, NOON, small_city

PLAN = DutyPlan(
    patrol=tuple(PatrolDuty(id=one, name="", name_en="", path=(IN_WEST,)) for one in ("d1", "d2"))
)
VISIT = Visit(duty_id="d1", unit_id="p-1", at=NOON)


def a_room() -> DutyRoom:
    return DutyRoom(replace(small_city(), plan=PLAN))


def test_each_visit_is_noted_once() -> None:
    room = a_room()
    other = replace(VISIT, duty_id="d2")
    room.accepted(RecordVisits(visits=(VISIT, VISIT, other)), HUB)
    room.accepted(RecordVisits(visits=(VISIT, replace(VISIT, unit_id="p-2"))), HUB)
    seen = [(visit.duty_id, visit.unit_id) for visit in room.situation.shift.visits]
    assert seen == [("d1", "p-1"), ("d2", "p-1"), ("d1", "p-2")]
    assert room.refused(RecordVisits(visits=(VISIT,)), HUB).code == "nothing_to_do"


def test_visits_of_the_shift_before_are_left_out() -> None:
    room = a_room()
    room.situation.apply(room.situation.seq + 1, ShiftStarted(index=1, at=NOON))
    before = replace(VISIT, at=NOON - timedelta(seconds=1))
    room.accepted(RecordVisits(visits=(before, VISIT)), HUB)
    assert room.situation.shift.visits == (VISIT,)


def test_what_the_city_does_not_know_is_refused() -> None:
    room = a_room()
    unknown_duty = replace(VISIT, duty_id="d9")
    unknown_unit = replace(VISIT, unit_id="p-9")
    assert room.refused(RecordVisits(visits=(VISIT, unknown_duty)), HUB).code == (
        "unknown_patrol_duty"
    )
    assert room.refused(RecordVisits(visits=(unknown_unit,)), HUB).code == "unknown_unit"


def test_nobody_else_can_say_where_a_unit_was() -> None:
    assert a_room().refused(RecordVisits(visits=(VISIT,)), DESK).code == "not_allowed"
