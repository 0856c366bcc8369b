"""A wall lists the busy units first, with their case, and says how old a position is."""

from datetime import timedelta

import numpy as np

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import AssignUnits, RecordMilestone
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.viewmodels.wall_units import wall_units
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_WEST, SOURCE


def fixes(room, ages_s) -> FixTable:
    table = FixTable()
    numbers = [room.situation.units[unit_id].number for unit_id in ages_s]
    moments = [(room.now - timedelta(seconds=age)).timestamp() * 1000 for age in ages_s.values()]
    count = len(numbers)
    table.update(
        FixColumns(
            number=np.array(numbers, np.uint32),
            lat=np.zeros(count),
            lon=np.zeros(count),
            speed_mps=np.zeros(count, np.float32),
            heading_deg=np.zeros(count, np.float32),
            fixed_at_ms=np.array(moments),
        )
    )
    return table


def listed(room, table, limit=9):
    units = room.situation.units.values()
    return wall_units(units, room.situation, room.city, table, room.now, limit)


def test_who_is_on_a_case_stands_before_who_is_free():
    room = DutyRoom()
    case = room.case(location=IN_WEST, title="好又多")
    room.order(AssignUnits(incident_id=case, unit_ids=("p-1", "p-2")))
    room.order(
        RecordMilestone(incident_id=case, unit_id="p-2", milestone=Milestone.ON_SCENE), SOURCE
    )
    rows = listed(room, fixes(room, {"p-1": 2, "p-2": 300}))
    assert [row.call_sign for row in rows[:2]] == ["巡p-2", "巡p-1"]
    assert [row.is_busy for row in rows[:3]] == [True, True, False]
    assert rows[0].detail == rows[1].detail == "Noise · 好又多"
    assert [row.age for row in rows[:3]] == ["5 min ago", "", "no position"]
    assert rows[2].detail == ""


def test_no_more_units_than_have_room_are_made_into_rows():
    room = DutyRoom()
    assert len(listed(room, FixTable(), limit=1)) == 1


def test_of_one_case_it_is_told_who_they_are_not_what_all_of_them_do():
    room = DutyRoom()
    units = [room.situation.units["p-1"]]
    (row,) = wall_units(units, room.situation, room.city, FixTable(), room.now, 9, of_one_case=True)
    assert row.detail == "Patrol car"
