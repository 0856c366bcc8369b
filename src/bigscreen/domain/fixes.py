"""Positions as columns: the newest fix of every unit, whatever the rate they arrive at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class FixColumns:
    """A batch of fixes, one row a unit; all arrays have the same length n.

    ``number`` uint32 (n,), ``lat`` and ``lon`` float64 degrees WGS-84, ``speed_mps`` float32,
    ``heading_deg`` float32 clockwise from north (NaN = unknown), ``fixed_at_ms`` float64
    milliseconds since the epoch, UTC.
    """

    number: NDArray[np.uint32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    speed_mps: NDArray[np.float32]
    heading_deg: NDArray[np.float32]
    fixed_at_ms: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.number)

    def rows(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "FixColumns":
        """Return the chosen rows (mask or indices)."""
        return FixColumns(
            number=self.number[chosen],
            lat=self.lat[chosen],
            lon=self.lon[chosen],
            speed_mps=self.speed_mps[chosen],
            heading_deg=self.heading_deg[chosen],
            fixed_at_ms=self.fixed_at_ms[chosen],
        )


def empty_fixes() -> FixColumns:
    """Return a batch without rows."""
    return FixColumns(
        number=np.empty(0, np.uint32),
        lat=np.empty(0, np.float64),
        lon=np.empty(0, np.float64),
        speed_mps=np.empty(0, np.float32),
        heading_deg=np.empty(0, np.float32),
        fixed_at_ms=np.empty(0, np.float64),
    )


def newest_fixes(batches: Sequence[FixColumns]) -> FixColumns:
    """Return each unit's newest fix over all batches; of two of one time the later row wins."""
    if not batches:
        return empty_fixes()
    every = FixColumns(
        number=np.concatenate([b.number for b in batches]),
        lat=np.concatenate([b.lat for b in batches]),
        lon=np.concatenate([b.lon for b in batches]),
        speed_mps=np.concatenate([b.speed_mps for b in batches]),
        heading_deg=np.concatenate([b.heading_deg for b in batches]),
        fixed_at_ms=np.concatenate([b.fixed_at_ms for b in batches]),
    )
    newest_first = np.argsort(every.fixed_at_ms, kind="stable")[::-1]
    _, first = np.unique(every.number[newest_first], return_index=True)
    return every.rows(newest_first[first])


class FixTable:
    """The newest fix of each unit, addressed by unit number.

    Row ``number`` of each column belongs to that unit; ``fixed_at_ms`` 0 means no fix yet.
    ``generation`` grows with every update that changed something.
    """

    def __init__(self) -> None:
        self.generation = 0
        self._grow(64)

    def _grow(self, size: int) -> None:
        old = getattr(self, "fixed_at_ms", np.empty(0, np.float64))
        kept = len(old)
        for name, kind in (
            ("lat", np.float64),
            ("lon", np.float64),
            ("speed_mps", np.float32),
            ("heading_deg", np.float32),
            ("fixed_at_ms", np.float64),
            ("changed_in", np.int64),
        ):
            column = np.zeros(size, kind)
            if kept:
                column[:kept] = getattr(self, name)
            setattr(self, name, column)

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    speed_mps: NDArray[np.float32]
    heading_deg: NDArray[np.float32]
    fixed_at_ms: NDArray[np.float64]
    changed_in: NDArray[np.int64]

    def update(self, fixes: FixColumns) -> int:
        """Take in a batch, newest wins; return how many units moved on.

        Within a batch a later row wins over an earlier one of the same time.
        """
        if not len(fixes):
            return 0
        if np.any(np.diff(fixes.fixed_at_ms) < 0):
            fixes = fixes.rows(np.argsort(fixes.fixed_at_ms, kind="stable"))
        top = int(fixes.number.max())
        if top >= len(self.fixed_at_ms):
            self._grow(max(top + 1, 2 * len(self.fixed_at_ms)))
        fixes = fixes.rows(fixes.fixed_at_ms > self.fixed_at_ms[fixes.number])
        if not len(fixes):
            return 0
        self.generation += 1
        at = fixes.number
        self.lat[at] = fixes.lat
        self.lon[at] = fixes.lon
        self.speed_mps[at] = fixes.speed_mps
        self.heading_deg[at] = fixes.heading_deg
        self.fixed_at_ms[at] = fixes.fixed_at_ms
        self.changed_in[at] = self.generation
        return int(np.count_nonzero(self.changed_in == self.generation))

    def since(self, generation: int) -> FixColumns:
        """Return the newest fix of every unit that moved after ``generation``."""
        return self.columns(np.flatnonzero(self.changed_in > generation))

    def columns(self, numbers: NDArray[np.intp]) -> FixColumns:
        """Return the newest fixes of the units with these numbers, each of which has one."""
        return FixColumns(
            number=numbers.astype(np.uint32),
            lat=self.lat[numbers],
            lon=self.lon[numbers],
            speed_mps=self.speed_mps[numbers],
            heading_deg=self.heading_deg[numbers],
            fixed_at_ms=self.fixed_at_ms[numbers],
        )

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop the fixes of the units with these numbers."""
        for number in numbers:
            if number < len(self.fixed_at_ms):
                self.fixed_at_ms[number] = 0.0
                self.changed_in[number] = 0

    def has(self, number: int) -> bool:
        """Tell whether the unit with this number has ever reported a position."""
        return number < len(self.fixed_at_ms) and bool(self.fixed_at_ms[number] > 0)
