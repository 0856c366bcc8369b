"""Turns the mesh's lines into streets: joined where they run on, each with a name."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

from bigscreen.city.demo.mesh import PlanarMesh
from bigscreen.city.demo.names import STREET_STEMS, STREET_SUFFIXES
from bigscreen.city.demo.shapes import XY, length
from bigscreen.city.demo.skeleton import RANK_MAIN, RANK_SIDE

_GREATEST_TURN_RAD = 0.5
_SHORTEST_STREET_M = 420.0
"""A side street shorter than this is a lane, named after the street it leaves from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnStreet:
    """A street of the demo city: its name, rank and corner numbers in the mesh."""

    name: str
    rank: int
    corners: tuple[int, ...]


def streets_of(
    mesh: PlanarMesh, names: dict[int, str], ranks: dict[int, int], chance: Random
) -> list[DrawnStreet]:
    """Return every street of the mesh; lines in ``names`` keep their name."""
    named = [
        DrawnStreet(name=names[line], rank=ranks[line], corners=tuple(mesh.lines[line]))
        for line in sorted(names)
    ]
    free: list[DrawnStreet] = []
    for rank in (RANK_MAIN, RANK_SIDE):
        courses = [
            mesh.lines[line] for line in sorted(ranks) if ranks[line] == rank and line not in names
        ]
        free += [
            DrawnStreet(name="", rank=rank, corners=tuple(course))
            for course in _joined(mesh, courses)
        ]
    return _with_names(mesh, named, free, chance)


def _joined(mesh: PlanarMesh, courses: Iterable[list[int]]) -> list[list[int]]:
    """Join courses that meet end to end and run on nearly straight, straightest first."""
    open_courses: dict[int, list[int]] = {
        index: list(course) for index, course in enumerate(courses)
    }
    pairs = []
    ends: dict[int, list[int]] = {}
    for index, course in open_courses.items():
        for corner in (course[0], course[-1]):
            ends.setdefault(corner, []).append(index)
    for corner, meeting in sorted(ends.items()):
        for place, one in enumerate(meeting):
            for other in meeting[place + 1 :]:
                turn = _turn(mesh, open_courses[one], open_courses[other], corner)
                if one != other and turn < _GREATEST_TURN_RAD:
                    pairs.append((turn, corner, one, other))
    grown = {index: index for index in open_courses}
    taken: set[tuple[int, int]] = set()
    for _, corner, one, other in sorted(pairs):
        if (corner, one) in taken or (corner, other) in taken or grown[one] == grown[other]:
            continue
        taken |= {(corner, one), (corner, other)}
        kept, gone = grown[one], grown[other]
        open_courses[kept] = _chained(open_courses[kept], open_courses.pop(gone), corner)
        grown = {index: kept if root == gone else root for index, root in grown.items()}
    return [open_courses[index] for index in sorted(open_courses)]


def _chained(first: list[int], second: list[int], corner: int) -> list[int]:
    left = first if first[-1] == corner else first[::-1]
    right = second if second[0] == corner else second[::-1]
    return [*left, *right[1:]]


def _turn(mesh: PlanarMesh, one: list[int], other: list[int], corner: int) -> float:
    """Return by how much a driver turns who goes from one course into the other."""

    def leaving(course: list[int]) -> float:
        beside = course[1] if course[0] == corner else course[-2]
        a, b = mesh.points[corner], mesh.points[beside]
        return math.atan2(b[1] - a[1], b[0] - a[0])

    apart = abs(leaving(one) - leaving(other)) % (2 * math.pi)
    return abs(math.pi - apart)


def _with_names(
    mesh: PlanarMesh, named: list[DrawnStreet], free: list[DrawnStreet], chance: Random
) -> list[DrawnStreet]:
    fresh = _fresh_names(chance)
    lanes: dict[str, int] = {}
    at_corner: dict[int, str] = {}
    result = list(named)
    spans = {street.corners: length([mesh.points[c] for c in street.corners]) for street in free}
    for street in named:
        _note_corners(at_corner, street)
    for street in sorted(free, key=lambda s: (s.rank, -spans[s.corners])):
        parent = at_corner.get(street.corners[0]) or at_corner.get(street.corners[-1])
        if street.rank == RANK_SIDE and parent and spans[street.corners] < _SHORTEST_STREET_M:
            root = parent.rstrip("0123456789巷")
            lanes[root] = lanes.get(root, 0) + 1
            name = f"{root}{lanes[root]}巷"
        else:
            name = next(fresh)
        street = replace(street, name=name)  # noqa: PLW2901 - the same street, now with a name
        _note_corners(at_corner, street)
        result.append(street)
    return result


def _note_corners(at_corner: dict[int, str], street: DrawnStreet) -> None:
    for corner in street.corners:
        at_corner.setdefault(corner, street.name)


def _fresh_names(chance: Random) -> Iterator[str]:
    for suffix in STREET_SUFFIXES:
        stems = sorted(STREET_STEMS, key=lambda _: chance.random())
        yield from (stem + suffix for stem in stems)


def street_points(mesh: PlanarMesh, street: DrawnStreet) -> list[XY]:
    """Return a street's course on the plane."""
    return [mesh.points[corner] for corner in street.corners]
