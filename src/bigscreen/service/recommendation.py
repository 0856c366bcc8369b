"""Whom to send: every unit that could take a case, ranked, with the reasons as data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.assignments import Assignment
from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import (
    Duty,
    ForceFamily,
    Unit,
    UnitKind,
    UnitState,
    UnitStatus,
)
from bigscreen.service.road_times import RoadTimes, Travel


class ForceMatch(StrEnum):
    """What a unit's force has to do with the case by the catalogue."""

    LEAD = "lead"
    ASSIST = "assist"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that could take the case, and everything its rank follows from.

    ``rank`` counts from 1. ``proposed`` marks the units the catalogue asks for: the best of the
    lead force, and of the first assisting force where the item has one. ``distance_m`` and
    ``travel_s`` are None when the unit or the case has no known place; ``travel_s`` is what this
    kind of unit needs (a foot patrol walks, a drone flies straight). ``load`` counts the cases
    the unit holds; ``fix_age_s`` is None when it never reported, and then it is ``stale``.
    """

    unit_id: str
    rank: int
    proposed: bool
    match: ForceMatch
    status: UnitStatus
    load: int
    own_grid: bool
    distance_m: float | None
    travel_s: float | None
    by_road: bool
    fix_age_s: float | None
    stale: bool


FOOT_MPS = 1.8
DRONE_MPS = 14.0
MOTORCYCLE_GAIN = 0.9
"""A motorcycle needs this share of a car's time: it passes what the car waits behind."""

_TURNOUT_S = 20.0
"""Added to every travel time, so that the nearest few metres do not decide alone."""

_MATCH_WEIGHT = {ForceMatch.LEAD: 1.0, ForceMatch.ASSIST: 1.6, ForceMatch.OTHER: 3.0}
_WATCHING_WEIGHT = 3.0
"""For units that can look but not act: drones, and auxiliaries beside an officers' item."""

_UNREACHABLE_S = 3600.0
"""Ranks units of unknown place behind all others of their standing."""


def recommend(
    situation: Situation,
    fixes: FixTable,
    city: City,
    incident: Incident,
    road_times: RoadTimes,
    now: datetime,
) -> tuple[Candidate, ...]:
    """Return the units that could take ``incident``, best first.

    The order: fresh before stale, free before busy, then by travel time weighted with the
    match of the force and the load, ties by the unit's own grid and id. Units off duty, units
    that hold this case already and fixed cameras are left out. A stale, a busy or a merely
    watching unit is never proposed.

    ``now`` is the hub's time.
    """
    units = _eligible(situation, incident)
    places = [_place(fixes, state) for state in units]
    ways = _ways(road_times, incident.location, units, places)
    wanted = _Wanted(city, incident)
    options = [
        _option(fixes, wanted, state, way, now) for state, way in zip(units, ways, strict=True)
    ]
    options.sort(key=lambda option: option.order)
    chosen = _proposed(options, wanted)
    return tuple(
        replace(option.candidate, rank=rank, proposed=option.candidate.unit_id in chosen)
        for rank, option in enumerate(options, start=1)
    )


class _Wanted:
    """What the catalogue asks for: a lead force and perhaps assisting ones."""

    def __init__(self, city: City, incident: Incident) -> None:
        item = city.item(incident.item_code)
        self.lead = item.lead_force if item else ""
        self.assisting = item.assisting_forces if item else ()
        self.grid_id = incident.grid_id
        self._auxiliary = {
            force.code for force in city.forces if force.family is ForceFamily.AUXILIARY
        }

    def match(self, unit: Unit) -> ForceMatch:
        if self.lead in unit.force_codes:
            return ForceMatch.LEAD
        if any(code in unit.force_codes for code in self.assisting):
            return ForceMatch.ASSIST
        return ForceMatch.OTHER

    def can_act(self, unit: Unit) -> bool:
        """Tell whether the unit can handle the case, not only watch or report it."""
        if unit.kind is UnitKind.DRONE:
            return False
        own = {self.lead, *self.assisting} & set(unit.force_codes)
        return bool(own) or not set(unit.force_codes) <= self._auxiliary


@dataclass(frozen=True, slots=True)
class _Option:
    """A candidate with its unit and the key it is sorted by."""

    candidate: Candidate
    unit: Unit
    can_act: bool
    order: tuple[bool, bool, float, bool, str]


def _eligible(situation: Situation, incident: Incident) -> list[UnitState]:
    known = situation.incidents.get(incident.id)
    held: Iterable[Assignment] = situation.assignments_of(known) if known else ()
    holding = {assignment.unit_id for assignment in held if assignment.is_open}
    return [
        state
        for state in situation.units.values()
        if state.duty is Duty.ON_DUTY
        and state.unit.kind is not UnitKind.VIDEO
        and state.unit.id not in holding
    ]


def _place(fixes: FixTable, state: UnitState) -> GeoPoint | None:
    if not fixes.has(state.number):
        return None
    return GeoPoint(float(fixes.lat[state.number]), float(fixes.lon[state.number]))


def _ways(
    road_times: RoadTimes,
    start: GeoPoint | None,
    units: Sequence[UnitState],
    places: Sequence[GeoPoint | None],
) -> list[Travel | None]:
    """Return each unit's way to the case: one question to the road network for all."""
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


def _option(
    fixes: FixTable,
    wanted: _Wanted,
    state: UnitState,
    way: Travel | None,
    now: datetime,
) -> _Option:
    unit = state.unit
    age_s = _fix_age_s(fixes, state, now)
    stale = age_s is None or age_s > unit.stale_after_s
    load = len(state.assignment_ids)
    match, can_act = wanted.match(unit), wanted.can_act(unit)
    own_grid = bool(unit.grid_id) and unit.grid_id == wanted.grid_id
    travel_s = None if way is None else way.travel_s
    weight = _MATCH_WEIGHT[match] * (1 if can_act else _WATCHING_WEIGHT) * (1 + load)
    known_s = _UNREACHABLE_S if travel_s is None else travel_s
    candidate = Candidate(
        unit_id=unit.id,
        rank=0,
        proposed=False,
        match=match,
        status=state.status,
        load=load,
        own_grid=own_grid,
        distance_m=None if way is None else way.distance_m,
        travel_s=travel_s,
        by_road=way is not None and way.by_road,
        fix_age_s=age_s,
        stale=stale,
    )
    order = (stale, load > 0, (known_s + _TURNOUT_S) * weight, not own_grid, unit.id)
    return _Option(candidate, unit, can_act, order)


def _fix_age_s(fixes: FixTable, state: UnitState, now: datetime) -> float | None:
    if not fixes.has(state.number):
        return None
    return max(0.0, now.timestamp() - float(fixes.fixed_at_ms[state.number]) / 1000.0)


def _proposed(options: Sequence[_Option], wanted: _Wanted) -> set[str]:
    """Return the units to send: the best free one of each force the catalogue asks for.

    A joint unit that brings both forces stands for both.
    """
    chosen: list[Unit] = []
    for force in (wanted.lead, *wanted.assisting[:1]):
        if not force or any(force in unit.force_codes for unit in chosen):
            continue
        best = next((option.unit for option in options if _may_propose(option, force)), None)
        if best is not None:
            chosen.append(best)
    return {unit.id for unit in chosen}


def _may_propose(option: _Option, force: str) -> bool:
    found = option.candidate
    return (
        force in option.unit.force_codes
        and option.can_act
        and not found.stale
        and found.load == 0
        and (found.travel_s is not None or found.own_grid)
    )
