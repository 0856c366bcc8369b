"""Where a unit was, as the page draws it: a line, broken where nothing is known."""

from datetime import datetime, tzinfo
from math import ceil

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.map_frame import mercator_world_u32

BREAK_S = 300.0
"""Two positions further apart in time than this are not joined: nobody knows the way between."""
_TICK_S = 900
_MOST_POINTS = 1500


def track_line(
    at_s: NDArray[np.float64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    *,
    tint: int,
    origin: GeoPoint,
    zone: tzinfo,
) -> dict[str, object] | None:
    """Return a track as ``bigscreen.showTrack`` takes it; None where there are fewer than two.

    ``at_s`` are seconds since the epoch, rising, with the positions in degrees; ``tint`` the
    map's code of the unit's colour; ``origin`` the city's centre. A tick stands at the beginning
    and at every quarter of an hour.
    """
    if len(at_s) < 2:
        return None
    step = ceil(len(at_s) / _MOST_POINTS)
    at_s, lat, lon = at_s[::step], lat[::step], lon[::step]
    x, y = mercator_world_u32(lat, lon)
    origin_x, origin_y = mercator_world_u32(origin.lat, origin.lon)
    places = np.column_stack((x, y)).astype(np.int64)
    places -= np.array((origin_x[0], origin_y[0]), np.int64)
    breaks = np.flatnonzero(np.diff(at_s) > BREAK_S) + 1
    lines = [part.ravel().tolist() for part in np.split(places, breaks) if len(part) > 1]
    quarters = np.floor(at_s / _TICK_S)
    ticked = [0, *(np.flatnonzero(np.diff(quarters) > 0) + 1).tolist()]
    ticks = [
        {
            "x": int(places[row, 0]),
            "y": int(places[row, 1]),
            "words": f"{datetime.fromtimestamp(float(at_s[row]), zone):%H:%M}",
        }
        for row in ticked
    ]
    return {"tint": tint, "lines": lines, "ticks": ticks}
