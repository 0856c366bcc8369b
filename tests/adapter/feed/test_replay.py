"""A recording goes through a hub that decides as the real one does."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.situation import Situation
from bigscreen.feed.recorded_city import recorded_city, recorded_units
from bigscreen.feed.recording import read_recording
from bigscreen.feed.replay import AsFastAsDurable, ByClock, Pace, Replay, ReplayResult, own_clock
from bigscreen.feed.replay_plan import PlannedCommand, plan_of
from bigscreen.feed.source_client import SourceClient
from bigscreen.feed.unit_tracks import tracks_of
from bigscreen.hub.clock import HubClock
from tests.support.memory_ledger import MemoryLedger
from tests.support.recordings import recording_file, toy_mapping
from tests.support.running_hub import TOKENS, RunningHub, running_hub
from tests.support.waiting import until

ROWS = (
    # a call with two units sent at once, one of which is on two calls at the same time
    (
        "c1,Fall,A,W,2020-04-07 08:00:00,37.70 -122.50,M1,MEDIC,"
        "2020-04-07 08:01:00,2020-04-07 08:02:00,2020-04-07 08:10:00,2020-04-07 09:00:00"
    ),
    (
        "c1,Fall,A,W,2020-04-07 08:00:00,37.70 -122.50,E1,ENGINE,"
        "2020-04-07 08:01:00,,2020-04-07 08:09:00,2020-04-07 08:30:00"
    ),
    (
        "c2,Fire,3,E,2020-04-07 08:20:00,37.71 -122.40,E1,ENGINE,"
        "2020-04-07 08:21:00,2020-04-07 08:22:00,,2020-04-07 08:40:00"
    ),
    # nobody got there
    "c3,Fire,3,E,2020-04-07 08:30:00,37.72 -122.42,M1,MEDIC,2020-04-07 08:31:00,,,",
    "c4,Fire,3,X9,bad time,37.72 -122.42,M1,MEDIC,2020-04-07 08:31:00,,,",
)
START = datetime(2020, 4, 7, 15, 0, tzinfo=UTC)
ZERO = timedelta(0)


class Run:
    """The toy recording, ready for replays through one hub."""

    def __init__(self, folder: Path) -> None:
        mapping = toy_mapping(folder)
        self.recording = read_recording(recording_file(folder, *ROWS), mapping)
        self.city = recorded_city(self.recording, mapping)
        self.units = recorded_units(self.recording, mapping, 900.0)
        self.plan = plan_of(self.recording, mapping.call.channel)
        self.tracks = tracks_of(self.recording, self.units)

    async def through(self, hub: SourceClient, pace: Pace, name: str = "toy") -> ReplayResult:
        return await Replay(hub, name, self.plan, self.units, self.tracks).run(pace)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


@pytest.fixture
async def hub(run: Run) -> AsyncIterator[RunningHub]:
    clock = HubClock(START + timedelta(hours=2))
    async with running_hub(MemoryLedger(), city=run.city, clock=clock) as hub:
        yield hub


@pytest.fixture
async def source(hub: RunningHub) -> AsyncIterator[SourceClient]:
    async with SourceClient(hub.url, TOKENS[Role.SOURCE], "replay") as source:
        yield source


def by_reference(situation: Situation) -> dict[str, object]:
    return {state.incident.reference: state for state in situation.incidents.values()}


async def test_everything_is_accepted_and_stands_as_recorded(
    run: Run, source: SourceClient
) -> None:
    result = await run.through(source, AsFastAsDurable(START))
    assert (result.sent, result.accepted, result.refused) == (len(run.plan), len(run.plan), [])
    cases = by_reference(source.situation)
    assert {name: case.status for name, case in cases.items()} == {
        "c1": IncidentStatus.CLOSED,
        "c2": IncidentStatus.CLOSED,
        "c3": IncidentStatus.OPEN,
    }
    assert cases["c1"].closed_at == START + timedelta(hours=1)
    assert cases["c1"].incident.grid_id == "W"
    first, second = source.situation.assignments_of(cases["c1"])
    assert {m.value: s.at - START for m, s in first.stamps.items() if s.how == "system"} == {
        "dispatched": timedelta(minutes=1),
        "en_route": timedelta(minutes=2),
        "on_scene": timedelta(minutes=10),
    }
    assert second.unit_id == "E1"


async def test_replaying_again_changes_nothing(run: Run, source: SourceClient) -> None:
    first = await run.through(source, AsFastAsDurable(START))
    seq = source.situation.seq
    second = await run.through(source, AsFastAsDurable(START))
    assert source.situation.seq == seq
    assert (second.accepted, second.refused) == (first.accepted, [])


async def test_other_recording_of_the_same_calls_is_refused_row_by_row(
    run: Run, source: SourceClient
) -> None:
    """Calls known by their reference are gone on with; what has been reported is refused."""
    await run.through(source, AsFastAsDurable(START))
    result = await run.through(source, AsFastAsDurable(START), name="copy")
    assert result.refused_by_code["already_registered"] == 3
    assert result.accepted + len(result.refused) == result.sent
    registered = [r for r in result.refused if r.code == "already_registered"]
    assert [(r.line, r.call_id, r.what) for r in registered] == [
        (2, "c1", "register"),
        (4, "c2", "register"),
        (5, "c3", "register"),
    ]


async def test_call_the_hub_does_not_take_is_listed_with_all_that_hangs_on_it(
    run: Run, source: SourceClient
) -> None:
    result = await Replay(
        source,
        "toy",
        [p if p.key != "register" or p.call_id != "c2" else _of_unknown_item(p) for p in run.plan],
        run.units,
        run.tracks,
    ).run(AsFastAsDurable(START))
    assert result.refused_by_code == {
        "unknown_item": 1,
        "call_not_registered": sum(p.call_id == "c2" for p in run.plan) - 1,
    }


async def test_cut_in_the_middle_loses_and_repeats_nothing(
    run: Run, hub: RunningHub, source: SourceClient
) -> None:
    async def cut_now_and_then() -> None:
        while True:
            for member in list(hub.hub.members()):
                member.cut("for the test")
            await asyncio.sleep(0.01)

    clean = await run.through(source, AsFastAsDurable(START))
    seq = source.situation.seq
    cutting = asyncio.create_task(cut_now_and_then())
    again = asyncio.create_task(run.through(source, AsFastAsDurable(START)))
    await asyncio.wait({again}, timeout=0.2)
    cutting.cancel()
    result = await again
    assert (result.accepted, result.refused) == (clean.accepted, [])
    assert source.situation.seq == seq


async def test_positions_are_reported_on_the_way(run: Run, source: SourceClient) -> None:
    await run.through(source, AsFastAsDurable(START))
    numbers = {state.unit.id: state.number for state in source.situation.units.values()}
    await until(lambda: all(source.fixes.has(number) for number in numbers.values()))
    assert source.fixes.lat[numbers["M1"]] == pytest.approx(37.70)
    newest = source.fixes.fixed_at_ms[numbers["M1"]] / 1000
    assert newest == pytest.approx(source.hub_now().timestamp(), abs=5)


async def test_pace_follows_the_clock(run: Run) -> None:
    rate = 3600.0 / 0.4  # the recorded hour in 0.4 s
    clock = HubClock(START, rate)
    async with (
        running_hub(MemoryLedger(), city=run.city, clock=clock) as hub,
        SourceClient(hub.url, TOKENS[Role.SOURCE], "replay") as source,
    ):
        begun_s = time.monotonic()
        result = await run.through(source, ByClock(source.hub_now, rate))
        assert result.refused == []
        assert source.hub_now() >= run.plan[-1].due
        assert time.monotonic() - begun_s < 5


def test_own_clock_runs_at_its_rate() -> None:
    clock = own_clock(START, 1_000_000.0)
    assert ZERO <= clock() - START < timedelta(days=100)
    assert clock() > START


def _of_unknown_item(planned: PlannedCommand) -> PlannedCommand:
    return replace(planned, command=replace(planned.command, item_code="nothing we know"))
