"""A hub small enough to be understood at a glance: real sockets, a ledger in memory.

It answers as the protocol says and does what a test tells it to: append events, cut every
socket, fall silent, come back with the same or another ledger.
"""

import asyncio
import ssl
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from bigscreen.domain.city import City
from bigscreen.domain.commands import Command, DeclareUnits, SetDuty
from bigscreen.domain.events import DutyChanged, Event, UnitDeclared
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, Unit
from bigscreen.protocol.codec import command_of, decode_client, encode, event_message
from bigscreen.protocol.messages import (
    CommandMessage,
    Hello,
    Message,
    Ping,
    Pong,
    Problem,
    ResultMessage,
    Welcome,
)
from bigscreen.protocol.positions import decode_positions, encode_positions

TOY_CITY = City(
    id="toy",
    name="小城",
    name_en="Toytown",
    centre=GeoPoint(30.6, 103.7),
    timezone="Asia/Shanghai",
    forces=(),
    grids=(),
)
TOKEN = "toy-token"
Rule = Callable[[str, Command], tuple[Sequence[Event], Outcome]]


def toy_unit(number: int) -> Unit:
    return Unit(id=f"u-{number}", call_sign=f"巡{number:03}", force_codes=("police",))


class ToyHub:
    """One loopback hub. ``events[n]`` is the event with seq n + 1."""

    def __init__(
        self,
        *,
        epoch: str = "e1",
        missed_at_most: int = 1000,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._tls = tls
        self.epoch = epoch
        self.missed_at_most = missed_at_most
        self.events: list[Event] = []
        self.situation = Situation()
        self.fixes = FixTable()
        self.clock_rate = 1.0
        self.rule: Rule = self.default_rule
        self.commands: list[str] = []
        self.answers: dict[str, Outcome] = {}
        self.answering = True
        self.silent = False
        self.refuse: Problem | None = None
        self.hellos: list[Hello] = []
        self.lost_before_answer = 0
        self._clients: set[ServerConnection] = set()
        self._server: Server | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"{'wss' if self._tls else 'ws'}://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen, on the port of the time before if there was one."""
        self._server = await serve(
            self._serve,
            "127.0.0.1",
            self._port,
            compression=None,
            ping_interval=None,
            ssl=self._tls,
        )
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self.cut()
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def restart(self, epoch: str | None = None) -> None:
        """Come back with the same ledger, or with an empty one under another epoch."""
        await self.close()
        if epoch is not None:
            self.epoch = epoch
            self.events.clear()
            self.answers.clear()
            self.situation = Situation()
            self.fixes = FixTable()
        await self.open()

    def cut(self) -> None:
        """Kill every socket without a word."""
        for connection in list(self._clients):
            connection.transport.abort()

    @property
    def watched_by(self) -> int:
        return len(self._clients)

    def append(self, *events: Event) -> None:
        """Write events to the ledger and tell everybody."""
        for event in events:
            self.events.append(event)
            self.situation.apply(len(self.events), event)
            self._tell_all(encode(event_message(len(self.events), event)))

    def declare(self, *numbers: int) -> None:
        self.append(*(UnitDeclared(unit=toy_unit(n), number=n) for n in numbers))

    def publish(self, fixes: FixColumns) -> None:
        """Tell everybody positions."""
        self.fixes.update(fixes)
        for frame in encode_positions(fixes):
            self._tell_all(frame)

    def say(self, message: Message) -> None:
        """Tell everybody anything."""
        self._tell_all(encode(message))

    def default_rule(self, command_id: str, command: Command) -> tuple[Sequence[Event], Outcome]:
        """Declare units and change duty; accept anything else without an event."""
        first = len(self.events) + 1
        events: list[Event] = []
        if isinstance(command, DeclareUnits):
            known = self.situation.units
            for unit in command.units:
                number = known[unit.id].number if unit.id in known else len(known) + len(events) + 1
                events.append(UnitDeclared(unit=unit, number=number))
        elif isinstance(command, SetDuty):
            if command.unit_id not in self.situation.units:
                refused = OutcomeStatus.REFUSED
                return [], Outcome(command_id=command_id, status=refused, code="unknown_unit")
            events.append(
                DutyChanged(
                    unit_id=command.unit_id, duty=Duty(command.duty), at=self.now(), by="toy"
                )
            )
        return events, Outcome(
            command_id=command_id,
            status=OutcomeStatus.ACCEPTED,
            first_seq=first if events else 0,
            last_seq=first + len(events) - 1 if events else 0,
        )

    def now(self) -> datetime:
        return datetime.now(UTC)

    def _tell_all(self, frame: str | bytes) -> None:
        for connection in self._clients:
            self._tell(connection, frame)

    def _tell(self, connection: ServerConnection, frame: str | bytes) -> None:
        if not self.silent:
            connection.outbox.put_nowait(frame)  # type: ignore[attr-defined]

    async def _serve(self, connection: ServerConnection) -> None:
        outbox: asyncio.Queue[str | bytes] = asyncio.Queue()
        connection.outbox = outbox  # type: ignore[attr-defined]
        writer = asyncio.create_task(self._write(connection, outbox))
        try:
            async for frame in connection:
                self._receive(connection, frame)
        except ConnectionClosed:
            pass
        finally:
            self._clients.discard(connection)
            writer.cancel()

    async def _write(
        self, connection: ServerConnection, outbox: asyncio.Queue[str | bytes]
    ) -> None:
        try:
            while True:
                frame = await outbox.get()
                await connection.send(frame)
                if isinstance(frame, str) and '"fatal":true' in frame:
                    await connection.close()
        except ConnectionClosed:
            pass

    def _receive(self, connection: ServerConnection, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.publish(decode_positions(frame))
            return
        match decode_client(frame):
            case Hello() as hello:
                self._hello(connection, hello)
            case Ping() as ping:
                pong = Pong(nonce=ping.nonce, hub_time=self.now(), seq=len(self.events))
                self._tell(connection, encode(pong))
            case CommandMessage() as message:
                self._command(connection, message)

    def _hello(self, connection: ServerConnection, hello: Hello) -> None:
        self.hellos.append(hello)
        problem = self.refuse
        if problem is None and hello.token != TOKEN:
            problem = Problem(code="bad_token", detail="token is not known", fatal=True)
        if problem is not None:
            self._tell(connection, encode(problem))
            return
        behind = len(self.events) - hello.last_seq
        resumes = hello.epoch == self.epoch and 0 <= behind <= self.missed_at_most
        known_city = hello.city_digest == "toy-1"
        welcome = Welcome(
            protocol_version=1,
            epoch=self.epoch,
            account="toy",
            role=hello.kind,
            hub_time=self.now(),
            clock_rate=self.clock_rate,
            city_digest="toy-1",
            city=None if known_city else TOY_CITY,
            snapshot=None if resumes else self.situation.snapshot(),
            missed=tuple(
                event_message(seq, self.events[seq - 1])
                for seq in range(hello.last_seq + 1, len(self.events) + 1)
            )
            if resumes
            else None,
        )
        self._clients.add(connection)
        self._tell(connection, encode(welcome))

    def _command(self, connection: ServerConnection, message: CommandMessage) -> None:
        self.commands.append(message.id)
        if not self.answering:
            return
        if message.id not in self.answers:
            events, self.answers[message.id] = self.rule(message.id, command_of(message))
            answered_first = not self.lost_before_answer
            if answered_first:
                self._tell(connection, encode(ResultMessage(outcome=self.answers[message.id])))
            self.append(*events)
            if answered_first:
                return
        if self.lost_before_answer:
            self.lost_before_answer -= 1
            connection.transport.abort()
            return
        self._tell(connection, encode(ResultMessage(outcome=self.answers[message.id])))
