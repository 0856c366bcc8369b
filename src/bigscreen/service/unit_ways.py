"""How far the units of a situation have to a case, and how long each kind of unit needs."""

from collections.abc import Sequence
from dataclasses import replace

from bigscreen.domain.fixes import FixTable
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.units import UnitKind, UnitState
from bigscreen.service.road_times import RoadTimes, Travel

FOOT_MPS = 1.8
DRONE_MPS = 14.0
MOTORCYCLE_GAIN = 0.9
"""A motorcycle needs this share of a car's time: it passes what the car waits behind."""


def _place(fixes: FixTable, state: UnitState) -> GeoPoint | None:
    if not fixes.has(state.number):
        return None
    return GeoPoint(float(fixes.lat[state.number]), float(fixes.lon[state.number]))


def unit_ways(
    road_times: RoadTimes,
    start: GeoPoint | None,
    units: Sequence[UnitState],
    fixes: FixTable,
) -> list[Travel | None]:
    """Return each unit's way to the case at ``start``: one question to the roads for all.

    None for a unit that never reported a position, and for all where the case has no place.
    """
    places = [_place(fixes, state) for state in units]
    known = [place for place in places if place is not None]
    if start is None or not known:
        return [None] * len(places)
    found = iter(road_times.travel(start, known))
    return [
        None if place is None else _own_way(next(found), state.unit.kind, start, place)
        for state, place in zip(units, places, strict=True)
    ]


def _own_way(by_car: Travel, kind: UnitKind, start: GeoPoint, place: GeoPoint) -> Travel:
    """Return the way as a unit of this kind goes it."""
    if kind is UnitKind.DRONE:
        straight_m = distance_m(start, place)
        return Travel(distance_m=straight_m, travel_s=straight_m / DRONE_MPS, by_road=False)
    if kind in (UnitKind.FOOT, UnitKind.POST):
        return replace(by_car, travel_s=by_car.distance_m / FOOT_MPS)
    if kind is UnitKind.MOTORCYCLE:
        return replace(by_car, travel_s=by_car.travel_s * MOTORCYCLE_GAIN)
    return by_car
