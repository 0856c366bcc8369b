"""Whom to send: asks the recommendation with this city's roads, for the drawer and the queue."""

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.city.road_graph import RoadGraph
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Incident
from bigscreen.service.recommendation import Candidate, recommend


class Advisor:
    """Ranks the units for a case. The road graph is built once a city."""

    def __init__(self, live: LiveSituation) -> None:
        self._live = live
        self._roads: tuple[City, RoadGraph] | None = None

    def candidates(self, incident_id: str) -> tuple[Candidate, ...]:
        """Return the units that could take a case, best first; none without city or case."""
        city = self._live.city
        state = self._live.situation.incidents.get(incident_id)
        if city is None or state is None:
            return ()
        return self._recommend(city, state.incident)

    def _recommend(self, city: City, incident: Incident) -> tuple[Candidate, ...]:
        live = self._live
        return recommend(
            live.situation, live.fixes, city, incident, self._graph(city), live.hub_now()
        )

    def _graph(self, city: City) -> RoadGraph:
        if self._roads is None or self._roads[0] is not city:
            self._roads = (city, RoadGraph(city))
        return self._roads[1]
