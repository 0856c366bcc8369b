"""Reads the map: streets and the ground between them."""

from bigscreen.city.files import PackageFolder
from bigscreen.city.sheets import Rows, values
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.geo import GeoPoint

_SPEED_BY_RANK_MPS = {1: 15.0, 2: 12.0, 3: 8.5}


def read_streets(folder: PackageFolder) -> Rows[Street]:
    """Return the streets, none without ``streets.geojson``."""
    if not folder.has("streets.geojson"):
        return []
    rows = []
    for feature in folder.features("streets.geojson"):
        rank = feature.whole("rank", 1, 3, 3)
        speed = feature.number("speed_mps", 0.5, 60.0, _SPEED_BY_RANK_MPS[rank])
        street = Street(
            name=feature.text("name", ""), rank=rank, line=feature.line(), speed_mps=speed
        )
        rows.append((feature, street))
    return rows


def read_base_map(folder: PackageFolder, streets: Rows[Street]) -> BaseMap:
    """Return streets with the ground between them, which may be left out."""
    ground: dict[str, list[tuple[GeoPoint, ...]]] = {"block": [], "water": [], "green": []}
    if folder.has("ground.geojson"):
        for feature in folder.features("ground.geojson"):
            kind = feature.known("kind", ground)
            ground.get(kind, []).append(feature.ring())
    return BaseMap(
        streets=values(streets),
        blocks=tuple(ground["block"]),
        water=tuple(ground["water"]),
        green=tuple(ground["green"]),
    )
