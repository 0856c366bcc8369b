"""The cases that are already open when the simulated city comes to life."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bigscreen.city.simulation.arrivals import Arrival, Arrivals
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Level

ENOUGH_OPEN = 12
"""With this many open cases the city needs no made-up ones to begin with."""

_WAITS_S = 1800.0


@dataclass(frozen=True, slots=True)
class _Opening:
    """How old a case is, when somebody is sent (after receipt), and what it is."""

    age_s: float
    dispatch_s: float
    item: str = ""
    level: Level | None = None


_HOUR_S = 3600.0

_OPENINGS = (
    _Opening(51.0, 9.0, "dispute", Level.ONE),
    _Opening(68.0, 30.0, "accident"),
    _Opening(24.0, _WAITS_S, "dog"),
    _Opening(112.0, 28.0, "vendor"),
    _Opening(75.0, _WAITS_S, "noise"),
    _Opening(160.0, 35.0, "parking"),
    _Opening(255.0, 31.0, "help"),
    _Opening(330.0, 26.0, "market_school"),
    _Opening(470.0, 24.0, "threshold"),
    _Opening(640.0, 33.0, "noise"),
    _Opening(820.0, 20.0, "drunk"),
    _Opening(1500.0, 40.0, "unlicensed"),
    _Opening(0.9 * _HOUR_S, 0.6 * _HOUR_S, "shared_bike"),
    _Opening(26.0 * _HOUR_S, 25.7 * _HOUR_S, "muck_truck"),
    _Opening(75.0 * _HOUR_S, 74.6 * _HOUR_S, "illegal_building"),
)
"""Fifteen cases in different stages, youngest stages first; units reach theirs by themselves."""


@dataclass(frozen=True, slots=True)
class OpeningCase:
    """A case to begin with, and how long after receipt somebody is sent."""

    arrival: Arrival
    dispatch: timedelta


def opening_cases(city: City, arrivals: Arrivals, now: datetime) -> Iterator[OpeningCase]:
    """Yield the cases to begin with; items the city's catalogue lacks become others."""
    for place, opening in enumerate(_OPENINGS):
        received_at = now - timedelta(seconds=opening.age_s)
        arrival = arrivals.one(f"opening {place}", received_at, city.item(opening.item))
        if opening.level is not None:
            arrival = replace(arrival, level=opening.level)
        yield OpeningCase(arrival, timedelta(seconds=opening.dispatch_s))
