"""A planar mesh that streets are cut into: what meets, meets in one shared point."""

import math
from collections.abc import Sequence
from itertools import pairwise

from bigscreen.city.demo.shapes import XY, area, between, crossing, inside


class PlanarMesh:
    """Faces of a city that share their corners; cutting a line splits every face it crosses.

    ``points`` by corner number; ``faces`` and ``lines`` hold corner numbers, faces
    counter-clockwise and open, lines in driving order (a closed one repeats its first corner).
    """

    def __init__(self, outline: Sequence[XY]) -> None:
        ring = list(outline if area(outline) > 0 else reversed(outline))
        self.points: list[XY] = ring
        self.faces: dict[int, list[int]] = {}
        self.lines: dict[int, list[int]] = {}
        self._left_of: dict[tuple[int, int], int] = {}
        self._line_of: dict[tuple[int, int], int] = {}
        self._made = 0
        self._add_face(list(range(len(ring))))

    def ring(self, face: int) -> list[XY]:
        """Return a face's outline."""
        return [self.points[corner] for corner in self.faces[face]]

    def course(self, line: int) -> list[XY]:
        """Return a line's course."""
        return [self.points[corner] for corner in self.lines[line]]

    def line_at(self, a: int, b: int) -> int | None:
        """Return the line that runs along the side a-b, or None (the outline)."""
        return self._line_of.get((a, b))

    def left_of(self, a: int, b: int) -> int | None:
        """Return the face on the left of the side a-b, or None outside."""
        return self._left_of.get((a, b))

    def insert(self, a: int, b: int, point: XY) -> int:
        """Put a new corner on the side a-b, in both faces and the line it belongs to."""
        corner = len(self.points)
        self.points.append(point)
        for start, end in ((a, b), (b, a)):
            face = self._left_of.pop((start, end), None)
            if face is None:
                continue
            ring = self.faces[face]
            ring.insert(ring.index(start) + 1, corner)
            self._left_of[start, corner] = self._left_of[corner, end] = face
        line = self._line_of.pop((a, b), None)
        if line is not None:
            del self._line_of[b, a]
            course = self.lines[line]
            place = next(i for i in range(1, len(course)) if {course[i - 1], course[i]} == {a, b})
            course.insert(place, corner)
            self._note_side(a, corner, line)
            self._note_side(corner, b, line)
        return corner

    def new_line(self) -> int:
        """Begin a line without corners yet."""
        line = len(self.lines)
        self.lines[line] = []
        return line

    def split(
        self, face: int, start: int, path: Sequence[XY], end: int, line: int
    ) -> tuple[int, int]:
        """Split a face between two of its corners along ``path``; return the two halves."""
        inner = list(range(len(self.points), len(self.points) + len(path)))
        self.points.extend(path)
        way = [start, *inner, end]
        ring = self.faces.pop(face)
        at = ring.index(start)
        ring = ring[at:] + ring[:at]
        turn = ring.index(end)
        course = self.lines[line]
        course.extend(way if not course else way[1:])
        for a, b in pairwise(way):
            self._note_side(a, b, line)
        left = self._add_face([*ring[: turn + 1], *reversed(inner)])
        right = self._add_face([*ring[turn:], *way[:-1]])
        return left, right

    def cut(self, course: Sequence[XY], *, snap_m: float = 30.0, closed: bool = False) -> int:
        """Cut a line through everything it crosses; loose ends are trimmed to the last crossing.

        A crossing nearer than ``snap_m`` to a corner goes through the corner.
        """
        stops = self._stops(course, snap_m)
        if closed:
            stops.append((stops[0][0] + len(course) - 1, stops[0][1]))
        line = self.new_line()
        for (place, start), (next_place, end) in pairwise(stops):
            if start == end:
                continue
            path = [
                course[k % (len(course) - 1)] if closed else course[k]
                for k in range(math.floor(place) + 1, math.ceil(next_place))
            ]
            path = self._clear_of_ends(path, start, end, snap_m / 2)
            if not path and (start, end) in self._line_of:
                continue  # a street runs there already
            face = self._face_between(start, end, path)
            self.split(face, start, path, end, line)
        return line

    def _clear_of_ends(self, path: list[XY], start: int, end: int, gap_m: float) -> list[XY]:
        ends = (self.points[start], self.points[end])
        return [p for p in path if all(math.dist(p, e) > gap_m for e in ends)]

    def _stops(self, course: Sequence[XY], snap_m: float) -> list[tuple[float, int]]:
        """Return the corners a course passes, made where needed, with the place on the course."""
        found = []
        for index, (a, b) in enumerate(pairwise(course)):
            for start, end in self._sides():
                hit = crossing(a, b, self.points[start], self.points[end])
                if hit is not None:
                    found.append((index + hit[0], start, end))
        found.sort()
        stops: list[tuple[float, int]] = []
        pieces: dict[tuple[int, int], list[int]] = {}
        for place, start, end in found:
            point = between(course[math.floor(place)], course[math.ceil(place)], place % 1.0)
            chain = pieces.setdefault((start, end), [start, end])
            corner = self._corner_on(chain, point, snap_m)
            if not stops or stops[-1][1] != corner:
                stops.append((place, corner))
        return stops

    def _sides(self) -> list[tuple[int, int]]:
        return sorted({(min(side), max(side)) for side in self._left_of})

    def _corner_on(self, chain: list[int], point: XY, snap_m: float) -> int:
        near = min(chain, key=lambda corner: math.dist(self.points[corner], point))
        if math.dist(self.points[near], point) <= snap_m:
            return near
        first = self.points[chain[0]]
        far = math.dist(first, point)
        at = next(
            i for i, corner in enumerate(chain) if math.dist(first, self.points[corner]) > far
        )
        corner = self.insert(chain[at - 1], chain[at], point)
        chain.insert(at, corner)
        return corner

    def _face_between(self, start: int, end: int, path: Sequence[XY]) -> int:
        middle = path[len(path) // 2] if path else None
        if middle is None:
            middle = between(self.points[start], self.points[end], 0.5)
        for face, ring in self.faces.items():
            if start in ring and end in ring and inside(self.ring(face), middle):
                return face
        raise ValueError(f"no face between {self.points[start]} and {self.points[end]}")

    def _note_side(self, a: int, b: int, line: int) -> None:
        self._line_of[a, b] = self._line_of[b, a] = line

    def _add_face(self, ring: list[int]) -> int:
        face = self._made
        self._made += 1
        self.faces[face] = ring
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
            self._left_of[a, b] = face
        return face
