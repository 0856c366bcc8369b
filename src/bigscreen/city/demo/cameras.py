"""Draws the demo city's fixed cameras: over the crossings of main streets, spread over each grid.

Their pictures are made up by the screens themselves (``demo:``): a city puts the addresses of
its own in their place.
"""

import math
from collections.abc import Iterator, Sequence

from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.duty_drawing import Row
from bigscreen.city.demo.shapes import XY, inner_point, inside
from bigscreen.city.demo.skeleton import RANK_MAIN
from bigscreen.city.demo.streets import DrawnStreet
from bigscreen.city.demo.writing import degrees
from bigscreen.city.plane import Plane

STREET_PICTURES = 6
"""How many made-up pictures of streets there are."""

_EACH, _BUSY, _BUSY_GRIDS = 4, 6, (2, 5)
_BROKEN = "rtsp://127.0.0.1:9/"
"""Nobody answers there: one camera of the demo is out of order, as one always is."""
_BROKEN_PLACE, _SENSITIVE_EVERY = 7, 9


def cameras_of(
    plane: Plane, grids: Sequence[DrawnGrid], streets: Sequence[tuple[DrawnStreet, list[XY]]]
) -> Iterator[Row]:
    """Yield the cameras as rows of ``cameras.csv``."""
    crossings = _crossings(streets)
    number = 0
    for grid in grids:
        within = [corner for corner in sorted(crossings) if inside(grid.ring, corner)]
        wanted = _BUSY if grid.number in _BUSY_GRIDS else _EACH
        for corner in _spread(within, inner_point(grid.ring), wanted):
            number += 1
            one, other = crossings[corner][:2]
            is_broken = number == _BROKEN_PLACE
            yield (
                f"tw-{number:03d}",
                f"天网{number:03d} {one}与{other}口" + ("（检修）" if is_broken else ""),
                f"Skynet {number:03d}, {grid.name_en}" + (" (in repair)" if is_broken else ""),
                *degrees(plane, corner),
                grid.id,
                _BROKEN if is_broken else f"demo:street/{number % STREET_PICTURES + 1}",
                "yes" if number % _SENSITIVE_EVERY == 0 else "no",
            )


def _crossings(streets: Sequence[tuple[DrawnStreet, list[XY]]]) -> dict[XY, list[str]]:
    """Return the corners where two main streets or more meet, with their names."""
    names: dict[XY, list[str]] = {}
    for street, course in streets:
        if street.rank <= RANK_MAIN:
            for corner in course:
                here = names.setdefault(corner, [])
                if street.name not in here:
                    here.append(street.name)
    return {corner: sorted(met) for corner, met in names.items() if len(met) > 1}


def _spread(corners: Sequence[XY], middle: XY, count: int) -> list[XY]:
    """Return so many corners, far from each other: the first is the one nearest the middle."""
    if not corners:
        return []
    chosen = [min(corners, key=lambda corner: math.dist(corner, middle))]
    while len(chosen) < min(count, len(corners)):
        chosen.append(max(corners, key=lambda c: min(math.dist(c, one) for one in chosen)))
    return chosen
