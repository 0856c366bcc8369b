"""The cases that are already open when the simulated city comes to life."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bigscreen.city.simulation.arrivals import Arrival, Arrivals
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Level, WorkKind

ENOUGH_OPEN = 12
"""With this many open cases the city needs no made-up ones to begin with."""

_WAITS_S = 1800.0


@dataclass(frozen=True, slots=True)
class _Opening:
    """How old a case is, when somebody is sent (after receipt), and what it is.

    A city whose catalogue lacks the item gets another of the same kind of work.
    """

    age_s: float
    dispatch_s: float
    item: str = ""
    kind: WorkKind = WorkKind.POLICE_CALL
    level: Level | None = None


_HOUR_S = 3600.0

_OPENINGS = (
    _Opening(51.0, 9.0, "dispute", level=Level.ONE),
    _Opening(68.0, 30.0, "accident"),
    _Opening(24.0, _WAITS_S, "dog", WorkKind.CITY_CASE),
    _Opening(112.0, 28.0, "vendor", WorkKind.CITY_CASE),
    _Opening(75.0, _WAITS_S, "noise"),
    _Opening(160.0, 35.0, "parking"),
    _Opening(255.0, 31.0, "help"),
    _Opening(330.0, 26.0, "market_school", WorkKind.CITY_CASE),
    _Opening(470.0, 24.0, "threshold", WorkKind.CITY_CASE),
    _Opening(640.0, 33.0, "noise"),
    _Opening(820.0, 20.0, "drunk"),
    _Opening(3.5 * _HOUR_S - 45.0, 3.4 * _HOUR_S, "threshold", WorkKind.CITY_CASE),
    _Opening(4.0 * _HOUR_S - 100.0, 3.7 * _HOUR_S, "vendor", WorkKind.CITY_CASE),
    _Opening(8.0 * _HOUR_S - 70.0, 7.8 * _HOUR_S, "market_school", WorkKind.CITY_CASE),
    _Opening(26.0 * _HOUR_S, 25.7 * _HOUR_S, "muck_truck", WorkKind.CITY_CASE),
    _Opening(75.0 * _HOUR_S, 74.6 * _HOUR_S, "illegal_building", WorkKind.CITY_CASE),
)
"""Sixteen cases in different stages, youngest stages first; units reach theirs by themselves.

In the demo city three of them have four hours: within two minutes the early alarm of one comes
due, the deadline of another, and the red card of the third.
"""


@dataclass(frozen=True, slots=True)
class OpeningCase:
    """A case to begin with, and how long after receipt somebody is sent."""

    arrival: Arrival
    dispatch: timedelta


def opening_cases(city: City, arrivals: Arrivals, now: datetime) -> Iterator[OpeningCase]:
    """Yield the cases to begin with."""
    for place, opening in enumerate(_OPENINGS):
        received_at = now - timedelta(seconds=opening.age_s)
        item = city.item(opening.item)
        arrival = arrivals.one(f"opening {place}", received_at, item or opening.kind)
        if opening.level is not None:
            arrival = replace(arrival, level=opening.level)
        yield OpeningCase(arrival, timedelta(seconds=opening.dispatch_s))
