"""Somebody bound to an area orders there and nowhere else, and is told nothing of elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.case_orders import AdvanceHandOver, MergeIncident
from bigscreen.domain.centre_events import AlarmChanged, HandOverChanged
from bigscreen.domain.centre_orders import (
    AcknowledgeAlarm,
    AddShiftNote,
    EndOperation,
    PlanOperation,
    SetDutyLevel,
)
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    SetDuty,
)
from bigscreen.domain.hand_overs import HandOver, HandOverKind, HandOverStep
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.units import Duty
from bigscreen.service.scope import AreaIndex
from tests.support.duty_room import DutyRoom
from tests.support.small_city import (
    DESK,
    IN_EAST,
    IN_WEST,
    NOON,
    OUTSIDE,
    SOURCE,
    UNIT_ACTOR,
    a_unit,
)
from tests.support.two_tiers import two_tiers

WEST_DESK = Actor(name="west-desk", role=Role.DESK, area_id="west-end")
CITY_DESK = Actor(name="city-desk", role=Role.DESK, area_id="all")


@pytest.fixture
def room() -> DutyRoom:
    """Two units in the west, one in the east, one in no grid."""
    room = DutyRoom(two_tiers(), units=())
    units = (
        *(a_unit(one) for one in ("p-1", "p-2")),
        a_unit("e-1", grid_id="east"),
        a_unit("n-1", grid_id=""),
    )
    room.accepted(DeclareUnits(units=units), SOURCE)
    return room


def test_an_area_holds_its_subtree_and_the_topmost_one_the_whole_city() -> None:
    index = AreaIndex(two_tiers())
    assert index.places_in("west-end") == {"west-end", "west", "nook"}
    assert index.places_in("west") == {"west", "nook"}
    assert index.places_in("all") is None
    assert index.places_in("") is None
    assert index.places_in("nowhere") == frozenset()
    assert [index.has_grid_in(one) for one in ("", "all", "west", "nook", "nowhere")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_it_works_in_its_area_as_others_do(room) -> None:
    case = room.case(WEST_DESK, location=IN_WEST)
    room.accepted(AssignUnits(incident_id=case, unit_ids=("p-1",)), WEST_DESK)
    room.reached(case, "p-1", Milestone.ON_SCENE, WEST_DESK)
    room.accepted(ReleaseUnit(incident_id=case, unit_id="p-1"), WEST_DESK)
    room.accepted(CloseIncident(incident_id=case), WEST_DESK)
    room.accepted(SetDuty(unit_id="p-2", duty=Duty.OFF_DUTY), WEST_DESK)


@pytest.mark.parametrize("where", [{"location": IN_EAST}, {"grid_id": "east"}, {}])
def test_a_case_is_registered_inside_the_area_only(room, where) -> None:
    command = RegisterIncident(item_code="noise", title="吵", **where)
    refused = room.refused(command, WEST_DESK)
    assert (refused.code, refused.facts["area"]) == (Refusal.OUTSIDE_AREA, "west-end")
    room.accepted(command, CITY_DESK)


def test_cases_outside_are_refused_without_their_numbers(room) -> None:
    for fields in ({"location": IN_EAST}, {"location": OUTSIDE}):
        case = room.case(**fields)
        for command in (
            AddNote(incident_id=case, text="?"),
            CloseIncident(incident_id=case),
            AssignUnits(incident_id=case, unit_ids=("p-1",)),
        ):
            refused = room.refused(command, WEST_DESK)
            assert refused.code == Refusal.OUTSIDE_AREA
            assert refused.facts == {"area": "west-end", "subject": case}


def test_only_the_tier_above_sends_a_unit_across(room) -> None:
    west = room.case(location=IN_WEST)
    refused = room.refused(AssignUnits(incident_id=west, unit_ids=("p-1", "e-1")), WEST_DESK)
    assert refused.code == Refusal.OUTSIDE_AREA
    assert [(word.unit_id, word.code) for word in refused.units] == [("e-1", "outside_area")]
    assert "巡e-1" not in str(refused)  # it does not see that unit
    room.refused(AssignUnits(incident_id=west, unit_ids=("n-1",)), WEST_DESK)
    room.assigned(west, "e-1", actor=CITY_DESK)
    refused = room.refused(ReleaseUnit(incident_id=west, unit_id="e-1"), WEST_DESK)
    assert refused.facts["subject"] == "巡e-1"  # now it does
    room.reached(west, "e-1", Milestone.ON_SCENE, WEST_DESK)
    room.accepted(CloseIncident(incident_id=west), WEST_DESK)


def test_a_case_of_elsewhere_with_an_own_unit_on_it_is_seen_and_not_ordered_on(room) -> None:
    east = room.case(location=IN_EAST)
    room.assigned(east, "p-1")
    number = room.situation.incidents[east].incident.number
    refused = room.refused(AddNote(incident_id=east, text="?"), WEST_DESK)
    assert refused.facts["subject"] == number


def test_sources_and_units_report_what_is_theirs_wherever_it_is(room) -> None:
    bound_source = replace(SOURCE, area_id="west-end")
    bound_unit = replace(UNIT_ACTOR, area_id="west-end")
    east = room.case(bound_source, location=IN_EAST)
    room.assigned(east, "p-1", actor=bound_source)
    room.accepted(
        RecordMilestone(incident_id=east, unit_id="p-1", milestone=Milestone.ON_SCENE), bound_unit
    )


def test_the_centre_s_own_records_go_with_their_case_or_grid(room) -> None:
    east, west = room.case(location=IN_EAST), room.case(location=IN_WEST)
    for about, name in (({"incident_id": east}, "a-east"), ({"grid_id": "west"}, "a-west")):
        alarm = Alarm(
            id=name,
            kind=AlarmKind.CASE_DUE,
            stage=AlarmStage.DUE,
            moment=NOON,
            raised_at=NOON,
            **about,
        )
        room.situation.apply(room.situation.seq + 1, AlarmChanged(alarm=alarm))
    form = HandOver(
        id="h-east",
        number="h",
        kind=HandOverKind.TRANSFER,
        incident_id=east,
        department="d",
        subject="",
        text="",
        created_at=NOON,
        created_by="desk-1",
        deadline=Deadline(clock="", warn_at=NOON, due_at=NOON),
    )
    room.situation.apply(room.situation.seq + 1, HandOverChanged(hand_over=form))
    period = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=9)}
    both = PlanOperation(name="夜查", grid_ids=("west", "east"), **period)
    room.accepted(both)
    operation_id = next(iter(room.situation.operations)).id
    for command in (
        AcknowledgeAlarm(alarm_id="a-east"),
        AdvanceHandOver(hand_over_id="h-east", step=HandOverStep.ACKNOWLEDGE),
        MergeIncident(incident_id=west, into_id=east),
        SetDutyLevel(level="one", reason="?"),
        both,
        PlanOperation(name="夜查", **period),
        EndOperation(operation_id=operation_id),
    ):
        assert room.refused(command, WEST_DESK).code == Refusal.OUTSIDE_AREA, command
    room.accepted(AcknowledgeAlarm(alarm_id="a-west"), WEST_DESK)
    room.accepted(PlanOperation(name="夜查", grid_ids=("west",), **period), WEST_DESK)
    room.accepted(AddShiftNote(text="交接"), WEST_DESK)
    assert room.situation.shift.notes[-1].area_id == "west-end"


def test_a_refusal_does_not_name_a_case_the_actor_does_not_see(room) -> None:
    east, west = room.case(location=IN_EAST), room.case(location=IN_WEST)
    room.accepted(MergeIncident(incident_id=west, into_id=east))
    number = room.situation.incidents[east].incident.number
    command = MergeIncident(incident_id=west, into_id=west)
    for actor in (DESK, WEST_DESK):
        room.refused(command, actor)
    again = AssignUnits(incident_id=west, unit_ids=("p-1",))
    assert number not in str(room.refused(again, WEST_DESK))
