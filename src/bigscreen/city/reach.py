"""What can be reached from a place within some minutes, along a city's own streets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.city.plane import METRES_PER_DEGREE, Plane
from bigscreen.city.road_graph import OFF_ROAD_MPS, RoadGraph
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.service.isochrones import TimeField

LIMITS_S = (60.0, 180.0, 300.0)
"""The response classes of a city: one, three and five minutes."""


class CityRoads:
    """Keeps the road graph of the city in use: it is built once, whoever asks first."""

    def __init__(self) -> None:
        self._held: tuple[City, RoadGraph] | None = None

    def graph(self, city: City) -> RoadGraph:
        """Return the road graph of a city."""
        if self._held is None or self._held[0] is not city:
            self._held = (city, RoadGraph(city))
        return self._held[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Isochrone:
    """The area within ``limit_s``: ``rings`` are arrays (n, 2) of latitude and longitude."""

    limit_s: float
    rings: tuple[NDArray[np.float64], ...]


class Reach:
    """The areas around ``start``, the smallest first, and whoever is in them."""

    def __init__(self, roads: RoadGraph, start: GeoPoint, limits_s: Sequence[float]) -> None:
        self._plane = roads.plane
        widest = max(limits_s)
        self._field = TimeField(
            roads.times_around(start, widest), within_s=widest, off_road_mps=OFF_ROAD_MPS
        )
        self.isochrones = tuple(
            Isochrone(
                limit_s=limit_s,
                rings=tuple(_degrees(self._plane, ring) for ring in self._field.rings(limit_s)),
            )
            for limit_s in sorted(limits_s)
        )

    def seconds_to(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how long it takes to each of some places, infinite beyond the last limit."""
        x_m, y_m = self._plane.to_columns(lat, lon).T
        return self._field.seconds_at(x_m, y_m)


def reach_from(
    roads: RoadGraph, start: GeoPoint, limits_s: Sequence[float] = LIMITS_S
) -> Reach | None:
    """Return what can be reached from ``start``; None in a city that knows no streets."""
    return Reach(roads, start, limits_s) if roads.has_roads else None


def _degrees(plane: Plane, ring: NDArray[np.float64]) -> NDArray[np.float64]:
    lat = plane.centre.lat + ring[:, 1] / METRES_PER_DEGREE
    lon = plane.centre.lon + ring[:, 0] / plane.metres_per_degree_east
    return np.column_stack((lat, lon))
