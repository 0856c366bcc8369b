"""The map tells what the shift has covered, and where a joint operation runs now."""

import json
from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.patrol import Visit
from bigscreen.domain.records import Records
from bigscreen.domain.shift import Shift
from bigscreen.viewmodels.map_duty import calling_units, duty_json, running_operations
from tests.support.duty_records import an_alarm, an_operation
from tests.support.duty_room import DutyRoom
from tests.support.small_city import NOON, small_city

POINT = PatrolDuty(id="p1", name="学校", name_en="School", path=(GeoPoint(30.5, 103.2),), visits=2)
LINE = PatrolDuty(
    id="l1", name="街", name_en="Street", path=(GeoPoint(30.5, 103.2), GeoPoint(30.5, 103.3))
)
CITY = replace(small_city(), plan=DutyPlan(patrol=(POINT, LINE)))


def visit(duty_id: str) -> Visit:
    return Visit(duty_id=duty_id, unit_id="p-1", at=NOON)


def told(*visits: str, operations=()) -> dict:
    shift = Shift(visits=tuple(visit(duty_id) for duty_id in visits))
    return json.loads(duty_json(shift, operations, CITY, version=3))


def test_a_duty_is_done_when_it_was_visited_as_often_as_it_wants():
    assert told()["done"] == []
    assert told("p1", "l1")["done"] == ["l1"]
    assert told("p1", "l1", "p1", "gone")["done"] == ["p1", "l1"]


def test_an_operation_is_told_with_its_grids_or_all_of_them():
    some, everywhere = an_operation(grid_ids=("east",), name="夜市\u202e整治"), an_operation()

    assert told(operations=(some, everywhere)) == {
        "version": 3,
        "done": [],
        "operations": [
            {"name": "夜市整治", "grids": ["east"]},
            {"name": "夜市整治", "grids": ["west", "east"]},
        ],
        "calls": [],
    }


def test_only_operations_that_run_at_the_moment_count():
    planned = an_operation(id="later", starts_at=NOON + timedelta(hours=2))
    ended = an_operation(id="ended", ended_at=NOON + timedelta(minutes=5))
    kept = Records((an_operation(), planned, ended))

    at = {
        hours: [one.id for one in running_operations(kept, NOON + timedelta(hours=hours))]
        for hours in (-1, 0, 2, 3)
    }

    assert at == {-1: [], 0: ["o1"], 2: ["o1", "later"], 3: []}


def test_units_that_call_for_help_are_told_until_it_is_over():
    room = DutyRoom(units=("p-1", "p-2"))
    known = {one.unit.id: one.number for one in room.situation.units.values()}
    sos = {"kind": AlarmKind.SOS, "incident_id": ""}
    for alarm in (
        an_alarm(id="a", unit_id="p-2", **sos),
        an_alarm(id="b", unit_id="gone", **sos),
        an_alarm(id="c", unit_id="p-1", status=AlarmStatus.CLEARED, **sos),
        an_alarm(id="d"),
    ):
        room.situation.alarms.put(alarm)
    calls = calling_units(room.situation)
    assert calls == (known["p-2"],)
    assert json.loads(duty_json(Shift(), (), CITY, version=1, calls=calls))["calls"] == [*calls]
