"""Keeps the positions the hub has let in, thinned and packed, off the path they are sent on."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import structlog

from bigscreen.domain.fixes import FixColumns, empty_fixes
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.hub.history_memory import Ask
from bigscreen.service.past_ports import (
    PastRecords,
    SituationMark,
    TrackPart,
    TrackRecords,
    track_part,
)
from bigscreen.service.ports import CaseHistory, DutyRecords, LedgerUnavailable
from bigscreen.service.track_columns import packed
from bigscreen.service.track_thinning import TrackThinner

_log = structlog.get_logger(__name__)

FLUSH_EVERY_S = 30.0
"""Real seconds between two flushes: so much is lost at most when the hub is killed."""

KEPT = timedelta(days=31)
"""How long tracks and marks are kept unless the hub is told otherwise."""

_FRESH_S = 5.0
_STOP_WITHIN_S = 3.0
_CHUNK_MS = 5 * 60_000
_MARK_EVERY = timedelta(hours=1)
_FORGET_AT_ONCE = 500
_MOST_WAITING = 100_000
"""So many fixes are flushed before it is time: a replay's clock may run fast."""
_MOST_UNWRITTEN = 200
"""So many parts wait for a ledger that can not be written before the oldest are given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackParts:
    """Where the past is kept: positions, the ledger's course of time, cases and records.

    ``kept`` is how long tracks are.
    """

    tracks: TrackRecords
    past: PastRecords
    cases: CaseHistory
    records: DutyRecords
    kept: timedelta = KEPT


class TrackKeeper:
    """Takes in what the hub lets in; every :data:`FLUSH_EVERY_S` it is written.

    ``situation`` is the published one, ``ask`` runs what reads or writes where the ledger
    lives. Without ``parts`` nothing is kept. What is kept is thinned
    (:class:`bigscreen.service.track_thinning.TrackThinner`) and cut into chunks of five minutes
    of hub time; each chunk begins with where all units stand. Once an hour of hub time the
    situation is marked, so that rebuilding a moment never begins at the first event.
    """

    def __init__(
        self, parts: TrackParts | None, situation: Situation, clock: HubClock, ask: Ask
    ) -> None:
        self._parts = parts
        self._situation = situation
        self._clock = clock
        self._ask = ask
        self._thinner = TrackThinner()
        self._batches: list[FixColumns] = []
        self._waiting = 0
        self._since_ms = self._now_ms()
        self._unwritten: list[TrackPart] = []
        self._begun = False
        self._marked_seq = -1
        self._next_mark = clock.now()
        self._flushed_s = _steady_s()
        self._writing = asyncio.Lock()

    def saw(self, fixes: FixColumns) -> None:
        """Take in positions that passed the intake; this only notes them."""
        if self._parts is not None:
            self._batches.append(fixes)
            self._waiting += len(fixes)

    async def keep(self) -> None:
        """Write what is due; call this every second."""
        if _steady_s() - self._flushed_s >= FLUSH_EVERY_S or self._waiting >= _MOST_WAITING:
            await self.flush()

    async def catch_up(self, until_ms: int) -> None:
        """Write what came in, for somebody who asks for it, but not every moment anew."""
        if until_ms >= self._since_ms and _steady_s() - self._flushed_s >= _FRESH_S:
            await self.flush()

    async def stop(self) -> None:
        """Write what is not written yet; a ledger that hangs is not waited for long."""
        try:
            async with asyncio.timeout(_STOP_WITHIN_S):
                await self.flush()
        except TimeoutError:
            _log.warning("tracks_not_written", reason="the ledger hangs")

    async def flush(self) -> None:
        """Write everything that came in until now, and forget what is too old."""
        if self._parts is not None:
            async with self._writing:
                await self._write(self._parts)

    async def _write(self, parts: TrackParts) -> None:
        passed_s, self._flushed_s = _steady_s() - self._flushed_s, _steady_s()
        batches, self._batches, self._waiting = self._batches, [], 0
        until_ms = max(self._now_ms(), self._since_ms + 1)
        # A clock that jumped, or a machine that slept: nobody kept tracks meanwhile.
        longest_ms = int(passed_s * self._clock.rate * 1000.0) * 3 + 60_000
        from_ms, self._since_ms = max(self._since_ms, until_ms - longest_ms), until_ms
        # In a thread: what is slow in it, numpy and zlib, lets the loop run meanwhile.
        self._unwritten += await asyncio.to_thread(self._chunks, batches, from_ms, until_ms)
        del self._unwritten[:-_MOST_UNWRITTEN]
        waiting = tuple(self._unwritten)
        try:
            await self._ask(lambda: parts.tracks.add(waiting))
            del self._unwritten[: len(waiting)]
            await self._mark(parts)
        except LedgerUnavailable as error:
            _log.warning("tracks_not_written", reason=str(error), parts=len(self._unwritten))

    def _chunks(self, batches: list[FixColumns], from_ms: int, until_ms: int) -> list[TrackPart]:
        """Return the parts of what came in during [from_ms, until_ms), by chunks of hub time."""
        parts: list[TrackPart] = []
        if not self._begun:
            # What was known before this hub was started is known no longer.
            self._begun = True
            parts.append(self._standing(from_ms))
        every = _one_batch(batches)
        chunk = np.clip(every.fixed_at_ms, from_ms, until_ms - 1).astype(np.int64) // _CHUNK_MS
        for number in range(from_ms // _CHUNK_MS, (until_ms - 1) // _CHUNK_MS + 1):
            begins = max(number * _CHUNK_MS, from_ms)
            ends = min((number + 1) * _CHUNK_MS, until_ms)
            kept = self._thinner.thin(every.rows(chunk == number))
            parts.append(track_part(kept, packed(kept), begins, ends))
            if ends == (number + 1) * _CHUNK_MS:
                parts.append(self._standing(ends))
        return parts

    def _standing(self, at_ms: int) -> TrackPart:
        newest = self._thinner.newest
        return track_part(newest, packed(newest), at_ms, at_ms, standing=True)

    async def _mark(self, parts: TrackParts) -> None:
        """Note how the situation stands, once in a while, and forget what is too old."""
        now = self._clock.now()
        if now < self._next_mark:
            return
        self._next_mark = now + _MARK_EVERY
        await self._forget(parts)
        if self._situation.seq == self._marked_seq:
            return
        mark = SituationMark(seq=self._situation.seq, at=now, snapshot=self._situation.snapshot())
        await self._ask(lambda: parts.past.add_mark(mark))
        self._marked_seq = mark.seq

    async def _forget(self, parts: TrackParts) -> None:
        oldest = self._clock.now() - parts.kept
        before_ms = int(oldest.timestamp() * 1000)
        gone = await self._ask(lambda: parts.tracks.forget_before(before_ms, _FORGET_AT_ONCE))
        if gone:
            await self._ask(lambda: parts.past.forget_marks_before(oldest))

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000.0)


def _steady_s() -> float:
    return asyncio.get_running_loop().time()


def _one_batch(batches: list[FixColumns]) -> FixColumns:
    if not batches:
        return empty_fixes()
    return FixColumns(
        number=np.concatenate([one.number for one in batches]),
        lat=np.concatenate([one.lat for one in batches]),
        lon=np.concatenate([one.lon for one in batches]),
        speed_mps=np.concatenate([one.speed_mps for one in batches]),
        heading_deg=np.concatenate([one.heading_deg for one in batches]),
        fixed_at_ms=np.concatenate([one.fixed_at_ms for one in batches]),
    )
