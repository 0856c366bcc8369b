"""The simulated city as the hub sees it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from bigscreen.city.rates import Outcomes
from bigscreen.city.simulation.distress import FIRST_AFTER, Distress
from bigscreen.city.simulation.living_city import PARKED_EVERY_S
from bigscreen.city.simulation.order_book import OrderBook
from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.assignments import MILESTONES, Milestone, StampSource
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.case_events import CaseResumed, StagePassed
from bigscreen.domain.centre_orders import AcknowledgeAlarm
from bigscreen.domain.commands import (
    AssignUnits,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.events import IncidentClosed, IncidentRegistered, MilestoneReached
from bigscreen.domain.geo import GeoPoint, contains, distance_m
from bigscreen.domain.incidents import IncidentStatus, Level
from bigscreen.domain.progress import CaseStep
from bigscreen.domain.transitions import CASE_LINE
from bigscreen.domain.units import Duty, UnitKind, UnitStatus
from bigscreen.service.patrol import PatrolWatch
from tests.adapter.city.living_room import SIMULATOR, LivingRoom


@pytest.fixture(scope="module")
def hour() -> LivingRoom:
    """An hour of the city's life, for looking at only."""
    room = LivingRoom()
    room.run(3600)
    return room


@pytest.fixture
def room() -> LivingRoom:
    room = LivingRoom(rate=0.0)
    room.run(3)
    return room


def place_of(room: LivingRoom, unit_id: str) -> GeoPoint:
    number = room.situation.units[unit_id].number
    return GeoPoint(float(room.fixes.lat[number]), float(room.fixes.lon[number]))


def a_free_unit(room: LivingRoom, kind: UnitKind = UnitKind.CAR) -> str:
    return next(
        unit_id
        for unit_id, state in sorted(room.situation.units.items())
        if state.status is UnitStatus.AVAILABLE
        and state.unit.kind is kind
        and room.fixes.has(state.number)
    )


def a_desk_case(room: LivingRoom, location: GeoPoint | None) -> str:
    command = RegisterIncident(item_code="noise", title="吵", location=location)
    return room.order(command).incident_id


def test_units_are_declared_and_on_duty_by_the_roster(hour) -> None:
    """At noon the first of two shifts runs; 21 November 2026 is a Saturday."""
    units = hour.situation.units.values()
    assert len(units) == len(hour.package.units)
    on = {state.unit.id for state in units if state.duty is Duty.ON_DUTY}
    roster = hour.package.city.plan.roster
    assert on == {line.unit_id for line in roster if 0 in line.shifts and 6 in line.weekdays}


def test_a_city_without_a_roster_has_a_few_on_leave() -> None:
    room = LivingRoom(rate=0.0)
    city = replace(room.package.city, plan=replace(room.package.city.plan, roster=()))
    room.package = replace(room.package, city=city)
    room.city = room.new_city("run")
    room.run(3)
    duties = Counter(state.duty for state in room.situation.units.values())
    assert 1 <= duties[Duty.OFF_DUTY] <= 15


def test_the_screen_is_never_empty(room) -> None:
    """Twelve to seventeen cases in different stages are there within seconds."""
    room.run(9)
    assert 12 <= len(room.open_cases) <= 17
    stages = Counter(room.stage(state.incident.id) for state in room.open_cases)
    assert stages[0] >= 2
    assert len(stages) >= 4
    ages = [room.now - state.incident.received_at for state in room.open_cases]
    assert max(ages) > timedelta(days=3)
    assert min(ages) < timedelta(minutes=1)


def test_within_two_minutes_limits_come_due(room) -> None:
    """The early alarm of one case, the deadline of another, and the red card of a third."""
    limits = [state.progress.deadline for state in room.open_cases if state.progress.deadline]
    soon = (room.now, room.now + timedelta(minutes=2))
    assert any(soon[0] < limit.warn_at < soon[1] for limit in limits)
    assert any(soon[0] < limit.due_at < soon[1] for limit in limits)
    assert any(limit.red_at and soon[0] < limit.red_at < soon[1] for limit in limits)


def test_everything_the_city_reports_is_accepted_once(hour) -> None:
    assert [outcome.code for _, outcome in hour.refused] == []
    assert len(set(hour.ids)) == len(hour.ids)
    assert all(1 <= len(command_id) <= 64 for command_id in hour.ids)


def test_cases_arrive_are_handled_and_closed(hour) -> None:
    counts = Counter(type(event) for event in hour.events)
    assert 18 <= counts[IncidentRegistered] <= 45
    assert counts[IncidentClosed] >= 8
    assert len(hour.open_cases) >= 8


def test_milestones_come_in_order_and_are_reported_not_guessed(hour) -> None:
    for assignment in hour.situation.assignments.values():
        times = [assignment.stamps[m].at for m in MILESTONES if m in assignment.stamps]
        assert times == sorted(times)
        assert list(assignment.stamps) == list(MILESTONES[: assignment.stage])


def test_responses_take_minutes(hour) -> None:
    received = {
        e.incident.id: e.incident.received_at
        for e in hour.events
        if isinstance(e, IncidentRegistered)
    }
    responses = [
        (e.stamp.at - received[e.incident_id]).total_seconds()
        for e in hour.events
        if isinstance(e, MilestoneReached) and e.milestone is Milestone.ON_SCENE
    ]
    assert 50 < float(np.median(responses)) < 400


def test_units_stay_in_the_city_and_on_their_beat(hour) -> None:
    rings = {grid.id: grid.ring for grid in hour.package.city.grids}
    idle = [
        state
        for state in hour.situation.units.values()
        if state.status is UnitStatus.AVAILABLE and hour.fixes.has(state.number)
    ]
    at_home = sum(
        contains(rings[state.unit.grid_id], place_of(hour, state.unit.id)) for state in idle
    )
    assert at_home > 0.8 * len(idle)
    assert all(hour.package.city.grid_at(place_of(hour, s.unit.id)) for s in idle)


def test_moving_units_report_every_second_and_parked_ones_now_and_then(room) -> None:
    room.run(40)
    seen: dict[int, list[tuple[float, float]]] = {}
    for _ in range(60):
        fixes = room.step().fixes
        for number, speed, at in zip(fixes.number, fixes.speed_mps, fixes.fixed_at_ms, strict=True):
            seen.setdefault(int(number), []).append((float(at), float(speed)))
    gaps = [
        ((b[0] - a[0]) / 1000.0, a[1] > 0 and b[1] > 0, a[1] == b[1] == 0)
        for fixes in seen.values()
        for a, b in pairwise(fixes)
    ]
    assert {gap for gap, both_moving, _ in gaps if both_moving and gap < 5} == {1.0}
    assert {gap for gap, _, parked in gaps if parked} == {PARKED_EVERY_S}


def test_no_unit_jumps(room) -> None:
    """What moves, moves at a speed a car could have."""
    room.run(30)  # what happened before the beginning is caught up with
    last: dict[int, tuple[GeoPoint, float]] = {}
    for _ in range(300):
        fixes = room.step().fixes
        for row in range(len(fixes)):
            number = int(fixes.number[row])
            here = GeoPoint(float(fixes.lat[row]), float(fixes.lon[row]))
            at = float(fixes.fixed_at_ms[row]) / 1000.0
            if number in last:
                before, then = last[number]
                assert distance_m(before, here) <= 25.0 * (at - then) + 30.0
            last[number] = (here, at)


def test_two_to_four_in_a_hundred_devices_are_silent(room) -> None:
    room.run(2 * int(PARKED_EVERY_S))
    newest = room.now.timestamp() * 1000.0
    on_duty = [s for s in room.situation.units.values() if s.duty is Duty.ON_DUTY]
    silent = [
        s
        for s in on_duty
        if not room.fixes.has(s.number) or newest - room.fixes.fixed_at_ms[s.number] > 30_000
    ]
    assert 1 <= len(silent) <= 0.08 * len(on_duty)


def test_units_off_duty_send_nothing(room) -> None:
    off = [s.number for s in room.situation.units.values() if s.duty is Duty.OFF_DUTY]
    room.run(60)
    assert off
    assert not any(room.fixes.has(number) for number in off)


def test_a_unit_obeys_an_order_of_the_desk_to_the_end(room) -> None:
    unit_id = a_free_unit(room)
    scene = room.package.city.stations[0].location
    case_id = a_desk_case(room, scene)
    assert room.order(AssignUnits(incident_id=case_id, unit_ids=(unit_id,))).code == "ok"
    for stage in range(2, 5):
        room.until(lambda stage=stage: room.stage(case_id) >= stage)
    assert distance_m(place_of(room, unit_id), scene) < 40.0
    room.until(lambda: room.stage(case_id) == len(MILESTONES))
    room.run(200)
    assert room.situation.incidents[case_id].status is IncidentStatus.OPEN
    assert room.situation.units[unit_id].status is UnitStatus.ON_SCENE


def test_cases_of_others_are_left_to_others(room) -> None:
    case_id = a_desk_case(room, room.package.city.stations[0].location)
    room.run(400)
    assert room.stage(case_id) == 0


def test_units_of_others_are_not_sent(room) -> None:
    """What another source has declared may be the nearest by far; the city leaves it alone."""
    stranger = Actor(name="platform", role=Role.SOURCE)
    near = room.package.city.stations[4].location
    units = tuple(
        replace(state.unit, id=f"other-{place}", call_sign=f"外{place}", home=near)
        for place, state in enumerate(list(room.situation.units.values())[:20])
    )
    assert room.order(DeclareUnits(units=units), stranger).code == "ok"
    case_id = a_source_case(room, "theft", Level.ONE)
    joined = AssignUnits(incident_id=case_id, unit_ids=("other-0",))
    assert room.order(joined).code == "ok"
    report = RecordMilestone(
        incident_id=case_id, unit_id="other-0", milestone=Milestone.REPORTED, at=room.now
    )
    assert room.order(report, stranger).code == "ok"
    room.run(120)
    assert [outcome.code for _, outcome in room.refused] == []
    assert room.situation.units["other-0"].assignment_ids


def test_a_recalled_unit_goes_back_to_patrol(room) -> None:
    unit_id = a_free_unit(room)
    case_id = a_desk_case(room, room.package.city.stations[0].location)
    room.order(AssignUnits(incident_id=case_id, unit_ids=(unit_id,)))
    room.until(lambda: room.situation.units[unit_id].status is UnitStatus.EN_ROUTE)
    room.order(ReleaseUnit(incident_id=case_id, unit_id=unit_id))
    room.run(400)
    assert room.situation.units[unit_id].status is UnitStatus.AVAILABLE


def test_a_case_without_a_place_is_reached_all_the_same(room) -> None:
    unit_id = a_free_unit(room)
    case_id = a_desk_case(room, None)
    room.order(AssignUnits(incident_id=case_id, unit_ids=(unit_id,)))
    room.until(lambda: room.stage(case_id) >= 4)


@pytest.mark.parametrize("kind", [UnitKind.DRONE, UnitKind.FOOT, UnitKind.POST])
def test_every_kind_of_unit_arrives(room, kind) -> None:
    unit_id = a_free_unit(room, kind)
    here = place_of(room, unit_id)
    scene = GeoPoint(here.lat + 0.002, here.lon)
    case_id = a_desk_case(room, scene)
    room.order(AssignUnits(incident_id=case_id, unit_ids=(unit_id,)))
    room.until(lambda: room.stage(case_id) >= 4)
    room.run(20)
    assert distance_m(place_of(room, unit_id), scene) < 1.0


def test_a_unit_off_duty_is_not_sent_but_ends_what_it_holds(room) -> None:
    unit_id = a_free_unit(room)
    case_id = a_desk_case(room, room.package.city.stations[0].location)
    room.order(AssignUnits(incident_id=case_id, unit_ids=(unit_id,)))
    room.order(SetDuty(unit_id=unit_id, duty=Duty.OFF_DUTY))
    room.until(lambda: room.stage(case_id) == len(MILESTONES))


def test_a_case_whose_units_were_recalled_gets_others_after_a_while(room) -> None:
    """The desk has five minutes to send somebody else first."""
    work = room.situation.assignments
    room.until(lambda: any(a.is_open and a.stage < 4 for a in work.values()))
    case_id = next(a.incident_id for a in work.values() if a.is_open and a.stage < 4)
    for assignment in list(work.values()):
        if assignment.incident_id == case_id and assignment.is_open:
            release = ReleaseUnit(incident_id=case_id, unit_id=assignment.unit_id)
            assert room.order(release).code == "ok"

    def is_handled() -> bool:
        return any(a.is_open and a.incident_id == case_id for a in work.values())

    room.run(290)
    assert not is_handled()
    room.until(is_handled, 400)


def a_source_case(room: LivingRoom, item: str, level: Level) -> str:
    command = RegisterIncident(
        item_code=item,
        title=item,
        level=level,
        location=room.package.city.stations[4].location,
        reference="JQM-20261121-115959",
        at=room.now,
    )
    return room.order(command, SIMULATOR, "other").incident_id


def test_a_grave_case_gets_a_second_unit_of_the_lead_force(room) -> None:
    room.run(10)
    case_id = a_source_case(room, "theft", Level.ONE)
    room.until(lambda: room.stage(case_id) >= 1)
    state = room.situation.incidents[case_id]
    sent = [room.situation.units[a.unit_id].unit for a in room.situation.assignments_of(state)]
    assert len(sent) == 2
    assert all("patrol" in unit.force_codes for unit in sent)


def test_where_nobody_is_free_the_city_keeps_trying(room) -> None:
    room.run(10)
    on_duty = [u for u, s in room.situation.units.items() if s.duty is Duty.ON_DUTY]
    for unit_id in on_duty:
        room.order(SetDuty(unit_id=unit_id, duty=Duty.OFF_DUTY))
    case_id = a_source_case(room, "theft", Level.ONE)
    room.run(120)
    assert room.stage(case_id) == 0
    for unit_id in on_duty:
        room.order(SetDuty(unit_id=unit_id, duty=Duty.ON_DUTY))
    room.until(lambda: room.stage(case_id) >= 1, 60)


def test_a_reopened_case_stays_with_the_desk(room) -> None:
    room.until(lambda: any(isinstance(e, IncidentClosed) for e in room.events), 5400)
    case_id = next(e.incident_id for e in room.events if isinstance(e, IncidentClosed))
    room.order(ReopenIncident(incident_id=case_id, reason="又吵"))
    room.run(300)
    assert room.situation.incidents[case_id].status is IncidentStatus.OPEN


def test_the_city_resumes_where_the_ledger_stands() -> None:
    """A simulator started anew finds units, cases and work, and goes on without new ones."""
    room = LivingRoom(rate=0.0)
    room.run(120)
    before = {state.incident.id for state in room.open_cases}
    registered = sum(isinstance(e, IncidentRegistered) for e in room.events)
    room.now += timedelta(minutes=2)
    room.city = room.new_city("run-2")
    room.run(1500)
    assert sum(isinstance(e, IncidentRegistered) for e in room.events) == registered
    assert [outcome.code for _, outcome in room.refused] == []
    assert any(e.incident_id in before for e in room.events if isinstance(e, IncidentClosed))


def test_the_same_seed_lives_the_same_life() -> None:
    one, other, stranger = LivingRoom(5), LivingRoom(5), LivingRoom(6)
    for room in (one, other, stranger):
        room.run(90)
    assert one.events == other.events
    assert np.array_equal(one.fixes.lat, other.fixes.lat)
    assert one.events != stranger.events


def test_a_clock_put_back_brings_no_case_twice() -> None:
    room = LivingRoom(rate=30.0)
    room.run(120)
    registered = sum(isinstance(e, IncidentRegistered) for e in room.events)
    room.now -= timedelta(seconds=60)
    room.run(50)
    assert sum(isinstance(e, IncidentRegistered) for e in room.events) == registered


def test_a_rate_multiplies_the_arrivals() -> None:
    room = LivingRoom(rate=20.0)
    room.run(600)
    assert 40 <= sum(isinstance(e, IncidentRegistered) for e in room.events) - 15 <= 90


def stages_of(room: LivingRoom) -> dict[str, list[CaseStep | None]]:
    steps: dict[str, list[CaseStep | None]] = {}
    for event in room.events:
        if isinstance(event, StagePassed):
            steps.setdefault(event.incident_id, []).append(event.entry.step)
    return steps


def test_city_cases_walk_their_whole_way_by_report() -> None:
    """Nothing is back-filled: every stage is reported, none before the one ahead of it."""
    room = LivingRoom(rate=6.0)
    outcomes = Outcomes(
        invalid_calls=0.5, invalid_cases=0.1, returned=0.3, reworked=0.5, suspended=0.3
    )
    room.package = replace(room.package, rates=replace(room.package.rates, outcomes=outcomes))
    room.city = room.new_city("run")
    for _ in range(1800):
        room.step(5.0)
    assert [outcome.code for _, outcome in room.refused] == []
    entries = [event.entry for event in room.events if isinstance(event, StagePassed)]
    assert {entry.how for entry in entries} == {StampSource.SYSTEM}
    taken = Counter(entry.step for entry in entries)
    assert set(taken) == set(CaseStep) - {CaseStep.SUSPEND, CaseStep.RESUME}
    assert any(isinstance(event, CaseResumed) for event in room.events)
    closed = [event for event in room.events if isinstance(event, IncidentClosed)]
    assert {event.valid for event in closed} == {True, False}
    codes = {one.code for one in room.package.city.dispositions if not one.retired}
    assert {event.disposition for event in closed} <= codes | {""}
    for steps in stages_of(room).values():
        line = [step for step, _ in CASE_LINE]
        assert steps[: len(line)] == line[: len(steps)] or not set(steps) <= set(line)
    for state in room.situation.incidents.values():
        moments = [entry.at for entry in state.progress.stages]
        assert moments == sorted(moments)


def test_units_are_seen_where_the_duty_plan_wants_them(room) -> None:
    """Within the hour a good part of the must-visit points is covered, and some lines."""
    plan = room.package.city.plan
    watch = PatrolWatch(plan)
    watch.shift_started(room.now.timestamp() * 1000.0)
    watch.units_changed(room.situation.units.values())
    covered: set[str] = set()
    for _ in range(3600):
        fixes = room.step().fixes
        now_ms = room.now.timestamp() * 1000.0
        covered |= {visit.duty_id for visit in watch.take_in(fixes, now_ms)}
    points = {duty.id for duty in plan.patrol if not duty.is_line}
    assert len(covered & points) > len(points) / 3
    assert covered - points


def test_soon_somebody_calls_for_help_and_is_safe_once_it_was_answered() -> None:
    room = LivingRoom()
    began = room.now
    room.until(lambda: len(room.situation.alarms), at_most_s=200)
    [alarm] = room.situation.alarms.open()
    assert (alarm.kind, alarm.status) == (AlarmKind.SOS, AlarmStatus.SOUNDING)
    assert alarm.raised_at - began >= FIRST_AFTER
    assert alarm.detail
    assert room.situation.units[alarm.unit_id].duty is Duty.ON_DUTY
    room.order(AcknowledgeAlarm(alarm_id=alarm.id))
    room.until(lambda: not list(room.situation.alarms.open()), at_most_s=200)
    ended = room.situation.alarms.get(alarm.id)
    assert (ended.status, ended.by) == (AlarmStatus.CLEARED, SIMULATOR.name)
    assert not room.refused


def test_how_often_units_call_for_help_follows_the_rates(room) -> None:
    orders = OrderBook("run")
    distress = Distress([unit.id for unit in room.package.units], 24.0, 1, orders)
    for minute in range(24 * 60):
        at = room.now + timedelta(minutes=minute)
        distress.advance(room.situation, at, at + timedelta(minutes=1))
    assert 12 <= len(orders.take()) <= 40
