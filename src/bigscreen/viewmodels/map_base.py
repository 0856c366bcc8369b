"""The city's own ground as the page draws it: streets, water, grids, patrol duties, as JSON."""

from collections.abc import Iterable

import msgspec
import numpy as np

from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.map_frame import mercator_world_u32
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import named

_PADDING = 0.02


def base_map_json(city: City) -> bytes:
    """Return what lies under the live layer, the same bytes for the same city and language.

    Each line or ring is one flat list x0, y0, x1, y1 … of whole world units (fractions of the
    Web-Mercator world times 2**32) counted from ``origin``; ``streets`` by rank 1–3 with their
    names, ``grids`` and ``patrol`` duties by id, with the name in the language in use; a duty of
    one position is a point to visit.
    """
    origin_x, origin_y = mercator_world_u32(city.centre.lat, city.centre.lon)
    origin = (int(origin_x[0]), int(origin_y[0]))
    base = city.base_map
    ranks = sorted({street.rank for street in base.streets})
    return msgspec.json.encode(
        {
            "origin": origin,
            "streets": {
                str(rank): [
                    {"name": street.name, "line": _line(street.line, origin)}
                    for street in base.streets
                    if street.rank == rank and len(street.line) > 1
                ]
                for rank in ranks
            },
            "blocks": _lines(base.blocks, origin),
            "water": _lines(base.water, origin),
            "green": _lines(base.green, origin),
            "grids": [
                {
                    "id": grid.id,
                    "name": named(grid.name, grid.name_en),
                    "ring": _line(grid.ring, origin),
                }
                for grid in city.grids
                if grid.ring
            ],
            "patrol": [
                {
                    "id": duty.id,
                    "name": one_line(named(duty.name, duty.name_en)),
                    "line": _line(duty.path, origin),
                }
                for duty in city.plan.patrol
                if duty.path
            ],
        }
    )


def city_bounds(city: City) -> tuple[GeoPoint, GeoPoint]:
    """Return the south-west and north-east corners of the city's grids, or of its streets.

    A city without either gets a square of about 10 km around its centre.
    """
    points = [point for grid in city.grids for point in grid.ring]
    points = points or [point for street in city.base_map.streets for point in street.line]
    lats = [p.lat for p in points] or [city.centre.lat - 0.05, city.centre.lat + 0.05]
    lons = [p.lon for p in points] or [city.centre.lon - 0.05, city.centre.lon + 0.05]
    pad_lat = (max(lats) - min(lats)) * _PADDING
    pad_lon = (max(lons) - min(lons)) * _PADDING
    return (
        GeoPoint(max(min(lats) - pad_lat, -90.0), max(min(lons) - pad_lon, -180.0)),
        GeoPoint(min(max(lats) + pad_lat, 90.0), min(max(lons) + pad_lon, 180.0)),
    )


def _lines(lines: Iterable[tuple[GeoPoint, ...]], origin: tuple[int, int]) -> list[list[int]]:
    return [_line(line, origin) for line in lines if len(line) > 1]


def _line(line: tuple[GeoPoint, ...], origin: tuple[int, int]) -> list[int]:
    x, y = mercator_world_u32([p.lat for p in line], [p.lon for p in line])
    flat = np.column_stack((x, y)).astype(np.int64) - np.array(origin, np.int64)
    return [int(value) for value in flat.ravel()]
