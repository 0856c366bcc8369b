"""Units on the move: where something is that left at a known time along a known route."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from bigscreen.city.road_graph import Route
from bigscreen.domain.geo import GeoPoint, bearing_deg, distance_m
from bigscreen.domain.units import UnitKind

RESPONDING = "responding"
PATROLLING = "patrolling"

_FIXED_MPS = {
    (UnitKind.FOOT, RESPONDING): 1.8,
    (UnitKind.FOOT, PATROLLING): 1.2,
    (UnitKind.POST, RESPONDING): 1.8,
    (UnitKind.POST, PATROLLING): 1.2,
    (UnitKind.DRONE, RESPONDING): 14.0,
    (UnitKind.DRONE, PATROLLING): 7.0,
}
"""Units that do not go at the street's speed."""

_SHARE_OF_STREET_SPEED = {RESPONDING: 1.2, PATROLLING: 0.55}
_MOTORCYCLE_SHARE = 1.1


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a unit is seen, and how it moves."""

    point: GeoPoint
    speed_mps: float = 0.0
    heading_deg: float | None = None


class Course:
    """A drive, ride, walk or flight along a route, begun at ``left_at``."""

    def __init__(self, route: Route, kind: UnitKind, pace: str, left_at: datetime) -> None:
        self._points = route.points
        self._left_at = left_at
        self._speeds = tuple(_speeds(route.speeds_mps, kind, pace))
        lengths = [distance_m(a, b) for a, b in pairwise(route.points)]
        seconds = (span / speed for span, speed in zip(lengths, self._speeds, strict=True))
        self._at_s = tuple(accumulate(seconds, initial=0.0))

    @property
    def arrives_at(self) -> datetime:
        """When the end is reached."""
        return self._left_at + timedelta(seconds=self._at_s[-1])

    def seen(self, now: datetime) -> Seen:
        """Return where the unit is at a time: before the start it waits, at the end it stays."""
        passed_s = (now - self._left_at).total_seconds()
        if passed_s <= 0.0 or len(self._points) < 2:
            return Seen(self._points[0])
        if passed_s >= self._at_s[-1]:
            return Seen(self._points[-1])
        leg = bisect_right(self._at_s, passed_s) - 1
        a, b = self._points[leg], self._points[leg + 1]
        share = (passed_s - self._at_s[leg]) / (self._at_s[leg + 1] - self._at_s[leg])
        here = GeoPoint(a.lat + (b.lat - a.lat) * share, a.lon + (b.lon - a.lon) * share)
        return Seen(here, self._speeds[leg], bearing_deg(a, b))


def _speeds(street_mps: Iterable[float], kind: UnitKind, pace: str) -> Iterable[float]:
    fixed = _FIXED_MPS.get((kind, pace))
    share = _SHARE_OF_STREET_SPEED[pace]
    if kind is UnitKind.MOTORCYCLE:
        share *= _MOTORCYCLE_SHARE
    return (fixed if fixed is not None else speed * share for speed in street_mps)
