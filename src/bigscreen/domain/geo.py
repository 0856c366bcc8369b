"""Places on the ground, in WGS-84."""

import math
from dataclasses import dataclass

from bigscreen.domain.errors import InvalidValue

EARTH_RADIUS_M = 6_371_008.8
"""Mean Earth radius (IUGG), metres."""


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """A place: WGS-84 latitude and longitude in degrees, always in this order.

    Raises:
        InvalidValue: a coordinate is not finite or lies outside its range.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and -90.0 <= self.lat <= 90.0):
            raise InvalidValue("lat", self.lat, "a number from -90 to 90")
        if not (math.isfinite(self.lon) and -180.0 <= self.lon <= 180.0):
            raise InvalidValue("lon", self.lon, "a number from -180 to 180")


def distance_m(start: GeoPoint, end: GeoPoint) -> float:
    """Return the great-circle distance in metres (haversine formula)."""
    lat1, lat2 = math.radians(start.lat), math.radians(end.lat)
    half_dlat = (lat2 - lat1) / 2
    half_dlon = math.radians(end.lon - start.lon) / 2
    chord = math.sin(half_dlat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_dlon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def bearing_deg(start: GeoPoint, end: GeoPoint) -> float:
    """Return the initial bearing towards ``end``: degrees clockwise from north, in [0, 360)."""
    lat1, lat2 = math.radians(start.lat), math.radians(end.lat)
    dlon = math.radians(end.lon - start.lon)
    east = math.sin(dlon) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(dlon)
    turned = math.degrees(math.atan2(east, north)) % 360.0
    return turned if turned < 360.0 else 0.0  # a hair west of north rounds up to a whole turn


def contains(ring: tuple[GeoPoint, ...], point: GeoPoint) -> bool:
    """Tell whether ``point`` lies inside the polygon ``ring`` (even-odd rule, open or closed)."""
    inside = False
    previous = ring[-1] if ring else point
    for corner in ring:
        if (corner.lat > point.lat) != (previous.lat > point.lat):
            share = (point.lat - corner.lat) / (previous.lat - corner.lat)
            if point.lon < corner.lon + share * (previous.lon - corner.lon):
                inside = not inside
        previous = corner
    return inside
