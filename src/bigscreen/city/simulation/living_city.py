"""The simulated city as a whole: what it reports to the hub at each moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from bigscreen.city.chance import stream
from bigscreen.city.rates import Rates
from bigscreen.city.road_graph import RoadGraph
from bigscreen.city.simulation.arrivals import Arrival, Arrivals
from bigscreen.city.simulation.beats import ANYWHERE, beats_of
from bigscreen.city.simulation.courses import Seen
from bigscreen.city.simulation.devices import Devices
from bigscreen.city.simulation.dispatcher import Dispatcher
from bigscreen.city.simulation.distress import Distress
from bigscreen.city.simulation.field_unit import FieldUnit, Work
from bigscreen.city.simulation.opening import ENOUGH_OPEN, opening_cases
from bigscreen.city.simulation.order_book import OrderBook
from bigscreen.city.simulation.rounds import Rounds, rostered_at
from bigscreen.city.simulation.work_pace import unit_pace
from bigscreen.domain.city import City, NamedPlace
from bigscreen.domain.commands import (
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    SetDuty,
)
from bigscreen.domain.fixes import FixColumns, FixTable, empty_fixes
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, Unit, UnitState

PARKED_EVERY_S = 20.0
"""How often a unit that stands still reports where."""

_MOVING_EVERY_S = 0.9
_SAME_PLACE_M = 1.0
_OFF_DUTY_SHARE = 0.06
_ECHO_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the city reports at one moment: commands with their ids, and positions."""

    commands: tuple[tuple[str, Command], ...]
    fixes: FixColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class CityPackage:
    """What the simulated city is made of."""

    city: City
    units: Sequence[Unit]
    places: Sequence[NamedPlace]
    rates: Rates


class LivingCity:
    """A city whose units and cases go by the hub's situation, so that it can resume anywhere.

    What a unit does follows from its assignments in the situation, whoever made them; the city
    itself only adds cases, sends units to its own, and reports. ``seed`` decides all chance,
    ``rate`` multiplies the arrivals, ``run`` is different at every start (command ids).
    """

    def __init__(
        self, package: CityPackage, *, seed: int, rate: float = 1.0, run: str = "run"
    ) -> None:
        self._package = package
        self._seed = seed
        self._roads = RoadGraph(package.city)
        self._arrivals = Arrivals(package.city, package.rates, package.places, seed, rate)
        self._devices = Devices((unit.id for unit in package.units), seed)
        self._orders = OrderBook(run)
        self._dispatcher = Dispatcher(
            package.city, self._roads, seed, self._orders, package.rates.outcomes
        )
        self._distress = Distress(
            [unit.id for unit in package.units],
            package.rates.sos_per_day * rate,
            seed,
            self._orders,
        )
        self._used: set[str] = set()
        self._echoes: list[Arrival] = []
        self._field: dict[str, FieldUnit] = {}
        self._fixes = FixTable()
        self._advanced_to: datetime | None = None

    def advance(self, situation: Situation, now: datetime) -> Step:
        """Return what happens up to ``now`` (hub time, UTC), given the hub's situation.

        Call it about once a second; the situation is only read.
        """
        missing = [unit for unit in self._package.units if unit.id not in situation.units]
        if missing:
            self._declare(missing, now)
            return Step(commands=self._orders.take(), fixes=empty_fixes())
        if self._advanced_to is None:
            self._open(situation, now)
        else:
            now = max(now, self._advanced_to)  # the hub's clock may be put back a little
            self._distress.advance(situation, self._advanced_to, now)
            for arrival in self._arrivals.between(self._advanced_to, now):
                self._register(situation, arrival)
                self._echo(arrival)
            for arrival in [one for one in self._echoes if one.received_at <= now]:
                self._echoes.remove(arrival)
                self._register(situation, arrival)
        self._advanced_to = now
        fixes = self._move(situation, now)
        own = {situation.units[unit.id].unit.source for unit in self._package.units}
        for state in situation.open_incidents():
            if state.incident.source in own:
                self._dispatcher.advance(situation, self._fixes, state, now)
        return Step(commands=self._orders.take(), fixes=fixes)

    def _declare(self, missing: Sequence[Unit], now: datetime) -> None:
        """Make units known; those the roster rests, or who are on leave, go off duty at once."""
        self._orders.give(
            f"declare:{len(missing)}:{missing[0].id}", DeclareUnits(units=tuple(missing))
        )
        rostered = rostered_at(self._package.city, now)
        for unit in missing:
            on_leave = stream(self._seed, "leave", unit.id).random() < _OFF_DUTY_SHARE
            if not rostered.get(unit.id, not on_leave):
                self._orders.give(f"leave:{unit.id}", SetDuty(unit_id=unit.id, duty=Duty.OFF_DUTY))

    def _open(self, situation: Situation, now: datetime) -> None:
        beats = beats_of(self._package.city)
        rounds = Rounds(self._package.city)
        for unit in self._package.units:
            beat = beats.get(unit.grid_id) or beats[ANYWHERE]
            chance = stream(self._seed, "unit", unit.id)
            self._field[unit.id] = FieldUnit(unit, beat, self._roads, chance, now, rounds.of(unit))
        if sum(1 for _ in situation.open_incidents()) >= ENOUGH_OPEN:
            return
        self._distress.begin(now)
        for case in opening_cases(self._package.city, self._arrivals, now):
            reference = self._register(situation, case.arrival)
            self._dispatcher.dispatch_after[reference] = case.dispatch

    def _echo(self, arrival: Arrival) -> None:
        """Have some cases reported again by somebody else, a little later."""
        chance = stream(self._seed, "echo", arrival.received_at.isoformat())
        if chance.random() < self._package.rates.outcomes.duplicates:
            later = timedelta(seconds=_ECHO_S * (0.5 + chance.random()))
            self._echoes.append(replace(arrival, received_at=arrival.received_at + later))

    def _register(self, situation: Situation, arrival: Arrival) -> str:
        reference = self._new_reference(situation, arrival.received_at)
        self._orders.give(
            f"register:{reference}",
            RegisterIncident(
                item_code=arrival.item.code,
                title=arrival.title,
                channel=arrival.channel,
                level=arrival.level,
                grid_id=arrival.grid.id,
                address=arrival.address,
                location=arrival.location,
                reference=reference,
                at=arrival.received_at,
            ),
        )
        return reference

    def _new_reference(self, situation: Situation, received_at: datetime) -> str:
        """Return the number the case goes by: a prefix and the second of its receipt.

        The prefix is not the city's, M (模拟) is put behind it: the hub's own numbers have that.
        """
        city = self._package.city
        local = received_at.astimezone(ZoneInfo(city.timezone))
        number = f"{city.case_prefix}M-{local:%Y%m%d-%H%M%S}"
        known = {state.incident.reference for state in situation.incidents.values()} | self._used
        ending = ""
        while number + ending in known:
            ending = "b" if not ending else chr(ord(ending) + 1)
        self._used.add(number + ending)
        return number + ending

    def _move(self, situation: Situation, now: datetime) -> FixColumns:
        """Let every unit do what it is at; return the positions that are due."""
        rows = []
        for unit_id, unit in self._field.items():
            state = situation.units[unit_id]
            work = self._work_of(situation, state)
            if work is not None:
                self._go_on(unit, work, now)
            elif state.duty is Duty.ON_DUTY:
                unit.patrol(now)
            else:
                continue
            seen = unit.seen(now)
            if self._is_due(state, seen, now):
                rows.append((state.number, seen))
        if not rows:
            return empty_fixes()
        fixes = FixColumns(
            number=np.array([number for number, _ in rows], np.uint32),
            lat=np.array([seen.point.lat for _, seen in rows]),
            lon=np.array([seen.point.lon for _, seen in rows]),
            speed_mps=np.array([seen.speed_mps for _, seen in rows], np.float32),
            heading_deg=np.array(
                [np.nan if s.heading_deg is None else s.heading_deg for _, s in rows], np.float32
            ),
            fixed_at_ms=np.full(len(rows), now.timestamp() * 1000.0),
        )
        self._fixes.update(fixes)
        return fixes

    def _work_of(self, situation: Situation, state: UnitState) -> Work | None:
        assignment = situation.holding(state)
        if assignment is None:
            return None
        incident = situation.incidents[assignment.incident_id].incident
        return Work(assignment, incident.location, unit_pace(self._seed, incident, state.unit.id))

    def _go_on(self, unit: FieldUnit, work: Work, now: datetime) -> None:
        reached = unit.work_on(work, now)
        if reached is not None:
            milestone, at = reached
            self._orders.give(
                f"{work.assignment.id}:{milestone}",
                RecordMilestone(
                    incident_id=work.assignment.incident_id,
                    unit_id=unit.unit.id,
                    milestone=milestone,
                    at=at,
                ),
            )

    def _is_due(self, state: UnitState, seen: Seen, now: datetime) -> bool:
        """Tell whether the unit's device reports now: often on the move, seldom at rest."""
        if self._devices.is_silent(state.unit.id, now):
            return False
        number = state.number
        if not self._fixes.has(number):
            return True
        age_s = now.timestamp() - float(self._fixes.fixed_at_ms[number]) / 1000.0
        told = GeoPoint(float(self._fixes.lat[number]), float(self._fixes.lon[number]))
        at_rest = seen.speed_mps == 0.0 and distance_m(told, seen.point) < _SAME_PLACE_M
        return age_s >= (PARKED_EVERY_S if at_rest else _MOVING_EVERY_S)
