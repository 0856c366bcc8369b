"""How long it takes to get from one place to another: what use cases need to know of roads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bigscreen.domain.geo import GeoPoint, distance_m

DETOUR_FACTOR = 1.35
"""How much longer the way by street is than the straight line, where nobody knows the streets."""

TOWN_SPEED_MPS = 10.0
"""What a car on duty averages in town (36 km/h), where nobody knows the streets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """The way between two places: how far, how long by car, and whether streets were followed."""

    distance_m: float
    travel_s: float
    by_road: bool


class RoadTimes(Protocol):
    """Knows the ways of a city."""

    def travel(self, start: GeoPoint, ends: Sequence[GeoPoint]) -> Sequence[Travel]:
        """Return the way between ``start`` and each of ``ends``, in their order."""


class StraightLines:
    """Stands in for a street network: the straight line, lengthened by a detour factor."""

    def __init__(
        self, detour_factor: float = DETOUR_FACTOR, speed_mps: float = TOWN_SPEED_MPS
    ) -> None:
        self._detour_factor = detour_factor
        self._speed_mps = speed_mps

    def travel(self, start: GeoPoint, ends: Sequence[GeoPoint]) -> tuple[Travel, ...]:
        """Return the estimated way between ``start`` and each of ``ends``."""
        spans = (distance_m(start, end) * self._detour_factor for end in ends)
        return tuple(
            Travel(distance_m=span, travel_s=span / self._speed_mps, by_road=False)
            for span in spans
        )
