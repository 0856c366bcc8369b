"""A source's line to the hub: simulators, replays and connectors report through it.

::

    async with SourceClient(url, token, "simulator") as hub:
        await hub.submit(DeclareUnits(units=units))
        number = hub.situation.units["u-1"].number
        hub.report(fixes)                                  # newest wins, never waits
        answers = [await hub.post(command) for command in commands]     # pipelined
        outcomes = await asyncio.gather(*answers)
        async for change in hub.changes():
            match change:
                case EventHappened(event=UnitAssigned() as assigned): ...
                case PictureReplaced(): ...                # look at hub.situation afresh

The changes are found in :mod:`bigscreen.protocol.link_facts`.
"""

import asyncio
import ssl
import time
import uuid
import weakref
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Self

from bigscreen.domain.city import City
from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Situation
from bigscreen.feed.client import FeedClient
from bigscreen.feed.errors import LinkRefused
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.hub_clock import HubClock
from bigscreen.protocol.link_facts import (
    CityArrived,
    ClockTold,
    CommandSettled,
    EventHappened,
    Fact,
    LinkEnded,
    PictureReplaced,
    PositionsArrived,
)
from bigscreen.protocol.messages import ClientKind

Change = EventHappened | PictureReplaced


class SourceClient:
    """Keeps one ``source`` connected: its own copy of the situation, its reports, its answers.

    Everything runs on the event loop that entered the context; nothing here is thread-safe.
    A cut link is mended behind the scenes: what a source reports stays true, so commands wait
    for the link instead of failing, and those whose answer was lost are repeated under their
    command id. Of the positions reported while the link is down each unit's newest goes out
    when it is back.

    ``url`` is ``ws://`` or ``wss://``; ``name`` is for people (it shows beside the account);
    ``kind`` is what it joins as: a program at a desk gives a desk's orders;
    ``max_in_flight`` bounds the commands whose answers are outstanding. ``situation`` is the
    picture after the newest event seen, ``fixes`` the newest known position of every unit by
    unit number: both for reading.

    Raises:
        InvalidValue: ``url`` is not a ws:// or wss:// address.
    """

    def __init__(
        self,
        url: str,
        token: str,
        name: str,
        *,
        kind: ClientKind = "source",
        tls: ssl.SSLContext | None = None,
        max_in_flight: int = 200,
    ) -> None:
        self.situation = Situation()
        self.fixes = FixTable()
        session = ClientSession(token=token, kind=kind, screen=name, lasting=True)
        self._feed = FeedClient(url, session, self._on_facts, tls=tls)
        self._room = asyncio.Semaphore(max_in_flight)
        self._answers: dict[str, asyncio.Future[Outcome]] = {}
        self._ahead: deque[tuple[asyncio.Future[Outcome], Outcome]] = deque()
        self._listeners: weakref.WeakSet[_Changes] = weakref.WeakSet()
        self._city: City | None = None
        self._clock: HubClock | None = None
        self._ready = asyncio.Event()
        self._refusal: LinkRefused | None = None
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Connect and wait for the first picture.

        Raises:
            LinkRefused: the hub refuses this token, kind or protocol version; ``code`` and
                ``detail`` say why. An unreachable hub is waited for.
        """
        self._running = asyncio.create_task(self._run(), name="source-client")
        try:
            await self._ready.wait()
        except asyncio.CancelledError:
            await self._stop()
            raise
        if self._refusal is not None:
            await self._stop()
            raise self._refusal
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the link; answers still outstanding settle as ``unconfirmed``."""
        await self._stop()

    @property
    def city(self) -> City:
        """The city the hub serves."""
        if self._city is None:
            raise RuntimeError("no picture yet: enter the context first")
        return self._city

    @property
    def clock_rate(self) -> float:
        """How many seconds of hub time pass in one second."""
        return self._known_clock().rate

    def hub_now(self) -> datetime:
        """Return the hub's time now (UTC), from its last word and this machine's steady clock."""
        return self._known_clock().at(time.monotonic())

    async def submit(self, command: Command, command_id: str | None = None) -> Outcome:
        """Send one command and return the hub's answer (``accepted`` or ``refused``).

        ``situation`` then holds what the command did. Commands go out in the order of the
        calls. Without ``command_id`` a random one is made;
        a source that may be restarted passes its own, and repeating it never acts twice.

        Raises:
            LinkRefused: the hub refuses this client from now on (its account was ended).
        """
        return await (await self.post(command, command_id))

    async def post(
        self, command: Command, command_id: str | None = None
    ) -> asyncio.Future[Outcome]:
        """Send one command and return the future of its answer, waiting only for room in flight.

        Raises:
            LinkRefused: the hub refuses this client from now on.
            ValueError: a command with this id is still without an answer.
        """
        await self._room.acquire()
        if self._refusal is not None:
            self._room.release()
            raise self._refusal
        command_id = command_id or uuid.uuid4().hex
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        answer.add_done_callback(lambda _: self._room.release())
        try:
            self._feed.submit(command_id, command)
        except ValueError:
            answer.cancel()
            raise
        self._answers[command_id] = answer
        return answer

    def report(self, fixes: FixColumns) -> None:
        """Report positions, numbered as in ``situation.units[...].number``; never waits."""
        self._feed.report(fixes)

    def changes(self) -> AsyncIterator[Change]:
        """Return the changes from this call on, in order, without a gap.

        ``situation`` already holds a change when it is yielded (and may hold later ones).
        :class:`PictureReplaced` comes where the hub sent a new snapshot instead of the events
        in between. Ends when the client is closed.
        """
        listener = _Changes()
        self._listeners.add(listener)
        return listener

    async def _run(self) -> None:
        await self._feed.run()
        self._answer_all()
        refusal = self._refusal or LinkRefused("closed", "")
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(refusal)
                answer.exception()  # whoever no longer waits for it need not hear of it
        self._answers.clear()
        self._ready.set()

    async def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        self._answer_all()
        for command_id, answer in self._answers.items():
            if not answer.done():
                answer.set_result(
                    Outcome(
                        command_id=command_id, status=OutcomeStatus.UNCONFIRMED, code="unconfirmed"
                    )
                )
        self._answers.clear()
        for listener in self._listeners:
            listener.end()

    def _on_facts(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            match fact:
                case EventHappened():
                    self.situation.apply(fact.seq, fact.event)
                    self._tell(fact)
                    self._answer_up_to(fact.seq)
                case CommandSettled():
                    self._settle(fact.outcome)
                case PositionsArrived():
                    self.fixes.update(fact.fixes)
                case PictureReplaced():
                    self.situation = Situation(fact.snapshot)
                    if fact.new_ledger:
                        self.fixes = FixTable()
                    self._tell(fact)
                    self._answer_all()
                    self._ready.set()
                case CityArrived():
                    self._city = fact.city
                case ClockTold():
                    self._clock = fact.clock
                case LinkEnded(final=True):
                    self._refusal = LinkRefused(fact.code, fact.detail)
                case _:
                    pass

    def _settle(self, outcome: Outcome) -> None:
        if outcome.status is OutcomeStatus.UNCONFIRMED:
            return  # it is repeated, and the true outcome follows
        answer = self._answers.pop(outcome.command_id, None)
        if answer is not None:
            # The hub answers before it tells the events; whoever asked wants to see both.
            self._ahead.append((answer, outcome))
            self._answer_up_to(self.situation.seq)

    def _answer_up_to(self, seq: int) -> None:
        while self._ahead and self._ahead[0][1].last_seq <= seq:
            self._answer_first()

    def _answer_all(self) -> None:
        while self._ahead:
            self._answer_first()

    def _answer_first(self) -> None:
        answer, outcome = self._ahead.popleft()
        if not answer.done():
            answer.set_result(outcome)

    def _tell(self, change: Change) -> None:
        for listener in self._listeners:
            listener.put(change)

    def _known_clock(self) -> HubClock:
        if self._clock is None:
            raise RuntimeError("no hub time yet: enter the context first")
        return self._clock


class _Changes(AsyncIterator[Change]):
    """One listener's changes, waiting to be looked at."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Change | None] = asyncio.Queue()

    def put(self, change: Change) -> None:
        self._waiting.put_nowait(change)

    def end(self) -> None:
        self._waiting.put_nowait(None)

    async def __anext__(self) -> Change:
        change = await self._waiting.get()
        if change is None:
            self.end()  # stays at its end, whoever asks again
            raise StopAsyncIteration
        return change
