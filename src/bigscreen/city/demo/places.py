"""Invented shops, schools and markets along the streets: where cases happen."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bigscreen.city.demo.names import PLACE_KINDS, SHOP_STEMS, STREET_STEMS
from bigscreen.city.demo.shapes import XY, between, inside

_STEM_KINDS = ("school", "hospital", "transit", "bank", "park", "site")
_SETBACK_M = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPlace:
    """A place on the plane, with the address people give."""

    name: str
    kind: str
    address: str
    place: XY


def places_of(
    streets: Sequence[tuple[str, Sequence[XY]]],
    core: Sequence[XY],
    chance: Random,
    kinds: Mapping[str, tuple[int, tuple[str, ...]]] = PLACE_KINDS,
) -> list[DrawnPlace]:
    """Return the places; seven in ten lie inside ``core``.

    ``streets`` are names with courses on the plane, ``kinds`` how many places of each kind there
    are and how their names end.
    """
    inner = [s for s in streets if any(inside(core, point) for point in s[1])]
    places = []
    names: set[str] = set()
    for kind, (count, endings) in kinds.items():
        stems = STREET_STEMS if kind in _STEM_KINDS else SHOP_STEMS
        for number in range(count):
            street = _pick(inner if chance.random() < 0.7 else streets, chance)
            name = _name(stems, endings[number % len(endings)], names, chance)
            places.append(_placed(name, kind, street, chance))
    return places


def _pick(streets: Sequence[tuple[str, Sequence[XY]]], chance: Random) -> tuple[str, Sequence[XY]]:
    return streets[int(chance.random() * len(streets))]


def _name(stems: Sequence[str], ending: str, taken: set[str], chance: Random) -> str:
    while True:
        name = stems[int(chance.random() * len(stems))] + ending
        if name not in taken:
            taken.add(name)
            return name


def _placed(name: str, kind: str, street: tuple[str, Sequence[XY]], chance: Random) -> DrawnPlace:
    street_name, course = street
    span = int(chance.random() * (len(course) - 1))
    a, b = course[span], course[span + 1]
    on_street = between(a, b, 0.2 + 0.6 * chance.random())
    side = _SETBACK_M if chance.random() < 0.5 else -_SETBACK_M
    reach = math.dist(a, b)
    return DrawnPlace(
        name=name,
        kind=kind,
        address=f"{street_name}{1 + int(chance.random() * 280)}号",
        place=(
            on_street[0] - (b[1] - a[1]) / reach * side,
            on_street[1] + (b[0] - a[0]) / reach * side,
        ),
    )
