"""Where somebody can be in so many minutes: areas around a place, from times along the streets."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FINEST_CELL_M = 25.0
_MOST_CELLS = 160
"""Along the longer side: what a screen can show, and what is worked out in a few milliseconds."""
_MOST_STEPS = 400
_SMALLEST_CELLS = 6.0
"""Islands and holes of fewer cells are noise of the raster."""
_DIAGONAL = float(np.sqrt(2.0))

Ring = NDArray[np.float64]
"""A closed outline without its first point repeated: shape (n, 2), metres east and north."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedPlaces:
    """Places with the time it takes to get there: ``x_m``, ``y_m`` and ``seconds``, length n."""

    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]
    seconds: NDArray[np.float64]


class TimeField:
    """Times to get anywhere around some places, on a raster.

    From a place on a street the rest of the way is covered at ``off_road_mps``; ``within_s``
    bounds what is of interest. Without any place within that time nothing is reached.
    """

    def __init__(self, places: TimedPlaces, *, within_s: float, off_road_mps: float) -> None:
        self._within_s, self._off_road_mps = within_s, off_road_mps
        near = places.seconds <= within_s
        if not near.any():
            self._west = self._south = 0.0
            self._cell_m, self._seconds = _FINEST_CELL_M, np.full((2, 2), np.inf)
            return
        x, y = places.x_m[near], places.y_m[near]
        walked_m = (within_s - places.seconds[near]) * off_road_mps
        west, east = float((x - walked_m).min()), float((x + walked_m).max())
        south, north = float((y - walked_m).min()), float((y + walked_m).max())
        self._cell_m = max(_FINEST_CELL_M, max(east - west, north - south) / _MOST_CELLS)
        edge = 2 * self._cell_m
        self._west, self._south = west - edge, south - edge
        columns = int((east - west + 2 * edge) / self._cell_m) + 2
        rows = int((north - south + 2 * edge) / self._cell_m) + 2
        self._seconds = np.full((rows, columns), np.inf)
        self._put(x, y, places.seconds[near])
        self._spread()

    def _put(
        self, x: NDArray[np.float64], y: NDArray[np.float64], seconds: NDArray[np.float64]
    ) -> None:
        """Give each node of the raster the time of the nearest places around it."""
        across, up = (x - self._west) / self._cell_m, (y - self._south) / self._cell_m
        column, row = np.floor(across).astype(np.intp), np.floor(up).astype(np.intp)
        for right in (0, 1):
            for above in (0, 1):
                gap = np.hypot(column + right - across, row + above - up) * self._cell_m
                reached = seconds + gap / self._off_road_mps
                np.minimum.at(self._seconds, (row + above, column + right), reached)

    def _spread(self) -> None:
        """Let the time grow off the streets, node by node, until nothing is reached sooner."""
        step = self._cell_m / self._off_road_mps
        field = self._seconds
        for _ in range(_MOST_STEPS):
            before = field.copy()
            for (to_row, from_row), (to_column, from_column), cost in _NEIGHBOURS:
                reached = before[from_row, from_column] + step * cost
                target = field[to_row, to_column]
                np.minimum(target, reached, out=target, where=reached <= self._within_s + 2 * step)
            if np.array_equal(field, before):
                break
        field[[0, -1], :] = np.inf
        field[:, [0, -1]] = np.inf

    def seconds_at(self, x_m: NDArray[np.float64], y_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the time to each place, infinite where it is beyond what is of interest."""
        across = (x_m - self._west) / self._cell_m
        up = (y_m - self._south) / self._cell_m
        rows, columns = self._seconds.shape
        inside = (across >= 0) & (up >= 0) & (across < columns - 1) & (up < rows - 1)
        across, up = np.where(inside, across, 0.0), np.where(inside, up, 0.0)
        column, row = np.floor(across).astype(np.intp), np.floor(up).astype(np.intp)
        right, above = across - column, up - row
        capped = self._capped()
        found = (
            capped[row, column] * (1 - right) * (1 - above)
            + capped[row, column + 1] * right * (1 - above)
            + capped[row + 1, column] * (1 - right) * above
            + capped[row + 1, column + 1] * right * above
        )
        seconds: NDArray[np.float64] = np.where(inside & (found <= self._within_s), found, np.inf)
        return seconds

    def rings(self, limit_s: float) -> list[Ring]:
        """Return the outlines of what is reached within ``limit_s``, holes among them, smoothed."""
        rings = []
        for nodes in _contours(self._capped(), limit_s):
            ring = _smoothed(nodes)
            if abs(_area(ring)) >= _SMALLEST_CELLS:
                rings.append(ring * self._cell_m + (self._west, self._south))
        return rings

    def _capped(self) -> NDArray[np.float64]:
        """Return the field with what is not reached just beyond what is of interest."""
        beyond = self._within_s + 2 * self._cell_m / self._off_road_mps
        capped: NDArray[np.float64] = np.minimum(self._seconds, beyond)
        return capped


_ALL, _FRONT, _BACK = slice(None), slice(1, None), slice(None, -1)
_NEIGHBOURS = (
    ((_FRONT, _BACK), (_ALL, _ALL), 1.0),
    ((_BACK, _FRONT), (_ALL, _ALL), 1.0),
    ((_ALL, _ALL), (_FRONT, _BACK), 1.0),
    ((_ALL, _ALL), (_BACK, _FRONT), 1.0),
    ((_FRONT, _BACK), (_FRONT, _BACK), _DIAGONAL),
    ((_FRONT, _BACK), (_BACK, _FRONT), _DIAGONAL),
    ((_BACK, _FRONT), (_FRONT, _BACK), _DIAGONAL),
    ((_BACK, _FRONT), (_BACK, _FRONT), _DIAGONAL),
)

_SOUTH, _EAST, _NORTH, _WEST = range(4)
_SEGMENTS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((_SOUTH, _WEST),),
    2: ((_EAST, _SOUTH),),
    3: ((_EAST, _WEST),),
    4: ((_NORTH, _EAST),),
    5: ((_SOUTH, _WEST), (_NORTH, _EAST)),
    6: ((_NORTH, _SOUTH),),
    7: ((_NORTH, _WEST),),
    8: ((_WEST, _NORTH),),
    9: ((_SOUTH, _NORTH),),
    10: ((_EAST, _SOUTH), (_WEST, _NORTH)),
    11: ((_EAST, _NORTH),),
    12: ((_WEST, _EAST),),
    13: ((_SOUTH, _EAST),),
    14: ((_WEST, _SOUTH),),
}
"""Which sides of a cell an outline enters and leaves by, the inner nodes on its left.

Bits of the cell's nodes: 1 south-west, 2 south-east, 4 north-east, 8 north-west.
"""

_Crossing = tuple[int, int, bool]
"""A side of the raster: its node (row, column), and whether it leads north instead of east."""


def _contours(field: NDArray[np.float64], limit: float) -> list[Ring]:
    """Return closed outlines (marching squares) in raster coordinates; the edge lies outside."""
    inner = (field <= limit).astype(np.uint8)
    cells = inner[:-1, :-1] + 2 * inner[:-1, 1:] + 4 * inner[1:, 1:] + 8 * inner[1:, :-1]
    leads: dict[_Crossing, _Crossing] = {}
    for row, column in np.argwhere((cells > 0) & (cells < 15)).tolist():
        for entered, left in _SEGMENTS[int(cells[row, column])]:
            leads[_side(row, column, entered)] = _side(row, column, left)
    rings = []
    while leads:
        first, following = leads.popitem()
        course = [first]
        while following != first:
            course.append(following)
            following = leads.pop(following)
        rings.append(np.array([_point(field, limit, crossing) for crossing in course]))
    return rings


def _side(row: int, column: int, side: int) -> _Crossing:
    match side:
        case 0:
            return row, column, False
        case 1:
            return row, column + 1, True
        case 2:
            return row + 1, column, False
        case _:
            return row, column, True


def _point(field: NDArray[np.float64], limit: float, crossing: _Crossing) -> tuple[float, float]:
    row, column, north = crossing
    here = float(field[row, column])
    there = float(field[row + 1, column] if north else field[row, column + 1])
    share = (limit - here) / (there - here)
    return (column, row + share) if north else (column + share, row)


def _smoothed(ring: Ring) -> Ring:
    """Take the raster's steps out of an outline, then cut its corners (Chaikin)."""
    for _ in range(2):
        ring = 0.25 * np.roll(ring, 1, axis=0) + 0.5 * ring + 0.25 * np.roll(ring, -1, axis=0)
    following = np.roll(ring, -1, axis=0)
    both = np.stack((0.75 * ring + 0.25 * following, 0.25 * ring + 0.75 * following), axis=1)
    return both.reshape(-1, 2)


def _area(ring: Ring) -> float:
    x, y = ring.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
