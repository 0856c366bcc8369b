"""Joint operations: planned, changed, ended."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bigscreen.domain.centre_orders import EndOperation, PlanOperation
from bigscreen.domain.operations import JointOperation
from bigscreen.service.operation_orders import LONGEST, MOST_NAMED
from tests.support.duty_room import DutyRoom
from tests.support.small_city import LEAD, NOON, OTHER_DESK, SOURCE

DAY = timedelta(days=1)
PLAN = PlanOperation(
    name="夜市整治",
    starts_at=NOON + DAY,
    ends_at=NOON + 3 * DAY,
    grid_ids=("west",),
    item_codes=("vendor", "noise"),
    unit_ids=("p-1",),
    note="第一阶段",
)


def planned(room: DutyRoom, **changes) -> JointOperation:
    outcome = room.accepted(replace(PLAN, **changes))
    found = room.situation.operations.get(f"o{outcome.first_seq}")
    assert found is not None
    return found


def test_an_operation_is_planned_with_its_period_area_items_and_units() -> None:
    room = DutyRoom()
    assert planned(room) == JointOperation(
        id=f"o{room.situation.seq}",
        name="夜市整治",
        starts_at=NOON + DAY,
        ends_at=NOON + 3 * DAY,
        grid_ids=("west",),
        item_codes=("vendor", "noise"),
        unit_ids=("p-1",),
        note="第一阶段",
        planned_by="desk-1",
    )


def test_times_of_other_zones_are_the_same_moments_and_repeats_are_dropped() -> None:
    china = timezone(timedelta(hours=8))
    operation = planned(
        DutyRoom(), starts_at=PLAN.starts_at.astimezone(china), grid_ids=("west", "east", "west")
    )
    assert (operation.starts_at, operation.starts_at.tzinfo) == (PLAN.starts_at, UTC)
    assert operation.grid_ids == ("west", "east")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ""}, "text_missing"),
        ({"name": "字" * 61}, "text_too_long"),
        ({"note": "字" * 2001}, "text_too_long"),
        ({"ends_at": PLAN.starts_at}, "value_out_of_range"),
        ({"ends_at": PLAN.starts_at - DAY}, "value_out_of_range"),
        ({"ends_at": PLAN.starts_at + LONGEST}, ""),
        ({"ends_at": PLAN.starts_at + LONGEST + DAY}, "value_out_of_range"),
        ({"starts_at": NOON - 2 * DAY, "ends_at": NOON - DAY}, "value_out_of_range"),
        ({"starts_at": NOON - 2 * DAY}, ""),
        ({"starts_at": datetime.min.replace(tzinfo=UTC)}, "value_out_of_range"),
        ({"starts_at": datetime.max.replace(tzinfo=UTC)}, "value_out_of_range"),
        ({"ends_at": datetime.max.replace(tzinfo=UTC)}, "value_out_of_range"),
        ({"grid_ids": ("west", "south")}, "unknown_grid"),
        ({"item_codes": ("dogs",)}, "unknown_item"),
        ({"unit_ids": ("p-9",)}, "unknown_unit"),
        ({"grid_ids": (), "item_codes": (), "unit_ids": ()}, ""),
        ({"unit_ids": tuple(f"u{n}" for n in range(MOST_NAMED + 1))}, "too_many"),
        ({"operation_id": "o99"}, "unknown_operation"),
    ],
)
def test_a_plan_has_to_make_sense(changes, code) -> None:
    room = DutyRoom()
    if code:
        assert room.refused(replace(PLAN, **changes)).code == code
    else:
        planned(room, **changes)


def test_a_plan_can_be_changed_by_anybody_and_stays_its_makers() -> None:
    room = DutyRoom()
    operation = planned(room)
    change = replace(PLAN, operation_id=operation.id, name="夜市整治二期", grid_ids=())
    room.accepted(change, OTHER_DESK)
    [changed] = room.situation.operations
    assert (changed.id, changed.name) == (operation.id, "夜市整治二期")
    assert (changed.grid_ids, changed.planned_by) == ((), "desk-1")
    assert room.refused(change).code == "nothing_to_do"


def test_an_ended_operation_is_past_changing() -> None:
    room = DutyRoom()
    operation = planned(room)
    room.accepted(EndOperation(operation_id=operation.id, summary="查处 12 起"))
    [ended] = room.situation.operations
    assert (ended.ended_at, ended.ended_by, ended.summary) == (room.now, "desk-1", "查处 12 起")
    again = room.refused(EndOperation(operation_id=operation.id))
    assert again.code == "operation_ended"
    assert again.facts == {
        "operation": "夜市整治",
        "since": ended.ended_at.isoformat(),
        "by": "desk-1",
    }
    assert room.refused(replace(PLAN, operation_id=operation.id)).code == "operation_ended"


def test_an_operation_called_off_before_it_began_has_no_cases() -> None:
    room = DutyRoom()
    operation = planned(room)
    incident = room.situation.incidents[room.case(item_code="vendor", grid_id="west")].incident
    incident = replace(incident, received_at=operation.starts_at)
    assert operation.covers(incident)
    room.accepted(EndOperation(operation_id=operation.id))
    [ended] = room.situation.operations
    assert not ended.covers(incident)


def test_an_operation_nobody_planned_can_not_be_ended() -> None:
    assert DutyRoom().refused(EndOperation(operation_id="o99")).code == "unknown_operation"


def test_only_desks_plan_and_end_operations() -> None:
    room = DutyRoom()
    for actor in (SOURCE, LEAD):
        assert room.refused(PLAN, actor).code == "not_allowed"
        assert room.refused(EndOperation(operation_id="o1"), actor).code == "not_allowed"
