"""The small city's ground: a town along a bay, and its 23 zones, each a section of a main road."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bigscreen.city.demo.areas import DrawnGrid, border_of, owners_of
from bigscreen.city.demo.mesh import PlanarMesh
from bigscreen.city.demo.names import GIVEN_NAMES, SURNAMES
from bigscreen.city.demo.shapes import XY, inner_point
from bigscreen.city.demo.skeleton import RANK_ARTERIAL, RANK_MAIN

_HALF_LENGTH_M = 2700.0
_HALF_DEPTH_M = 1050.0
_STEP_M = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """A strip of the town along one main road, cut into sections from west to east.

    ``south`` and ``north`` are its edges, metres from the middle of the town.
    """

    road: str
    road_en: str
    code: str
    south: float
    north: float
    sections: int


_STRIPS = (
    _Strip(road="山前路", road_en="Shanqian Road", code="sq", south=350, north=1050, sections=8),
    _Strip(road="长街", road_en="Long Street", code="cj", south=-350, north=350, sections=7),
    _Strip(road="望海路", road_en="Seaview Road", code="wh", south=-1050, north=-350, sections=8),
)
_BORDERS = (("后街", 350.0), ("盐仓街", -350.0))

_STREETS = {"sq": ("shanqian", "shanqian"), "cj": ("xijie", "dongjie"), "wh": ("matou", "matou")}
"""The street and town 街道 a strip's western and eastern half lie in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownPlan:
    """The main lines cut into a mesh; ``rough`` are the zones as first cut, ``bay`` the water."""

    mesh: PlanarMesh
    outline: list[XY]
    rough: list[list[XY]]
    bay: list[XY]
    names: dict[int, str]
    ranks: dict[int, int]


def draw_town(chance: Random) -> TownPlan:
    """Draw the main lines: three roads along the bay, two streets between, and 20 across."""
    outline = _outline()
    mesh = PlanarMesh(outline)
    names: dict[int, str] = {}
    ranks: dict[int, int] = {}
    for name, y in _BORDERS:
        line = mesh.cut(_along(y), snap_m=12.0)
        names[line], ranks[line] = name, RANK_MAIN
    for strip in _STRIPS:
        for x in _crossings(strip, chance):
            ranks[mesh.cut(_across(x, strip), snap_m=12.0)] = RANK_MAIN
    rough = _in_order([mesh.ring(face) for face in sorted(mesh.faces)])
    for strip in _STRIPS:
        line = mesh.cut(_along((strip.south + strip.north) / 2), snap_m=12.0)
        names[line], ranks[line] = strip.road, RANK_ARTERIAL
    return TownPlan(mesh=mesh, outline=outline, rough=rough, bay=_bay(), names=names, ranks=ranks)


def zones_of(plan: TownPlan, chance: Random) -> list[DrawnGrid]:
    """Return the zones, strip by strip from the north-west; neighbours share their corners."""
    owners = owners_of(plan.mesh, plan.rough)
    people = [surname + given for surname in SURNAMES for given in GIVEN_NAMES]
    people.sort(key=lambda _: chance.random())
    zones: list[DrawnGrid] = []
    for strip in _STRIPS:
        for section in range(1, strip.sections + 1):
            index = len(zones)
            is_west = section <= strip.sections // 2
            zones.append(
                DrawnGrid(
                    number=index + 1,
                    id=f"{strip.code}{section}",
                    name=f"{strip.road}{section}段",
                    name_en=f"{strip.road_en} {section}",
                    commander=people[index],
                    response_minutes=_minutes(strip, section),
                    area_id=_STREETS[strip.code][0 if is_west else 1],
                    ring=border_of(plan.mesh, {f for f, owner in owners.items() if owner == index}),
                )
            )
    return zones


def _minutes(strip: _Strip, section: int) -> int:
    """Return the response class: 2 in the middle of Long Street, 8 at the town's ends, else 4."""
    if section in (1, strip.sections):
        return 8
    return 2 if strip.code == "cj" and 3 <= section <= 5 else 4


def _bend(x: float, y: float) -> XY:
    """Return a place of the straight plan on the ground: the town follows its bay."""
    return (
        x + 40.0 * math.sin(y / 420.0 + 0.6),
        y + 260.0 * math.sin(x / 1900.0 + 0.4) + 45.0 * math.sin(x / 610.0),
    )


def _outline() -> list[XY]:
    half_length, half_depth = _HALF_LENGTH_M, _HALF_DEPTH_M
    corners = [
        (-half_length, -half_depth),
        (half_length, -half_depth),
        (half_length, half_depth),
        (-half_length, half_depth),
    ]
    ring = []
    for a, b in zip(corners, (*corners[1:], corners[0]), strict=True):
        pieces = round(math.dist(a, b) / _STEP_M)
        ring += [
            _bend(a[0] + (b[0] - a[0]) * k / pieces, a[1] + (b[1] - a[1]) * k / pieces)
            for k in range(pieces)
        ]
    return ring


def _along(y: float) -> list[XY]:
    reach = _HALF_LENGTH_M + 100.0
    pieces = round(2 * reach / 97.0)
    return [_bend(-reach + 2 * reach * k / pieces, y) for k in range(pieces + 1)]


def _across(x: float, strip: _Strip) -> list[XY]:
    low, high = strip.south - 40.0, strip.north + 40.0
    return [_bend(x, low + (high - low) * k / 5) for k in range(6)]


def _crossings(strip: _Strip, chance: Random) -> list[float]:
    """Return where streets cross a strip: about evenly, between the zones' sections."""
    width = 2 * _HALF_LENGTH_M / strip.sections
    return [
        -_HALF_LENGTH_M + width * (place + 0.16 * (2 * chance.random() - 1))
        for place in range(1, strip.sections)
    ]


def _bay() -> list[XY]:
    """Return the water south of the town."""
    reach = _HALF_LENGTH_M + 700.0
    pieces = 48
    xs = [-reach + 2 * reach * k / pieces for k in range(pieces + 1)]
    shore = [_bend(x, -_HALF_DEPTH_M - 70.0) for x in xs]
    return [*shore, *((x, y - 900.0) for x, y in reversed(shore))]


def _in_order(rings: Sequence[list[XY]]) -> list[list[XY]]:
    """Return rings strip by strip from the north, each from the west."""
    middles = {index: inner_point(ring) for index, ring in enumerate(rings)}

    def depth(place: XY) -> float:
        return place[1] - _bend(*place)[1] + place[1]

    by_depth = sorted(middles, key=lambda index: -depth(middles[index]))
    ordered = []
    begin = 0
    for strip in _STRIPS:
        row = by_depth[begin : begin + strip.sections]
        begin += strip.sections
        ordered += [rings[index] for index in sorted(row, key=lambda index: middles[index][0])]
    return ordered
