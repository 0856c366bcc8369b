"""Where units were between what a recording says of them: derived, in straight lines.

A unit stands where it was last known to be; from the moment it is en route (or sent, where
that is not recorded) until it is on scene it moves straight there at an even speed.
"""

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.fixes import FixColumns, empty_fixes
from bigscreen.domain.geo import GeoPoint, bearing_deg, distance_m
from bigscreen.domain.units import Unit
from bigscreen.feed.recording import Recording

_TOP_SPEED_MPS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One way from ``start`` to ``end``; where no start is known the unit appears at the end."""

    depart_at: datetime
    arrive_at: datetime
    start: GeoPoint
    end: GeoPoint

    @property
    def speed_mps(self) -> float:
        """The even speed; 0 for a jump in no time."""
        seconds = (self.arrive_at - self.depart_at).total_seconds()
        return distance_m(self.start, self.end) / seconds if seconds > 0 else 0.0


class UnitTrack:
    """The places of one unit over time."""

    def __init__(self, home: GeoPoint | None, legs: Iterable[Leg]) -> None:
        self._home = home
        self._legs = tuple(legs)
        self._departures = [leg.depart_at for leg in self._legs]

    def row_at(self, at: datetime) -> tuple[float, float, float, float] | None:
        """Return latitude, longitude, speed (m/s) and heading (degrees, NaN at rest) at a moment.

        None where nothing is known yet.
        """
        place = bisect.bisect_right(self._departures, at) - 1
        if place < 0:
            return (self._home.lat, self._home.lon, 0.0, np.nan) if self._home else None
        leg = self._legs[place]
        if at >= leg.arrive_at:
            return leg.end.lat, leg.end.lon, 0.0, np.nan
        share = (at - leg.depart_at) / (leg.arrive_at - leg.depart_at)
        return (
            leg.start.lat + share * (leg.end.lat - leg.start.lat),
            leg.start.lon + share * (leg.end.lon - leg.start.lon),
            leg.speed_mps,
            bearing_deg(leg.start, leg.end),
        )


def tracks_of(recording: Recording, units: Iterable[Unit]) -> dict[str, UnitTrack]:
    """Return the track of every unit; the way to the first place starts at the unit's home."""
    arrivals: dict[str, list[tuple[datetime, datetime, GeoPoint]]] = {}
    for call in recording.calls:
        for run in call.runs:
            arrive_at = run.milestones.get(Milestone.ON_SCENE)
            if arrive_at is not None and call.location is not None:
                depart_at = run.milestones.get(Milestone.EN_ROUTE, run.dispatched_at)
                arrivals.setdefault(run.unit_id, []).append((arrive_at, depart_at, call.location))
    return {
        unit.id: UnitTrack(unit.home, _legs(unit.home, sorted(arrivals.get(unit.id, ()), key=_by)))
        for unit in units
    }


def _by(arrival: tuple[datetime, datetime, GeoPoint]) -> datetime:
    return arrival[0]


def _legs(
    home: GeoPoint | None, arrivals: list[tuple[datetime, datetime, GeoPoint]]
) -> Iterable[Leg]:
    """Yield the legs in order; a unit on two calls at once leaves when it has reached the first."""
    known, free_at = home, None
    for arrive_at, depart_at, place in arrivals:
        if free_at is not None:
            depart_at = max(depart_at, free_at)  # noqa: PLW2901 - the leg's true beginning
        depart_at = min(depart_at, arrive_at)  # noqa: PLW2901 - milestones may be out of order
        leg = Leg(depart_at=depart_at, arrive_at=arrive_at, start=known or place, end=place)
        if leg.speed_mps > _TOP_SPEED_MPS:  # the stamps leave too little time: it was there by then
            leg = Leg(depart_at=arrive_at, arrive_at=arrive_at, start=place, end=place)
        yield leg
        known, free_at = place, arrive_at


def fixes_at(
    tracks: Mapping[str, UnitTrack], numbers: Mapping[str, int], at: datetime, fixed_at: datetime
) -> FixColumns:
    """Return where every unit was at ``at``, as fixes stamped ``fixed_at``.

    ``numbers`` are the hub's numbers of the units; a unit without one is left out.
    """
    rows = [
        (numbers[unit_id], *row)
        for unit_id, track in tracks.items()
        if unit_id in numbers and (row := track.row_at(at)) is not None
    ]
    if not rows:
        return empty_fixes()
    number, lat, lon, speed, heading = (np.array(column) for column in zip(*rows, strict=True))
    return FixColumns(
        number=number.astype(np.uint32),
        lat=lat,
        lon=lon,
        speed_mps=speed.astype(np.float32),
        heading_deg=heading.astype(np.float32),
        fixed_at_ms=np.full(len(rows), fixed_at.timestamp() * 1000.0),
    )
