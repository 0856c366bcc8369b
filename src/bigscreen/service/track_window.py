"""Where all units were at a moment, from the tracks that lie at hand."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.fixes import FixColumns, empty_fixes
from bigscreen.service.track_columns import E7, TrackColumns

MOST_FIXES = 2_000_000
"""So many fixes are at hand at most, about 60 MB, but for the chunks in use."""

_FEWEST = 3
_METRES_A_DEGREE = 111_195.0
_LONGEST_STEP_MS = 45_000
"""Between fixes further apart than this nobody knows the way: the unit stands until the next."""
_MOVES_M = 3.0


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Tracks of [start_ms, end_ms) and a little more; ``keys`` puts unit and time in one."""

    start_ms: int
    end_ms: int
    step_ms: int
    unit_ids: Sequence[str]
    rows: TrackColumns
    keys: NDArray[np.int64]


class TrackWindow:
    """Chunks of tracks, the last ``most`` that were used, fewer where they are large."""

    def __init__(self, most: int = 40, most_fixes: int = MOST_FIXES) -> None:
        self._chunks: OrderedDict[tuple[int, int], _Chunk] = OrderedDict()
        self._most = most
        self._most_fixes = most_fixes

    def put(
        self, start_ms: int, end_ms: int, step_ms: int, unit_ids: Sequence[str], rows: TrackColumns
    ) -> None:
        """Take in the tracks of [start_ms, end_ms), thinned to one fix in ``step_ms``.

        ``rows`` begin with where the units stood before, their unit counts into ``unit_ids``;
        they may reach a little beyond ``end_ms``, so that the way across it is known.
        """
        base = int(rows.at_ms.min(initial=start_ms))
        keys = rows.unit.astype(np.int64) * _span(base, end_ms) + (rows.at_ms - base)
        chunk = _Chunk(start_ms, end_ms, step_ms, tuple(unit_ids), rows, keys)
        self._chunks[start_ms, end_ms] = chunk
        self._chunks.move_to_end((start_ms, end_ms))
        while len(self._chunks) > self._most or (
            len(self._chunks) > _FEWEST and self._fixes() > self._most_fixes
        ):
            self._chunks.popitem(last=False)

    def has(self, start_ms: int, end_ms: int) -> bool:
        """Tell whether a chunk is at hand."""
        return (start_ms, end_ms) in self._chunks

    def covers(self, at_ms: int) -> bool:
        """Tell whether the tracks around a moment are at hand."""
        return self._chunk_at(at_ms) is not None

    def fixes_at(self, at_ms: int, numbers: Mapping[str, int]) -> FixColumns:
        """Return where the units ``numbers`` names were at a moment.

        Between two fixes of one unit its place is worked out, and the time is the moment;
        where its next fix is far off or there is none it stands, with the time of its fix.
        Without tracks at hand there is nothing.
        """
        chunk = self._chunk_at(at_ms)
        if chunk is None or not len(chunk.rows):
            return empty_fixes()
        self._chunks.move_to_end((chunk.start_ms, chunk.end_ms))
        named = np.array([numbers.get(one, -1) for one in chunk.unit_ids], np.int64)
        rows = chunk.rows
        base = int(rows.at_ms.min(initial=chunk.start_ms))
        units = np.arange(len(named), dtype=np.int64)
        wanted = units * _span(base, chunk.end_ms) + (at_ms - base)
        row = np.searchsorted(chunk.keys, wanted, side="right") - 1
        found = (row >= 0) & (named >= 0)
        found[found] &= rows.unit[row[found]] == units[found]
        row, number = row[found], named[found]
        return _between(rows, row, number, at_ms, _LONGEST_STEP_MS + chunk.step_ms)

    def _fixes(self) -> int:
        return sum(len(chunk.rows) for chunk in self._chunks.values())

    def _chunk_at(self, at_ms: int) -> _Chunk | None:
        fitting = [one for one in self._chunks.values() if one.start_ms <= at_ms < one.end_ms]
        return min(fitting, key=lambda one: one.step_ms, default=None)


def _span(base_ms: int, end_ms: int) -> int:
    """Return more milliseconds than any row of a chunk lies after its base."""
    return end_ms - base_ms + 3_600_000


def _between(
    rows: TrackColumns,
    row: NDArray[np.intp],
    number: NDArray[np.int64],
    at_ms: int,
    longest_ms: int,
) -> FixColumns:
    """Return the places at a moment from each unit's row before it and the one after that."""
    after = np.minimum(row + 1, len(rows) - 1)
    since, until = rows.at_ms[row], rows.at_ms[after]
    gap = until - since
    moving = (rows.unit[after] == rows.unit[row]) & (gap > 0) & (gap <= longest_ms)
    share = np.where(moving, (at_ms - since) / np.where(moving, gap, 1), 0.0)
    lat, lon = rows.lat_e7[row] / E7, rows.lon_e7[row] / E7
    d_lat = np.where(moving, rows.lat_e7[after] / E7 - lat, 0.0)
    d_lon = np.where(moving, rows.lon_e7[after] / E7 - lon, 0.0)
    north_m = d_lat * _METRES_A_DEGREE
    east_m = d_lon * _METRES_A_DEGREE * np.cos(np.radians(lat))
    way_m = np.hypot(north_m, east_m)
    speed = np.where(moving, way_m / np.where(moving, gap / 1000.0, 1.0), 0.0)
    heading = np.degrees(np.arctan2(east_m, north_m)) % 360.0
    return FixColumns(
        number=number.astype(np.uint32),
        lat=lat + d_lat * share,
        lon=lon + d_lon * share,
        speed_mps=speed.astype(np.float32),
        heading_deg=np.where(way_m >= _MOVES_M, heading, np.nan).astype(np.float32),
        fixed_at_ms=np.where(moving, at_ms, since).astype(np.float64),
    )
