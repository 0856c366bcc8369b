"""Duty levels and notes between shifts."""

from dataclasses import replace

import pytest

from bigscreen.domain.centre_orders import AddShiftNote, SetDutyLevel
from bigscreen.domain.duty_plan import DutyLevel, DutyPlan
from bigscreen.domain.shift import ShiftNote
from tests.support.duty_room import DutyRoom
from tests.support.small_city import LEAD, SOURCE, WALL, small_city

PLAN = DutyPlan(
    levels=tuple(DutyLevel(code=code, name="", name_en="") for code in ("normal", "high"))
)


def a_room() -> DutyRoom:
    return DutyRoom(replace(small_city(), plan=PLAN))


def test_a_duty_level_holds_with_who_set_it_when_and_why() -> None:
    room = a_room()
    room.accepted(SetDutyLevel(level="high", reason="国庆安保"))
    shift = room.situation.shift
    assert (shift.level, shift.level_reason) == ("high", "国庆安保")
    assert (shift.level_since, shift.level_by) == (room.now, "desk-1")
    room.accepted(SetDutyLevel(level="normal", reason="恢复"))
    assert room.situation.shift.level == "normal"


@pytest.mark.parametrize(
    ("level", "reason", "code"),
    [
        ("highest", "x", "unknown_duty_level"),
        ("", "x", "unknown_duty_level"),
        ("high", " ", "text_missing"),
        ("normal", "x", "nothing_to_do"),  # the first level holds until another is set
    ],
)
def test_what_can_not_be_set_is_refused(level, reason, code) -> None:
    refused = a_room().refused(SetDutyLevel(level=level, reason=reason))
    assert refused.code == code
    if code == "unknown_duty_level":
        assert refused.facts == {"level": level, "could": ["normal", "high"]}


def test_the_level_that_holds_can_not_be_set_again() -> None:
    room = a_room()
    room.accepted(SetDutyLevel(level="high", reason="安保"))
    assert room.refused(SetDutyLevel(level="high", reason="再来")).code == "nothing_to_do"


def test_a_city_without_levels_has_none_to_set() -> None:
    refused = DutyRoom().refused(SetDutyLevel(level="high", reason="x"))
    assert refused.facts["could"] == []


def test_a_note_is_left_for_the_next_shift() -> None:
    room = a_room()
    room.accepted(AddShiftNote(text="夜市明天加岗\n注意噪音"))
    assert room.situation.shift.notes == (
        ShiftNote(text="夜市明天加岗\n注意噪音", by="desk-1", at=room.now),
    )
    assert room.refused(AddShiftNote(text=" \n ")).code == "text_missing"
    assert room.refused(AddShiftNote(text="字" * 2001)).code == "text_too_long"


def test_only_desks_set_levels_and_leave_notes() -> None:
    room = a_room()
    for actor in (SOURCE, WALL, LEAD):
        assert room.refused(SetDutyLevel(level="high", reason="x"), actor).code == "not_allowed"
        assert room.refused(AddShiftNote(text="x"), actor).code == "not_allowed"
