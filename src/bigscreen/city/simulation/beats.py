"""Where units patrol: the street corners of each grid."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint

ANYWHERE = ""
"""The beat of a unit without a grid: the whole city."""


def beats_of(city: City) -> Mapping[str, Sequence[GeoPoint]]:
    """Return the points to patrol by grid id, and all of them under :data:`ANYWHERE`.

    Without streets these are the corners of the grids.
    """
    points = sorted(
        {point for street in city.base_map.streets for point in street.line}
        or {point for grid in city.grids for point in grid.ring},
        key=lambda point: (point.lat, point.lon),
    )
    lon = np.array([point.lon for point in points])
    lat = np.array([point.lat for point in points])
    beats: dict[str, Sequence[GeoPoint]] = {ANYWHERE: points}
    for grid in city.grids:
        area = shapely.Polygon([(point.lon, point.lat) for point in grid.ring])
        within = shapely.contains_xy(area, lon, lat)
        beats[grid.id] = [points[index] for index in np.flatnonzero(within)]
    return beats
