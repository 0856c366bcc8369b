"""The alarm list says what is wrong, since when and who answered; never "none" without limits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.viewmodels.alarm_rows import (
    alarm_list,
    alarm_sentence,
    headings,
    may_be_acknowledged,
    may_be_ended,
    may_be_muted,
)
from bigscreen.viewmodels.table_rows import RowTone
from tests.support.duty_records import a_form, an_alarm
from tests.support.duty_room import DutyRoom


@pytest.fixture
def room():
    return DutyRoom()


def listed(room, *alarms, city=...):
    for alarm in alarms:
        room.situation.alarms.put(alarm)
    return alarm_list(room.situation, room.city if city is ... else city, room.now)


def test_without_alarms_it_says_so_only_where_it_can_know(room):
    assert listed(room).summary == "No alarms"
    broken = replace(room.city, clock_fault="clocks.toml")
    found = listed(room, city=broken)
    assert found.summary == "Time limits unknown"
    assert found.fault == "The time limits could not be read: clocks.toml"
    assert listed(room, city=None).fault == ""
    assert listed(room, city=None).summary == "Alarms"


def test_those_that_sound_stand_first_then_the_newest(room):
    now = room.now
    found = listed(
        room,
        an_alarm(id="old", moment=now - timedelta(hours=1)),
        an_alarm(id="done", status=AlarmStatus.ACKNOWLEDGED, by="desk-2", note="已办"),
        an_alarm(id="late", status=AlarmStatus.EXPIRED),
        an_alarm(id="due", stage=AlarmStage.DUE, moment=now),
        an_alarm(
            id="still", status=AlarmStatus.MUTED, muted_until=now + timedelta(minutes=5), by="a"
        ),
    )
    assert [row.id for row in found.rows] == ["due", "old", "still", "late", "done"]
    assert [row.tone for row in found.rows] == [
        RowTone.BAD, RowTone.LATE, RowTone.PLAIN, RowTone.LATE, RowTone.DONE,
    ]  # fmt: skip
    assert found.rows[0].cells[0] == "Case limit · due"
    assert found.rows[2].cells[3] == "Muted until 12:06:00"
    assert found.rows[4].cells[4] == "desk-2 · 已办"
    assert found.summary == "Alarms 5 · 2 unanswered"
    assert len(headings()) == len(found.rows[0].cells)


def test_answered_ones_are_counted_without_alarm(room):
    assert listed(room, an_alarm(status=AlarmStatus.ACKNOWLEDGED)).summary == "Alarms 1"


def test_each_kind_says_what_it_is_about(room):
    case = room.case(title="吵")
    number = room.situation.incidents[case].incident.number
    room.situation.hand_overs.put(a_form(id="h1", incident_id=case))
    found = listed(
        room,
        an_alarm(id="1", incident_id=case),
        an_alarm(id="2", kind=AlarmKind.HAND_OVER_DUE, hand_over_id="h1"),
        an_alarm(id="3", kind=AlarmKind.UNITS_BELOW_MINIMUM, grid_id="west",
                 force_code="police", count=1, minimum=3),
        an_alarm(id="4", kind=AlarmKind.ECHELON_ACTIVATED, incident_id=case, detail="2",
                 addressee="李"),
        an_alarm(id="5", kind=AlarmKind.ECHELON_ACTIVATED, incident_id="gone", detail="x"),
        an_alarm(id="6", incident_id="gone"),
    )  # fmt: skip
    rows = {row.id: row for row in found.rows}
    assert rows["1"].cells[1] == f"{number} Noise · 吵"
    assert rows["2"].cells[1] == "JB-20260302-0001 roads"
    assert rows["2"].incident_id == case
    assert rows["3"].cells[:2] == ("Too few units", "West Police: 1 of 3")
    assert rows["4"].cells[1] == f"{number} Noise · 吵 · Echelon Ⅱ · 李"
    assert rows["5"].cells[1] == rows["6"].cells[1] == "gone"


def test_units_that_call_for_help_stand_above_everything_until_it_is_over(room):
    case = room.case(title="吵")
    number = room.situation.incidents[case].incident.number
    room.assigned(case, "p-1")
    sos = {"kind": AlarmKind.SOS, "grid_id": "west", "incident_id": ""}
    found = listed(
        room,
        an_alarm(id="due", stage=AlarmStage.DUE),
        an_alarm(id="met", unit_id="p-1", status=AlarmStatus.ACKNOWLEDGED, detail="持刀", **sos),
        an_alarm(id="new", unit_id="p-2", moment=room.now - timedelta(minutes=9), **sos),
    )
    assert [row.id for row in found.rows] == ["new", "met", "due"]
    assert [row.tone for row in found.rows[:2]] == [RowTone.BAD, RowTone.BAD]
    assert found.rows[0].cells[:2] == ("SOS", "巡p-2 · West")
    assert found.rows[1].cells[1] == f"巡p-1 · West · 持刀 · {number} Noise · 吵"
    assert (found.rows[0].incident_id, found.rows[1].incident_id) == ("", case)
    assert found.summary == "SOS 2 · Alarms 3"


def test_a_voice_says_what_it_is_and_what_about(room):
    sos = an_alarm(kind=AlarmKind.SOS, unit_id="p-2", grid_id="west", detail="持刀")
    said = alarm_sentence(sos, room.situation, room.city)
    assert said == "SOS. 巡p-2, West, 持刀."


def test_an_sos_is_acknowledged_and_ended_and_never_muted():
    by_status = {one: an_alarm(status=one, kind=AlarmKind.SOS) for one in AlarmStatus}
    assert [s for s, a in by_status.items() if may_be_muted(a)] == []
    assert may_be_acknowledged(by_status[AlarmStatus.SOUNDING])
    assert not may_be_acknowledged(by_status[AlarmStatus.ACKNOWLEDGED])
    assert [s for s, a in by_status.items() if not may_be_ended(a)] == ["cleared"]
    assert not may_be_ended(an_alarm())
    assert not may_be_ended(None)


def test_what_can_be_answered():
    by_status = {status: an_alarm(status=status) for status in AlarmStatus}
    assert [s for s, a in by_status.items() if may_be_muted(a)] == ["sounding", "muted"]
    assert [s for s, a in by_status.items() if may_be_acknowledged(a)] == [
        "sounding", "muted", "expired",
    ]  # fmt: skip
    assert not may_be_acknowledged(None)
