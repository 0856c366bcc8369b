"""Writes the small city's package: ``python -m bigscreen.city.demo.small_generate FOLDER``."""

import math
import sys
from collections.abc import Sequence
from pathlib import Path

from bigscreen.city.chance import stream
from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.blocks import divide
from bigscreen.city.demo.ground import built_faces, inset, park_faces
from bigscreen.city.demo.names import PLACE_KINDS
from bigscreen.city.demo.package_files import DrawnCity, PackageTexts, write_package
from bigscreen.city.demo.people import DrawnStation, DrawnUnit
from bigscreen.city.demo.places import places_of
from bigscreen.city.demo.shapes import XY, inner_point, inside
from bigscreen.city.demo.skeleton import RANK_MAIN, RANK_SIDE
from bigscreen.city.demo.small_catalogue import (
    AREAS,
    CATALOGUE,
    CITY_TOML,
    DISPOSITIONS,
    RATES_TOML,
)
from bigscreen.city.demo.small_duty import SQUADS, small_duty
from bigscreen.city.demo.small_zones import draw_town, zones_of
from bigscreen.city.demo.streets import street_points, streets_of
from bigscreen.city.plane import Plane
from bigscreen.domain.geo import GeoPoint

SEED = 23
CENTRE = GeoPoint(27.125, 120.355)

_BLOCK_M2 = 2.6e4
_PARKS = ((-1500.0, 560.0), (900.0, -120.0))
_PLACES_SHARE = 3
"""One place here for so many in the demo city."""

_CORPS = (
    ("te", "特", "swat", 1, ("car", "motorcycle", "foot"), {"car": "first_aid;shield"}),
    ("lu", "交", "road", 3, ("motorcycle", "car"), {"car": "tow_call"}),
    ("guan", "管", "urban", 2, ("foot", "car"), {"car": "evidence_camera"}),
    ("lian", "联", "swat;urban", 6, ("post",), {"post": "first_aid"}),
    ("shi", "视", "swat", 8, ("video",), {"video": "camera"}),
)
"""Prefix, badge, forces, one unit in so many zones, kinds in turn, capabilities."""
_OFFICERS = {"car": 3, "motorcycle": 1, "foot": 2, "post": 3, "video": 1}


def draw_small_city(seed: int = SEED) -> DrawnCity:
    """Draw the small city of this seed."""
    plan = draw_town(stream(seed, "town"))
    mesh, ranks = plan.mesh, dict(plan.ranks)
    parks = park_faces(mesh, _PARKS, frozenset())
    open_faces = [face for face in sorted(mesh.faces) if face not in parks]
    lanes = divide(mesh, open_faces, lambda _: _BLOCK_M2, stream(seed, "blocks"))
    ranks |= dict.fromkeys(lanes, RANK_SIDE)
    streets = [
        (street, street_points(mesh, street))
        for street in streets_of(mesh, plan.names, ranks, stream(seed, "names"))
    ]
    blocks, greens = built_faces(
        mesh, ranks, frozenset(parks), plan.outline, stream(seed, "greens")
    )
    zones = zones_of(plan, stream(seed, "zones"))
    corners = sorted(
        {point for street, course in streets if street.rank <= RANK_MAIN for point in course}
    )
    stations = _stations(zones, corners)
    return DrawnCity(
        streets=streets,
        grids=zones,
        blocks=blocks,
        greens=[*greens, *(inset(mesh, park, ranks) for park in parks)],
        waters=[plan.bay],
        stations=stations,
        units=_units(zones, stations, corners),
        places=places_of(
            [(street.name, course) for street, course in streets],
            plan.outline,
            stream(seed, "places"),
            {kind: (-(-count // _PLACES_SHARE), e) for kind, (count, e) in PLACE_KINDS.items()},
        ),
    )


def write_small_city(folder: Path, seed: int = SEED) -> None:
    """Write the package of the small city of this seed into ``folder``, made if need be."""
    city = draw_small_city(seed)
    weights = "\n".join(f"{zone.id} = {12 - zone.response_minutes}" for zone in city.grids)
    texts = PackageTexts(
        city_toml=CITY_TOML.format(
            lat=CENTRE.lat, lon=CENTRE.lon, officers=sum(unit.officers for unit in city.units)
        ),
        rates_toml=RATES_TOML.format(grids=weights),
        areas=AREAS,
        catalogue=CATALOGUE,
        dispositions=DISPOSITIONS,
    )
    write_package(folder, Plane(CENTRE), city, texts, small_duty(city))


def _stations(zones: Sequence[DrawnGrid], corners: Sequence[XY]) -> list[DrawnStation]:
    """Return a station in the middle zone of each street and town."""
    stations = []
    for area_id, _, level, name, name_en, _ in AREAS:
        own = [zone for zone in zones if zone.area_id == area_id]
        if level == "street":
            zone = own[len(own) // 2]
            stations.append(
                DrawnStation(
                    id=f"st-{area_id}",
                    name=f"{name}警网融合工作站",
                    name_en=f"{name_en} joint station",
                    grid_id=zone.id,
                    place=_corner_in(zone, corners),
                )
            )
    return stations


def _units(
    zones: Sequence[DrawnGrid], stations: Sequence[DrawnStation], corners: Sequence[XY]
) -> list[DrawnUnit]:
    """Return the units: each corps in every so many-th zone; posts on a corner of theirs."""
    homes = {station.id.removeprefix("st-"): station.place for station in stations}
    units = []
    for prefix, badge, forces, every, kinds, able in _CORPS:
        for place, zone in enumerate(zones[every // 2 :: every]):
            kind = kinds[place % len(kinds)]
            is_post = kind == "post"
            units.append(
                DrawnUnit(
                    id=f"{prefix}-{place + 1:02d}",
                    call_sign=f"{badge}{place + 1:02d}",
                    forces=forces,
                    kind=kind,
                    grid=zone,
                    officers=_OFFICERS[kind],
                    capabilities=able.get(kind, ""),
                    home=_corner_in(zone, corners) if is_post else homes[zone.area_id],
                    squad=SQUADS[zone.area_id],
                )
            )
    return units


def _corner_in(zone: DrawnGrid, corners: Sequence[XY]) -> XY:
    middle = inner_point(zone.ring)
    within = [corner for corner in corners if inside(zone.ring, corner)]
    return min(within, key=lambda corner: math.dist(corner, middle))


if __name__ == "__main__":
    write_small_city(Path(sys.argv[1]))
