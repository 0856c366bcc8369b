"""Blocks, parks and lakes between the streets."""

import math
from collections.abc import Mapping, Sequence
from random import Random

from bigscreen.city.demo.mesh import PlanarMesh
from bigscreen.city.demo.shapes import (
    XY,
    area,
    between,
    centroid,
    clearance,
    crossing,
    inner_point,
    inside,
    sides,
    smooth,
)

_HALF_WIDTH_M = {1: 19.0, 2: 14.0, 3: 9.0}
_EDGE_M = 5.0
_FIELD_SHARE = 0.4
"""How many of the faces outside the ring road are fields rather than built-up."""


def park_faces(mesh: PlanarMesh, wanted: Sequence[XY], taken: frozenset[int]) -> list[int]:
    """Return the face at each wanted place, left whole as a park."""
    return [
        next(face for face in mesh.faces if face not in taken and inside(mesh.ring(face), place))
        for place in wanted
    ]


def lake_in(ring: Sequence[XY], chance: Random) -> list[XY]:
    """Return a lake's shore inside a park."""
    x, y = inner_point(ring)
    reach = 0.72 * clearance(ring, (x, y))
    controls = []
    for step in range(9):
        angle = 2 * math.pi * step / 9
        out = reach * (0.6 + 0.4 * chance.random())
        controls.append((x + out * math.cos(angle), y + out * math.sin(angle)))
    return smooth(controls, 3, closed=True)[:-1]


def built_faces(
    mesh: PlanarMesh,
    ranks: Mapping[int, int],
    left_out: frozenset[int],
    ring_road: Sequence[XY],
    chance: Random,
) -> tuple[list[list[XY]], list[list[XY]]]:
    """Return the blocks and the small greens of the faces not left out."""
    blocks: list[list[XY]] = []
    greens: list[list[XY]] = []
    for face in sorted(mesh.faces):
        if face in left_out:
            continue
        ring = inset(mesh, face, ranks)
        is_green = chance.random() < (0.035 if inside(ring_road, centroid(ring)) else _FIELD_SHARE)
        (greens if is_green else blocks).append(ring)
    return blocks, greens


def inset(mesh: PlanarMesh, face: int, ranks: Mapping[int, int]) -> list[XY]:
    """Return a face's outline drawn in by half the width of the streets around it."""
    corners = mesh.faces[face]
    ring = [mesh.points[corner] for corner in corners]
    gaps = []
    for a, b in zip(corners, (*corners[1:], corners[0]), strict=True):
        line = mesh.line_at(a, b)
        gaps.append(_EDGE_M if line is None else _HALF_WIDTH_M[ranks[line]])
    ring, gaps = _without_straight_corners(ring, gaps)
    shifted = [
        _shifted_corner(ring[i - 1], ring[i], ring[(i + 1) % len(ring)], gaps[i - 1], gaps[i])
        for i in range(len(ring))
    ]
    if area(shifted) > 0.35 * area(ring) and _is_simple(shifted):
        return shifted
    middle = inner_point(ring)
    return [between(middle, corner, 0.82) for corner in ring]


def _without_straight_corners(ring: list[XY], gaps: list[float]) -> tuple[list[XY], list[float]]:
    kept = [
        index
        for index, corner in enumerate(ring)
        if abs(_bend(ring[index - 1], corner, ring[(index + 1) % len(ring)])) > 0.06
    ]
    return [ring[index] for index in kept], [gaps[index] for index in kept]


def _bend(a: XY, b: XY, c: XY) -> float:
    first = math.atan2(b[1] - a[1], b[0] - a[0])
    second = math.atan2(c[1] - b[1], c[0] - b[0])
    return math.remainder(second - first, 2 * math.pi)


def _shifted_corner(a: XY, b: XY, c: XY, gap_before: float, gap_after: float) -> XY:
    """Return where the two sides meeting in ``b`` meet once moved inwards (to their left)."""
    u, v = _unit(a, b), _unit(b, c)
    cross = u[0] * v[1] - u[1] * v[0]
    if abs(cross) < 0.05:
        gap = (gap_before + gap_after) / 2
        return (b[0] - u[1] * gap, b[1] + u[0] * gap)
    along_u = (gap_after - gap_before * (u[0] * v[0] + u[1] * v[1])) / cross
    return (
        b[0] - u[1] * gap_before - u[0] * along_u,
        b[1] + u[0] * gap_before - u[1] * along_u,
    )


def _unit(a: XY, b: XY) -> XY:
    span = math.dist(a, b)
    return ((b[0] - a[0]) / span, (b[1] - a[1]) / span)


def _is_simple(ring: Sequence[XY]) -> bool:
    edges = list(sides(ring))
    return not any(
        crossing(*edges[i], *edges[j])
        for i in range(len(edges))
        for j in range(i + 2, len(edges) - (i == 0))
    )
