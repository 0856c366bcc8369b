"""Reads kept positions back: of a period, of those units somebody may see, while they may."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.past import LONGEST_TRACKS_S, Gap, NotedEvent, Tracks, TracksQuestion
from bigscreen.domain.situation import Situation
from bigscreen.hub.history_memory import Ask
from bigscreen.hub.past_moments import PastMoments, decoded
from bigscreen.hub.track_keeper import TrackKeeper, TrackParts
from bigscreen.protocol.past_pages import moment_ms, moment_of
from bigscreen.service.limited_view import LimitedView
from bigscreen.service.past_ports import PastEvent, TrackPart
from bigscreen.service.scope import Scope
from bigscreen.service.track_columns import (
    E7,
    TrackColumns,
    joined,
    newest_of_each,
    no_tracks,
    one_in_every,
    packed,
    unpacked,
)

LONGEST_OF_ALL = timedelta(hours=2)
"""The longest period that is given of all units at once."""

_AT_ONCE_MS = 30 * 60_000
"""So much is read at a time: an order waits for it at worst."""
_GAP_MS = 90_000
"""A pause in keeping tracks that counts as one: three times as long as between two flushes."""

_Seen = Mapping[int, tuple[int, int]]
"""By unit number, from when until when it may be seen (milliseconds)."""


class PastTracks:
    """Answers where units were. ``situation`` is the published one: it names all numbers."""

    def __init__(
        self,
        parts: TrackParts,
        moments: PastMoments,
        keeper: TrackKeeper,
        situation: Situation,
        duty_grids: Mapping[str, str],
        ask: Ask,
    ) -> None:
        self._parts = parts
        self._moments = moments
        self._keeper = keeper
        self._situation = situation
        self._duty_grids = duty_grids
        self._ask = ask

    async def tracks(self, question: TracksQuestion, scope: Scope) -> Tracks:
        """Return the kept fixes of a period that ``scope`` may see.

        Raises:
            InvalidValue: the period is too long, or a step below 0.
            LedgerUnavailable: they can not be read.
        """
        longest = timedelta(seconds=LONGEST_TRACKS_S) if question.unit_ids else LONGEST_OF_ALL
        if question.end - question.start > longest:
            expected = f"at most {longest} after start"
            raise InvalidValue("end", question.end.isoformat(), expected)
        if not 0.0 <= question.every_s <= LONGEST_TRACKS_S:
            raise InvalidValue("every_s", question.every_s, "seconds, 0 or more")
        start_ms, end_ms = moment_ms(question.start), moment_ms(question.end)
        await self._keeper.catch_up(end_ms)
        wanted = self._numbers(question.unit_ids)
        look: _Look = await self._ask(partial(self._look, start_ms, end_ms))
        pieces = []
        for at_ms in range(start_ms + _AT_ONCE_MS, end_ms, _AT_ONCE_MS):
            until_ms = min(at_ms + _AT_ONCE_MS, end_ms)
            parts = await self._ask(partial(self._parts.tracks.parts_between, at_ms, until_ms))
            pieces.append(await asyncio.to_thread(_within, parts, at_ms, until_ms, wanted))
        seen: _Seen | None = None
        if scope.place_ids is not None:
            seen = await self._seen(question, scope)
        ids = dict(self._situation.unit_ids)

        def answer() -> tuple[tuple[str, ...], bytes]:
            stood = [_stood(look, wanted)] if question.standing else []
            first = _within(look.parts, start_ms, end_ms, wanted)
            return _answer([*stood, first, *pieces], seen, int(question.every_s * 1000), ids)

        found, data = await asyncio.to_thread(answer)
        return Tracks(
            start=question.start,
            end=question.end,
            unit_ids=found,
            columns=data,
            gaps=tuple(_gaps(look.spans, start_ms, end_ms)),
        )

    async def fixes_at(self, at_ms: int) -> FixTable:
        """Return the table of newest fixes as it was, but for speed and heading."""
        await self._keeper.catch_up(at_ms)
        look: _Look = await self._ask(partial(self._look, at_ms + 1, at_ms + 1))
        standing = await asyncio.to_thread(_stood, look, None)
        table = FixTable()
        table.update(
            FixColumns(
                number=standing.unit,
                lat=standing.lat_e7 / E7,
                lon=standing.lon_e7 / E7,
                speed_mps=np.zeros(len(standing), np.float32),
                heading_deg=np.full(len(standing), np.nan, np.float32),
                fixed_at_ms=standing.at_ms.astype(np.float64),
            )
        )
        return table

    def _look(self, start_ms: int, end_ms: int) -> "_Look":
        """Read all that most questions need, at one go."""
        tracks = self._parts.tracks
        standing = tracks.standing_before(start_ms)
        since_ms = start_ms - _AT_ONCE_MS
        if standing is not None:
            since_ms = max(since_ms, standing.until_ms)
        until_ms = min(end_ms, start_ms + _AT_ONCE_MS)
        return _Look(
            standing=standing,
            start_ms=start_ms,
            since_ms=since_ms,
            before=tracks.parts_between(since_ms, start_ms),
            parts=tracks.parts_between(start_ms, until_ms) if until_ms > start_ms else (),
            spans=tracks.spans_between(start_ms, end_ms),
        )

    def _numbers(self, unit_ids: Collection[str]) -> NDArray[np.uint32] | None:
        if not unit_ids:
            return None
        units = self._situation.units
        numbers = [units[one].number for one in unit_ids if one in units]
        return np.array(numbers, np.uint32)

    async def _seen(self, question: TracksQuestion, scope: Scope) -> _Seen:
        """Return which units a scope saw during a period, each from its first to its first end."""
        past = self._parts.past
        first, last = await self._ask(
            lambda: (past.seq_at(question.start), past.seq_at(question.end))
        )
        situation = await self._moments.situation_after(first)
        view = LimitedView(scope, situation, self._duty_grids)
        seen = dict.fromkeys(view.numbers, (0, moment_ms(question.end)))
        while situation.seq < last:
            read = await self._moments.events(situation.seq, last)
            await asyncio.to_thread(_follow, view, situation, read, seen)
        return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one look into the ledger gave.

    ``standing`` is where all units stood before ``start_ms``, ``before`` what came between
    ``since_ms`` and then, ``parts`` what came after.
    """

    standing: TrackPart | None
    start_ms: int
    since_ms: int
    before: Sequence[TrackPart]
    parts: Sequence[TrackPart]
    spans: Sequence[tuple[int, int]]


def _stood(look: _Look, wanted: NDArray[np.uint32] | None) -> TrackColumns:
    """Return each unit's newest fix before the start, with its own time."""
    known = unpacked(look.standing.columns) if look.standing is not None else no_tracks()
    if wanted is not None:
        known = known.rows(np.isin(known.unit, wanted))
    moved = _within(look.before, look.since_ms, look.start_ms, wanted)
    return newest_of_each(joined([known, moved]))


def _follow(
    view: LimitedView,
    situation: Situation,
    events: Sequence[PastEvent],
    seen: dict[int, tuple[int, int]],
) -> None:
    """Note when units came into sight and when they first went out of it."""
    for noted in map(decoded, events):
        _apply(view, situation, noted, seen)


def _apply(
    view: LimitedView,
    situation: Situation,
    noted: NotedEvent,
    seen: dict[int, tuple[int, int]],
) -> None:
    before, changes = frozenset(view.numbers), view.unit_changes
    situation.apply(noted.seq, noted.event)
    view.follow(noted.event)
    if view.unit_changes == changes:
        return
    for number in view.numbers - before:
        seen.setdefault(number, (noted.at_ms, 1 << 62))
    for number in before - view.numbers:
        came, left = seen[number]
        seen[number] = (came, min(left, noted.at_ms))


def _within(
    parts: Iterable[TrackPart], start_ms: int, end_ms: int, wanted: NDArray[np.uint32] | None
) -> TrackColumns:
    pieces = []
    for part in parts:
        rows = unpacked(part.columns)
        keep = (rows.at_ms >= start_ms) & (rows.at_ms < end_ms)
        if wanted is not None:
            keep &= np.isin(rows.unit, wanted)
        pieces.append(rows if keep.all() else rows.rows(keep))
    return joined(pieces)


def _answer(
    parts: Sequence[TrackColumns], seen: _Seen | None, every_ms: int, ids: Mapping[int, str]
) -> tuple[tuple[str, ...], bytes]:
    """Return the ids of the units there are rows of, and the rows; their unit counts into these."""
    rows = joined(parts)
    keep = np.isin(rows.unit, np.fromiter(ids, np.uint32, len(ids)))
    if seen is not None:
        size = int(rows.unit.max(initial=0)) + 1
        came, left = np.full(size, 1 << 62, np.int64), np.zeros(size, np.int64)
        for number, (from_ms, until_ms) in seen.items():
            if number < size:
                came[number], left[number] = from_ms, until_ms
        keep &= (rows.at_ms >= came[rows.unit]) & (rows.at_ms < left[rows.unit])
    rows = one_in_every(rows.rows(keep).in_order(), every_ms)
    numbers, index = np.unique(rows.unit, return_inverse=True)
    indexed = TrackColumns(
        unit=index.astype(np.uint32), at_ms=rows.at_ms, lat_e7=rows.lat_e7, lon_e7=rows.lon_e7
    )
    return tuple(ids[number] for number in numbers.tolist()), _bytes_of(indexed)


def _bytes_of(rows: TrackColumns) -> bytes:
    """Return the rows as bytes; what stands since weeks ago keeps the oldest time there can be."""
    if not len(rows):
        return packed(rows)
    oldest = rows.at_ms.max() - 20 * 86_400_000
    return packed(
        TrackColumns(
            unit=rows.unit,
            at_ms=np.maximum(rows.at_ms, oldest),
            lat_e7=rows.lat_e7,
            lon_e7=rows.lon_e7,
        )
    )


def _gaps(spans: Sequence[tuple[int, int]], start_ms: int, end_ms: int) -> Iterable[Gap]:
    """Yield where in [start, end) no span lies, but for short pauses."""
    at_ms = start_ms
    for from_ms, until_ms in (*spans, (end_ms, end_ms)):
        if from_ms - at_ms >= _GAP_MS:
            yield Gap(start=moment_of(at_ms), end=moment_of(from_ms))
        at_ms = max(at_ms, until_ms)
