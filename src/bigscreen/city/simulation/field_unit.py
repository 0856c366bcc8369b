"""One simulated unit: patrols when idle, and does what it was sent to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bigscreen.city.road_graph import RoadGraph, Route
from bigscreen.city.simulation.courses import PATROLLING, RESPONDING, Course, Seen
from bigscreen.city.simulation.work_pace import UnitPace
from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.units import Unit, UnitKind

_SHORTEST_STOP_S, _LONGEST_STOP_S = 60.0, 300.0
_CHOICES = 8
_ROUND_SHARE = 0.4
"""How often a unit that goes somewhere goes to a place it has to be seen at."""
_NEAR_ROUNDS = 2
_STANDING = (UnitKind.POST, UnitKind.VIDEO)
"""Units that stay where they are at home: fixed posts, and those who watch cameras."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a unit is at: its active assignment, where that is, and how fast it works."""

    assignment: Assignment
    location: GeoPoint | None
    pace: UnitPace


class FieldUnit:
    """A unit on the ground.

    ``beat`` are the points it patrols between, ``rounds`` the places it has to be seen at, each
    passed in order; ``chance`` is its own.
    """

    def __init__(
        self,
        unit: Unit,
        beat: Sequence[GeoPoint],
        roads: RoadGraph,
        chance: Random,
        now: datetime,
        rounds: Sequence[Sequence[GeoPoint]] = (),
    ) -> None:
        self.unit = unit
        self._rounds = rounds
        self._ahead: list[GeoPoint] = []
        self._beat = beat
        self._roads = roads
        self._chance = chance
        self._bound_to = ""
        self._course = self._standing(self._first_place(), now)
        self._next_patrol_at = now + timedelta(seconds=chance.random() * _LONGEST_STOP_S / 2)

    def seen(self, now: datetime) -> Seen:
        """Return where the unit is."""
        return self._course.seen(now)

    def work_on(self, work: Work, now: datetime) -> tuple[Milestone, datetime] | None:
        """Go on with the work; return the milestone reached by now, with its time."""
        stamps = work.assignment.stamps
        if Milestone.EN_ROUTE in stamps and self._bound_to != work.assignment.id:
            self._set_out(work, stamps[Milestone.EN_ROUTE].at)
        due = self._next_milestone(work)
        return due if due is not None and due[1] <= now else None

    def patrol(self, now: datetime) -> None:
        """Go on patrolling: drive somewhere, stop for a while, drive on."""
        if self._bound_to:
            self._bound_to = ""
            self._ahead = []
            self._next_patrol_at = now + self._stop()
        if now < self._next_patrol_at or now < self._course.arrives_at:
            return
        here = self._course.seen(now).point
        goal = self._next_goal(here)
        self._course = self._course_to(here, goal, PATROLLING, now)
        pause = timedelta(0) if self._ahead else self._stop()
        self._next_patrol_at = self._course.arrives_at + pause

    def _next_milestone(self, work: Work) -> tuple[Milestone, datetime] | None:
        stamps = work.assignment.stamps
        latest = MILESTONES[work.assignment.stage - 1]
        if latest is Milestone.REPORTED:
            return None
        following = MILESTONES[work.assignment.stage]
        if following is Milestone.ON_SCENE and work.location is not None:
            return following, self._course.arrives_at
        return following, stamps[latest].at + work.pace.until(following)

    def _set_out(self, work: Work, left_at: datetime) -> None:
        self._bound_to = work.assignment.id
        here = self._course.seen(left_at).point
        if work.location is None:
            self._course = self._standing(here, left_at)
        else:
            self._course = self._course_to(here, work.location, RESPONDING, left_at)

    def _course_to(self, start: GeoPoint, end: GeoPoint, pace: str, left_at: datetime) -> Course:
        if self.unit.kind is UnitKind.DRONE:
            route = Route(points=(start, end), speeds_mps=(1.0,))
        else:
            route = self._roads.route(start, end)
        return Course(route, self.unit.kind, pace, left_at)

    def _standing(self, place: GeoPoint, now: datetime) -> Course:
        return Course(Route(points=(place,), speeds_mps=()), self.unit.kind, PATROLLING, now)

    def _first_place(self) -> GeoPoint:
        if self.unit.kind in _STANDING and self.unit.home is not None:
            return self.unit.home
        if self._beat:
            return self._any_point()
        return self.unit.home or GeoPoint(0.0, 0.0)

    def _next_goal(self, here: GeoPoint) -> GeoPoint:
        """Return where to go next: home if standing, near if on foot, else anywhere on the beat."""
        if self.unit.kind in _STANDING or not self._beat:
            return self.unit.home or here
        if not self._ahead and self._rounds and self._chance.random() < _ROUND_SHARE:
            self._ahead = list(self._any_round(here))
        if self._ahead:
            return self._ahead.pop(0)
        choices = [self._any_point() for _ in range(_CHOICES)]
        if self.unit.kind is UnitKind.FOOT:
            return min(choices, key=lambda point: distance_m(here, point))
        return choices[0]

    def _any_round(self, here: GeoPoint) -> Sequence[GeoPoint]:
        """Return a round to make: on foot one that begins nearby."""
        rounds = self._rounds
        if self.unit.kind is UnitKind.FOOT:
            rounds = sorted(rounds, key=lambda places: distance_m(here, places[0]))[:_NEAR_ROUNDS]
        return rounds[int(self._chance.random() * len(rounds))]

    def _any_point(self) -> GeoPoint:
        return self._beat[int(self._chance.random() * len(self._beat))]

    def _stop(self) -> timedelta:
        share = self._chance.random()
        return timedelta(seconds=_SHORTEST_STOP_S + share * (_LONGEST_STOP_S - _SHORTEST_STOP_S))
