"""A client that says exactly what a test wants said, and keeps everything it is sent."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome
from bigscreen.protocol.codec import command_message, decode_hub, encode
from bigscreen.protocol.messages import (
    ClientKind,
    EventMessage,
    Hello,
    HubMessage,
    Message,
    Problem,
    ResultMessage,
    Welcome,
)
from bigscreen.protocol.positions import decode_positions
from tests.support.waiting import PATIENCE_S

M = TypeVar("M", bound=Message)


class RawClient:
    """Everything received, in order: ``received`` messages, ``fixes`` batches, raw ``texts``."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.received: list[HubMessage] = []
        self.fixes: list[FixColumns] = []
        self.texts: list[str] = []
        self.close_code: int | None = None
        self.close_reason = ""
        self._news = asyncio.Condition()
        self._orders = 0
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for frame in self.connection:
                if isinstance(frame, bytes):
                    self.fixes.append(decode_positions(frame))
                else:
                    self.texts.append(frame)
                    self.received.append(decode_hub(frame))
                async with self._news:
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        self.close_code = self.connection.close_code
        self.close_reason = self.connection.close_reason or ""
        async with self._news:
            self._news.notify_all()

    async def until(self, condition) -> None:
        """Return once ``condition()`` holds."""
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(condition)

    async def closed(self) -> None:
        """Return once the connection has ended."""
        await self.until(lambda: self.close_code is not None)

    def all(self, kind: type[M]) -> list[M]:
        """Return the messages of a kind received so far."""
        return [message for message in self.received if isinstance(message, kind)]

    async def first(self, kind: type[M]) -> M:
        """Return the first message of a kind."""
        await self.until(lambda: self.all(kind))
        return self.all(kind)[0]

    async def problem(self) -> Problem:
        """Return the newest problem, waiting for one, and forget it."""
        await self.until(lambda: self.all(Problem))
        problem = self.all(Problem)[-1]
        self.received.remove(problem)
        return problem

    async def say(self, message: Message) -> None:
        """Send a message."""
        await self.connection.send(encode(message))

    async def post(self, command: Command, command_id: str | None = None) -> str:
        """Send an order and return its id."""
        self._orders += 1
        command_id = command_id or f"{id(self):x}-{self._orders}"
        await self.say(command_message(command_id, command))
        return command_id

    async def outcome(self, command_id: str) -> Outcome:
        """Return the answer to an order."""
        found: list[Outcome] = []

        def look() -> bool:
            found[:] = [
                m.outcome for m in self.all(ResultMessage) if m.outcome.command_id == command_id
            ]
            return bool(found)

        await self.until(look)
        return found[0]

    async def outcome_unless_closed(self, command_id: str) -> Outcome | None:
        """Return the answer to an order, or None once the connection has ended without it."""

        def found() -> Outcome | None:
            outcomes = (m.outcome for m in self.all(ResultMessage))
            return next((o for o in outcomes if o.command_id == command_id), None)

        await self.until(lambda: found() or self.close_code is not None)
        return found()

    async def order(self, command: Command, command_id: str | None = None) -> Outcome:
        """Send an order and return its answer, also when its id was answered before."""
        self.received = [
            m
            for m in self.received
            if not (isinstance(m, ResultMessage) and m.outcome.command_id == command_id)
        ]
        return await self.outcome(await self.post(command, command_id))

    @property
    def seqs(self) -> list[int]:
        """Numbers of the events received, missed ones first."""
        missed = [message.seq for welcome in self.all(Welcome) for message in welcome.missed or ()]
        return missed + [message.seq for message in self.all(EventMessage)]

    async def up_to(self, seq: int) -> None:
        """Return once the event with this number has come."""
        await self.until(lambda: self.seqs and self.seqs[-1] >= seq)

    def stop_reading(self) -> None:
        """Leave what comes in the kernel's buffer, which is small from now on."""
        raw = self.connection.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
        self.connection.transport.pause_reading()

    def read_on(self) -> None:
        """Read again."""
        self.connection.transport.resume_reading()

    async def close(self) -> None:
        """End the connection."""
        await self.connection.close()
        await self._reader


@asynccontextmanager
async def connected(url: str, **options) -> AsyncIterator[RawClient]:
    """Connect without a hello."""
    connection = await connect(url, proxy=None, compression=None, max_size=None, **options)
    client = RawClient(connection)
    try:
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def joined(
    url: str, token: str, kind: ClientKind, *, epoch: str = "", last_seq: int = 0
) -> AsyncIterator[RawClient]:
    """Connect, say hello and wait for the welcome."""
    async with connected(url) as client:
        await client.say(Hello(token=token, kind=kind, epoch=epoch, last_seq=last_seq))
        await client.first(Welcome)
        yield client
