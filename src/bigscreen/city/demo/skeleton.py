"""The demo city's main lines: outline, grid borders, axes, ring road, diagonals and the river."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from bigscreen.city.demo.mesh import PlanarMesh
from bigscreen.city.demo.shapes import (
    XY,
    area,
    distance_to_side,
    inner_point,
    inside,
    smooth,
)

AREA_M2 = 79e6
"""The city's size: 79 km²."""

RANK_ARTERIAL, RANK_MAIN, RANK_SIDE = 1, 2, 3

_HALF_WIDTH_M = 5600.0
_HALF_HEIGHT_M = 4250.0
_RIVER = ((-7600, -2900), (-5600, -2500), (-4100, -1650), (-2700, -1500), (-1300, -2150),
          (200, -2350), (1600, -1900), (2900, -1750), (4200, -2350), (5600, -2250),
          (7600, -1600))  # fmt: skip
_RIVER_HALF_WIDTH_M = 78.0
_BANK_ROAD_M = 125.0

Warp = Callable[[float, float], XY]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """The main lines, cut into a mesh.

    ``grid_rings`` are the nine areas in reading order (north-west first); ``names`` and
    ``ranks`` say what each line of the mesh is; ``banks`` are the greens along the
    river, ``river_faces`` hold water, not houses.
    """

    mesh: PlanarMesh
    outline: list[XY]
    ring_road: list[XY]
    grid_rings: list[list[XY]]
    river: list[XY]
    banks: list[list[XY]]
    river_faces: frozenset[int]
    names: dict[int, str]
    ranks: dict[int, int]


def draw_skeleton(chance: Random) -> Skeleton:
    """Draw the main lines from chance."""
    warp = _warp(chance)
    outline = _outline(chance)
    mesh = PlanarMesh(outline)
    names: dict[int, str] = {}
    ranks: dict[int, int] = {}

    def cut(name: str, rank: int, course: list[XY], *, closed: bool = False) -> None:
        line = mesh.cut(course, snap_m=18.0, closed=closed)
        names[line], ranks[line] = name, rank

    for name, course in _borders(warp):
        cut(name, RANK_ARTERIAL, course)
    grid_rings = _in_reading_order([mesh.ring(face) for face in sorted(mesh.faces)])
    for name, course in _axes(warp):
        cut(name, RANK_ARTERIAL, course)
    ring_road = _ring(warp, 0.64, 2.6)
    cut("环城路", RANK_ARTERIAL, ring_road, closed=True)
    for name, course in _diagonals(warp):
        cut(name, RANK_MAIN, course)
    cut("内环路", RANK_MAIN, _ring(warp, 0.41, 2.8), closed=True)
    river = smooth([warp(x, y) for x, y in _RIVER], 10)
    for name, side in (("滨河北路", 1.0), ("滨河南路", -1.0)):
        cut(name, RANK_MAIN, _beside(river, side * _BANK_ROAD_M))
    water = [
        *_beside(river, _RIVER_HALF_WIDTH_M),
        *reversed(_beside(river, -_RIVER_HALF_WIDTH_M)),
    ]
    return Skeleton(
        mesh=mesh,
        outline=outline,
        ring_road=ring_road,
        grid_rings=grid_rings,
        river=water,
        banks=_banks(river, outline),
        river_faces=frozenset(
            face
            for face in mesh.faces
            if _distance(river, inner_point(mesh.ring(face))) < _BANK_ROAD_M
        ),
        names=names,
        ranks=ranks,
    )


def _warp(chance: Random) -> Warp:
    """Return a gentle bend of the whole plan, so that nothing runs dead straight."""
    waves = [
        (
            60.0 + 60.0 * chance.random(),
            2 * math.pi / (3600.0 + 3800.0 * chance.random()),
            chance.random() * math.pi,
            chance.random() * 2 * math.pi,
        )
        for _ in range(8)
    ]

    def bend(x: float, y: float) -> XY:
        dx = dy = 0.0
        for index, (height, pace, angle, phase) in enumerate(waves):
            wave = height * math.sin(pace * (x * math.cos(angle) + y * math.sin(angle)) + phase)
            dx, dy = (dx + wave, dy) if index % 2 else (dx, dy + wave)
        return (x + dx, y + dy)

    return bend


def _outline(chance: Random) -> list[XY]:
    """Return the city limit: a closed curve of exactly the wanted size."""
    phases = [chance.random() * 2 * math.pi for _ in range(3)]
    controls = []
    for step in range(28):
        angle = 2 * math.pi * step / 28
        c, s = math.cos(angle), math.sin(angle)
        reach = (abs(c) ** 3.4 + abs(s) ** 3.4) ** (-1 / 3.4)
        ripple = sum(
            0.022 * math.sin(turn * angle + phase)
            for turn, phase in zip((3, 5, 7), phases, strict=True)
        )
        reach *= 1 + ripple + 0.02 * (chance.random() - 0.5)
        controls.append((_HALF_WIDTH_M * reach * c, _HALF_HEIGHT_M * reach * s))
    curve = smooth(controls, 4, closed=True)[:-1]
    scale = math.sqrt(AREA_M2 / area(curve))
    return [(x * scale, y * scale) for x, y in curve]


def _line(warp: Warp, start: XY, end: XY, *bends: XY) -> list[XY]:
    controls = [start, *bends, end]
    return smooth([warp(x, y) for x, y in _dense(controls, 900.0)], 4)


def _dense(controls: list[XY], step_m: float) -> list[XY]:
    dense = []
    for a, b in pairwise(controls):
        pieces = max(1, round(math.dist(a, b) / step_m))
        dense += [
            (a[0] + (b[0] - a[0]) * k / pieces, a[1] + (b[1] - a[1]) * k / pieces)
            for k in range(pieces)
        ]
    return [*dense, controls[-1]]


def _borders(warp: Warp) -> list[tuple[str, list[XY]]]:
    """Return the four arterials that part the nine grids; they spread towards the edges."""
    return [
        ("西大道", _line(warp, (-2700, 6500), (-2350, -6500), (-1080, 1000), (-1000, -850))),
        ("东大道", _line(warp, (2300, 6500), (2900, -6500), (1000, 1000), (1100, -850))),
        ("北大道", _line(warp, (-8000, 1900), (8000, 2000), (-1100, 900), (1080, 860))),
        ("南大道", _line(warp, (-8000, -1250), (8000, -700), (-1050, -880), (1100, -960))),
    ]


def _axes(warp: Warp) -> list[tuple[str, list[XY]]]:
    return [
        ("人民路", _line(warp, (-150, 6500), (250, -6500), (0, 1500), (60, -1500))),
        ("解放大街", _line(warp, (-8000, 250), (8000, 500), (-1500, 0), (1500, 60))),
    ]


def _diagonals(warp: Warp) -> list[tuple[str, list[XY]]]:
    """Return the roads that leave the centre towards the corners."""
    return [
        ("西北路", _line(warp, (-620, 560), (-6500, 5200), (-2700, 2250))),
        ("东北路", _line(warp, (640, 520), (6500, 5400), (2800, 2500))),
        ("西南路", _line(warp, (-650, -560), (-6500, -5600), (-2900, -2700))),
        ("东南路", _line(warp, (660, -540), (6500, -5200), (2900, -2600))),
    ]


def _ring(warp: Warp, share: float, power: float) -> list[XY]:
    controls = []
    for step in range(24):
        angle = 2 * math.pi * (step + 0.37) / 24
        c, s = math.cos(angle), math.sin(angle)
        reach = share * (abs(c) ** power + abs(s) ** power) ** (-1 / power)
        controls.append(warp(_HALF_WIDTH_M * reach * c, _HALF_HEIGHT_M * reach * s))
    return smooth(controls, 4, closed=True)


def _beside(line: list[XY], offset_m: float) -> list[XY]:
    """Return a line ``offset_m`` to the left of ``line``."""
    shifted = []
    for index, point in enumerate(line):
        a, b = line[max(index - 1, 0)], line[min(index + 1, len(line) - 1)]
        span = math.dist(a, b)
        shifted.append(
            (
                point[0] - (b[1] - a[1]) / span * offset_m,
                point[1] + (b[0] - a[0]) / span * offset_m,
            )
        )
    return shifted


def _distance(line: list[XY], point: XY) -> float:
    return min(distance_to_side(point, a, b) for a, b in pairwise(line))


def _banks(river: list[XY], outline: list[XY]) -> list[list[XY]]:
    """Return the green strips between the water and the riverside roads."""
    strips = []
    for side in (1.0, -1.0):
        near = _beside(river, side * (_RIVER_HALF_WIDTH_M + 4.0))
        far = _beside(river, side * (_BANK_ROAD_M - 14.0))
        kept = [index for index, point in enumerate(far) if inside(outline, point)]
        strips.append([near[index] for index in kept] + [far[index] for index in reversed(kept)])
    return strips


def _in_reading_order(rings: list[list[XY]]) -> list[list[XY]]:
    """Return nine rings row by row from the north-west."""
    centres = {index: inner_point(ring) for index, ring in enumerate(rings)}
    by_row = sorted(centres, key=lambda index: -centres[index][1])
    rows = [by_row[start : start + 3] for start in range(0, len(by_row), 3)]
    return [
        rings[index] for row in rows for index in sorted(row, key=lambda index: centres[index][0])
    ]
