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
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import datetime
from types import TracebackType
from typing import Self

from bigscreen.domain.city import City
from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.situation import Situation
from bigscreen.protocol.client_session import EventHappened, PictureReplaced


class SourceClient:
    """Keeps one ``source`` connected: its own copy of the situation, its reports, its answers.

    Everything runs on the event loop that entered the context; nothing here is thread-safe.
    A cut link is mended behind the scenes: what a source reports stays true, so commands wait
    for the link instead of failing, and those whose answer was lost are repeated under their
    command id. Position reports made while the link is down are dropped but for each unit's
    newest, which goes out first when the link is back.

    ``url`` is ``ws://`` or ``wss://``; ``name`` is for people (it shows beside the account);
    ``max_in_flight`` bounds the commands whose answers are outstanding.
    """

    def __init__(
        self,
        url: str,
        token: str,
        name: str,
        *,
        tls: ssl.SSLContext | None = None,
        max_in_flight: int = 256,
    ) -> None:
        raise NotImplementedError

    situation: Situation
    """The picture after the newest event this client has seen; for reading."""

    fixes: FixTable
    """The newest known position of every unit, by unit number; for reading."""

    async def __aenter__(self) -> Self:
        """Connect and wait for the first picture.

        Raises:
            LinkRefused: the hub refuses this token, kind or protocol version; ``reason`` says
                why. An unreachable hub is waited for.
        """
        raise NotImplementedError

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the link; answers still outstanding settle as ``unconfirmed`` or ``not_sent``."""
        raise NotImplementedError

    @property
    def city(self) -> City:
        """The city the hub serves."""
        raise NotImplementedError

    @property
    def clock_rate(self) -> float:
        """How many seconds of hub time pass in one second."""
        raise NotImplementedError

    def hub_now(self) -> datetime:
        """Return the hub's time now (UTC), from its last word and this machine's steady clock."""
        raise NotImplementedError

    async def submit(self, command: Command, command_id: str | None = None) -> Outcome:
        """Send one command and return the hub's answer (``accepted`` or ``refused``).

        Commands go out in the order of the calls. Without ``command_id`` a random one is made;
        a source that may be restarted passes its own, and repeating it never acts twice.
        """
        return await (await self.post(command, command_id))

    async def post(
        self, command: Command, command_id: str | None = None
    ) -> "asyncio.Future[Outcome]":
        """Send one command and return the future of its answer, waiting only for room in flight."""
        raise NotImplementedError

    def report(self, fixes: FixColumns) -> None:
        """Report positions, numbered as in ``situation.units[...].number``; never waits."""
        raise NotImplementedError

    def changes(self) -> AsyncIterator[EventHappened | PictureReplaced]:
        """Return the changes from this call on, in order, without a gap.

        ``situation`` already holds a change when it is yielded (and may hold later ones).
        :class:`PictureReplaced` comes where the hub sent a new snapshot instead of the events
        in between. Ends when the client is closed.
        """
        raise NotImplementedError
