"""Whom to send: asks the recommendation with this city's roads, for the drawer and the queue."""

from collections import defaultdict

import numpy as np

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.city.reach import CityRoads
from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import UnitState
from bigscreen.service.recommendation import Candidate, recommend

_ALL_BELOW = 600
"""So many units are ranked whole; of more only the nearest, so that a screen never waits."""
_NEAREST_OF_A_FORCE = 100


class Advisor:
    """Ranks the units for a case; ``roads`` may be shared with the map."""

    def __init__(self, live: LiveSituation, roads: CityRoads | None = None) -> None:
        self._live = live
        self._roads = roads or CityRoads()

    def candidates(self, incident_id: str) -> tuple[Candidate, ...]:
        """Return the units that could take a case, best first; none without city or case.

        In a very large city these are the hundred of each force that are nearest as the crow
        flies.
        """
        city = self._live.city
        state = self._live.situation.incidents.get(incident_id)
        if city is None or state is None:
            return ()
        return self._recommend(city, state.incident)

    def _recommend(self, city: City, incident: Incident) -> tuple[Candidate, ...]:
        live = self._live
        situation = live.situation
        if len(situation.units) > _ALL_BELOW and incident.location is not None:
            situation = _nearest_only(situation, live.fixes, incident.location, incident.id)
        graph = self._roads.graph(city)
        return recommend(situation, live.fixes, city, incident, graph, live.hub_now())


def _nearest_only(
    situation: Situation, fixes: FixTable, place: GeoPoint, incident_id: str
) -> Situation:
    """Return the situation, for reading, with only the nearest units of each leading force.

    Units on the case stay however far they are: what they fill of the run card counts.
    """
    by_force: dict[tuple[str, ...], list[UnitState]] = defaultdict(list)
    reported = (fixes.fixed_at_ms > 0).tolist()  # a list: it is looked into once a unit
    for unit in situation.units.values():
        if unit.number < len(reported) and reported[unit.number]:
            by_force[unit.unit.force_codes[:1]].append(unit)
    near = Situation()
    near.seq = situation.seq
    near.incidents, near.assignments = situation.incidents, situation.assignments
    shrink = np.cos(np.radians(place.lat))
    for units in by_force.values():
        numbers = np.fromiter((unit.number for unit in units), np.intp, len(units))
        north = fixes.lat[numbers] - place.lat
        east = (fixes.lon[numbers] - place.lon) * shrink
        for index in np.argsort(north**2 + east**2)[:_NEAREST_OF_A_FORCE]:
            near.units[units[index].unit.id] = units[index]
    for held in situation.assignments_of(situation.incidents[incident_id]):
        if held.is_open and held.unit_id in situation.units:
            near.units[held.unit_id] = situation.units[held.unit_id]
    return near
