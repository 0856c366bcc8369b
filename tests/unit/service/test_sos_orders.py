"""A unit's call for help: raised once, never muted, seen with the unit, ended in words."""

from dataclasses import replace

import pytest

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.centre_orders import AcknowledgeAlarm, EndSos, MuteAlarm, RaiseSos
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    DeclareUnits,
    ReleaseUnit,
    SetDuty,
)
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.units import Duty
from bigscreen.service.limited_view import LimitedView
from bigscreen.service.scope import AreaIndex, Scope
from bigscreen.service.sos_orders import open_sos
from tests.support.duty_room import DutyRoom
from tests.support.small_city import DESK, IN_EAST, IN_WEST, SOURCE, UNIT_ACTOR, WALL, a_unit
from tests.support.two_tiers import two_tiers
from tests.support.watch_room import WatchRoom

OTHER_SOURCE = Actor(name="other", role=Role.SOURCE)
WEST_DESK = Actor(name="west-desk", role=Role.DESK, area_id="west-end")
EAST_DESK = Actor(name="east-desk", role=Role.DESK, area_id="east-end")


@pytest.fixture
def room() -> DutyRoom:
    """Two tiers, two units at home in the west."""
    room = DutyRoom(two_tiers(), units=())
    room.accepted(DeclareUnits(units=(a_unit("p-1"), a_unit("p-2"))), SOURCE)
    return room


def call(room: DutyRoom, actor: Actor = UNIT_ACTOR, **fields):
    """Return the alarm of a call of unit p-1."""
    room.accepted(RaiseSos(unit_id="p-1", **fields), actor)
    return open_sos(room.situation, "p-1")


@pytest.mark.parametrize("actor", [UNIT_ACTOR, SOURCE, DESK, WEST_DESK])
def test_a_unit_its_source_or_a_desk_calls_for_help(room, actor) -> None:
    alarm = call(room, actor, note="有人持刀")
    assert (alarm.kind, alarm.stage, alarm.status) == (
        AlarmKind.SOS, AlarmStage.DUE, AlarmStatus.SOUNDING,
    )  # fmt: skip
    assert (alarm.unit_id, alarm.grid_id, alarm.detail) == ("p-1", "west", "有人持刀")
    assert (alarm.moment, alarm.incident_id, alarm.by) == (room.now, "", "")


@pytest.mark.parametrize(
    ("actor", "unit_id", "code"),
    [
        (UNIT_ACTOR, "p-2", Refusal.NOT_YOUR_UNIT),
        (OTHER_SOURCE, "p-1", Refusal.UNIT_OF_OTHER_SOURCE),
        (EAST_DESK, "p-1", Refusal.OUTSIDE_AREA),
        (DESK, "nobody", Refusal.UNKNOWN_UNIT),
        (WALL, "p-1", Refusal.NOT_ALLOWED),
    ],
)
def test_nobody_else_calls_for_it(room, actor, unit_id, code) -> None:
    assert room.refused(RaiseSos(unit_id=unit_id), actor).code == code


def test_a_unit_off_duty_may_need_help_too(room) -> None:
    room.accepted(SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY))
    assert call(room, UNIT_ACTOR) is not None


def test_one_call_of_a_unit_is_open_at_a_time_until_it_is_ended(room) -> None:
    alarm = call(room)
    room.accepted(AcknowledgeAlarm(alarm_id=alarm.id))
    refused = room.refused(RaiseSos(unit_id="p-1"), UNIT_ACTOR)
    assert refused.code == Refusal.SOS_OPEN
    since = alarm.raised_at.isoformat()
    assert refused.facts == {"unit": "p-1", "call_sign": "巡p-1", "since": since}
    room.accepted(RaiseSos(unit_id="p-2"), SOURCE)
    room.accepted(EndSos(alarm_id=alarm.id, note="安全"))
    assert call(room, UNIT_ACTOR).status is AlarmStatus.SOUNDING


def test_it_is_acknowledged_and_never_muted(room) -> None:
    alarm = call(room)
    refused = room.refused(MuteAlarm(alarm_id=alarm.id, minutes=5))
    assert refused.code == Refusal.SOS_NOT_MUTED
    assert refused.facts == {"unit": "p-1", "call_sign": "巡p-1"}
    room.accepted(AcknowledgeAlarm(alarm_id=alarm.id, note="增援已派"))
    answered = open_sos(room.situation, "p-1")
    assert (answered.status, answered.by) == (AlarmStatus.ACKNOWLEDGED, DESK.name)


@pytest.mark.parametrize("answered", [False, True])
def test_it_ends_in_words(room, answered) -> None:
    alarm = call(room)
    if answered:
        room.accepted(AcknowledgeAlarm(alarm_id=alarm.id))
    assert room.refused(EndSos(alarm_id=alarm.id, note=" ")).code == Refusal.TEXT_MISSING
    room.accepted(EndSos(alarm_id=alarm.id, note="已控制"))
    ended = room.situation.alarms.get(alarm.id)
    assert (ended.status, ended.by, ended.note) == (AlarmStatus.CLEARED, DESK.name, "已控制")
    again = room.refused(EndSos(alarm_id=alarm.id, note="?"))
    assert (again.code, again.facts["state"]) == (Refusal.ALARM_SETTLED, "cleared")


def test_whether_it_is_safe_is_not_the_units_to_say_but_its_sources(room) -> None:
    alarm = call(room)
    end = EndSos(alarm_id=alarm.id, note="安全")
    assert room.refused(end, UNIT_ACTOR).code == Refusal.NOT_ALLOWED
    assert room.refused(end, OTHER_SOURCE).code == Refusal.UNIT_OF_OTHER_SOURCE
    assert room.refused(end, EAST_DESK).code == Refusal.OUTSIDE_AREA
    room.accepted(end, SOURCE)


def test_other_alarms_are_not_ended_so() -> None:
    room = WatchRoom()
    room.city_case("litter")
    room.look(3)
    [due] = room.situation.alarms.open()
    refused = room.refused(EndSos(alarm_id=due.id, note="好"))
    assert (refused.code, refused.facts["kind"]) == (Refusal.NOT_AN_SOS, "case_due")
    assert room.refused(EndSos(alarm_id="x" * 99, note="好")).facts == {"alarm": "x" * 60}


def test_no_look_at_the_clock_takes_it_away_whatever_becomes_of_the_case() -> None:
    room = WatchRoom(units=("p-1",))
    case = room.city_case("litter")
    room.assigned(case, "p-1")
    alarm = call(room, UNIT_ACTOR)
    room.accepted(CloseIncident(incident_id=case, confirm=True))
    assert room.heard(48) == []
    assert open_sos(room.situation, "p-1").id == alarm.id


def test_whoever_sees_the_unit_sees_its_call(room) -> None:
    """On a case in the east it is the east's to help, without its own commander's name."""
    grids = tuple(replace(grid, commander="李队") for grid in room.city.grids)
    room.city = replace(room.city, grids=grids)
    areas = AreaIndex(room.city)
    east_wall = replace(areas.scope_of(EAST_DESK), hides_sensitive=True, masks_addresses=True)
    wall = Scope(hides_sensitive=True, masks_addresses=True)
    secret = room.case(location=IN_WEST, sensitivity=Sensitivity.HIDE)
    room.assigned(secret, "p-1")
    alarm = call(room, UNIT_ACTOR, note="有人持刀")

    def seen(scope: Scope):
        return LimitedView(scope, room.situation).snapshot().alarms

    assert seen(areas.scope_of(WEST_DESK)) == (alarm,)
    assert seen(wall) == (replace(alarm, detail=""),)  # though the case is hidden from walls
    assert seen(areas.scope_of(EAST_DESK)) == ()
    view = LimitedView(areas.scope_of(EAST_DESK), room.situation)
    room.accepted(ReleaseUnit(incident_id=secret, unit_id="p-1"))
    case = room.case(location=IN_EAST)
    [sent] = room.order(AssignUnits(incident_id=case, unit_ids=("p-1",))).events
    told = view.follow(sent)
    assert [one.id for one in told.alarms] == [alarm.id]  # it comes with the unit
    assert seen(areas.scope_of(EAST_DESK)) == (replace(alarm, addressee=""),)
    assert seen(east_wall) == (replace(alarm, addressee="", detail=""),)
    room.accepted(AcknowledgeAlarm(alarm_id=alarm.id), EAST_DESK)
