"""The outlines of a city's grids on a flat sheet, for every document that draws a map."""

from dataclasses import dataclass
from math import cos, radians

from bigscreen.domain.city import City
from bigscreen.report.report_texts import plain
from bigscreen.viewmodels.wording import named

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridOutline:
    """One grid: ``ring`` in the sheet's units, y downwards, and where its name stands."""

    grid_id: str
    name: str
    ring: tuple[Point, ...]
    middle: Point
    width: float


def grid_outlines(city: City, width: float, height: float) -> list[GridOutline]:
    """Return the grids fitted into a sheet of this size, north up, their shape kept."""
    grids = [grid for grid in city.grids if len(grid.ring) > 2]
    if not grids:
        return []
    squeeze = cos(radians(city.centre.lat))
    rings = [[(p.lon * squeeze, -p.lat) for p in grid.ring] for grid in grids]
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    span = max((max(xs) - min(xs)) / width, (max(ys) - min(ys)) / height) or 1.0
    left = (width - (max(xs) - min(xs)) / span) / 2
    top = (height - (max(ys) - min(ys)) / span) / 2

    def on_sheet(point: Point) -> Point:
        return (point[0] - min(xs)) / span + left, (point[1] - min(ys)) / span + top

    made = []
    for grid, ring in zip(grids, rings, strict=True):
        flat = tuple(map(on_sheet, ring))
        middle, room = _roomiest(flat)
        name = plain(named(grid.name, grid.name_en), 60)
        outline = GridOutline(grid_id=grid.id, name=name, ring=flat, middle=middle, width=room)
        made.append(outline)
    return made


def _roomiest(ring: tuple[Point, ...]) -> tuple[Point, float]:
    """Return the middle of the widest level stretch inside a ring near its height's middle."""
    ys = [y for _, y in ring]
    low, high = min(ys), max(ys)
    best, room = (sum(x for x, _ in ring) / len(ring), (low + high) / 2), 0.0
    for part in (0.5, 0.42, 0.58, 0.34, 0.66):
        y = low + (high - low) * part
        cuts = sorted(_cuts(ring, y))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            # Nearer to the middle is better: another line has to be clearly wider.
            if (end - start) > room * 1.15:
                best, room = ((start + end) / 2, y), end - start
    return best, room


def _cuts(ring: tuple[Point, ...], y: float) -> list[float]:
    found = []
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y):
            found.append(ax + (bx - ax) * (y - ay) / (by - ay))
    return found
