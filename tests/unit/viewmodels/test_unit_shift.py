"""Until when a unit is on duty, by the roster."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bigscreen.domain.duty_plan import DutyPlan, RosterLine
from bigscreen.domain.units import Duty
from bigscreen.viewmodels.unit_shift import shift_line
from tests.support.duty_room import DutyRoom
from tests.support.small_city import small_city

MONDAY_NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def room():
    return DutyRoom()


def said(room, *lines: RosterLine, duty=Duty.ON_DUTY, hours=(8, 20), now=MONDAY_NOON) -> str:
    city = replace(small_city(), plan=DutyPlan(roster=lines), shift_start_hours=hours)
    room.situation.units["p-1"] = replace(room.situation.units["p-1"], duty=duty)
    return shift_line(room.situation, "p-1", city, now)


def line(*shifts: int, weekdays=(1, 2, 3, 4, 5, 6, 7)) -> RosterLine:
    return RosterLine(unit_id="p-1", shifts=shifts, weekdays=weekdays)


def test_the_running_shift_ends_at_the_next_beginning(room):
    assert said(room, line(0)) == "Shift 1 · on duty till 20:00"


def test_two_shifts_in_a_row_end_together_on_the_next_day(room):
    lines = (line(0, weekdays=(1,)), line(1, weekdays=(1,)))
    assert said(room, *lines) == "Shift 1+2 · on duty till 03-03 08:00"


def test_a_unit_that_is_always_on_the_roster_has_no_end(room):
    assert said(room, line(0, 1)) == "Shift 1+2"


def test_off_duty_says_when_it_is_on_again(room):
    assert said(room, line(1), duty=Duty.OFF_DUTY) == "Shift 2 · on duty again 20:00"
    later = said(room, line(0, weekdays=(3,)), duty=Duty.OFF_DUTY)
    assert later == "Shift 1 · on duty again 03-04 08:00"


def test_before_the_first_shift_of_the_day_last_night_s_still_runs(room):
    before_dawn = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)  # 04:00 on Monday
    assert said(room, line(1), now=before_dawn) == "Shift 2 · on duty till 08:00"


@pytest.mark.parametrize("hours", [(8, 20), ()])
def test_without_a_line_or_shifts_there_is_no_roster(room, hours):
    lines = (line(0),) if not hours else ()
    assert said(room, *lines, hours=hours) == "Not on the roster"


def test_nothing_is_said_of_a_unit_or_city_nobody_knows(room):
    assert shift_line(room.situation, "ghost", small_city(), MONDAY_NOON) == ""
    assert shift_line(room.situation, "p-1", None, MONDAY_NOON) == ""
