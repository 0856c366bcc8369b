"""How long a running hub takes to answer about any period of a year, and what that costs it.

A hub process on a ledger with a year of cases, asked over its socket. Beside it the same
questions answered as ``bigscreen kpi --db`` does, which reads the ledger each time; the run
fails where the two differ. Then how soon a new case is in an answer, how long the history takes
to be read in after the start, and the memory it takes, beside the process as it was before.
"""

import asyncio
import json
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from _measuring import Result, Served, arguments, median, report, served
from kpi_history import past
from websockets.asyncio.client import ClientConnection, connect

from bigscreen.app.assets import resource
from bigscreen.app.figure_sources import LedgerFigures
from bigscreen.city.package import load_city
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.kpi.plain_figures import inquiry_of, plain
from bigscreen.protocol.codec import command_message, decode_hub, encode
from bigscreen.protocol.messages import Answer, Hello
from bigscreen.protocol.questions import answer_of, ask_message
from bigscreen.store.opening import open_store

DAY = timedelta(days=1)
QUIET = FiguresQuestion(measures=("volume",), zone="UTC")


def questions(now: datetime) -> dict[str, FiguresQuestion]:
    """Return what is asked, by name: periods of the last year, split by grid."""
    asked = FiguresQuestion(measures=("response",), splits=("grid",), zone="UTC", end=now)
    year = replace(asked, start=now - 365 * DAY)
    return {
        "month": replace(asked, start=now - 230 * DAY, end=now - 200 * DAY),
        "quarter": replace(asked, start=now - 190 * DAY, end=now - 100 * DAY),
        "year": year,
        "quarter, beside the one before": replace(
            asked, start=now - 91 * DAY, compare=("previous",)
        ),
        "year, police calls": replace(year, only=(("work", "police_call"),)),
        "year, every measure": replace(year, measures=()),
    }


class Asker:
    """A desk at the hub."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0

    async def ask(self, question: FiguresQuestion) -> HistoryFigures:
        """Return the answer, however long the hub has to load first."""
        self._number += 1
        await self._connection.send(encode(ask_message(str(self._number), question)))
        async for frame in self._connection:
            if isinstance(frame, str) and frame.startswith('{"type":"answer"'):
                message = decode_hub(frame)
                assert isinstance(message, Answer)
                assert message.fault is None, message.fault
                answer = answer_of(message)
                if isinstance(answer, HistoryFigures):
                    return answer
        raise RuntimeError("the hub has gone")

    async def register(self, number: int) -> None:
        """Register a case; its answer is passed over."""
        order = RegisterIncident(item_code="noise", title="吵", grid_id="g1")
        await self._connection.send(encode(command_message(f"r{number}", order)))
        async for frame in self._connection:
            if isinstance(frame, str) and frame.startswith('{"type":"result"'):
                assert '"accepted"' in frame, frame
                return


@asynccontextmanager
async def at_desk(url: str) -> AsyncIterator[Asker]:
    """Join as a desk."""
    async with connect(url, proxy=None, compression=None, max_size=None) as connection:
        await connection.send(encode(Hello(token="desk-0", kind="desk")))
        yield Asker(connection)


def health(hub: Served) -> dict[str, Any]:
    """Return what the hub says of its history."""
    with urllib.request.urlopen(hub.url.replace("ws://", "http://") + "/healthz") as answer:  # noqa: S310 - of our own
        found: dict[str, Any] = json.load(answer)["history"]
    return found


def resident_bytes(hub: Served) -> int:
    """Return the memory the process holds."""
    pages = int(Path(f"/proc/{hub.pid}/statm").read_text().split()[1])
    return pages * 4096


async def over_hub(count: int, rounds: int) -> list[Result]:
    """Measure one size of history."""
    now = datetime.now(UTC).replace(microsecond=0)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ledger.db'}"
        async with served("_served_hub.py", "--folder", folder) as hub:
            before = resident_bytes(hub)
        with open_store(url) as store:
            store.cases.add_past_cases(past(count, now - 365 * DAY))
        results = []
        async with served("_served_hub.py", "--folder", folder) as hub:
            started = time.perf_counter()
            async with at_desk(hub.url) as desk:
                await desk.ask(QUIET)
                loaded_s = time.perf_counter() - started
                kept = health(hub)
                assert kept["cases"] == count
                took = resident_bytes(hub) - before
                results += await answered(desk, url, count, now, rounds)
                results.append(await followed(desk, count, rounds))
        name = f"{count:,} cases"
        results += [
            result(f"load, {name}", loaded_s, "s", "a question before that waits", loaded_s, 1),
            result(
                f"memory, {name}", took / count, "bytes a case", "columns", kept["bytes"] / count, 1
            ),
        ]
    return results


async def answered(desk: Asker, url: str, count: int, now: datetime, rounds: int) -> list[Result]:
    """Measure the questions, and see that the ledger gives the same answers."""
    city = load_city(resource("demo_city"))
    results = []
    with open_store(url, read_only=True) as store:
        for name, question in questions(now).items():
            taken = []
            for _ in range(rounds):
                started = time.perf_counter()
                said = await desk.ask(question)
                taken.append(time.perf_counter() - started)
                await asyncio.sleep(0.2)  # a session may ask five times a second
            inquiry = inquiry_of(question, now=said.as_of, city=city)
            started = time.perf_counter()
            # In a thread, so that the hub's pings are answered meanwhile.
            by_ledger = plain(await asyncio.to_thread(LedgerFigures(store).figures, inquiry))
            read_s = time.perf_counter() - started
            for ours, theirs in zip(said.groups, by_ledger.groups, strict=True):
                assert ours == theirs, name
            assert said.periods == by_ledger.periods
            of = f"{name}, {count:,} cases"
            results.append(
                result(of, median(taken) * 1e3, "ms", "read each time", read_s * 1e3, rounds)
            )
    return results


async def followed(desk: Asker, count: int, rounds: int) -> Result:
    """Measure how long after its order a new case is in an answer about the year."""
    today = replace(QUIET, start=datetime.now(UTC) - 365 * DAY, end=datetime.now(UTC) + DAY)
    taken = []
    for number in range(rounds):
        known = (await desk.ask(today)).groups[0].periods[0].n
        started = time.perf_counter()
        await desk.register(number)
        while (await desk.ask(today)).groups[0].periods[0].n == known:  # noqa: ASYNC110 - the hub tells nobody
            await asyncio.sleep(0.2)
        taken.append(time.perf_counter() - started)
        await asyncio.sleep(0.5)
    worst = max(taken) * 1e3
    return result(f"order to answer, {count:,}", median(taken) * 1e3, "ms", "worst", worst, rounds)


def result(name: str, value: float, unit: str, peer: str, peer_value: float, n: int) -> Result:
    """Return a figure beside another of the same run."""
    return Result(
        name=name,
        value=value,
        unit=unit,
        peer=peer,
        peer_value=peer_value,
        ratio=peer_value / value if value else 0.0,
        n=n,
    )


def main() -> None:
    """Measure and print."""
    given = arguments(__doc__ or "")
    sizes, rounds = ((2_000,), 1) if given.smoke else ((100_000, 1_000_000), 5)
    for size in sizes:
        report(asyncio.run(over_hub(size, rounds)), as_json=given.json)


if __name__ == "__main__":
    main()
