"""Divides the faces between main lines into quarters and blocks, street by street."""

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

from bigscreen.city.demo.mesh import PlanarMesh
from bigscreen.city.demo.shapes import (
    XY,
    area,
    between,
    centroid,
    clearance,
    crossing,
    distance_to_side,
    inside,
    sides,
)

_ATTEMPTS = 10
_SMALLEST_SHARE = 0.28
"""Neither half of a split may be smaller than this share of the whole."""


def divide(
    mesh: PlanarMesh,
    faces: Iterable[int],
    wanted_m2: Callable[[XY], float],
    chance: Random,
) -> list[int]:
    """Split faces by streets until each is about as large as wanted there; return the lines."""
    lines = []
    waiting = list(faces)
    while waiting:
        face = waiting.pop()
        ring = mesh.ring(face)
        if area(ring) < 1.55 * wanted_m2(centroid(ring)):
            continue
        halves = _split_once(mesh, face, chance)
        if halves is not None:
            line, left, right = halves
            lines.append(line)
            waiting += [left, right]
    return lines


def _split_once(mesh: PlanarMesh, face: int, chance: Random) -> tuple[int, int, int] | None:
    ring = mesh.ring(face)
    heading = _heading(ring)
    long_axis = (
        heading
        if _extent(ring, heading) >= _extent(ring, heading + math.pi / 2)
        else (heading + math.pi / 2)
    )
    for attempt in range(_ATTEMPTS):
        spread = 0.1 + 0.02 * attempt
        chord = _chord(ring, long_axis, 0.5 + spread * (2 * chance.random() - 1), chance)
        if chord is None:
            continue
        snap_m = 0.17 * math.sqrt(area(ring))
        ends = [_end(mesh, face, *end, snap_m) for end in chord]
        path = _bow(ends[0][2], ends[1][2], chance)
        if _is_sound(ring, [point for *_, point in ends], path):
            return _carry_out(mesh, face, ends, path)
    return None


def _heading(ring: list[XY]) -> float:
    """Return the direction most sides follow, modulo a quarter turn."""
    c = s = 0.0
    for a, b in sides(ring):
        angle = 4 * math.atan2(b[1] - a[1], b[0] - a[0])
        c += math.dist(a, b) * math.cos(angle)
        s += math.dist(a, b) * math.sin(angle)
    return math.atan2(s, c) / 4


def _extent(ring: list[XY], angle: float) -> float:
    along = [x * math.cos(angle) + y * math.sin(angle) for x, y in ring]
    return max(along) - min(along)


Hit = tuple[int, float, XY]
"""Which side of the ring a chord ends on, how far along it, and where."""


def _chord(ring: list[XY], axis: float, share: float, chance: Random) -> tuple[Hit, Hit] | None:
    """Return where a street across ``axis`` at ``share`` of the length meets the ring."""
    along = [x * math.cos(axis) + y * math.sin(axis) for x, y in ring]
    middle = centroid(ring)
    shift = (
        min(along)
        + share * (max(along) - min(along))
        - (middle[0] * math.cos(axis) + middle[1] * math.sin(axis))
    )
    x, y = middle[0] + shift * math.cos(axis), middle[1] + shift * math.sin(axis)
    across = axis + math.pi / 2 + 0.12 * (2 * chance.random() - 1)
    reach = 2e4
    a = (x - reach * math.cos(across), y - reach * math.sin(across))
    b = (x + reach * math.cos(across), y + reach * math.sin(across))
    hits = []
    for index, (start, end) in enumerate(sides(ring)):
        hit = crossing(a, b, start, end)
        if hit is not None:
            hits.append((hit[0], index, hit[1], between(start, end, hit[1])))
    hits.sort()
    before = [hit for hit in hits if hit[0] < 0.5]
    after = [hit for hit in hits if hit[0] >= 0.5]
    if not before or not after:
        return None
    return before[-1][1:], after[0][1:]


def _end(
    mesh: PlanarMesh, face: int, side: int, along: float, point: XY, snap_m: float
) -> tuple[int | None, int, XY]:
    """Return the corner a chord ends in (or None), else its side; and the point itself."""
    corners = mesh.faces[face]
    junctions = [
        corner
        for corner in corners
        if math.dist(mesh.points[corner], point) < snap_m and _is_junction(mesh, face, corner)
    ]
    if junctions:
        best = min(junctions, key=lambda corner: math.dist(mesh.points[corner], point))
        return best, side, mesh.points[best]
    start, end = corners[side], corners[(side + 1) % len(corners)]
    for corner in (start, end):
        if math.dist(mesh.points[corner], point) < 12.0:
            return corner, side, mesh.points[corner]
    return None, side, between(mesh.points[start], mesh.points[end], along)


def _is_junction(mesh: PlanarMesh, face: int, corner: int) -> bool:
    """Tell whether another street meets the face's edge here from the other side."""
    ring = mesh.faces[face]
    at = ring.index(corner)
    before, after = ring[at - 1], ring[(at + 1) % len(ring)]
    return mesh.left_of(corner, before) != mesh.left_of(after, corner)


def _bow(start: XY, end: XY, chance: Random) -> list[XY]:
    """Return inner points that give a street a slight curve."""
    span = math.dist(start, end)
    pieces = min(4, int(span // 220))
    if not pieces:
        return []
    height = span * 0.05 * (2 * chance.random() - 1)
    nx, ny = -(end[1] - start[1]) / span, (end[0] - start[0]) / span
    path = []
    for step in range(1, pieces + 1):
        share = step / (pieces + 1)
        out = height * math.sin(math.pi * share) + span * 0.008 * (2 * chance.random() - 1)
        x, y = between(start, end, share)
        path.append((x + nx * out, y + ny * out))
    return path


def _is_sound(ring: list[XY], ends: list[XY], path: list[XY]) -> bool:
    """Tell whether a street keeps inside the face and leaves two usable halves."""
    way = [ends[0], *path, ends[1]]
    if math.dist(*ends) < 60.0:
        return False
    for a, b in pairwise(way):
        if not inside(ring, between(a, b, 0.5)) or clearance(ring, between(a, b, 0.5)) < 12.0:
            return False
        for c, d in sides(ring):
            hit = crossing(a, b, c, d)
            if hit is not None and _is_inner(between(a, b, hit[0]), ends):
                return False
    whole = area(ring)
    share = _area_left_of(ring, way) / whole
    return _SMALLEST_SHARE < share < 1 - _SMALLEST_SHARE


def _is_inner(point: XY, ends: list[XY]) -> bool:
    return all(math.dist(point, end) > 1.0 for end in ends)


def _area_left_of(ring: list[XY], way: list[XY]) -> float:
    """Return the area of the half from the way's start round to its end and back along it."""

    def side_of(point: XY) -> int:
        spans = [distance_to_side(point, a, b) for a, b in sides(ring)]
        return spans.index(min(spans))

    first, last = side_of(way[0]), side_of(way[-1])
    count = len(ring)
    corners = []
    at = first
    while at != last:
        at = (at + 1) % count
        corners.append(ring[at])
    return abs(area([way[0], *corners, *reversed(way[1:])]))


def _carry_out(
    mesh: PlanarMesh, face: int, ends: list[tuple[int | None, int, XY]], path: list[XY]
) -> tuple[int, int, int]:
    ring = list(mesh.faces[face])
    corners = [
        mesh.insert(ring[side], ring[(side + 1) % len(ring)], point) if corner is None else corner
        for corner, side, point in ends
    ]
    line = mesh.new_line()
    left, right = mesh.split(face, corners[0], path, corners[1], line)
    return line, left, right
