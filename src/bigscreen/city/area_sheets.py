"""Reads where things are: areas, grids and stations."""

from collections.abc import Collection

from bigscreen.city.files import PackageFolder
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.city import Area, AreaLevel, Grid, Station

_AREA_COLUMNS = ("id", "parent", "level", "name", "name_en", "commander")
_STATION_COLUMNS = ("id", "name", "name_en", "lat", "lon", "grid_id")


def read_areas(folder: PackageFolder) -> Rows[Area]:
    """Return the tiers above the grids and the micro-grids, none without ``areas.csv``."""
    if not folder.has("areas.csv"):
        return []
    rows = [
        (
            record,
            Area(
                id=record.text("id"),
                parent_id=record.text("parent", ""),
                level=record.choice("level", AreaLevel),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                commander=record.text("commander", ""),
            ),
        )
        for record in folder.lines("areas.csv", _AREA_COLUMNS)
    ]
    note_repeated(((record, area.id) for record, area in rows), "id")
    return rows


def read_grids(folder: PackageFolder, areas: Collection[str]) -> Rows[Grid]:
    """Return the grids."""
    rows = [
        (
            feature,
            Grid(
                id=feature.text("id"),
                name=feature.text("name"),
                name_en=feature.text("name_en", ""),
                ring=feature.ring(),
                commander=feature.text("commander", ""),
                response_minutes=feature.whole("response_minutes", 1, 1440, 5),
                area_id=feature.known("area_id", areas, ""),
            ),
        )
        for feature in folder.features("grids.geojson")
    ]
    note_repeated(((record, grid.id) for record, grid in rows), "id")
    return rows


def read_stations(folder: PackageFolder, grids: Collection[str]) -> Rows[Station]:
    """Return the stations."""
    rows = [
        (
            record,
            Station(
                id=record.text("id"),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                location=record.point(),
                grid_id=record.known("grid_id", grids, ""),
            ),
        )
        for record in folder.lines("stations.csv", _STATION_COLUMNS)
    ]
    note_repeated(((record, station.id) for record, station in rows), "id")
    return rows
