"""A wall tells of a case what anybody may read, and says when it keeps something back."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.case_orders import SetSensitivity
from bigscreen.domain.commands import AssignUnits, CloseIncident
from bigscreen.domain.incidents import Sensitivity
from bigscreen.viewmodels.wall_case import wall_case
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_WEST


def told(room, case, now=None):
    state = room.situation.incidents[case]
    return wall_case(room.situation, state, room.city, now or room.now)


def a_case(room):
    return room.case(title="好又多", address="大北街 118 号", summary="争执", location=IN_WEST)


def test_a_usual_case_is_told_with_place_and_summary():
    room = DutyRoom()
    shown = told(room, a_case(room))
    assert shown.masked == ""
    assert "大北街 118 号" in shown.lines
    assert shown.summary == "争执"
    assert not shown.is_closed


def test_a_sensitive_case_is_told_by_its_item_alone():
    room = DutyRoom()
    case = a_case(room)
    room.order(SetSensitivity(incident_id=case, sensitivity=Sensitivity.DIM))
    shown = told(room, case)
    assert shown.masked == "Sensitive: place and details are not shown on walls"
    assert (shown.headline, shown.summary) == ("Noise", "")
    assert "大北街 118 号" not in shown.lines


def test_where_walls_show_no_addresses_they_say_so():
    room = DutyRoom()
    case = a_case(room)
    room.city = replace(room.city, walls_show_addresses=False)
    shown = told(room, case)
    assert shown.masked == "Addresses are not shown on walls"
    assert "大北街 118 号" not in shown.lines


def test_the_clock_runs_until_the_case_is_closed():
    room = DutyRoom()
    case = a_case(room)
    shown = told(room, case)
    later = shown.received_at + timedelta(minutes=4)
    assert shown.clock(later) == "04:00"
    assert shown.is_overdue(later)
    assert not shown.is_overdue(shown.received_at)
    room.order(CloseIncident(incident_id=case))
    closed = told(room, case)
    assert closed.is_closed
    assert closed.clock(later + timedelta(hours=9)) != shown.clock(later + timedelta(hours=9))


def test_units_still_on_the_case_stand_first():
    room = DutyRoom()
    case = a_case(room)
    room.order(AssignUnits(incident_id=case, unit_ids=("p-1", "p-2")))
    assert [track.text for track in told(room, case).tracks] == ["巡p-1", "巡p-2"]
