"""Finds which places of a patrol plan lie near a position, for many positions at once.

A must-visit point is one place, a must-patrol line one every :data:`LINE_STEP_M`. Places are
entered in all cells of a square grid their circle touches, so that a position has to be
compared with the places of its own cell alone.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.duty_plan import PatrolDuty
from bigscreen.domain.geo import EARTH_RADIUS_M, GeoPoint, distance_m

LINE_STEP_M = 50.0
"""How far apart, at most, the places lie that a line is followed by."""

_DEGREE_M = math.radians(EARTH_RADIUS_M)
_NORTHWARD = 1 << 26
"""Added to a cell's key for a step to the east: no city has that many cells to the north."""


class PatrolGround:
    """The places of patrol duties; ``duty_of`` (m,) names each place's duty by its position."""

    def __init__(self, duties: Sequence[PatrolDuty]) -> None:
        places = [
            (number, point, duty.radius_m)
            for number, duty in enumerate(duties)
            for point in places_of(duty)
        ]
        self.duty_of = np.array([number for number, _, _ in places], np.intp)
        self._lat = np.array([point.lat for _, point, _ in places], np.float64)
        self._lon = np.array([point.lon for _, point, _ in places], np.float64)
        self._radius_m = np.array([radius_m for _, _, radius_m in places], np.float64)
        self._narrowing = np.cos(np.radians(self._lat))
        self._narrowest = float(self._narrowing.min(initial=1.0))
        self._cell_m = max(2.0 * float(np.median(self._radius_m)), 1.0) if places else 1.0
        cells = self._entered()
        self._keys = np.array(sorted(cells), np.int64)
        self._entries = np.array([p for key in sorted(cells) for p in cells[key]], np.intp)
        ends = np.cumsum([0, *(len(cells[key]) for key in sorted(cells))])
        self._bounds = np.append(ends, ends[-1])  # the cell after the last one is empty

    def near(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the pairs of position and place that are no farther apart than its radius.

        ``lat`` and ``lon`` (n,) are degrees. Both results (k,) are indices: of the positions,
        in their order, and of the places.
        """
        east, north = self._cells(lat, lon, 0.0)
        wanted = east * _NORTHWARD + north
        cell = np.searchsorted(self._keys, wanted)
        found = np.append(self._keys, -1)[cell] == wanted
        cell = np.where(found, cell, len(self._keys))
        counts = self._bounds[cell + 1] - self._bounds[cell]
        rows = np.repeat(np.arange(len(lat)), counts)
        first = np.repeat(self._bounds[cell] - (np.cumsum(counts) - counts), counts)
        places = self._entries[first + np.arange(len(rows))]
        eastward = (lon[rows] - self._lon[places]) * self._narrowing[places]
        away_m = np.hypot(eastward, lat[rows] - self._lat[places]) * _DEGREE_M
        close = away_m <= self._radius_m[places]
        return rows[close], places[close]

    def _entered(self) -> dict[int, list[int]]:
        """Return the places by the key of each cell their circle touches."""
        cells: dict[int, list[int]] = {}
        first = self._cells(self._lat, self._lon, -self._radius_m)
        last = self._cells(self._lat, self._lon, self._radius_m)
        for place, (east, north, to_east, to_north) in enumerate(zip(*first, *last, strict=True)):
            for column, row in product(range(east, to_east + 1), range(north, to_north + 1)):
                cells.setdefault(column * _NORTHWARD + row, []).append(place)
        return cells

    def _cells(
        self,
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
        moved_m: NDArray[np.float64] | float,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the columns and rows of the cells ``moved_m`` to the north and east of places.

        Columns are as wide as they are farthest from the equator, so that none is too narrow.
        """
        east = (lon + 180.0) * self._narrowest * _DEGREE_M + moved_m
        north = (lat + 90.0) * _DEGREE_M + moved_m
        return (
            np.floor(east / self._cell_m).astype(np.int64),
            np.floor(north / self._cell_m).astype(np.int64),
        )


def places_of(duty: PatrolDuty) -> Iterator[GeoPoint]:
    """Yield the point of a must-visit point, or points along a must-patrol line, its ends first.

    Corners are among them, and none is farther than :data:`LINE_STEP_M` from the next.
    """
    yield from duty.path[:1]
    for start, end in pairwise(duty.path):
        steps = max(1, math.ceil(distance_m(start, end) / LINE_STEP_M))
        for step in range(1, steps + 1):
            share = step / steps
            yield GeoPoint(
                start.lat + share * (end.lat - start.lat),
                start.lon + share * (end.lon - start.lon),
            )
