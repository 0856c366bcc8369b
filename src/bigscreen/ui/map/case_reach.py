"""What can be reached around a case in one, three and five minutes, and by how many free units."""

from collections import OrderedDict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bigscreen.bridge.past_situation import Shown
from bigscreen.city.reach import CityRoads, Reach, reach_from
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.map_looks import UnitLooks
from bigscreen.viewmodels.map_reach import ReachArea, no_streets_note, reach_areas

_KEPT = 24
_METRE_DECIMALS = 5
"""Two places on one metre share their areas."""


class CaseReach:
    """Areas around cases of one city, worked out once a place; the counts are always new."""

    def __init__(self, live: Shown, city: City, roads: CityRoads) -> None:
        self._live = live
        self._city = city
        self._roads = roads
        self._held: OrderedDict[tuple[float, float], Reach | None] = OrderedDict()

    def areas(self, incident_id: str | None, looks: UnitLooks) -> Mapping[str, object] | None:
        """Return what the page draws of a case: areas, a word why there are none, or nothing.

        ``looks`` say which units are free, and how old their positions may grow.
        """
        known = self._live.situation.incidents.get(incident_id) if incident_id else None
        if known is None or known.incident.location is None:
            return None
        place = known.incident.location
        reach = self._reach(place)
        if reach is None:
            return no_streets_note(place, self._city.centre)
        seconds = self._seconds_of_free_units(reach, looks)
        return reach_areas(
            [
                ReachArea(
                    minutes=round(one.limit_s / 60),
                    free_units=int(np.count_nonzero(seconds <= one.limit_s)),
                    rings=one.rings,
                )
                for one in reach.isochrones
            ],
            self._city.centre,
        )

    def _reach(self, place: GeoPoint) -> Reach | None:
        key = (round(place.lat, _METRE_DECIMALS), round(place.lon, _METRE_DECIMALS))
        if key not in self._held:
            self._held[key] = reach_from(self._roads.graph(self._city), place)
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return self._held[key]

    def _seconds_of_free_units(self, reach: Reach, looks: UnitLooks) -> NDArray[np.float64]:
        """Return how long each free unit needs whose position is not too old to be relied on."""
        fixes = self._live.fixes
        size = min(len(looks.is_free), len(fixes.fixed_at_ms))
        oldest_ms = self._live.hub_now().timestamp() * 1000.0 - looks.stale_after_s[:size] * 1000.0
        there = looks.is_free[:size] & (fixes.fixed_at_ms[:size] >= oldest_ms)
        numbers = np.flatnonzero(there & (fixes.fixed_at_ms[:size] > 0))
        return reach.seconds_to(fixes.lat[numbers], fixes.lon[numbers])
