"""Keeps the history of cases as columns in memory: read in at the start, then following events."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import structlog

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.events import Event, IncidentRegistered
from bigscreen.kpi.case_book import FactsEvent
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.history_columns import HistoryColumns, KeyedCases
from bigscreen.service.ports import LedgerUnavailable

_log = structlog.get_logger(__name__)

KEPT = timedelta(days=2 * 366 + 31)
"""How far back the memory reaches: any period of the last year, and the same a year before it."""

_FORGET_EVERY = timedelta(days=1)
_AT_ONCE = 4_000
"""Cases read at a time, about 50 ms: so long may an order wait while the history is read in."""
_SHORTEST, _LONGEST = timedelta(minutes=10), timedelta(days=31)
_NAMED_AT_ONCE = 500
_TRY_AGAIN_S = 2.0
_INSTANT = timedelta(microseconds=1)

Ask = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Runs a look-up where the ledger lives, and returns or raises what it came to."""


class ColumnHistory(Protocol):
    """The case records as columns; each call sees the ledger as it stands."""

    def received_span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest case were received, None without any."""

    def keyed_cases(self, start: datetime, end: datetime) -> KeyedCases:
        """Return the cases received in [start, end), in no particular order."""

    def named_cases(self, incident_ids: list[str]) -> KeyedCases:
        """Return the cases with these ids, in no particular order."""

    def cases_at(self, moments: Sequence[datetime]) -> Sequence[CaseFacts]:
        """Return the cases received at these moments, in no particular order."""

    def headlines(self, incident_ids: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """Return number and title of those of these cases that went through this ledger."""

    def facts(self, incident_id: str) -> CaseFacts | None:
        """Return the record of one case, or None."""


class HistoryMemory:
    """The cases of the last two years, as the ledger has them.

    What an event changes is read again from the ledger, so that no figure can differ from one
    made of the ledger itself. Everything is read by ``ask`` in small pieces.
    """

    def __init__(self, history: ColumnHistory, ask: Ask, now: datetime) -> None:
        self._history = history
        self._ask = ask
        self._columns = HistoryColumns()
        self._stale: dict[str, None] = {}
        self._turn = asyncio.Lock()
        self.loaded = asyncio.Event()
        self.progress = 0.0
        self.kept_from = now - KEPT
        self._reaches_from = now

    @property
    def nbytes(self) -> int:
        """The bytes of the columns."""
        return self._columns.nbytes

    def __len__(self) -> int:
        return len(self._columns)

    def note(self, event: Event) -> None:
        """Note which case an event has changed."""
        if isinstance(event, IncidentRegistered):
            self._stale[event.incident.id] = None
        elif isinstance(event, FactsEvent):
            self._stale[event.incident_id] = None

    async def load(self) -> None:
        """Read the history in, however long the ledger can not be read meanwhile."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not self.loaded.is_set():
            try:
                await self._load()
            except LedgerUnavailable as error:
                _log.warning("history_not_loaded", reason=str(error))
                self._columns = HistoryColumns()
                await asyncio.sleep(_TRY_AGAIN_S)
        _log.info("history_loaded", cases=len(self), seconds=round(loop.time() - began, 3))

    async def _load(self) -> None:
        span = await self.span()
        if span is not None:
            begin, end = max(span[0], self.kept_from), span[1] + _INSTANT
            async for found, reached in self._pieces(begin, end):
                await asyncio.to_thread(self._columns.put, found)
                self.progress = (reached - begin) / max(end - begin, _INSTANT)
            self._reaches_from = begin
        # What was registered meanwhile is on record as changed, and is read by name.
        self.progress = 1.0
        self.loaded.set()

    async def _pieces(
        self, start: datetime, end: datetime
    ) -> AsyncIterator[tuple[KeyedCases, datetime]]:
        """Read the cases of a period piece by piece, each with how far it reaches."""
        step = _SHORTEST
        while start < end:
            until = min(start + step, end)
            found = await self._ask(partial(self._history.keyed_cases, start, until))
            yield found, until
            wanted = step * (_AT_ONCE / max(len(found.cases), 1))
            step = min(max(wanted, _SHORTEST), 4 * step, _LONGEST)
            start = until

    async def span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest case of the ledger were received."""
        found: tuple[datetime, datetime] | None = await self._ask(self._history.received_span)
        return found

    async def older(self, window: Window) -> CaseColumns | None:
        """Return the cases of a period that were received before the memory begins."""
        if window.start >= self.kept_from:
            return None
        span = await self.span()
        start = window.start if span is None else max(window.start, span[0])
        end = min(window.end, self.kept_from)
        parts = [found.cases async for found, _ in self._pieces(start, end)]
        return CaseColumns.joined(parts) if parts else None

    def between(self, window: Window) -> CaseColumns:
        """Return the cases of a period that are in memory; only to be used while ``settled``."""
        return self._columns.between(window.start, window.end)

    def keyed(self, window: Window) -> KeyedCases:
        """Return the same with the key of each case; only to be used while ``settled``."""
        return self._columns.keyed(window.start, window.end)

    @asynccontextmanager
    async def settled(self, now: datetime) -> AsyncIterator[None]:
        """Let nothing change in the block, which begins with everything that has happened.

        Raises:
            LedgerUnavailable: what changed can not be read now.
        """
        async with self._turn:
            await self._catch_up(now)
            yield

    async def catch_up(self, now: datetime) -> None:
        """Take in what has changed since the last time."""
        if self.loaded.is_set() and not self._turn.locked():
            async with self.settled(now):
                pass

    async def _catch_up(self, now: datetime) -> None:
        while self._stale:
            ids = list(self._stale)[:_NAMED_AT_ONCE]
            for one in ids:
                del self._stale[one]
            try:
                found = await self._ask(partial(self._history.named_cases, ids))
            except LedgerUnavailable:
                self._stale.update(dict.fromkeys(ids))
                raise
            await asyncio.to_thread(self._columns.put, found)
        await self._reach_back()
        if now - KEPT - self.kept_from >= _FORGET_EVERY:
            self.kept_from = now - KEPT
            self._reaches_from = max(self._reaches_from, self.kept_from)
            await asyncio.to_thread(self._columns.forget_before, self.kept_from)

    async def _reach_back(self) -> None:
        """Read what somebody has added of an older past since, which no event tells of."""
        span = await self.span()
        begin = self._reaches_from if span is None else max(span[0], self.kept_from)
        if begin < self._reaches_from:
            pieces = self._pieces(begin, self._reaches_from)
            parts = [found async for found, _ in pieces]
            await asyncio.to_thread(self._columns.put, KeyedCases.joined(parts))
            self._reaches_from = begin
