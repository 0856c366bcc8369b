"""A made-up year of closed cases, so that today has a last week to be compared with."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bigscreen.city.demo.history_fates import DayCases, fates_of
from bigscreen.city.demo.history_records import DayDraw, RecordWriter
from bigscreen.city.demo.working_time import CaseLimits
from bigscreen.city.rates import Rates, even_rates
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import CatalogueItem, City, Grid
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.units import Unit

_TREND_ANCHOR = date(2027, 1, 1)
"""The day on which volume and response are as the rates say."""

_DISPATCH_S = {1: 9.0, 3: 24.0, 5: 31.0}
_ACCEPT_S = {1: 6.0, 3: 13.0, 5: 15.0}
_TURNOUT_S = {1: 5.0, 3: 9.0, 5: 12.0}
_TRAVEL_S = {1: 26.0, 3: 63.0, 5: 113.0}
"""Medians by response class; other classes go by their minutes."""

_SPREAD = 0.45
_LEVEL_PACE = (0.82, 0.93, 1.0, 1.22)
"""How much quicker than usual a level Ⅰ case is reached, and how much slower a level Ⅳ."""

_CLOSED_SHARE = 0.3
"""How much of its time limit a city-management case takes in the middle."""

_VOLUME_FALL = 0.06
_RESPONSE_FALL = 0.07
"""By how much volume and response time fall over a year."""

_MISSING = (0.0, 0.02, 0.03, 0.025, 0.01, 0.015)
"""How often each milestone, in order, was never stamped."""

Seconds = NDArray[np.float64]


def past_cases(
    city: City,
    *,
    seed: int,
    start: datetime,
    until: datetime,
    rates: Rates | None = None,
    units: Sequence[Unit] = (),
) -> Iterator[CaseFacts]:
    """Yield closed cases received after ``start`` and before ``until``, in order of receipt.

    About ``rates.cases_per_day`` a day (even rates when None), falling slightly over the years;
    how many of them are no case, done again and so on the rates say. ``units`` are who was sent.
    A day's cases depend on the seed and the day alone, so that a later call adds what is
    missing and nothing twice. No stamp lies after ``until``; both times are UTC.
    """
    zone = ZoneInfo(city.timezone)
    day, last = start.astimezone(zone).date(), until.astimezone(zone).date()
    limits = CaseLimits(city, day, last)
    draw = _Days(city, rates or even_rates(city), seed, limits, units)
    while day <= last:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        for facts in draw.cases(day, midnight):
            ended = _ended_before(facts, until)
            if ended is not None and ended.received_at > start:
                yield ended
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Mix:
    """What a case can be, and the chance of each."""

    grids: Sequence[Grid]
    grid_shares: Seconds
    items: Sequence[CatalogueItem]
    item_shares: Seconds
    hour_shares: Seconds
    is_call: NDArray[np.bool_]


def _shares(weights: Sequence[float]) -> Seconds:
    found: Seconds = np.array(weights, np.float64)
    shares: Seconds = found / found.sum()
    return shares


class _Days:
    """Draws one day after the other."""

    def __init__(
        self, city: City, rates: Rates, seed: int, limits: CaseLimits, units: Sequence[Unit]
    ) -> None:
        self._rates = rates
        self._seed = seed
        self._limits = limits
        self._writer = RecordWriter(city, rates, units)
        self._mix = _Mix(
            grids=city.grids,
            grid_shares=_shares([rates.grids.get(grid.id, 0.0) for grid in city.grids]),
            items=city.items,
            item_shares=_shares([rates.items.get(item.code, 0.0) for item in city.items]),
            hour_shares=_shares(rates.hours),
            is_call=np.array([item.work_kind is WorkKind.POLICE_CALL for item in city.items]),
        )

    def cases(self, day: date, midnight: datetime) -> list[CaseFacts]:
        """Return one local day's cases in order of receipt."""
        chance = np.random.default_rng((self._seed, day.toordinal()))
        years_ago = _years_ago(day)
        count = int(chance.poisson(self._expected(day) * (1.0 + _VOLUME_FALL * years_ago)))
        received = np.sort(
            3600.0 * chance.choice(24, count, p=self._mix.hour_shares)
            + 3600.0 * chance.random(count)
        )
        grids = chance.choice(len(self._mix.grids), count, p=self._mix.grid_shares)
        items = chance.choice(len(self._mix.items), count, p=self._mix.item_shares)
        levels = self._levels(chance, items)
        pace = _rush(received) * (1.0 + 0.05 * math.sin(day.toordinal() / 4.1))
        pace *= (1.0 + _RESPONSE_FALL * years_ago) * np.array(_LEVEL_PACE)[levels - 1]
        marks = self._milestones(chance, grids, pace)
        received_s = midnight.timestamp() + received
        due_s = self._limits.after(received_s, items, "limit_hours")
        closed = marks[-1] + self._closings(chance, items, due_s - received_s)
        missing = chance.random((len(_MISSING), count)) < np.array(_MISSING)[:, None]
        force_luck = chance.random(count)
        channel_luck = chance.random(count)
        day_cases = DayCases(
            is_call=self._mix.is_call[items],
            levels=levels,
            received_s=received_s,
            dispatched_s=marks[0],
            reported_s=marks[-1],
            closed_s=closed,
            yellow_s=self._limits.after(received_s, items, "yellow_hours"),
            red_s=self._limits.after(received_s, items, "red_hours"),
        )
        fates = fates_of(chance, day_cases, self._rates.outcomes)
        missing |= fates.unsent
        marks[missing] = np.nan
        day_draw = DayDraw(
            name=f"past-{day:%Y%m%d}",
            midnight=midnight,
            received_s=received,
            grids=grids,
            items=items,
            levels=levels,
            marks_s=marks,
            due_after_s=due_s - received_s,
            fates=fates,
            channel_luck=channel_luck,
            force_luck=force_luck,
            crew_luck=chance.random(count),
        )
        return list(self._writer.records(day_draw))

    def _expected(self, day: date) -> float:
        """Return how many cases this day of the week and year brings."""
        weekday = self._rates.weekdays[day.weekday()] / (sum(self._rates.weekdays) / 7)
        season = 1.0 + 0.05 * math.sin(2 * math.pi * (day.timetuple().tm_yday - 80) / 365)
        return self._rates.cases_per_day * weekday * season

    def _levels(self, chance: np.random.Generator, items: NDArray[np.intp]) -> NDArray[np.int_]:
        usual = np.array([int(item.default_level) for item in self._mix.items])[items]
        luck = chance.random(len(items))
        levels: NDArray[np.int_] = np.clip(usual - (luck < 0.06) + (luck > 0.9), 1, 4)
        return levels

    def _milestones(
        self, chance: np.random.Generator, grids: NDArray[np.intp], pace: Seconds
    ) -> Seconds:
        """Return seconds after receipt of dispatched … reported, shape (6, n)."""
        count = len(pace)
        minutes = np.array([grid.response_minutes for grid in self._mix.grids])[grids]

        def spread(medians: Mapping[int, float], width: float) -> Seconds:
            usual = np.array([medians.get(m, medians[3] * m / 3) for m in minutes.tolist()])
            return usual * np.exp(width * chance.standard_normal(count))

        dispatch = spread(_DISPATCH_S, 0.4) * pace
        accept = spread(_ACCEPT_S, 0.5)
        turnout = spread(_TURNOUT_S, 0.5)
        travel = spread(_TRAVEL_S, _SPREAD) * pace
        handling = 660.0 * np.exp(0.6 * chance.standard_normal(count))
        report = 75.0 * np.exp(0.6 * chance.standard_normal(count))
        return np.cumsum(np.stack([dispatch, accept, turnout, travel, handling, report]), axis=0)

    def _closings(
        self, chance: np.random.Generator, items: NDArray[np.intp], limits_s: Seconds
    ) -> Seconds:
        """Return the seconds from the last report to the closing of each case."""
        luck = chance.standard_normal(len(items))
        calls_s = 150.0 * np.exp(0.7 * luck)
        return np.where(
            self._mix.is_call[items], calls_s, _CLOSED_SHARE * limits_s * np.exp(0.8 * luck)
        )


def _years_ago(day: date) -> float:
    """Return how long before the turn of 2027 a day lies, within two years either way."""
    return min(2.0, max(-2.0, (_TREND_ANCHOR - day).days / 365))


def _rush(received_s: Seconds) -> Seconds:
    """Return how much slower streets are at a time of day: rush hours against the night."""
    hour = received_s / 3600.0
    morning = 0.14 * np.exp(-((hour - 8.3) ** 2) / 1.6)
    evening = 0.18 * np.exp(-((hour - 18.0) ** 2) / 2.4)
    night = np.where((hour < 6.0) | (hour > 22.5), 0.08, 0.0)
    pace: Seconds = 1.0 + morning + evening - night
    return pace


def _ended_before(facts: CaseFacts, until: datetime) -> CaseFacts | None:
    """Return the case as closed by ``until``, or None where a unit would still be at work on it.

    What would have come later has not come.
    """
    closed_at = facts.closed_at or facts.received_at
    if closed_at <= until:
        is_told = facts.called_back_at is None or facts.called_back_at <= until
        return facts if is_told else replace(facts, called_back_at=None, satisfied=None)
    stamps = (
        facts.received_at,
        facts.dispatched_at,
        facts.accepted_at,
        facts.en_route_at,
        facts.on_scene_at,
        facts.handled_at,
        facts.reported_at,
    )
    last = max(stamp for stamp in stamps if stamp is not None)
    if last > until:
        return None
    closed_at = last + (until - last) / 2
    return replace(
        facts,
        closed_at=closed_at,
        checked_at=closed_at if facts.checked_at else None,
        yellow_at=_if_before(facts.yellow_at, closed_at),
        red_at=_if_before(facts.red_at, closed_at),
        called_back_at=None,
        satisfied=None,
    )


def _if_before(shown_at: datetime | None, end: datetime) -> datetime | None:
    return shown_at if shown_at is not None and shown_at < end else None
