"""Whom to send: every unit that could take a case, ranked, with the reasons as data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.assignments import Assignment
from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, ForceFamily, Unit, UnitKind, UnitState, UnitStatus
from bigscreen.service.road_times import RoadTimes, Travel
from bigscreen.service.run_card import card_of, fit_of, places_filled
from bigscreen.service.unit_ways import unit_ways


class ForceMatch(StrEnum):
    """What a unit's force has to do with the case by the catalogue."""

    LEAD = "lead"
    ASSIST = "assist"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that could take the case, and everything its rank follows from.

    ``rank`` counts from 1. ``proposed`` marks the units to send by the item's run card, without
    one the best of the lead force and of the first assisting force. ``distance_m`` and
    ``travel_s`` are None when the unit or the case has no known place; ``travel_s`` is what this
    kind of unit needs (a foot patrol walks, a drone flies straight). ``load`` counts the cases
    the unit holds; ``fix_age_s`` is None when it never reported, and then it is ``stale``.

    ``meets`` are the lines of the run card the unit meets in full, by position, and ``fills``
    those it is proposed for. If it meets none though its force is wanted, ``lacks`` are the
    capabilities it misses and ``wrong_kind`` says that another kind of unit is asked for.
    ``echelon`` is the lowest active echelon of the case it belongs to, 0 for none.
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
    meets: tuple[int, ...] = ()
    fills: tuple[int, ...] = ()
    lacks: tuple[str, ...] = ()
    wrong_kind: bool = False
    echelon: int = 0


_TURNOUT_S = 20.0
"""Added to every travel time, so that the nearest few metres do not decide alone."""

_MATCH_WEIGHT = {ForceMatch.LEAD: 1.0, ForceMatch.ASSIST: 1.6, ForceMatch.OTHER: 3.0}
_WATCHING_WEIGHT = 3.0
"""For units that can look but not act, unless the run card asks for just such a unit: drones,
and auxiliaries beside an officers' item."""
_MISFIT_WEIGHT = 1.5
"""For units of a wanted force that lack what the run card asks for."""
_ECHELON_WEIGHT = 0.6
"""For units of an active echelon: they have been called to this case."""

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
    match of the force, how far the unit meets the run card, the load and whether an active
    echelon has called it; ties by the unit's own grid and id. Units off duty, units that hold
    this case already and fixed cameras are left out.

    Proposed are the units that fill the run card best; what units on the case fill of it is
    not asked for again. A stale or a busy unit is never proposed, a merely watching one only
    where the run card asks for its kind.

    ``now`` is the hub's time.
    """
    there = _units_there(situation, incident)
    units = _eligible(situation, {unit.id for unit in there})
    ways = unit_ways(road_times, incident.location, units, fixes)
    wanted = _Wanted(city, situation, incident)
    options = [
        _option(fixes, wanted, state, way, now) for state, way in zip(units, ways, strict=True)
    ]
    options.sort(key=lambda option: option.order)
    filled = places_filled(
        wanted.card,
        there if wanted.has_run_card else (),
        [option.unit for option in options if _is_ready(option.candidate)],
        wanted.can_act,
    )
    return tuple(
        replace(
            option.candidate,
            rank=rank,
            proposed=option.unit.id in filled,
            fills=filled.get(option.unit.id, ()) if wanted.has_run_card else (),
        )
        for rank, option in enumerate(options, start=1)
    )


class _Wanted:
    """What is asked for: by the catalogue a lead force, assisting ones and a run card."""

    def __init__(self, city: City, situation: Situation, incident: Incident) -> None:
        item = city.item(incident.item_code)
        self.card = card_of(item) if item else ()
        self.has_run_card = bool(item and item.run_card)
        self.lead = item.lead_force if item else ""
        self._assisting = {line.force_code for line in self.card}
        self._assisting |= set(item.assisting_forces if item else ())
        self.grid_id = incident.grid_id
        known = situation.incidents.get(incident.id)
        self._called = tuple(
            call for call in (known.progress.echelons if known else ()) if not call.stood_down_at
        )
        self._auxiliary = {
            force.code for force in city.forces if force.family is ForceFamily.AUXILIARY
        }

    def match(self, unit: Unit) -> ForceMatch:
        if self.lead in unit.force_codes:
            return ForceMatch.LEAD
        if any(code in self._assisting for code in unit.force_codes):
            return ForceMatch.ASSIST
        return ForceMatch.OTHER

    def can_act(self, unit: Unit) -> bool:
        """Tell whether the unit can handle the case, not only watch or report it."""
        if unit.kind is UnitKind.DRONE:
            return False
        own = {self.lead, *self._assisting} & set(unit.force_codes)
        return bool(own) or not set(unit.force_codes) <= self._auxiliary

    def echelon(self, unit: Unit) -> int:
        """Return the lowest active echelon the unit was called with, 0 for none."""
        return min((c.echelon for c in self._called if unit.id in c.unit_ids), default=0)


@dataclass(frozen=True, slots=True)
class _Option:
    """A candidate with its unit and the key it is sorted by."""

    candidate: Candidate
    unit: Unit
    order: tuple[bool, bool, float, bool, str]


def _units_there(situation: Situation, incident: Incident) -> list[Unit]:
    """Return the units that hold the case."""
    known = situation.incidents.get(incident.id)
    held: Iterable[Assignment] = situation.assignments_of(known) if known else ()
    ids = dict.fromkeys(assignment.unit_id for assignment in held if assignment.is_open)
    return [situation.units[unit_id].unit for unit_id in ids if unit_id in situation.units]


def _eligible(situation: Situation, there: set[str]) -> Sequence[UnitState]:
    return [
        state
        for state in situation.units.values()
        if state.duty is Duty.ON_DUTY
        and state.unit.kind is not UnitKind.VIDEO
        and state.unit.id not in there
    ]


def _option(
    fixes: FixTable, wanted: _Wanted, state: UnitState, way: Travel | None, now: datetime
) -> _Option:
    unit = state.unit
    age_s = _fix_age_s(fixes, state, now)
    stale = age_s is None or age_s > unit.stale_after_s
    load = len(state.assignment_ids)
    match, can_act = wanted.match(unit), wanted.can_act(unit)
    fit = fit_of(wanted.card, unit, can_act=can_act)
    echelon = wanted.echelon(unit)
    own_grid = bool(unit.grid_id) and unit.grid_id == wanted.grid_id
    travel_s = None if way is None else way.travel_s
    weight = _MATCH_WEIGHT[match] * (1 + load)
    weight *= 1 if can_act or fit.lines else _WATCHING_WEIGHT
    weight *= _MISFIT_WEIGHT if fit.is_partial else 1
    weight *= _ECHELON_WEIGHT if echelon else 1
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
        meets=fit.lines if wanted.has_run_card else (),
        lacks=fit.lacks,
        wrong_kind=fit.wrong_kind,
        echelon=echelon,
    )
    order = (stale, load > 0, (known_s + _TURNOUT_S) * weight, not own_grid, unit.id)
    return _Option(candidate, unit, order)


def _fix_age_s(fixes: FixTable, state: UnitState, now: datetime) -> float | None:
    if not fixes.has(state.number):
        return None
    return max(0.0, now.timestamp() - float(fixes.fixed_at_ms[state.number]) / 1000.0)


def _is_ready(found: Candidate) -> bool:
    """Tell whether a unit may be proposed: free, known to be near or at home, not gone silent."""
    return not found.stale and found.load == 0 and (found.travel_s is not None or found.own_grid)
