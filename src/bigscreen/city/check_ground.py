"""Compares what lies on the map: grids with each other, streets, and what stands where."""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from bigscreen.city.contents import PackageContents
from bigscreen.city.plane import Plane
from bigscreen.city.problems import place_text
from bigscreen.city.records import Record
from bigscreen.city.sheets import values
from bigscreen.domain.city import AreaLevel, Grid
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.wording import tr

_LEAST_M2 = 100.0
"""Overlaps and holes smaller than this come from rounding the corners."""

_M2_PER_KM2 = 1e6


def check_grids(contents: PackageContents) -> None:
    """Compare the grids with the areas above them and with the response targets."""
    city = contents.city
    targets = {target.minutes for target in city.targets}
    for record, grid in contents.sheets.grids:
        if grid.response_minutes not in targets:
            record.warn("response_minutes", grid.response_minutes, tr("a class that has a target"))
        if city.areas and not grid.area_id:
            record.warn("area_id", None, tr("the area the grid lies in"))
    used = {grid.response_minutes for grid in city.grids}
    for table, target in contents.targets:
        if target.minutes not in used:
            table.warn("minutes", target.minutes, tr("the response class of a grid"))
    for record, area in contents.sheets.areas:
        inner = city.subtree(area.id)
        if area.level is not AreaLevel.MICRO_GRID and not any(g.id in inner for g in city.grids):
            record.warn("id", area.id, tr("an area with a grid in it"))


def check_borders(contents: PackageContents) -> None:
    """Compare the grids with each other: their outlines neither cross nor leave a gap."""
    if not contents.city.grids:
        contents.folder.note("grids.geojson", "", None, tr("at least one grid"))
        return
    plane = Plane(contents.city.centre)
    rows = contents.sheets.grids
    areas = [_area(plane, grid) for grid in values(rows)]
    for (record, _), area in zip(rows, areas, strict=True):
        if not area.is_valid:
            reason = shapely.is_valid_reason(area)
            record.note("geometry", reason, tr("an outline that does not cross itself"))
    sound = [shapely.make_valid(area) for area in areas]
    for one, other in _pairs(sound):
        common = sound[one].intersection(sound[other]).area
        if common > _LEAST_M2:
            rows[other][0].note(
                "geometry",
                tr("{km2} km² of {grid}", km2=_km2(common), grid=rows[one][1].id),
                tr("grids that do not overlap"),
            )
    for hole in _holes(shapely.union_all(sound)):
        middle = plane.to_geo(hole.centroid.x, hole.centroid.y)
        next_to = min(range(len(sound)), key=lambda index: sound[index].distance(hole))
        rows[next_to][0].warn(
            "geometry",
            tr("a gap of {km2} km² at {place}", km2=_km2(hole.area), place=place_text(middle)),
            tr("grids without a gap between them"),
        )


def check_streets(contents: PackageContents) -> None:
    """Find streets that no road joins to the rest."""
    pieces = _pieces([street.line for street in values(contents.streets)])
    largest = max(pieces, key=len, default=[])
    for piece in pieces:
        if piece is largest:
            continue
        record, street = contents.streets[piece[0]]
        record.warn(
            "geometry",
            tr("{name}: {count} in one piece", name=street.name, count=len(piece)),
            tr("streets that share a point with the rest"),
        )


def check_sites(contents: PackageContents) -> None:
    """Find what lies outside every grid, and stations that lie in another grid than they say."""
    city = contents.city
    if city.grids and city.grid_at(city.centre) is None:
        contents.top.warn("centre", place_text(city.centre), tr("a point in one of the grids"))
    for record, station in contents.sheets.stations:
        _check_place(contents, record, "lat", station.location, station.grid_id)
    for record, unit in contents.units:
        if unit.home is not None:
            _check_place(contents, record, "home_lat", unit.home, "")
    for record, place in contents.places:
        _check_place(contents, record, "lat", place.location, "")


def _check_place(
    contents: PackageContents, record: Record, field: str, point: GeoPoint, grid_id: str
) -> None:
    if not record.is_sound:
        return
    holding = contents.city.grid_at(point)
    if holding is None:
        record.warn(field, place_text(point), tr("a point in one of the grids"))
    elif grid_id and holding.id != grid_id:
        record.warn("grid_id", grid_id, tr("{grid}, where it stands", grid=holding.id))


def _area(plane: Plane, grid: Grid) -> shapely.Polygon:
    return shapely.Polygon([plane.to_xy(corner) for corner in grid.ring])


def _pairs(areas: list[BaseGeometry]) -> Iterator[tuple[int, int]]:
    """Yield which areas may have ground in common."""
    for one, other in shapely.STRtree(areas).query(areas, predicate="intersects").T.tolist():
        if one < other:
            yield one, other


def _holes(whole: BaseGeometry) -> Iterator[shapely.Polygon]:
    for part in getattr(whole, "geoms", [whole]):
        for ring in getattr(part, "interiors", ()):
            hole = shapely.Polygon(ring)
            if hole.area > _LEAST_M2:
                yield hole


def _km2(area_m2: float) -> str:
    return f"{area_m2 / _M2_PER_KM2:.4g}"


def _pieces(lines: list[tuple[GeoPoint, ...]]) -> list[list[int]]:
    """Return which lines hang together, in the order of the file."""
    first: dict[GeoPoint, int] = {}
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, line in enumerate(lines):
        for point in line:
            parent[root(index)] = root(first.setdefault(point, index))
    pieces: dict[int, list[int]] = {}
    for index in range(len(lines)):
        pieces.setdefault(root(index), []).append(index)
    return list(pieces.values())
