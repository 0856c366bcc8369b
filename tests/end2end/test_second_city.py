"""The second city on a hub of its own: its levels, echelons, minimums and clocks hold there."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bigscreen.city.package import load_city, load_units
from bigscreen.domain.alarms import AlarmKind
from bigscreen.domain.authority import Role
from bigscreen.domain.case_orders import (
    AdvanceCase,
    CreateHandOver,
    EscalateIncident,
)
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.centre_orders import SetDutyLevel
from bigscreen.domain.commands import AssignUnits, CloseIncident, Command, RegisterIncident
from bigscreen.domain.geo import distance_m
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.progress import CaseStep
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.units import Duty
from bigscreen.feed.source_client import SourceClient
from tests.support.hub_process import environment, hub_process
from tests.support.running_hub import TOKENS
from tests.support.waiting import until

FOLDER = Path(__file__).parents[2] / "resources" / "small_city"
CITY = load_city(FOLDER)
UNITS = {unit.id: unit for unit in load_units(FOLDER)}
LOCAL = ZoneInfo("Asia/Shanghai")
NIGHT = "2026-11-21T02:00+08:00"
"""A Saturday, in the first of three shifts: only patrols and the joint posts are out."""


@asynccontextmanager
async def desk_in_the_living_city(folder: Path) -> AsyncIterator[SourceClient]:
    """Start hub and simulator as people do; a desk joins once everybody is where they belong."""
    (folder / "token").write_text(TOKENS[Role.SOURCE], encoding="utf-8")
    async with hub_process(folder, "--clock-start", NIGHT, city=FOLDER) as hub:
        simulator = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bigscreen", "simulate", "--hub", hub.url),
            *("--city", str(FOLDER), "--token-file", str(folder / "token"), "--rate", "0"),
            "--exit-with-stdin",
            stdin=asyncio.subprocess.PIPE,
            env=environment(folder),
        )
        try:
            async with SourceClient(hub.url, TOKENS[Role.DESK], "desk", kind="desk") as desk:
                await until(lambda: len(off_duty(desk)) == len(resting()))
                yield desk
        finally:
            simulator.kill()
            await simulator.wait()


def off_duty(desk: SourceClient) -> set[str]:
    units = desk.situation.units.items()
    return {unit_id for unit_id, state in units if state.duty is Duty.OFF_DUTY}


def resting() -> set[str]:
    return {line.unit_id for line in CITY.plan.roster if 0 not in line.shifts}


async def registered(desk: SourceClient, item: str) -> IncidentState:
    order = RegisterIncident(item_code=item, title=item, location=CITY.stations[-1].location)
    outcome = await desk.submit(order)
    assert outcome.code == "ok"
    return desk.situation.incidents[outcome.incident_id]


async def refused(desk: SourceClient, order: Command) -> tuple[str, object]:
    outcome = await desk.submit(order)
    return outcome.code, outcome.facts.get("could")


@pytest.mark.timeout(120)
async def test_levels_echelons_minimums_and_clocks_are_the_citys_own(tmp_path: Path) -> None:
    async with desk_in_the_living_city(tmp_path) as desk:
        await its_roster_says_who_can_be_sent(desk)
        await its_duty_level_decides_what_is_too_few(desk)
        await its_echelons_call_by_its_own_rules(desk)
        await its_clocks_and_calendar_say_when_it_is_due(desk)
        await its_departments_and_endings_are_the_ones_to_name(desk)


async def its_roster_says_who_can_be_sent(desk: SourceClient) -> None:
    assert off_duty(desk) == resting()
    case = await registered(desk, "crash")
    order = AssignUnits(incident_id=case.incident.id, unit_ids=(min(resting()),))
    assert (await desk.submit(order)).code == Refusal.OFF_DUTY


async def its_duty_level_decides_what_is_too_few(desk: SourceClient) -> None:
    def too_few() -> set[tuple[str, str]]:
        alarms = desk.situation.alarms.open()
        few = [alarm for alarm in alarms if alarm.kind is AlarmKind.UNITS_BELOW_MINIMUM]
        return {(alarm.grid_id, alarm.force_code) for alarm in few}

    assert too_few() == set()
    order = SetDutyLevel(level="level_1", reason="海鲜节")
    assert await refused(desk, order) == (Refusal.UNKNOWN_DUTY_LEVEL, ["calm", "festival"])
    order = SetDutyLevel(level="festival", reason="海鲜节")
    assert (await desk.submit(order)).code == "ok"
    wanted = {(m.grid_id, "road") for m in CITY.plan.minimums if m.duty_level == "festival"}
    await until(lambda: too_few() == wanted)


async def its_echelons_call_by_its_own_rules(desk: SourceClient) -> None:
    case = await registered(desk, "fight")
    case_id, scene = case.incident.id, case.incident.location
    order = EscalateIncident(incident_id=case_id, reason="人多")
    assert (await desk.submit(order)).code == "ok"
    [first] = desk.situation.incidents[case_id].progress.echelons
    street = CITY.ancestors(case.incident.grid_id)[0]
    zones = CITY.subtree(street.id)
    assert first.commander == street.commander
    assert first.unit_ids
    for unit_id in first.unit_ids:
        unit = UNITS[unit_id]
        assert unit.grid_id in zones
        assert "swat" in unit.force_codes
        assert unit_id not in resting()
        assert distance_m(unit.home, scene) <= 1500
    assert (await desk.submit(order)).code == "ok"
    second = desk.situation.incidents[case_id].progress.echelons[-1]
    assert (second.echelon, second.commander) == (2, CITY.areas[0].commander)
    assert (await desk.submit(order)).code == Refusal.NO_FURTHER_ECHELON


async def its_clocks_and_calendar_say_when_it_is_due(desk: SourceClient) -> None:
    night = await registered(desk, "night_stall")
    assert night.progress.deadline.clock == "night_3h"
    assert night.progress.deadline.due_at == night.incident.received_at + timedelta(hours=3)
    zone = await registered(desk, "shopfront")
    # Two working days of seven hours: Saturday, and Monday, for Sunday is off.
    assert zone.progress.deadline.due_at == datetime(2026, 11, 23, 18, tzinfo=LOCAL)
    assert zone.progress.deadline.yellow_at == zone.progress.deadline.due_at
    assert zone.progress.deadline.red_at == datetime(2026, 11, 25, 18, tzinfo=LOCAL)
    site = await registered(desk, "site_dust")
    assert site.progress.deadline.due_at == site.incident.received_at + timedelta(hours=72)
    call = await registered(desk, "quarrel")
    assert call.progress.deadline.due_at == call.incident.received_at + timedelta(hours=12)
    assert call.progress.deadline.yellow_at is None


async def its_departments_and_endings_are_the_ones_to_name(desk: SourceClient) -> None:
    case = await registered(desk, "wharf_litter")
    case_id = case.incident.id
    for step in (CaseStep.REPORT, CaseStep.VERIFY, CaseStep.OPEN):
        assert (await desk.submit(AdvanceCase(incident_id=case_id, step=step))).code == "ok"
    codes = [department.code for department in CITY.plan.departments]
    routed = AdvanceCase(incident_id=case_id, step=CaseStep.ROUTE, department="gas")
    assert await refused(desk, routed) == (Refusal.UNKNOWN_DEPARTMENT, codes)
    routed = AdvanceCase(incident_id=case_id, step=CaseStep.ROUTE, department="cleaning")
    assert (await desk.submit(routed)).code == "ok"
    form = CreateHandOver(
        incident_id=case_id, kind=HandOverKind.HAND_OVER, department="cleaning", subject="清运"
    )
    assert (await desk.submit(form)).code == "ok"
    [record] = desk.situation.hand_overs
    assert record.deadline.clock == "hand_over"
    # Five working days of seven hours from a Saturday night: until Thursday evening.
    assert record.deadline.due_at == datetime(2026, 11, 26, 18, tzinfo=LOCAL).astimezone(UTC)
    ends = [one.code for one in CITY.dispositions_of(CITY.item("wharf_litter"))]
    closed = CloseIncident(incident_id=case_id, disposition="mediated", confirm=True)
    assert await refused(desk, closed) == (Refusal.UNKNOWN_DISPOSITION, ends)
    closed = CloseIncident(incident_id=case_id, disposition="unfounded", confirm=True)
    assert (await desk.submit(closed)).code == "ok"
    assert not desk.situation.incidents[case_id].progress.valid
