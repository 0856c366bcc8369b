"""A made-up year of closed cases, so that today has a last week to be compared with."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bigscreen.city.rates import Rates, even_rates
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import CatalogueItem, City, Grid
from bigscreen.domain.incidents import Channel, Level, WorkKind

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

_VOLUME_FALL = 0.06
_RESPONSE_FALL = 0.07
"""By how much volume and response time fall over a year."""

_MISSING = (0.0, 0.02, 0.03, 0.025, 0.01, 0.015)
"""How often each milestone, in order, was never stamped."""

Seconds = NDArray[np.float64]


def past_cases(
    city: City, *, seed: int, start: datetime, until: datetime, rates: Rates | None = None
) -> Iterator[CaseFacts]:
    """Yield closed cases received after ``start`` and before ``until``, in order of receipt.

    About ``rates.cases_per_day`` a day (even rates when None), falling slightly over the years.
    A day's cases depend on the seed and the day alone, so that a later call adds what is
    missing and nothing twice. No stamp lies after ``until``; both times are UTC.
    """
    zone = ZoneInfo(city.timezone)
    draw = _DayDraw(city, rates or even_rates(city), seed)
    day, last = start.astimezone(zone).date(), until.astimezone(zone).date()
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
    channels: Mapping[WorkKind, tuple[Sequence[Channel], Seconds]]


def _shares(weights: Sequence[float]) -> Seconds:
    found: Seconds = np.array(weights, np.float64)
    shares: Seconds = found / found.sum()
    return shares


class _DayDraw:
    """Draws one day after the other."""

    def __init__(self, city: City, rates: Rates, seed: int) -> None:
        self._rates = rates
        self._seed = seed
        self._mix = _Mix(
            grids=city.grids,
            grid_shares=_shares([rates.grids.get(grid.id, 0.0) for grid in city.grids]),
            items=city.items,
            item_shares=_shares([rates.items.get(item.code, 0.0) for item in city.items]),
            hour_shares=_shares(rates.hours),
            channels={
                kind: (list(weights), _shares(list(weights.values())))
                for kind, weights in rates.channels.items()
            },
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
        closed = self._closings(chance, items)
        missing = chance.random((len(_MISSING), count)) < np.array(_MISSING)[:, None]
        assisted = chance.random(count) < 0.6
        channel_luck = chance.random(count)
        return [
            self._facts(
                f"past-{day:%Y%m%d}-{place + 1:04d}",
                midnight + timedelta(seconds=float(received[place])),
                self._mix.grids[grids[place]],
                self._mix.items[items[place]],
                _Draws(
                    level=Level(int(levels[place])),
                    milestones_s=[
                        None if missing[stage, place] else float(marks[stage, place])
                        for stage in range(len(_MISSING))
                    ],
                    closed_s=float(marks[-1, place] + closed[place]),
                    assisted=bool(assisted[place]),
                    channel_luck=float(channel_luck[place]),
                ),
            )
            for place in range(count)
        ]

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

    def _closings(self, chance: np.random.Generator, items: NDArray[np.intp]) -> Seconds:
        """Return the seconds from the last report to the closing of each case."""
        limits_s = np.array([item.limit_hours * 3600.0 for item in self._mix.items])[items]
        is_call = np.array([i.work_kind is WorkKind.POLICE_CALL for i in self._mix.items])[items]
        luck = np.exp(0.7 * chance.standard_normal(len(items)))
        return np.where(is_call, 150.0 * luck, 0.3 * limits_s * luck)

    def _facts(
        self,
        case_id: str,
        received_at: datetime,
        grid: Grid,
        item: CatalogueItem,
        draws: "_Draws",
    ) -> CaseFacts:
        def at(seconds: float | None) -> datetime | None:
            return None if seconds is None else received_at + timedelta(seconds=seconds)

        dispatched, accepted, en_route, on_scene, handled, reported = draws.milestones_s
        channels, shares = self._mix.channels[item.work_kind]
        place = int(np.searchsorted(np.cumsum(shares), draws.channel_luck, side="right"))
        joined = item.assisting_forces[:1] if draws.assisted else ()
        return CaseFacts(
            incident_id=case_id,
            work_kind=item.work_kind,
            item_code=item.code,
            level=draws.level,
            channel=channels[min(place, len(channels) - 1)],
            grid_id=grid.id,
            lead_force=item.lead_force,
            response_minutes=grid.response_minutes,
            received_at=received_at,
            dispatched_at=at(dispatched),
            accepted_at=at(accepted),
            en_route_at=at(en_route),
            on_scene_at=at(on_scene),
            handled_at=at(handled),
            reported_at=at(reported),
            closed_at=at(draws.closed_s),
            force_codes=(item.lead_force, *joined),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draws:
    """What chance has decided of one case; times in seconds after receipt."""

    level: Level
    milestones_s: Sequence[float | None]
    closed_s: float
    assisted: bool
    channel_luck: float


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
    """Return the case as closed by ``until``, or None where a unit would still be at work on it."""
    closed_at = facts.closed_at or facts.received_at
    if closed_at <= until:
        return facts
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
    return replace(facts, closed_at=last + (until - last) / 2)
