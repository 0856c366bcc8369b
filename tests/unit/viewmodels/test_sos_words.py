"""A unit that calls for help: who, where, on what, and whether somebody has answered."""

from datetime import timedelta

import pytest

from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.viewmodels.sos_words import (
    caller,
    case_of_caller,
    open_calls,
    sos_card,
    sos_line,
)
from tests.support.duty_records import an_alarm
from tests.support.duty_room import DutyRoom


@pytest.fixture
def room():
    return DutyRoom()


def call(room, alarm_id, unit_id="p-1", minutes=0, **fields):
    moment = room.now - timedelta(minutes=minutes)
    alarm = an_alarm(id=alarm_id, kind=AlarmKind.SOS, unit_id=unit_id, moment=moment,
                     grid_id="west", incident_id="", **fields)  # fmt: skip
    room.situation.alarms.put(alarm)
    return alarm


def test_those_nobody_has_answered_come_first_then_the_newest(room):
    call(room, "met", status=AlarmStatus.ACKNOWLEDGED)
    call(room, "old", minutes=9)
    call(room, "new", minutes=1)
    call(room, "over", status=AlarmStatus.CLEARED)
    room.situation.alarms.put(an_alarm(id="due"))
    assert [one.id for one in open_calls(room.situation)] == ["new", "old", "met"]


def test_a_call_is_told_by_unit_and_grid_of_the_case_or_of_its_home(room):
    alarm = call(room, "a")
    assert caller(alarm, room.situation) == "巡p-1"
    assert case_of_caller(alarm, room.situation) is None
    assert sos_line(alarm, room.situation, room.city) == "SOS 巡p-1 (West)"
    case = room.case(grid_id="east")
    room.assigned(case, "p-1")
    assert case_of_caller(alarm, room.situation).id == case
    assert sos_line(alarm, room.situation, room.city) == "SOS 巡p-1 (East)"
    ghost = call(room, "b", unit_id="x-9")
    assert caller(ghost, room.situation) == "x-9"
    assert case_of_caller(ghost, room.situation) is None


def test_a_case_in_no_grid_leaves_the_unit_at_home(room):
    alarm = call(room, "a")
    room.assigned(room.case(), "p-1")
    assert sos_line(alarm, room.situation, room.city) == "SOS 巡p-1 (West)"


def test_a_desk_is_told_of_the_first_and_how_many_more(room):
    assert sos_card(room.situation, room.city, room.now) is None
    call(room, "a", detail="持刀")
    call(room, "b", unit_id="p-2", status=AlarmStatus.ACKNOWLEDGED, by="desk-2", minutes=3)
    card = sos_card(room.situation, room.city, room.now)
    assert (card.alarm_id, card.unit_id, card.more, card.is_answered) == ("a", "p-1", 1, False)
    assert card.title == "SOS 巡p-1 (West)"
    assert card.detail == "12:01:00 · 持刀"
    room.assigned(room.case(title="吵"), "p-2")
    room.situation.alarms.drop("a")
    card = sos_card(room.situation, room.city, room.now)
    assert card.is_answered
    assert card.detail == "11:58:00 · Noise · 吵 · answered by desk-2"
