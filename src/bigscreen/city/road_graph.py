"""Ways along a city's streets: times from one case to every unit, and courses to drive."""

import heapq
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from bigscreen.city.plane import Plane
from bigscreen.city.road_network import RoadNetwork, RoadPlace
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.service.isochrones import TimedPlaces
from bigscreen.service.road_times import (
    DETOUR_FACTOR,
    TOWN_SPEED_MPS,
    StraightLines,
    Travel,
)

OFF_ROAD_MPS = 4.0
"""How fast the last stretch between street and place is covered."""
_NOWHERE = -1
"""No junction has this number: a search for it goes everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A course to drive: ``points`` in order and the speed on each leg between them."""

    points: tuple[GeoPoint, ...]
    speeds_mps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Reached:
    """How a junction was reached: by which road from which junction, how quickly, how far."""

    seconds: float
    metres: float
    before: int
    road: int


@dataclass(frozen=True, slots=True)
class _LastStretch:
    """The end of a way: seconds and metres in all, the last junction (-1: none), from where on."""

    seconds: float
    metres: float
    junction: int
    along_m: float


@dataclass(slots=True)
class _Search:
    origin: RoadPlace
    reached: dict[int, _Reached] = field(default_factory=dict)


class RoadGraph:
    """The street network of a city; satisfies :class:`bigscreen.service.road_times.RoadTimes`.

    Streets are driven both ways. Without streets, and between parts of the network that do not
    hang together, the straight line with a detour factor stands in (``by_road`` False).
    """

    def __init__(self, city: City) -> None:
        self.plane = Plane(city.centre)
        self._straight = StraightLines()
        self._network = RoadNetwork(city.base_map.streets, self.plane)

    @property
    def has_roads(self) -> bool:
        """Whether the city knows any streets."""
        return bool(self._network.roads)

    def travel(self, start: GeoPoint, ends: Sequence[GeoPoint]) -> tuple[Travel, ...]:
        """Return the quickest way between ``start`` and each of ``ends``: one search for all."""
        if not self._network.roads or not ends:
            return self._straight.travel(start, ends)
        origin, *goals = self._network.nearest([start, *ends])
        search = self._search(origin, {j for goal in goals for j in self._ends(goal)})
        return tuple(
            self._travel(search, start, end, goal) for end, goal in zip(ends, goals, strict=True)
        )

    def route(self, start: GeoPoint, end: GeoPoint) -> Route:
        """Return the quickest course from ``start`` to ``end``, off-road ends included."""
        straight = Route(points=(start, end), speeds_mps=(TOWN_SPEED_MPS / DETOUR_FACTOR,))
        if not self._network.roads:
            return straight
        origin, goal = self._network.nearest([start, end])
        search = self._search(origin, set(self._ends(goal)))
        way = self._way_on(search, goal)
        if way is None:
            return straight
        stretches = [(goal.road, way.along_m, goal.along_m)]
        junction = way.junction
        while junction >= 0:
            step = search.reached[junction]
            stretches.append(self._stretch_to(junction, step, origin))
            junction = step.before
        return self._driven(start, end, stretches[::-1])

    def times_around(self, start: GeoPoint, within_s: float) -> TimedPlaces:
        """Return places on the streets and ``start`` itself with the seconds between them.

        On :attr:`plane`; every few metres along each road, those beyond ``within_s`` left out.
        One search for the whole city, ended where the time is up.
        """
        x, y = self.plane.to_xy(start)
        here = TimedPlaces(x_m=np.array([x]), y_m=np.array([y]), seconds=np.zeros(1))
        if not self.has_roads:
            return here
        [origin] = self._network.nearest([start])
        search = self._search(origin, {_NOWHERE}, within_s)
        at_junction = np.full(len(self._network.leaving), np.inf)
        numbers = np.fromiter(search.reached, np.intp, len(search.reached))
        at_junction[numbers] = [step.seconds for step in search.reached.values()]
        samples = self._network.samples
        seconds = np.minimum(
            at_junction[samples.start] + samples.from_start_s,
            at_junction[samples.end] + samples.to_end_s,
        )
        along = samples.road == origin.road
        own = self._network.roads[origin.road]
        direct = np.abs(samples.from_start_s[along] - origin.along_m / own.speed_mps)
        seconds[along] = np.minimum(seconds[along], direct)
        seconds += origin.off_m / OFF_ROAD_MPS
        near = seconds <= within_s
        return TimedPlaces(
            x_m=np.append(samples.x_m[near], x),
            y_m=np.append(samples.y_m[near], y),
            seconds=np.append(seconds[near], 0.0),
        )

    def on_street(self, point: GeoPoint) -> GeoPoint:
        """Return the place on a street nearest to ``point`` (itself where there are none)."""
        if not self._network.roads:
            return point
        [place] = self._network.nearest([point])
        return self._network.stretch(place.road, place.along_m, place.along_m)[0]

    def _ends(self, place: RoadPlace) -> tuple[int, int]:
        road = self._network.roads[place.road]
        return road.start, road.end

    def _search(
        self, origin: RoadPlace, goals: Collection[int], within_s: float = math.inf
    ) -> _Search:
        """Search outwards (Dijkstra) from a place on a road until every goal is reached.

        No junction further away than ``within_s`` is looked at.
        """
        road = self._network.roads[origin.road]
        back, ahead = origin.along_m, road.length_m - origin.along_m
        waiting = [
            (back / road.speed_mps, back, road.start, -1, origin.road),
            (ahead / road.speed_mps, ahead, road.end, -1, origin.road),
        ]
        heapq.heapify(waiting)
        search = _Search(origin)
        reached, leaving, left = search.reached, self._network.leaving, set(goals)
        while waiting and left:
            seconds, metres, junction, before, by = heapq.heappop(waiting)
            if junction in reached:
                continue
            if seconds > within_s:
                break
            reached[junction] = _Reached(seconds, metres, before, by)
            left.discard(junction)
            for beyond, cost_s, cost_m, number in leaving[junction]:
                if beyond not in reached:
                    heapq.heappush(
                        waiting, (seconds + cost_s, metres + cost_m, beyond, junction, number)
                    )
        return search

    def _way_on(self, search: _Search, goal: RoadPlace) -> _LastStretch | None:
        """Return how the goal is reached from the last junction, or along one road alone."""
        road = self._network.roads[goal.road]
        ways = []
        if search.origin.road == goal.road:
            gap = abs(goal.along_m - search.origin.along_m)
            ways.append(_LastStretch(gap / road.speed_mps, gap, -1, search.origin.along_m))
        for junction, along_m in ((road.start, 0.0), (road.end, road.length_m)):
            step = search.reached.get(junction)
            if step is not None:
                gap = abs(goal.along_m - along_m)
                seconds, metres = step.seconds + gap / road.speed_mps, step.metres + gap
                ways.append(_LastStretch(seconds, metres, junction, along_m))
        return min(ways, key=lambda way: way.seconds, default=None)

    def _travel(self, search: _Search, start: GeoPoint, end: GeoPoint, goal: RoadPlace) -> Travel:
        way = self._way_on(search, goal)
        if way is None:
            return self._straight.travel(start, [end])[0]
        off_m = search.origin.off_m + goal.off_m
        by_road = Travel(
            distance_m=way.metres + off_m,
            travel_s=way.seconds + off_m / OFF_ROAD_MPS,
            by_road=True,
        )
        direct_m = distance_m(start, end)
        if direct_m * DETOUR_FACTOR / OFF_ROAD_MPS < by_road.travel_s:
            # Both stand in the same yard or field: nobody goes round by the street.
            return Travel(distance_m=direct_m, travel_s=direct_m / OFF_ROAD_MPS, by_road=False)
        return by_road

    def _stretch_to(
        self, junction: int, step: _Reached, origin: RoadPlace
    ) -> tuple[int, float, float]:
        """Return the road driven to reach a junction, from where to where along it."""
        road = self._network.roads[step.road]
        if step.before < 0:
            went_back = step.metres == origin.along_m
            return step.road, origin.along_m, 0.0 if went_back else road.length_m
        end_m = 0.0 if junction == road.start else road.length_m
        return step.road, road.length_m - end_m, end_m

    def _driven(
        self, start: GeoPoint, end: GeoPoint, stretches: Sequence[tuple[int, float, float]]
    ) -> Route:
        points = [start]
        speeds = []
        for road, from_m, to_m in stretches:
            course = self._network.stretch(road, from_m, to_m)
            speeds += [OFF_ROAD_MPS] if len(points) == 1 else []
            points += course if len(points) == 1 else course[1:]
            speeds += [self._network.roads[road].speed_mps] * (len(course) - 1)
        return Route(points=(*points, end), speeds_mps=(*speeds, OFF_ROAD_MPS))
