"""Keeps one client connected to the hub, on an asyncio loop."""

import asyncio
import logging
import random
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI
from websockets.uri import parse_uri

from bigscreen.domain.commands import Command
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.link import LinkState
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.feed.backoff import retry_delay_s
from bigscreen.feed.link_watch import LinkWatch
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.link_facts import (
    AnswerTold,
    ClockTold,
    DirectionSettled,
    Fact,
    HubComplained,
    LinkChanged,
    LinkEnded,
    Welcomed,
)
from bigscreen.protocol.questions import Question

FactSink = Callable[[Sequence[Fact]], None]
"""Takes facts in order; called on the loop's thread, must not block."""

_TICK_S = 0.25
_OPEN_WITHIN_S = 5.0
_CLOSE_WITHIN_S = 0.5
_STABLE_AFTER_S = 2.0
_SAY_LAG_EVERY_S = 1.0
_REFUSING_STATUS = (401, 403)

_log = structlog.get_logger(__name__)
_socket_log = logging.getLogger(f"{__name__}.socket")
_socket_log.setLevel(logging.INFO)  # at DEBUG websockets writes frames, and one holds the token


class FeedClient:
    """One client's connection, made again whenever it breaks, until it is refused.

    ``session`` says what is sent and what frames mean; everything learnt goes to ``on_facts``.

    Raises:
        InvalidValue: ``url`` is not a ws:// or wss:// address.
    """

    def __init__(
        self,
        url: str,
        session: ClientSession,
        on_facts: FactSink,
        *,
        tls: ssl.SSLContext | None = None,
        chance: random.Random | None = None,
    ) -> None:
        try:
            secure = parse_uri(url).secure
        except InvalidURI as error:
            raise InvalidValue("hub", url, "an address like ws://host:port or wss://…") from error
        self._url = url
        self._session = session
        self._on_facts = on_facts
        self._tls: dict[str, Any] = {"ssl": tls} if secure and tls is not None else {}
        self._chance = chance or random.Random()  # noqa: S311 - spreads load, keeps no secret
        self._watch = LinkWatch()
        self._told: LinkState | None = None
        self._told_s = 0.0
        self._wake = asyncio.Event()

    def submit(self, command_id: str, command: Command) -> None:
        """Send a command; its outcome comes as a fact."""
        self._tell(self._session.submit(command_id, command))
        self._wake.set()

    def report(self, fixes: FixColumns) -> None:
        """Send positions, newest first when the link is slow."""
        self._session.report(fixes)
        self._wake.set()

    def ask(self, question_id: str, question: Question) -> None:
        """Ask the hub something; the answer comes as a fact, also that there is no link."""
        if not self._session.ask(question_id, question):
            fault = QuestionFault(code="not_sent")
            self._tell([AnswerTold(question_id=question_id, fault=fault)])
        self._wake.set()

    def direct(self, direction_id: str, screen_id: str, wish: ScreenWish) -> None:
        """Wish a wall to show something; what becomes of it comes as a fact."""
        if not self._session.direct(direction_id, screen_id, wish):
            self._tell([DirectionSettled(direction_id=direction_id, fault="not_sent")])
        self._wake.set()

    def tell_view(self, view: ScreenView) -> None:
        """Say what this wall shows; the hub is told again after every cut."""
        self._session.tell_view(view)
        self._wake.set()

    async def run(self) -> None:
        """Stay connected until cancelled; return only when the hub refuses this client."""
        attempt = -1
        try:
            while True:
                self._say_state()
                started_s = time.monotonic()
                end = await self._one_connection()
                if end.final:
                    _log.warning("hub_refused", hub=self._url, code=end.code, detail=end.detail)
                    return
                lasted_s = time.monotonic() - started_s
                attempt = 0 if lasted_s > _STABLE_AFTER_S else attempt + 1
                pause_s = retry_delay_s(attempt, self._chance)
                _log.info(
                    "hub_link_ended",
                    hub=self._url,
                    code=end.code,
                    detail=end.detail,
                    again_in_s=round(pause_s, 2),
                )
                await asyncio.sleep(pause_s)
        finally:
            self._tell(self._session.disconnected())

    async def _one_connection(self) -> LinkEnded:
        """Connect and converse; return why it came to an end, which everybody knows by then."""
        connection = await self._connect()
        if isinstance(connection, LinkEnded):
            self._say_end(connection)
            return connection
        try:
            end = await self._converse(connection)
            self._say_end(end)
        finally:
            await _close(connection)
        return end

    async def _connect(self) -> ClientConnection | LinkEnded:
        try:
            return await connect(
                self._url,
                proxy=None,
                compression=None,
                max_size=None,
                ping_interval=None,  # the protocol's own pings also carry the hub's time
                open_timeout=_OPEN_WITHIN_S,
                close_timeout=_CLOSE_WITHIN_S,
                logger=_socket_log,
                **self._tls,
            )
        except InvalidStatus as error:
            status = error.response.status_code
            return LinkEnded(
                code="refused_by_server",
                detail=f"HTTP status {status}",
                final=status in _REFUSING_STATUS,
            )
        except InvalidHandshake as error:
            return LinkEnded(code="not_a_hub", detail=str(error))
        except (OSError, EOFError) as error:  # TimeoutError and certificate errors are OSErrors
            return LinkEnded(code="unreachable", detail=str(error) or type(error).__name__)

    async def _converse(self, connection: ClientConnection) -> LinkEnded:
        self._session.connected(time.monotonic())
        self._wake.set()
        tasks = [
            asyncio.create_task(self._read(connection), name="feed-read"),
            asyncio.create_task(self._write(connection), name="feed-write"),
            asyncio.create_task(self._tick(), name="feed-tick"),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return next(task for task in tasks if task in done).result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, connection: ClientConnection) -> LinkEnded:
        try:
            while True:
                frame = await connection.recv()
                facts = self._session.receive(frame, time.monotonic())
                if (end := self._take(facts)) is not None:
                    return end
        except ConnectionClosed as error:
            return LinkEnded(code="closed", detail=str(error))

    async def _write(self, connection: ClientConnection) -> LinkEnded:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while (frame := self._session.next_frame()) is not None:
                    await connection.send(frame)
        except ConnectionClosed as error:
            return LinkEnded(code="closed", detail=str(error))

    async def _tick(self) -> LinkEnded:
        while True:
            await asyncio.sleep(_TICK_S)
            now_s = time.monotonic()
            if (end := self._session.tick(now_s)) is not None:
                return end
            self._watch.measured(self._session.lag_s(now_s), now_s)
            self._say_state()
            self._wake.set()

    def _take(self, facts: list[Fact]) -> LinkEnded | None:
        """Note what concerns the link itself, pass everything on but its end."""
        end = None
        now_s = time.monotonic()
        self._watch.heard(now_s)
        for fact in facts:
            match fact:
                case ClockTold():
                    self._watch.clock_told(fact.clock)
                case Welcomed():
                    self._watch.welcomed(fact, now_s)
                    self._wake.set()
                case HubComplained():
                    _log.warning("hub_complained", code=fact.code, detail=fact.detail)
                case LinkEnded():
                    end = fact
                case _:
                    pass
        self._tell(facts if end is None else facts[:-1])
        self._say_state()
        return end

    def _say_end(self, end: LinkEnded) -> None:
        self._watch.ended(end, time.monotonic())
        self._tell([*self._session.disconnected(), end])
        self._say_state()

    def _tell(self, facts: Sequence[Fact]) -> None:
        if facts:
            self._on_facts(facts)

    def _say_state(self) -> None:
        """Pass the link's state on when its status changed, else once a second."""
        state, now_s = self._watch.state, time.monotonic()
        same = self._told is not None and (self._told.status, self._told.reason) == (
            state.status,
            state.reason,
        )
        if same and now_s - self._told_s < _SAY_LAG_EVERY_S:
            return
        self._told, self._told_s = state, now_s
        self._tell([LinkChanged(state=state)])


async def _close(connection: ClientConnection) -> None:
    """End a connection politely if the hub still listens, else at once."""
    with suppress(TimeoutError):
        await asyncio.wait_for(connection.close(), _CLOSE_WITHIN_S)
    connection.transport.abort()
    await connection.wait_closed()
