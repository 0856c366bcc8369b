"""Rebuilds the situation after any event of the ledger, from the nearest mark before it."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from bigscreen.domain.past import NotedEvent
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.hub.history_memory import Ask
from bigscreen.protocol.codec import event_of
from bigscreen.protocol.messages import EventMessage
from bigscreen.protocol.past_pages import moment_ms
from bigscreen.service.past_ports import PastEvent, PastRecords, SituationMark

AT_ONCE = 1_000
"""Events read at a time: an order waits for so many at worst, about 5 ms."""

_REMEMBERED = 64
_MARK_AFTER = 20_000
"""So many events without a mark, and one is made: ledgers of before there were marks have none."""


class PastMoments:
    """Situations of the past; the last ones rebuilt are remembered to go on from.

    ``ask`` runs look-ups where the ledger lives. Events are applied in a thread.
    """

    def __init__(self, past: PastRecords, ask: Ask) -> None:
        self._past = past
        self._ask = ask
        self._known: OrderedDict[int, Snapshot] = OrderedDict()

    async def situation_after(self, seq: int) -> Situation:
        """Return the situation after event ``seq``, the caller's own.

        Raises:
            LedgerUnavailable: the ledger can not be read.
        """
        situation = Situation(await self._nearest(seq))
        self._remember(situation)
        applied = 0
        while situation.seq < seq:
            read = await self.events(situation.seq, seq)
            noted = await asyncio.to_thread(_applied, situation, read)
            applied += len(noted)
            self._remember(situation)
            if applied >= _MARK_AFTER:
                applied = 0
                mark = SituationMark(
                    seq=situation.seq, at=read[-1].at, snapshot=situation.snapshot()
                )
                await self._ask(lambda mark=mark: self._past.add_mark(mark))  # type: ignore[misc]
        return situation

    async def events(self, after: int, until: int) -> Sequence[PastEvent]:
        """Return the next events after ``after``, at least one and some at most.

        Raises:
            LedgerUnavailable: the ledger can not be read, or has a gap.
        """
        read: Sequence[PastEvent] = await self._ask(
            lambda: self._past.events_between(after, until, AT_ONCE)
        )
        return read

    async def _nearest(self, seq: int) -> Snapshot:
        known = max((one for one in self._known if one <= seq), default=None)
        if known is not None:
            self._known.move_to_end(known)
            if seq - known <= AT_ONCE:
                return self._known[known]
        mark: SituationMark | None = await self._ask(lambda: self._past.mark_before(seq))
        if mark is not None and (known is None or mark.seq > known):
            return mark.snapshot
        return Snapshot(seq=0) if known is None else self._known[known]

    def _remember(self, situation: Situation) -> None:
        self._known[situation.seq] = situation.snapshot()
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def decoded(read: PastEvent) -> NotedEvent:
    """Return an event as the reducer takes it."""
    message = EventMessage(seq=read.seq, name=read.name, data=msgspec.Raw(read.data.encode()))
    return NotedEvent(moment_ms(read.at), read.seq, event_of(message))


def _applied(situation: Situation, events: Sequence[PastEvent]) -> list[NotedEvent]:
    noted = [decoded(one) for one in events]
    for one in noted:
        situation.apply(one.seq, one.event)
    return noted
