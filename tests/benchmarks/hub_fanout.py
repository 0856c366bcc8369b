"""How many positions a second one hub gets to many screens.

Ours: a hub process on a real ledger, a source process' worth of positions over its socket
(10,000 units, as fast as the hub takes them), N screens that take every frame. Peer: a server
that does nothing but ``websockets.broadcast`` one JSON message a position to the same N screens,
and makes the positions itself. Rounds alternate; medians are reported. Screens count what
arrives and decode nothing, on both sides.
"""

import asyncio
import struct
import tempfile
import time
from dataclasses import dataclass

import numpy as np
from _measuring import Result, Served, arguments, median, report, served
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bigscreen.app.assets import resource
from bigscreen.city.package import load_city
from bigscreen.domain.commands import DeclareUnits
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.units import Unit
from bigscreen.protocol.codec import command_message, encode
from bigscreen.protocol.messages import ClientKind, Hello
from bigscreen.protocol.positions import encode_positions

_COUNT = struct.Struct("<I")
_HEADER_COUNT_AT = 8
_UNITS_A_COMMAND = 1_000


@dataclass(slots=True)
class Arrived:
    """What all screens together were sent."""

    positions: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """One measured stretch of one server."""

    positions_per_s: float
    cpu_s_per_million: float
    bytes_per_position: float


async def screen(connection: ClientConnection, arrived: Arrived) -> None:
    """Count what comes."""
    try:
        async for frame in connection:
            if isinstance(frame, bytes):
                arrived.positions += _COUNT.unpack_from(frame, _HEADER_COUNT_AT)[0]
                arrived.bytes += len(frame)
            elif frame.startswith('{"unit"'):
                arrived.positions += 1
                arrived.bytes += len(frame)
    except ConnectionClosed:
        return


async def watch(server: Served, arrived: Arrived, seconds: float) -> Round:
    """Measure ``seconds`` of a server that is in full swing."""
    async with asyncio.timeout(60):
        while arrived.positions == 0:  # noqa: ASYNC110 - it only counts
            await asyncio.sleep(0.01)
    await asyncio.sleep(min(1.0, seconds / 2))
    before, cpu, started = (
        Arrived(arrived.positions, arrived.bytes),
        server.cpu_s(),
        time.monotonic(),
    )
    await asyncio.sleep(seconds)
    passed = time.monotonic() - started
    positions = arrived.positions - before.positions
    return Round(
        positions_per_s=positions / passed,
        cpu_s_per_million=(server.cpu_s() - cpu) / positions * 1e6,
        bytes_per_position=(arrived.bytes - before.bytes) / positions,
    )


async def join(url: str, token: str, kind: ClientKind) -> ClientConnection:
    """Connect and say hello."""
    connection = await connect(url, proxy=None, compression=None, max_size=None)
    await connection.send(encode(Hello(token=token, kind=kind)))
    return connection


async def declare(source: ClientConnection, count: int) -> None:
    """Make units known and wait until they all are."""
    force = load_city(resource("demo_city")).forces[0].code
    for first in range(0, count, _UNITS_A_COMMAND):
        numbers = range(first + 1, min(first + _UNITS_A_COMMAND, count) + 1)
        units = tuple(Unit(id=f"u{n}", call_sign=f"巡{n}", force_codes=(force,)) for n in numbers)
        await source.send(encode(command_message(f"declare-{first}", DeclareUnits(units=units))))
    declared = 0
    async with asyncio.timeout(60):
        while declared < count:
            frame = await source.recv()
            declared += isinstance(frame, str) and '"unit_declared"' in frame


async def move(source: ClientConnection, count: int) -> None:
    """Report every unit again and again, as fast as the hub takes it."""
    number = np.arange(1, count + 1, dtype=np.uint32)
    step = 0
    while True:
        step += 1
        (frame,) = encode_positions(
            FixColumns(
                number=number,
                lat=30.5 + (number + step) * 1e-6,
                lon=103.5 + (number + step) * 1e-6,
                speed_mps=np.full(count, 8.5, np.float32),
                heading_deg=np.full(count, 90.0, np.float32),
                fixed_at_ms=np.full(count, time.time() * 1000.0),
            )
        )
        await source.send(frame)
        await asyncio.sleep(0.01)


async def ours(screens: int, units: int, seconds: float) -> Round:
    """Measure the hub."""
    with tempfile.TemporaryDirectory() as folder:
        async with served("_served_hub.py", "--folder", folder, "--tick", 0.02) as server:
            arrived = Arrived()
            async with await join(server.url, "source", "source") as source:
                await declare(source, units)
                walls = [await join(server.url, "wall", "wall") for _ in range(screens)]
                tasks = [asyncio.create_task(screen(wall, arrived)) for wall in walls]
                tasks.append(asyncio.create_task(screen(source, Arrived())))
                tasks.append(asyncio.create_task(move(source, units)))
                measured = await watch(server, arrived, seconds)
                await _end(tasks, walls)
            return measured


async def peer(screens: int, seconds: float) -> Round:
    """Measure one JSON broadcast a position."""
    async with served("_served_json.py", "--screens", screens) as server:
        arrived = Arrived()
        walls = [await connect(server.url, proxy=None, compression=None) for _ in range(screens)]
        tasks = [asyncio.create_task(screen(wall, arrived)) for wall in walls]
        measured = await watch(server, arrived, seconds)
        await _end(tasks, walls)
        return measured


async def _end(tasks: list[asyncio.Task[None]], walls: list[ClientConnection]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for wall in walls:
        wall.transport.abort()


async def main() -> None:
    given = arguments(__doc__)
    screens, units, seconds, rounds = (3, 500, 0.5, 1) if given.smoke else (50, 10_000, 5.0, 5)
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(await ours(screens, units, seconds))
        theirs.append(await peer(screens, seconds))
    results = []
    for name, field, unit, more_is_better in (
        ("positions_delivered", "positions_per_s", "positions/s", True),
        ("server_cpu", "cpu_s_per_million", "CPU s/million positions", False),
        ("frame_size", "bytes_per_position", "bytes/position", False),
    ):
        value = median([getattr(one, field) for one in mine])
        other = median([getattr(one, field) for one in theirs])
        ratio = value / other if more_is_better else other / value
        results.append(
            Result(
                name=name,
                value=value,
                unit=unit,
                peer=f"JSON websockets.broadcast per position, {screens} screens",
                peer_value=other,
                ratio=ratio,
                n=rounds,
            )
        )
    report(results, as_json=given.json)


if __name__ == "__main__":
    asyncio.run(main())
