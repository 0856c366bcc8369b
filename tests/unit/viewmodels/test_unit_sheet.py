"""The card of a unit says who it is, what it does, and how old its position is."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bigscreen.domain.commands import AssignUnits
from bigscreen.domain.duty_plan import Device, DutyPlan, Officer, RosterLine, Squad
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.units import UnitKind
from bigscreen.viewmodels.unit_sheet import fix_age_s, unit_sheet
from tests.support.duty_room import DutyRoom
from tests.support.small_city import a_unit


@pytest.fixture
def room():
    room = DutyRoom()
    number = room.situation.units["p-2"].number
    state = room.situation.units["p-2"]
    unit = a_unit("p-2", force_codes=("police", "cg"), kind=UnitKind.FOOT, officers=3)
    room.situation.units["p-2"] = type(state)(unit=unit, number=number)
    return room


def fixes_of(room, unit_id, age_s):
    table = FixTable()
    at_ms = (room.now - timedelta(seconds=age_s)).timestamp() * 1000
    table.update(
        FixColumns(
            number=np.array([room.situation.units[unit_id].number], np.uint32),
            lat=np.zeros(1),
            lon=np.zeros(1),
            speed_mps=np.zeros(1, np.float32),
            heading_deg=np.zeros(1, np.float32),
            fixed_at_ms=np.array([at_ms]),
        )
    )
    return table


def sheet_of(room, unit_id, fixes=None):
    return unit_sheet(room.situation, unit_id, room.city, fixes or FixTable(), room.now)


def test_an_unknown_unit_has_no_card(room):
    assert sheet_of(room, "ghost") is None


def test_a_unit_that_never_reported(room):
    sheet = sheet_of(room, "p-1")
    assert (sheet.call_sign, sheet.status, sheet.cases) == ("巡p-1", "Free", ())
    assert sheet.facts_line == "Police · Patrol car · West"
    assert sheet.fix_line == "No position yet"
    assert sheet.is_stale


@pytest.mark.parametrize(
    ("age_s", "line", "stale"),
    [(2, "Position 2 s ago", False), (180, "Position 3 min ago", True)],
)
def test_the_age_of_the_position_is_said(room, age_s, line, stale):
    sheet = sheet_of(room, "p-2", fixes_of(room, "p-2", age_s))
    assert sheet.facts_line == "Police + Chengguan · Foot patrol · West"
    assert (sheet.fix_line, sheet.is_stale) == (line, stale)
    assert ("Officers", "3 officers") in sheet.rows


def test_a_position_from_a_clock_that_runs_ahead_is_not_negative(room):
    assert fix_age_s(fixes_of(room, "p-1", -5), room.situation.units["p-1"].number, room.now) == 0


def test_the_present_case_stands_before_the_second_one(room):
    first, second = room.case(title="a"), room.case(title="b")
    room.assigned(first, "p-1")
    room.accepted(AssignUnits(incident_id=second, unit_ids=("p-1",), confirm=True))
    assert sheet_of(room, "p-1").cases == ((first, "Noise · a"), (second, "Next: Noise · b"))


def test_who_and_what_is_in_it_is_said_where_the_city_knows():
    room = DutyRoom()
    plan = DutyPlan(
        officers=(Officer(id="1", name="王建国", force="police", unit_id="p-1"),),
        devices=(
            Device(id="r", unit_id="p-1", kind="radio", label="电台 1"),
            Device(id="c", unit_id="p-1", kind="body_camera", label="执法仪 1"),
        ),
        squads=(Squad(code="s1", name="一中队", name_en="Squad One", force="police"),),
        roster=(RosterLine(unit_id="p-1", shifts=(0,)),),
    )
    city = replace(room.city, plan=plan)
    known = room.situation.units["p-1"]
    unit = replace(known.unit, squad="s1", capabilities=("first_aid",))
    room.situation.units["p-1"] = replace(known, unit=unit)
    sheet = unit_sheet(room.situation, "p-1", city, FixTable(), room.now)
    rows = dict(sheet.rows)
    assert rows["Officers"] == "王建国"
    assert sheet.facts_line.endswith(" · Squad One")
    assert (rows["Radio"], rows["Devices"]) == ("电台 1", "执法仪 1")
    assert rows["Shift"].startswith("Shift 1 · on duty till ")
    assert rows["Able to"]
    other = dict(unit_sheet(room.situation, "p-2", city, FixTable(), room.now).rows)
    assert other == {"Shift": "Not on the roster"}


def test_the_source_of_the_position_is_named(room):
    known = room.situation.units["p-2"]
    room.situation.units["p-2"] = replace(known, unit=replace(known.unit, source="gps"))
    sheet = sheet_of(room, "p-2", fixes_of(room, "p-2", 4))
    assert sheet.fix_line == "Position 4 s ago · from gps"
