"""``bigscreen simulate`` on a real hub: over cuts, restarts and another ledger."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner

from bigscreen.app import simulate_command
from bigscreen.app.cli import main
from bigscreen.app.simulate_command import OtherCity, Simulator
from bigscreen.domain.authority import Role
from bigscreen.domain.city import City
from bigscreen.domain.events import IncidentRegistered, UnitAssigned, UnitDeclared
from bigscreen.feed.errors import LinkRefused
from tests.adapter.city.living_room import demo_package
from tests.adapter.city.package_folder import write_package
from tests.support.memory_ledger import MemoryLedger
from tests.support.running_hub import TOKENS, running_hub
from tests.support.small_city import small_city
from tests.support.waiting import until

SOURCE_TOKEN = TOKENS[Role.SOURCE]


class Door:
    """An address that stays while the hub behind it goes and another one comes."""

    def __init__(self) -> None:
        self.port = 0
        self.url = ""
        self._lines: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._enter, "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_) -> None:
        self._server.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    async def _enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.current_task()
        self._lines.add(line)
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.close()
            return
        try:
            await asyncio.gather(_pass(reader, inner_writer), _pass(inner_reader, writer))
        finally:
            writer.close()
            inner_writer.close()
            self._lines.discard(line)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def hub_of(
    ledger: MemoryLedger, city: City | None = None, door: Door | None = None
) -> AsyncIterator[str]:
    """Start a hub, behind ``door`` where one is given; its address."""
    async with running_hub(ledger, city=city or demo_package().city) as running:
        if door is not None:
            door.port = int(running.url.rpartition(":")[2])
        yield door.url if door else running.url


@asynccontextmanager
async def simulator(url: str, seed: int = 1) -> AsyncIterator[None]:
    running = asyncio.create_task(Simulator(demo_package(), seed=seed).run(url, SOURCE_TOKEN))
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest.fixture(autouse=True)
def _quick_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate_command, "TICK_S", 0.02)


def count(ledger: MemoryLedger, kind: type) -> int:
    return sum(isinstance(event, kind) for _, event in ledger.events)


async def test_units_cases_and_orders_reach_the_ledger() -> None:
    ledger = MemoryLedger()
    async with hub_of(ledger) as url, simulator(url):
        await until(lambda: count(ledger, UnitDeclared) == len(demo_package().units))
        await until(lambda: count(ledger, IncidentRegistered) >= 12)
        await until(lambda: count(ledger, UnitAssigned) >= 8)


async def test_the_city_goes_on_after_a_hub_restart() -> None:
    ledger = MemoryLedger()
    async with Door() as door, simulator(door.url):
        async with hub_of(ledger, door=door):
            await until(lambda: count(ledger, IncidentRegistered) >= 12)
        registered, before = count(ledger, IncidentRegistered), len(ledger.events)
        async with hub_of(ledger, door=door):
            await until(lambda: len(ledger.events) > before + 10)
    assert count(ledger, UnitDeclared) == len(demo_package().units)
    assert registered <= count(ledger, IncidentRegistered) <= 20


async def test_on_another_ledger_the_city_begins_anew() -> None:
    first, second = MemoryLedger(), MemoryLedger()
    second.epoch = "another"
    async with Door() as door, simulator(door.url):
        async with hub_of(first, door=door):
            await until(lambda: count(first, IncidentRegistered) >= 12)
        async with hub_of(second, door=door):
            await until(lambda: count(second, UnitDeclared) == len(demo_package().units))
            await until(lambda: count(second, IncidentRegistered) >= 12)


async def test_a_hub_of_another_city_is_refused() -> None:
    async with hub_of(MemoryLedger(), small_city()) as url:
        with pytest.raises(OtherCity, match="serves city 'small', this package is 'demo'"):
            await Simulator(demo_package(), seed=1).run(url, SOURCE_TOKEN)


async def test_a_screen_token_brings_nothing_to_life() -> None:
    async with hub_of(MemoryLedger()) as url:
        with pytest.raises(LinkRefused):
            await Simulator(demo_package(), seed=1).run(url, TOKENS[Role.WALL])


@pytest.fixture
def token_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(simulate_command, "set_up_logs", lambda *_, **__: None)
    (tmp_path / "token").write_text("t\n", encoding="utf-8")
    return str(tmp_path / "token")


def test_a_wrong_address_is_said_in_one_line(token_file: str) -> None:
    done = CliRunner().invoke(main, ["simulate", "--hub", "http://x", "--token-file", token_file])
    assert done.exit_code == 1
    assert "hub: 'http://x' is not an address" in done.output


def test_a_faulty_package_is_said_fault_by_fault(token_file: str, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    write_package(folder, units_csv=("car", "horse"))
    done = CliRunner().invoke(main, ["simulate", "--city", str(folder), "--token-file", token_file])
    assert done.exit_code == 1
    assert "units.csv, line 2, kind: 'horse'" in done.output
