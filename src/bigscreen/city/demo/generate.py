"""Writes the demo city's package: ``python -m bigscreen.city.demo.generate FOLDER``."""

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bigscreen.city.chance import stream
from bigscreen.city.demo.areas import AREAS, grids_of
from bigscreen.city.demo.blocks import divide
from bigscreen.city.demo.cameras import cameras_of
from bigscreen.city.demo.catalogue import DISPOSITIONS, catalogue_rows
from bigscreen.city.demo.city_texts import CITY_TOML, RATES_TOML
from bigscreen.city.demo.duty_texts import demo_duty
from bigscreen.city.demo.ground import built_faces, inset, lake_in, park_faces
from bigscreen.city.demo.package_files import DrawnCity, PackageTexts, write_package
from bigscreen.city.demo.people import OFFICERS, stations_of, units_of
from bigscreen.city.demo.places import places_of
from bigscreen.city.demo.shapes import XY, inside
from bigscreen.city.demo.skeleton import RANK_MAIN, RANK_SIDE, Skeleton, draw_skeleton
from bigscreen.city.demo.streets import street_points, streets_of
from bigscreen.city.plane import Plane
from bigscreen.domain.geo import GeoPoint

SEED = 1
CENTRE = GeoPoint(30.63, 103.67)

_PARKS = ((520.0, -560.0), (-1900.0, 900.0), (2350.0, -700.0), (-900.0, -1650.0), (1500.0, 1900.0))
"""Where the larger parks lie; the second and the fourth have a lake."""
_LAKE_PARKS = (1, 3)

_QUARTER_M2 = (2.6e5, 5.0e5, 1.2e6)
_BLOCK_M2 = (2.4e4, 6.5e4, 2.2e5)
"""Wanted size of quarters between main streets and of blocks between all streets: in the centre,
at the ring road, outside it."""


def draw_demo_city(seed: int = SEED) -> DrawnCity:
    """Draw the demo city of this seed."""
    skeleton = draw_skeleton(stream(seed, "skeleton"))
    mesh, ranks = skeleton.mesh, dict(skeleton.ranks)
    ranks |= dict.fromkeys(
        divide(mesh, _land(skeleton), _wanted(skeleton, _QUARTER_M2), stream(seed, "quarters")),
        RANK_MAIN,
    )
    parks = park_faces(mesh, _PARKS, skeleton.river_faces)
    left_out = skeleton.river_faces | frozenset(parks)
    ranks |= dict.fromkeys(
        divide(
            mesh,
            [face for face in sorted(mesh.faces) if face not in left_out],
            _wanted(skeleton, _BLOCK_M2),
            stream(seed, "blocks"),
        ),
        RANK_SIDE,
    )
    streets = [
        (street, street_points(mesh, street))
        for street in streets_of(mesh, skeleton.names, ranks, stream(seed, "names"))
    ]
    blocks, greens = built_faces(mesh, ranks, left_out, skeleton.ring_road, stream(seed, "greens"))
    lawns = [inset(mesh, park, ranks) for park in parks]
    grids = grids_of(mesh, skeleton.grid_rings, stream(seed, "grids"))
    corners = sorted(
        {point for street, course in streets if street.rank <= RANK_MAIN for point in course}
    )
    stations = stations_of(grids, corners)
    return DrawnCity(
        streets=streets,
        grids=grids,
        blocks=blocks,
        greens=[*greens, *lawns, *skeleton.banks],
        waters=[
            skeleton.river,
            *(lake_in(lawns[index], stream(seed, "lake", index)) for index in _LAKE_PARKS),
        ],
        stations=stations,
        units=units_of(grids, stations, corners, stream(seed, "units")),
        places=places_of(
            [(street.name, course) for street, course in streets],
            skeleton.ring_road,
            stream(seed, "places"),
        ),
        cameras=list(cameras_of(Plane(CENTRE), grids, streets)),
    )


def write_demo_city(folder: Path, seed: int = SEED) -> None:
    """Write the package of the demo city of this seed into ``folder``, made if need be."""
    texts = PackageTexts(
        city_toml=CITY_TOML.format(lat=CENTRE.lat, lon=CENTRE.lon, officers=OFFICERS),
        rates_toml=RATES_TOML,
        areas=AREAS,
        catalogue=catalogue_rows(),
        dispositions=DISPOSITIONS,
    )
    city = draw_demo_city(seed)
    write_package(folder, Plane(CENTRE), city, texts, demo_duty(city))


def _land(skeleton: Skeleton) -> list[int]:
    return [face for face in sorted(skeleton.mesh.faces) if face not in skeleton.river_faces]


def _wanted(skeleton: Skeleton, sizes: Sequence[float]) -> Callable[[XY], float]:
    """Return how large a face should be at a place: growing from the centre outwards."""
    centre, edge, outside = sizes

    def size(place: XY) -> float:
        if not inside(skeleton.ring_road, place):
            return outside
        share = min(1.0, math.hypot(place[0] / 3600.0, place[1] / 2700.0))
        return centre + (edge - centre) * share

    return size


if __name__ == "__main__":
    write_demo_city(Path(sys.argv[1]))
