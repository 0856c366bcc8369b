"""Writes the demo city's package: ``python -m bigscreen.city.demo.generate FOLDER``."""

import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bigscreen.city.chance import stream
from bigscreen.city.demo.areas import AREA_COLUMNS, AREAS, DrawnGrid, grids_of
from bigscreen.city.demo.blocks import divide
from bigscreen.city.demo.catalogue import (
    CATALOGUE_COLUMNS,
    CITY_TOML,
    DISPOSITION_COLUMNS,
    DISPOSITIONS,
    RATES_TOML,
    catalogue_rows,
)
from bigscreen.city.demo.ground import built_faces, inset, lake_in, park_faces
from bigscreen.city.demo.people import (
    OFFICERS,
    STATION_COLUMNS,
    UNIT_COLUMNS,
    DrawnStation,
    DrawnUnit,
    stations_of,
    units_of,
)
from bigscreen.city.demo.places import PLACE_COLUMNS, DrawnPlace, places_of
from bigscreen.city.demo.shapes import XY, inside
from bigscreen.city.demo.skeleton import RANK_MAIN, RANK_SIDE, Skeleton, draw_skeleton
from bigscreen.city.demo.streets import DrawnStreet, street_points, streets_of
from bigscreen.city.demo.writing import GeoJson, degrees, write_csv, write_text
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCity:
    """Everything the package is written from, on the plane."""

    streets: list[tuple[DrawnStreet, list[XY]]]
    grids: list[DrawnGrid]
    blocks: list[list[XY]]
    greens: list[list[XY]]
    waters: list[list[XY]]
    stations: list[DrawnStation]
    units: list[DrawnUnit]
    places: list[DrawnPlace]


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
    )


def write_demo_city(folder: Path, seed: int = SEED) -> None:
    """Write the package of the demo city of this seed into ``folder``, made if need be."""
    city = draw_demo_city(seed)
    plane = Plane(CENTRE)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(
        folder / "city.toml", CITY_TOML.format(lat=CENTRE.lat, lon=CENTRE.lon, officers=OFFICERS)
    )
    write_text(folder / "rates.toml", RATES_TOML)
    write_csv(folder / "areas.csv", AREA_COLUMNS, AREAS)
    write_csv(folder / "catalogue.csv", CATALOGUE_COLUMNS, catalogue_rows())
    write_csv(folder / "dispositions.csv", DISPOSITION_COLUMNS, DISPOSITIONS)
    _write_shapes(folder, plane, city)
    write_csv(
        folder / "stations.csv",
        STATION_COLUMNS,
        ((s.id, s.name, s.name_en, *degrees(plane, s.place), s.grid_id) for s in city.stations),
    )
    write_csv(
        folder / "places.csv",
        PLACE_COLUMNS,
        ((p.name, p.kind, p.address, *degrees(plane, p.place)) for p in city.places),
    )
    write_csv(folder / "units.csv", UNIT_COLUMNS, (_unit_row(plane, unit) for unit in city.units))


def _write_shapes(folder: Path, plane: Plane, city: DrawnCity) -> None:
    grids = GeoJson(plane)
    for grid in city.grids:
        grids.add_polygon(
            grid.ring,
            id=grid.id,
            name=grid.name,
            name_en=grid.name_en,
            commander=grid.commander,
            response_minutes=grid.response_minutes,
            area_id=grid.area_id,
        )
    grids.write(folder / "grids.geojson")
    streets = GeoJson(plane)
    for street, course in city.streets:
        streets.add_line(course, name=street.name, rank=street.rank)
    streets.write(folder / "streets.geojson")
    ground = GeoJson(plane)
    for kind, rings in (("block", city.blocks), ("green", city.greens), ("water", city.waters)):
        for ring in rings:
            ground.add_polygon(ring, kind=kind)
    ground.write(folder / "ground.geojson")


def _unit_row(plane: Plane, unit: DrawnUnit) -> tuple[object, ...]:
    return (
        unit.id,
        unit.call_sign,
        unit.forces,
        unit.kind,
        unit.grid.id,
        unit.squad,
        unit.officers,
        unit.capabilities,
        *degrees(plane, unit.home),
        60,
    )


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
