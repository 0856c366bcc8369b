"""New cases: when they arrive, what they are, where, and by which channel."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from bigscreen.city.chance import stream
from bigscreen.city.rates import Rates
from bigscreen.domain.base_map import Street
from bigscreen.domain.city import CatalogueItem, City, Grid, NamedPlace
from bigscreen.domain.geo import GeoPoint, contains
from bigscreen.domain.incidents import Channel, Level, WorkKind

_T = TypeVar("_T")

_GRAVER_SHARE = 0.05
_STREET = "street"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A case that has come in, as its source would report it."""

    received_at: datetime
    item: CatalogueItem
    title: str
    channel: Channel
    level: Level
    grid: Grid
    address: str
    location: GeoPoint


@dataclass(frozen=True, slots=True)
class _Spot:
    name: str
    kind: str
    address: str
    location: GeoPoint


class Arrivals:
    """A stream of cases that depends on seed and time alone: every minute has its own chance.

    ``rate`` multiplies the city's usual number of cases.
    """

    def __init__(
        self, city: City, rates: Rates, places: Sequence[NamedPlace], seed: int, rate: float = 1.0
    ) -> None:
        self._rates = rates
        self._seed = seed
        self._per_minute = rates.cases_per_day * rate / 1440.0
        self._zone = ZoneInfo(city.timezone)
        self._spots = _spots_by_grid(city, places)
        self._items = {item: rates.items.get(item.code, 0.0) for item in city.items}
        self._grids = {
            grid: rates.grids.get(grid.id, 0.0) for grid in city.grids if self._spots[grid.id]
        }

    @property
    def _can_draw(self) -> bool:
        return sum(self._grids.values()) > 0 and sum(self._items.values()) > 0

    def between(self, start: datetime, end: datetime) -> Iterator[Arrival]:
        """Yield the cases received after ``start`` and up to ``end``, in order."""
        minute = start.replace(second=0, microsecond=0)
        while minute <= end:
            for arrival in self._of_minute(minute):
                if start < arrival.received_at <= end:
                    yield arrival
            minute += timedelta(minutes=1)

    def one(self, name: str, received_at: datetime, item: CatalogueItem | WorkKind) -> Arrival:
        """Return a case beside the stream: of this item, or of one drawn from a kind of work."""
        chance = stream(self._seed, "case", name)
        if isinstance(item, WorkKind):
            wanted = {one: weight for one, weight in self._items.items() if one.work_kind is item}
            item = _pick(wanted if sum(wanted.values()) else self._items, chance)
        return self._drawn(chance, received_at, item)

    def _of_minute(self, minute: datetime) -> list[Arrival]:
        if not self._can_draw:
            return []
        local = minute.astimezone(self._zone)
        hours, weekdays = self._rates.hours, self._rates.weekdays
        expected = (
            self._per_minute
            * (hours[local.hour] * 24 / sum(hours))
            * (weekdays[local.weekday()] * 7 / sum(weekdays))
        )
        chance = stream(self._seed, "minute", minute.astimezone(UTC).isoformat())
        seconds = sorted(60.0 * chance.random() for _ in range(_poisson(expected, chance)))
        return [self._drawn(chance, minute + timedelta(seconds=s)) for s in seconds]

    def _drawn(
        self, chance: Random, received_at: datetime, item: CatalogueItem | None = None
    ) -> Arrival:
        item = item or _pick(self._items, chance)
        grid = _pick(self._grids, chance)
        spot = self._spot(item, grid, chance)
        level = Level(max(1, item.default_level - (chance.random() < _GRAVER_SHARE)))
        return Arrival(
            received_at=received_at,
            item=item,
            title=f"{item.name} · {spot.name}",
            channel=_pick(self._rates.channels[item.work_kind], chance),
            level=level,
            grid=grid,
            address=spot.address,
            location=spot.location,
        )

    def _spot(self, item: CatalogueItem, grid: Grid, chance: Random) -> _Spot:
        spots = self._spots[grid.id]
        kinds = self._rates.item_places.get(item.code, (_STREET,))
        fitting = [spot for spot in spots if spot.kind in kinds] or spots
        return fitting[int(chance.random() * len(fitting))]


def _spots_by_grid(city: City, places: Sequence[NamedPlace]) -> dict[str, list[_Spot]]:
    """Return where cases can happen in each grid: its places and the middles of its streets."""
    found = [_Spot(p.name, p.kind, p.address, p.location) for p in places]
    found += [_on_street(street) for street in city.base_map.streets if street.name]
    return {
        grid.id: [spot for spot in found if contains(grid.ring, spot.location)]
        for grid in city.grids
    }


def _on_street(street: Street) -> _Spot:
    place = len(street.line) // 2
    return _Spot(street.name, _STREET, street.name, street.line[place])


def _pick(weights: Mapping[_T, float], chance: Random) -> _T:
    """Return one key, chosen by weight."""
    left = chance.random() * sum(weights.values())
    chosen = None
    for key, weight in weights.items():
        chosen = key if weight > 0 or chosen is None else chosen
        left -= weight
        if left < 0:
            break
    return chosen  # type: ignore[return-value]


def _poisson(expected: float, chance: Random) -> int:
    """Return how many arrive where ``expected`` do on average (Knuth's method)."""
    limit, product, count = math.exp(-expected), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
