"""A city's streets as roads between junctions, and the place on a road nearest to a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from bigscreen.city.plane import Plane
from bigscreen.domain.base_map import Street
from bigscreen.domain.geo import GeoPoint

_SAMPLE_EVERY_M = 25.0


@dataclass(frozen=True, slots=True)
class Road:
    """The course from junction ``start`` to junction ``end`` with none in between.

    ``line`` are the points passed, both junctions included; ``at_m`` how far along each lies.
    """

    start: int
    end: int
    line: tuple[GeoPoint, ...]
    at_m: tuple[float, ...]
    speed_mps: float

    @property
    def length_m(self) -> float:
        """How long the road is."""
        return self.at_m[-1]


@dataclass(frozen=True, slots=True)
class RoadPlace:
    """A place on a road: which road, how far along it, and how far the asked point lies off it."""

    road: int
    along_m: float
    off_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSamples:
    """Places every few metres along all roads, as columns of one length.

    ``x_m`` and ``y_m`` on the plane, ``road``, its junctions ``start`` and ``end``, and the
    driving time ``from_start_s`` and ``to_end_s``.
    """

    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]
    road: NDArray[np.intp]
    start: NDArray[np.intp]
    end: NDArray[np.intp]
    from_start_s: NDArray[np.float64]
    to_end_s: NDArray[np.float64]


class RoadNetwork:
    """Roads and junctions of ``streets``; two streets meet where they share a point exactly.

    ``roads`` by number; ``leaving`` holds, for each junction, ``(junction, seconds, metres,
    road)`` of every road that leaves it (roads are driven both ways).
    """

    def __init__(self, streets: Sequence[Street], plane: Plane) -> None:
        self._plane = plane
        self.roads: list[Road] = []
        self._cut([street for street in streets if len(street.line) > 1])
        junctions = 1 + max((max(r.start, r.end) for r in self.roads), default=-1)
        self.leaving: list[list[tuple[int, float, float, int]]] = [[] for _ in range(junctions)]
        for number, road in enumerate(self.roads):
            seconds = road.length_m / road.speed_mps
            self.leaving[road.start].append((road.end, seconds, road.length_m, number))
            self.leaving[road.end].append((road.start, seconds, road.length_m, number))
        self._index()

    def _cut(self, streets: Sequence[Street]) -> None:
        """Cut streets into roads at every point that two of them share, and at their ends."""
        uses: dict[GeoPoint, int] = {}
        for street in streets:
            for place, point in enumerate(street.line):
                at_end = place in (0, len(street.line) - 1)
                uses[point] = uses.get(point, 0) + (2 if at_end else 1)
        numbers: dict[GeoPoint, int] = {}
        for street in streets:
            begin = 0
            for place in range(1, len(street.line)):
                if uses[street.line[place]] < 2:
                    continue
                line = street.line[begin : place + 1]
                begin = place
                ends = [numbers.setdefault(p, len(numbers)) for p in (line[0], line[-1])]
                self.roads.append(
                    Road(ends[0], ends[1], line, self._distances(line), street.speed_mps)
                )

    def _distances(self, line: Sequence[GeoPoint]) -> tuple[float, ...]:
        places = self._plane.to_columns([p.lat for p in line], [p.lon for p in line])
        spans = np.hypot(*np.diff(places, axis=0).T)
        return (0.0, *np.cumsum(spans).tolist())

    def _index(self) -> None:
        legs = [
            (number, road.at_m[leg], a, b)
            for number, road in enumerate(self.roads)
            for leg, (a, b) in enumerate(pairwise(road.line))
        ]
        self._leg_road = np.array([leg[0] for leg in legs], np.intp)
        self._leg_at_m = np.array([leg[1] for leg in legs], np.float64)
        self._leg_start = self._plane.to_columns([g[2].lat for g in legs], [g[2].lon for g in legs])
        self._leg_end = self._plane.to_columns([g[3].lat for g in legs], [g[3].lon for g in legs])
        self._tree = shapely.STRtree(
            shapely.linestrings(np.stack((self._leg_start, self._leg_end), axis=1))
        )

    def nearest(self, points: Sequence[GeoPoint]) -> list[RoadPlace]:
        """Return the nearest place on a road for each point; there has to be a road."""
        if not points:
            return []
        xy = self._plane.to_columns([p.lat for p in points], [p.lon for p in points])
        legs: NDArray[np.intp] = self._tree.nearest(shapely.points(xy))
        start = self._leg_start[legs]
        course = self._leg_end[legs] - start
        span2 = np.maximum((course**2).sum(axis=1), 1e-12)
        share = np.clip(((xy - start) * course).sum(axis=1) / span2, 0.0, 1.0)
        off = np.hypot(*(xy - start - course * share[:, None]).T)
        along = self._leg_at_m[legs] + share * np.sqrt(span2)
        roads = self._leg_road[legs].tolist()
        return [
            RoadPlace(road, min(at, self.roads[road].length_m), gap)
            for road, at, gap in zip(roads, along.tolist(), off.tolist(), strict=True)
        ]

    @cached_property
    def samples(self) -> RoadSamples:
        """Places along all roads, no further apart than a short block."""
        count = np.maximum(1, np.ceil(self._leg_length_m / _SAMPLE_EVERY_M)).astype(np.intp)
        leg = np.repeat(np.arange(len(count)), count + 1)
        first = np.repeat(np.cumsum(count + 1) - (count + 1), count + 1)
        share = (np.arange(len(leg)) - first) / count[leg]
        place = self._leg_start[leg] + share[:, None] * (self._leg_end - self._leg_start)[leg]
        along_m = self._leg_at_m[leg] + share * self._leg_length_m[leg]
        road = self._leg_road[leg]
        speed_mps = np.array([one.speed_mps for one in self.roads])[road]
        length_m = np.array([one.length_m for one in self.roads])[road]
        return RoadSamples(
            x_m=place[:, 0],
            y_m=place[:, 1],
            road=road,
            start=np.array([one.start for one in self.roads], np.intp)[road],
            end=np.array([one.end for one in self.roads], np.intp)[road],
            from_start_s=along_m / speed_mps,
            to_end_s=(length_m - along_m) / speed_mps,
        )

    @property
    def _leg_length_m(self) -> NDArray[np.float64]:
        length_m: NDArray[np.float64] = np.hypot(*(self._leg_end - self._leg_start).T)
        return length_m

    def stretch(self, road: int, start_m: float, end_m: float) -> list[GeoPoint]:
        """Return the course along a road between two places on it, in driving order."""
        low, high = min(start_m, end_m), max(start_m, end_m)
        found = self.roads[road]
        inner = [p for p, at in zip(found.line, found.at_m, strict=True) if low < at < high]
        course = [self._point(found, low), *inner, self._point(found, high)]
        return course if start_m <= end_m else course[::-1]

    def _point(self, road: Road, along_m: float) -> GeoPoint:
        leg = int(np.searchsorted(road.at_m, along_m, side="right")) - 1
        leg = min(max(leg, 0), len(road.line) - 2)
        span = road.at_m[leg + 1] - road.at_m[leg]
        share = (along_m - road.at_m[leg]) / span if span else 0.0
        a, b = road.line[leg], road.line[leg + 1]
        return GeoPoint(a.lat + (b.lat - a.lat) * share, a.lon + (b.lon - a.lon) * share)
