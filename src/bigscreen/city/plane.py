"""A flat metric plane laid on a city, for geometry that would be awkward in degrees."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bigscreen.domain.geo import EARTH_RADIUS_M, GeoPoint

METRES_PER_DEGREE = math.radians(EARTH_RADIUS_M)


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres east (x) and north (y) of ``centre``.

    Equirectangular: over the 20 km of a city distances are right to better than 1 in 1,000.
    """

    centre: GeoPoint

    @property
    def metres_per_degree_east(self) -> float:
        """How wide one degree of longitude is at the centre's latitude."""
        return METRES_PER_DEGREE * math.cos(math.radians(self.centre.lat))

    def to_xy(self, point: GeoPoint) -> tuple[float, float]:
        """Return the place of ``point`` on the plane, metres."""
        return (
            (point.lon - self.centre.lon) * self.metres_per_degree_east,
            (point.lat - self.centre.lat) * METRES_PER_DEGREE,
        )

    def to_columns(self, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
        """Return the places of many points, degrees in, metres out: shape (n, 2)."""
        return np.column_stack(
            (
                (np.asarray(lon, np.float64) - self.centre.lon) * self.metres_per_degree_east,
                (np.asarray(lat, np.float64) - self.centre.lat) * METRES_PER_DEGREE,
            )
        )

    def to_geo(self, x: float, y: float) -> GeoPoint:
        """Return the point at this place of the plane."""
        return GeoPoint(
            self.centre.lat + y / METRES_PER_DEGREE,
            self.centre.lon + x / self.metres_per_degree_east,
        )
