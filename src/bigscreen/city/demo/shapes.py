"""Plane geometry the city is drawn with: polygons and chords as plain tuples of metres.

Written out instead of taken from a geometry library, so that the same seed draws the same city
whatever library version is installed.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

XY = tuple[float, float]


def area(ring: Sequence[XY]) -> float:
    """Return the area of an open ring, square metres; positive when counter-clockwise."""
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in sides(ring))


def sides(ring: Sequence[XY]) -> Iterator[tuple[XY, XY]]:
    """Yield the sides of an open ring."""
    for index, corner in enumerate(ring):
        yield corner, ring[(index + 1) % len(ring)]


def centroid(ring: Sequence[XY]) -> XY:
    """Return the centre of mass of a ring."""
    total = x = y = 0.0
    for a, b in sides(ring):
        cross = a[0] * b[1] - b[0] * a[1]
        total += cross
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return (x / (3 * total), y / (3 * total))


def inside(ring: Sequence[XY], point: XY) -> bool:
    """Tell whether ``point`` lies in the ring (even-odd rule)."""
    x, y = point
    found = False
    for a, b in sides(ring):
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
            found = not found
    return found


def inner_point(ring: Sequence[XY]) -> XY:
    """Return a point that lies well inside a ring, whatever its shape."""
    middle = centroid(ring)
    if inside(ring, middle):
        return middle
    candidates = [
        ((a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3)
        for a, b, c in zip(ring, (*ring[1:], ring[0]), (*ring[2:], *ring[:2]), strict=True)
    ]
    within = [point for point in candidates if inside(ring, point)]
    return max(within, key=lambda point: clearance(ring, point))


def clearance(ring: Sequence[XY], point: XY) -> float:
    """Return the distance from ``point`` to the nearest side of the ring."""
    return min(distance_to_side(point, a, b) for a, b in sides(ring))


def distance_to_side(point: XY, a: XY, b: XY) -> float:
    """Return the distance from ``point`` to the side a-b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length2 = dx * dx + dy * dy
    share = 0.0
    if length2:
        share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length2
        share = min(1.0, max(0.0, share))
    return math.dist(point, (a[0] + share * dx, a[1] + share * dy))


def crossing(a: XY, b: XY, c: XY, d: XY) -> tuple[float, float] | None:
    """Return how far along a-b and along c-d (0 to 1 each) the two sides cross, or None."""
    rx, ry = b[0] - a[0], b[1] - a[1]
    sx, sy = d[0] - c[0], d[1] - c[1]
    cross = rx * sy - ry * sx
    if abs(cross) < 1e-9:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
    return (t, u) if 0.0 <= t <= 1.0 and 0.0 <= u <= 1.0 else None


def between(a: XY, b: XY, share: float) -> XY:
    """Return the point that lies ``share`` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def length(line: Sequence[XY]) -> float:
    """Return the length of a line."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def smooth(controls: Sequence[XY], pieces: int, *, closed: bool = False) -> list[XY]:
    """Return a Catmull-Rom curve through the control points, ``pieces`` chords each span."""
    count = len(controls)
    spans = count if closed else count - 1
    curve = []
    for span in range(spans):
        if closed:
            p0, p1, p2, p3 = (controls[(span + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (controls[min(max(span + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        curve += [_catmull_rom(p0, p1, p2, p3, step / pieces) for step in range(pieces)]
    curve.append(controls[0] if closed else controls[-1])
    return curve


def _catmull_rom(p0: XY, p1: XY, p2: XY, p3: XY, t: float) -> XY:
    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )

    return (axis(p0[0], p1[0], p2[0], p3[0]), axis(p0[1], p1[1], p2[1], p3[1]))
