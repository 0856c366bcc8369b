"""The units that stand on one spot: parked side by side they can not be told apart on a map."""

import numpy as np

from bigscreen.domain.fixes import FixTable
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import UnitState
from bigscreen.viewmodels.map_frame import MERCATOR_LAT_MAX

_METRES_PER_DEGREE = 111_195.0
_EQUATOR_PIXEL_M = 156_543.03
"""What a pixel of a Web-Mercator map is wide at zoom 0 on the equator."""
_SYMBOL_PX = 8.0
_LEAST_M = 15.0
_MOST_M = 400.0


def spot_reach_m(zoom: float, lat: float) -> float:
    """Return within how many metres symbols cover each other on a map at this zoom."""
    shrink = float(np.cos(np.radians(min(abs(lat), MERCATOR_LAT_MAX))))
    covered_m = float(_SYMBOL_PX * _EQUATOR_PIXEL_M * shrink / 2.0**zoom)
    return min(_MOST_M, max(_LEAST_M, covered_m))


def units_on_spot(
    situation: Situation, fixes: FixTable, place: GeoPoint, reach_m: float
) -> tuple[UnitState, ...]:
    """Return the units whose newest position lies within ``reach_m`` of a place, nearest first."""
    north = (fixes.lat - place.lat) * _METRES_PER_DEGREE
    east = (fixes.lon - place.lon) * _METRES_PER_DEGREE * np.cos(np.radians(place.lat))
    gap_m = np.hypot(north, east)
    near = np.flatnonzero((gap_m <= reach_m) & (fixes.fixed_at_ms > 0))
    ordered = near[np.lexsort((near, np.round(gap_m[near])))]
    ids = (situation.unit_ids.get(int(number), "") for number in ordered)
    return tuple(situation.units[unit_id] for unit_id in ids if unit_id in situation.units)
