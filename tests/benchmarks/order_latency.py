"""How long a click takes until its answer is durable, while positions flow.

A hub process on a real SQLite ledger (WAL, synchronous=FULL). 100 desks each give one order a
second, at random moments; a source reports 10,000 units once a second; the time from sending
an order to having its result is taken at the desk. Peers of the same run: what the disk needs
for one 4 KiB write with fsync, measured between the rounds on the same file system; and the same
hub without group commit, one transaction an order, under a burst of orders.
"""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
from _measuring import Result, arguments, median, report, served, share
from hub_fanout import declare, join
from websockets.asyncio.client import ClientConnection

from bigscreen.domain.commands import AssignUnits, Command, RegisterIncident, ReleaseUnit
from bigscreen.domain.fixes import FixColumns
from bigscreen.protocol.codec import command_message, decode_hub, encode
from bigscreen.protocol.messages import ResultMessage
from bigscreen.protocol.positions import encode_positions

_BLOCK = bytes(4096)
_ONE_BY_ONE = 1
_TOGETHER = 256


class Desk:
    """One desk with a unit and a case of its own: it sends the unit, takes it back, and again."""

    def __init__(self, number: int, connection: ClientConnection) -> None:
        self._number = number
        self._connection = connection
        self._answers: dict[str, asyncio.Future[str]] = {}
        self._case = ""
        self._given = 0
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for frame in self._connection:
            if isinstance(frame, str) and frame.startswith('{"type":"result"'):
                message = decode_hub(frame)
                assert isinstance(message, ResultMessage)
                assert message.outcome.code == "ok", message.outcome
                answer = self._answers.pop(message.outcome.command_id)
                answer.set_result(message.outcome.incident_id)

    async def order(self, command: Command) -> str:
        """Give an order; return the case of its answer."""
        self._given += 1
        command_id = f"{self._number}-{self._given}"
        self._answers[command_id] = asyncio.get_running_loop().create_future()
        await self._connection.send(encode(command_message(command_id, command)))
        return await self._answers[command_id]

    async def begin(self) -> None:
        """Register the case."""
        self._case = await self.order(RegisterIncident(item_code="noise", title="噪音"))

    async def click(self) -> float:
        """Give the next order and return how long its answer took, in seconds."""
        unit_id = f"u{self._number + 1}"
        sends = self._given % 2 == 1
        command: Command = (
            AssignUnits(incident_id=self._case, unit_ids=(unit_id,))
            if sends
            else ReleaseUnit(incident_id=self._case, unit_id=unit_id)
        )
        started = time.perf_counter()
        await self.order(command)
        return time.perf_counter() - started

    def leave(self) -> None:
        """Cut the connection."""
        self._reader.cancel()
        self._connection.transport.abort()


async def report_units(source: ClientConnection, count: int) -> None:
    """Report every unit once a second, in ten frames."""
    part = np.array_split(np.arange(1, count + 1, dtype=np.uint32), 10)
    while True:
        for number in part:
            (frame,) = encode_positions(
                FixColumns(
                    number=number,
                    lat=30.5 + number * 1e-6,
                    lon=103.5 + number * 1e-6,
                    speed_mps=np.full(len(number), 8.5, np.float32),
                    heading_deg=np.full(len(number), 90.0, np.float32),
                    fixed_at_ms=np.full(len(number), time.time() * 1000.0),
                )
            )
            await source.send(frame)
            await asyncio.sleep(0.1)


async def swallow(connection: ClientConnection) -> None:
    """Take what comes."""
    async for _ in connection:
        pass


async def with_hub(
    folder: Path,
    batch: int,
    desks: int,
    units: int,
    work: Callable[[list[Desk]], Awaitable[list[float]]],
) -> list[float]:
    """Return what ``work`` measures at a hub of its own, positions flowing."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        async with served("_served_hub.py", "--folder", own, "--batch", batch) as server:
            source = await join(server.url, "source", "source")
            await declare(source, units)
            flowing = [
                asyncio.create_task(swallow(source)),
                asyncio.create_task(report_units(source, units)),
            ]
            clicking = [Desk(n, await join(server.url, f"desk-{n}", "desk")) for n in range(desks)]
            await asyncio.gather(*(desk.begin() for desk in clicking))
            measured = await work(clicking)
            for desk in clicking:
                desk.leave()
            for task in flowing:
                task.cancel()
            await asyncio.gather(*flowing, return_exceptions=True)
            source.transport.abort()
            return measured


def clicks(seconds: float, seed: int) -> Callable[[list[Desk]], Awaitable[list[float]]]:
    """Let each desk click once a second and return every click's wait."""

    async def one(desk: Desk, chance: random.Random, waits: list[float]) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            waits.append(await desk.click())

    async def work(desks: list[Desk]) -> list[float]:
        waits: list[float] = []
        chance = random.Random(seed)
        await asyncio.gather(*(one(desk, random.Random(chance.random()), waits) for desk in desks))
        return waits

    return work


def burst(each: int) -> Callable[[list[Desk]], Awaitable[list[float]]]:
    """Let every desk give order after order and return how many settled in a second."""

    async def one(desk: Desk) -> None:
        for _ in range(each):
            await desk.click()

    async def work(desks: list[Desk]) -> list[float]:
        started = time.perf_counter()
        await asyncio.gather(*(one(desk) for desk in desks))
        return [each * len(desks) / (time.perf_counter() - started)]

    return work


def fsyncs(folder: Path, count: int) -> list[float]:
    """Return how long single writes with fsync take, in seconds."""
    waits = []
    with (folder / "fsync").open("wb") as file:
        for _ in range(count):
            started = time.perf_counter()
            file.write(_BLOCK)
            file.flush()
            os.fsync(file.fileno())
            waits.append(time.perf_counter() - started)
    return waits


async def main() -> None:
    given = arguments(__doc__)
    desks, units, seconds, each, rounds = (
        (5, 500, 1.5, 5, 1) if given.smoke else (100, 10_000, 15.0, 20, 3)
    )
    waits: list[float] = []
    disk: list[float] = []
    together: list[float] = []
    one_by_one: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for turn in range(rounds):
            disk += fsyncs(folder, 200)
            waits += await with_hub(folder, _TOGETHER, desks, units, clicks(seconds, turn))
            disk += fsyncs(folder, 200)
            together += await with_hub(folder, _TOGETHER, desks, units, burst(each))
            one_by_one += await with_hub(folder, _ONE_BY_ONE, desks, units, burst(each))
    results = [
        Result(
            name=f"order_ack_p{percent}",
            value=share(waits, percent) * 1000,
            unit="ms",
            peer=f"p{percent} of one 4 KiB write + fsync",
            peer_value=share(disk, percent) * 1000,
            ratio=share(disk, percent) / share(waits, percent),
            n=len(waits),
        )
        for percent in (50, 99)
    ]
    results.append(
        Result(
            name="orders_settled",
            value=median(together),
            unit="orders/s",
            peer="the same hub, one commit an order",
            peer_value=median(one_by_one),
            ratio=median(together) / median(one_by_one),
            n=rounds,
        )
    )
    report(results, as_json=given.json)


if __name__ == "__main__":
    asyncio.run(main())
