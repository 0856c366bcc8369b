"""Shifts begin by the city's clock, and the roster holds from then on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bigscreen.domain.centre_events import ShiftStarted
from bigscreen.domain.commands import AssignUnits, DeclareUnits, SetDuty
from bigscreen.domain.duty_plan import DutyPlan, RosterLine
from bigscreen.domain.events import DutyChanged
from bigscreen.domain.units import Duty
from bigscreen.service.shift_watch import shift_at
from bigscreen.service.watch_orders import MOST_EVENTS
from tests.support.small_city import NOON, SOURCE, a_unit
from tests.support.watch_room import WatchRoom, clock_city
from tests.support.work_days import at

DAY_SHIFT, NIGHT_SHIFT = 0, 1


@pytest.mark.parametrize(
    ("zone", "hours", "now", "index", "began"),
    [
        ("Asia/Shanghai", (8, 20), "2026-03-02T12:00", 0, "2026-03-02T08:00"),
        ("Asia/Shanghai", (8, 20), "2026-03-02T08:00", 0, "2026-03-02T08:00"),
        ("Asia/Shanghai", (8, 20), "2026-03-02T07:59", 1, "2026-03-01T20:00"),
        ("Asia/Shanghai", (8, 20), "2027-01-01T02:00", 1, "2026-12-31T20:00"),
        ("Asia/Shanghai", (0, 8, 16), "2026-03-02T00:00", 0, "2026-03-02T00:00"),
        ("Asia/Shanghai", (6,), "2026-03-02T05:00", 0, "2026-03-01T06:00"),
        ("America/New_York", (2, 14), "2026-03-08T03:00", 0, "2026-03-08T03:00"),  # no 02:00
        ("America/New_York", (2, 14), "2026-03-08T01:59", 1, "2026-03-07T14:00"),
        ("America/New_York", (1, 13), "2026-11-01T12:00", 0, "2026-11-01T01:00"),  # the first 1:00
    ],
)
def test_the_running_shift(zone, hours, now, index, began) -> None:
    city = clock_city(timezone=zone, shift_start_hours=hours)
    assert shift_at(city, at(now, zone)) == (index, at(began, zone))


def test_a_city_without_shifts_has_none_running() -> None:
    assert shift_at(clock_city(shift_start_hours=()), NOON) is None
    room = WatchRoom(clock_city(shift_start_hours=()))
    assert (room.look(50), room.situation.shift.started_at) == ([], None)


def roster_city(*lines: RosterLine):
    return clock_city(plan=DutyPlan(roster=lines))


def on_duty(room: WatchRoom) -> set[str]:
    units = room.situation.units.values()
    return {state.unit.id for state in units if state.duty is Duty.ON_DUTY}


def test_at_a_shift_s_beginning_the_roster_says_who_is_on_duty() -> None:
    """Noon of Monday; the day shift runs from 8 to 20."""
    city = roster_city(
        RosterLine(unit_id="p-1", shifts=(DAY_SHIFT,)),
        RosterLine(unit_id="p-2", shifts=(NIGHT_SHIFT,)),
        RosterLine(unit_id="gone", shifts=(NIGHT_SHIFT,)),
    )
    room = WatchRoom(city, units=("p-1", "p-2", "p-3"))
    assert on_duty(room) == {"p-1", "p-3"}  # p-3 is not under the roster
    assert room.look(7.9) == []
    changes = room.look(8)
    assert on_duty(room) == {"p-2", "p-3"}
    assert [type(event) for event in changes] == [DutyChanged, DutyChanged, ShiftStarted]
    assert changes[-1] == ShiftStarted(index=NIGHT_SHIFT, at=NOON + timedelta(hours=8))
    assert {event.by for event in changes[:-1]} == {"hub"}
    assert room.look(19.9) == []
    room.look(20)
    assert on_duty(room) == {"p-1", "p-3"}


def test_what_is_ordered_in_between_holds_until_the_next_beginning() -> None:
    room = WatchRoom(roster_city(RosterLine(unit_id="p-1", shifts=(0, 1))), units=("p-1",))
    room.accepted(SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY))
    assert room.look(7) == []
    assert on_duty(room) == set()
    room.look(8)
    assert on_duty(room) == {"p-1"}


@pytest.mark.parametrize(
    ("hours", "there"),
    [
        (20, {"p-1"}),  # Tuesday morning
        (20 + 3 * 24, {"p-1"}),  # Friday
        (20 + 4 * 24, {"p-2"}),  # Saturday
        (12 + 20 + 4 * 24, {"p-1"}),  # the night from Saturday on
        (20 + 6 * 24, {"p-1"}),  # Monday again
    ],
)
def test_one_of_several_lines_is_enough(hours, there) -> None:
    city = roster_city(
        RosterLine(unit_id="p-1", shifts=(DAY_SHIFT,), weekdays=(1, 2, 3, 4, 5)),
        RosterLine(unit_id="p-1", shifts=(NIGHT_SHIFT,), weekdays=(6,)),
        RosterLine(unit_id="p-2", shifts=(DAY_SHIFT,), weekdays=(6, 7)),
    )
    room = WatchRoom(city, units=("p-1", "p-2"))
    room.look(hours)
    assert on_duty(room) == there


def test_a_shift_that_began_while_the_hub_was_down_begins_late_with_its_own_time() -> None:
    room = WatchRoom(roster_city(RosterLine(unit_id="p-1", shifts=(DAY_SHIFT,))), units=("p-1",))
    room.look(8 + 5 * 24 + 3)
    assert room.situation.shift.started_at == NOON + timedelta(days=5, hours=8)
    assert on_duty(room) == set()


def test_a_unit_keeps_what_it_holds_when_its_shift_ends() -> None:
    room = WatchRoom(roster_city(RosterLine(unit_id="p-1", shifts=(DAY_SHIFT,))), units=("p-1",))
    [assignment] = room.assigned(room.case(), "p-1")
    room.look(8)
    assert on_duty(room) == set()
    assert room.situation.units["p-1"].assignment_ids == (assignment.id,)


def test_a_roster_greater_than_one_look_is_worked_off_before_the_shift_counts_as_begun() -> None:
    names = [f"u{number}" for number in range(MOST_EVENTS + 30)]
    lines = [RosterLine(unit_id=name, shifts=(DAY_SHIFT,)) for name in names]
    room = WatchRoom(roster_city(*lines), units=tuple(names))
    counts = [len(room.look(8)) for _ in range(3)]
    assert counts == [MOST_EVENTS, 31, 0]
    assert on_duty(room) == set()


def test_the_shift_does_not_begin_again_when_the_clock_is_put_back() -> None:
    room = WatchRoom()
    room.look(8)
    assert room.look(7) == []


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    now = datetime(2026, 3, 3, 1, tzinfo=UTC)
    assert shift_at(clock_city(), now) == shift_at(clock_city(), now.astimezone())


def test_a_unit_that_is_made_known_during_a_shift_starts_as_the_roster_has_it() -> None:
    """A new ledger's first shift begins before any source has said which units there are."""
    city = roster_city(
        RosterLine(unit_id="p-1", shifts=(DAY_SHIFT,)),
        RosterLine(unit_id="p-2", shifts=(NIGHT_SHIFT,)),
    )
    room = WatchRoom(city)
    assert room.situation.shift.started_at is not None
    fleet = DeclareUnits(units=tuple(a_unit(name) for name in ("p-1", "p-2", "p-3")))
    room.accepted(fleet, SOURCE)
    assert on_duty(room) == {"p-1", "p-3"}
    case = room.case()
    outcome = room.refused(AssignUnits(incident_id=case, unit_ids=("p-2",)))
    assert outcome.code == "off_duty", "who is not on duty can not be sent"

    room.accepted(SetDuty(unit_id="p-2", duty=Duty.ON_DUTY))
    room.accepted(replace(fleet, units=(a_unit("p-2", call_sign="巡二"),)), SOURCE)
    assert on_duty(room) == {"p-1", "p-2", "p-3"}, "saying more of a known unit changes no duty"
