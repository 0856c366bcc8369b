"""Reads each file of a city package into rows: what a line or feature says, and where it says it.

A row keeps its record, so that a later check can still name file, line and field.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.run_cards import read_run_card
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.city import Area, AreaLevel, CatalogueItem, Disposition, Grid, Station
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.domain.units import Force, ForceFamily, Unit, UnitKind
from bigscreen.viewmodels.wording import tr

_T = TypeVar("_T")

Rows: TypeAlias = Sequence[tuple[Record, _T]]
"""What a file lists, each thing with the record it was read from."""

_SPEED_BY_RANK_MPS = {1: 15.0, 2: 12.0, 3: 8.5}

_AREA_COLUMNS = ("id", "parent", "level", "name", "name_en", "commander")
_STATION_COLUMNS = ("id", "name", "name_en", "lat", "lon", "grid_id")
_DISPOSITION_COLUMNS = ("code", "name", "name_en", "retired")
_ITEM_COLUMNS = (
    "code",
    "name",
    "name_en",
    "work_kind",
    "lead_force",
    "assisting_forces",
    "default_level",
    "limit_hours",
)
_UNIT_COLUMNS = (
    "id",
    "call_sign",
    "force_codes",
    "kind",
    "grid_id",
    "squad",
    "officers",
    "capabilities",
    "home_lat",
    "home_lon",
    "stale_after_s",
)


def values(rows: Rows[_T]) -> tuple[_T, ...]:
    """Return what rows say, without where."""
    return tuple(value for _, value in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySheets:
    """The rows of everything that becomes part of the city document, but its map."""

    forces: Rows[Force]
    areas: Rows[Area]
    grids: Rows[Grid]
    stations: Rows[Station]
    dispositions: Rows[Disposition]
    items: Rows[CatalogueItem]


def read_sheets(folder: PackageFolder, content: Mapping[str, object]) -> CitySheets:
    """Read the rows of a package whose ``city.toml`` holds ``content``."""
    forces = read_forces(folder, content)
    codes = {force.code for force in values(forces)}
    areas = read_areas(folder)
    grids = read_grids(folder, {area.id for area in values(areas)})
    dispositions = _dispositions(folder)
    return CitySheets(
        forces=forces,
        areas=areas,
        grids=grids,
        stations=_stations(folder, {grid.id for grid in values(grids)}),
        dispositions=dispositions,
        items=_items(folder, codes, {d.code for d in values(dispositions)}),
    )


def note_repeated(rows: Iterable[tuple[Record, str]], field: str) -> None:
    """Note every row whose value an earlier row has already."""
    seen: set[str] = set()
    for record, value in rows:
        if value and value in seen:
            record.note(field, value, tr("a value no other line has"))
        seen.add(value)


def read_forces(folder: PackageFolder, content: Mapping[str, object]) -> Rows[Force]:
    """Return the forces, the tables ``[[forces]]``."""
    rows = [
        (
            table,
            Force(
                code=table.text("code"),
                name=table.text("name"),
                name_en=table.text("name_en", ""),
                family=table.choice("family", ForceFamily),
                badge=table.text("badge"),
                shade=table.whole("shade", 0, 1, 0),
            ),
        )
        for table in folder.tables("city.toml", "forces", content)
    ]
    note_repeated(((record, force.code) for record, force in rows), "code")
    return rows


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


def read_units(
    folder: PackageFolder, forces: Collection[str], grids: Collection[str]
) -> Rows[Unit]:
    """Return the units."""
    records = folder.lines("units.csv", _UNIT_COLUMNS)
    rows = [(record, _unit(record, forces, grids)) for record in records]
    note_repeated(((record, unit.id) for record, unit in rows), "id")
    return rows


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


def _stations(folder: PackageFolder, grids: Collection[str]) -> Rows[Station]:
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


def _dispositions(folder: PackageFolder) -> Rows[Disposition]:
    if not folder.has("dispositions.csv"):
        return []
    rows = [
        (
            record,
            Disposition(
                code=record.text("code"),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                retired=record.flag("retired"),
            ),
        )
        for record in folder.lines("dispositions.csv", _DISPOSITION_COLUMNS)
    ]
    note_repeated(((record, disposition.code) for record, disposition in rows), "code")
    return rows


def _items(
    folder: PackageFolder, forces: Collection[str], dispositions: Collection[str]
) -> Rows[CatalogueItem]:
    rows = [
        (
            record,
            CatalogueItem(
                code=record.text("code"),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                work_kind=record.choice("work_kind", WorkKind),
                lead_force=record.known("lead_force", forces),
                assisting_forces=record.several("assisting_forces", forces),
                default_level=record.choice("default_level", Level, Level.THREE),
                limit_hours=record.number("limit_hours", 0.1, 8760.0, 72.0),
                run_card=read_run_card(record, forces),
                dispositions=record.several("dispositions", dispositions),
            ),
        )
        for record in folder.lines("catalogue.csv", _ITEM_COLUMNS)
    ]
    note_repeated(((record, item.code) for record, item in rows), "code")
    return rows


def _unit(record: Record, forces: Collection[str], grids: Collection[str]) -> Unit:
    codes = record.several("force_codes", forces)
    if not codes:
        record.note("force_codes", None, tr("at least one force"))
    has_home = record.has("home_lat") or record.has("home_lon")
    return Unit(
        id=record.text("id"),
        call_sign=record.text("call_sign"),
        force_codes=codes,
        kind=record.choice("kind", UnitKind),
        grid_id=record.known("grid_id", grids, ""),
        squad=record.text("squad", ""),
        officers=record.whole("officers", 0, 1000, 1),
        capabilities=record.several("capabilities"),
        home=record.point("home_lat", "home_lon") if has_home else None,
        stale_after_s=record.number("stale_after_s", 1.0, 86_400.0, 60.0),
    )
