"""Reads a city package: the folder of TOML, CSV and GeoJSON files a city edits itself.

=================  ===========================================================================
``city.toml``      names, centre, time zone, forces, response targets, duty level, rules
``grids.geojson``  areas of responsibility: id, name, name_en, commander, response_minutes
``streets.geojson``  optional; name, rank (1 to 3), speed_mps
``ground.geojson`` optional; kind: block, water or green
``stations.csv``   id, name, name_en, lat, lon, grid_id
``catalogue.csv``  code, name, name_en, work_kind, lead_force, assisting_forces,
                   default_level, limit_hours
``units.csv``      id, call_sign, force_codes, kind, grid_id, squad, officers, capabilities,
                   home_lat, home_lon, stale_after_s
``places.csv``     optional, see :mod:`bigscreen.city.places`: where cases happen
``rates.toml``     optional, see :mod:`bigscreen.city.rates`: what the simulator draws from
=================  ===========================================================================

Texts are UTF-8 (or GB 18030), coordinates WGS-84, lists have ``;`` between their parts.
"""

import hashlib
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bigscreen.city.files import PackageFolder
from bigscreen.city.problems import CityProblems
from bigscreen.city.records import Record
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.city import CatalogueItem, City, Grid, ResponseTarget, Station
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.domain.units import Force, ForceFamily, Unit, UnitKind
from bigscreen.viewmodels.wording import tr

_SPEED_BY_RANK_MPS = {1: 15.0, 2: 12.0, 3: 8.5}

_STATION_COLUMNS = ("id", "name", "name_en", "lat", "lon", "grid_id")
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
_UNIT_COLUMNS = ("id", "call_sign", "force_codes", "kind", "grid_id", "officers")


def load_city(path: Path) -> City:
    """Return the city a package folder describes.

    Raises:
        CityProblems: everything that is wrong or missing, each with file, place, field, value
            and what would be right.
    """
    folder = PackageFolder(path)
    content = folder.toml("city.toml")
    top = Record(content, "city.toml", "", folder.notes)
    forces = tuple(_force(table) for table in folder.tables("city.toml", "forces", content))
    if not forces:
        top.note("forces", None, tr("at least one force"))
    grids = _grids(folder)
    city = City(
        id=top.text("id"),
        name=top.text("name"),
        name_en=top.text("name_en", ""),
        centre=_centre(folder, content),
        timezone=_timezone(top),
        forces=forces,
        grids=grids,
        stations=_stations(folder, {grid.id for grid in grids}),
        items=_items(folder, {force.code for force in forces}),
        targets=tuple(_target(table) for table in folder.tables("city.toml", "targets", content)),
        officers=top.whole("officers", 0, 1_000_000, 0),
        duty_level=top.text("duty_level", ""),
        duty_level_en=top.text("duty_level_en", ""),
        conflict_policy=top.known("conflict_policy", ("warn", "block"), "warn"),
        shift_start_hours=_shift_hours(top, content),
        case_prefix=top.text("case_prefix", "JQ"),
        base_map=_base_map(folder),
    )
    _raise_if_noted(folder)
    return city


def load_units(path: Path) -> tuple[Unit, ...]:
    """Return the units a package folder lists; fails like :func:`load_city`."""
    folder = PackageFolder(path)
    content = folder.toml("city.toml")
    forces = {_force(table).code for table in folder.tables("city.toml", "forces", content)}
    grids = {grid.id for grid in _grids(folder)}
    records = folder.lines("units.csv", _UNIT_COLUMNS)
    units = tuple(_unit(record, forces, grids) for record in records)
    _note_repeated(records, [unit.id for unit in units], "id")
    _raise_if_noted(folder)
    return units


def city_digest(city: City) -> str:
    """Return a short name of the city document's content: equal documents, equal names."""
    return hashlib.sha256(msgspec.json.encode(city)).hexdigest()[:32]


def _raise_if_noted(folder: PackageFolder) -> None:
    if folder.notes:
        raise CityProblems(folder.notes)


def _note_repeated(records: list[Record], ids: list[str], field: str) -> None:
    seen: set[str] = set()
    for record, value in zip(records, ids, strict=True):
        if value and value in seen:
            record.note(field, value, tr("a value no other line has"))
        seen.add(value)


def _force(table: Record) -> Force:
    return Force(
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en", ""),
        family=table.choice("family", ForceFamily),
        badge=table.text("badge"),
        shade=table.whole("shade", 0, 1, 0),
    )


def _target(table: Record) -> ResponseTarget:
    return ResponseTarget(
        minutes=table.whole("minutes", 1, 1440), share=table.number("share", 0.0, 1.0)
    )


def _centre(folder: PackageFolder, content: object) -> GeoPoint:
    table = content.get("centre") if isinstance(content, dict) else None
    values = table if isinstance(table, dict) else {}
    return Record(values, "city.toml", "centre", folder.notes).point()


def _timezone(top: Record) -> str:
    name = top.text("timezone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name:
            top.note("timezone", name, tr("an IANA time zone such as Asia/Shanghai"))
    return name


def _shift_hours(top: Record, content: object) -> tuple[int, ...]:
    hours = content.get("shift_start_hours", [8, 20]) if isinstance(content, dict) else [8, 20]
    if (
        isinstance(hours, list)
        and hours
        and all(isinstance(hour, int) and 0 <= hour <= 23 for hour in hours)
    ):
        return tuple(sorted(hours))
    top.note("shift_start_hours", hours, tr("a list of hours from 0 to 23"))
    return (8, 20)


def _grids(folder: PackageFolder) -> tuple[Grid, ...]:
    features = folder.features("grids.geojson")
    grids = tuple(
        Grid(
            id=feature.text("id"),
            name=feature.text("name"),
            name_en=feature.text("name_en", ""),
            ring=feature.ring(),
            commander=feature.text("commander", ""),
            response_minutes=feature.whole("response_minutes", 1, 1440, 5),
        )
        for feature in features
    )
    _note_repeated(list(features), [grid.id for grid in grids], "id")
    return grids


def _stations(folder: PackageFolder, grids: set[str]) -> tuple[Station, ...]:
    records = folder.lines("stations.csv", _STATION_COLUMNS)
    stations = tuple(
        Station(
            id=record.text("id"),
            name=record.text("name"),
            name_en=record.text("name_en", ""),
            location=record.point(),
            grid_id=record.known("grid_id", grids, ""),
        )
        for record in records
    )
    _note_repeated(records, [station.id for station in stations], "id")
    return stations


def _items(folder: PackageFolder, forces: set[str]) -> tuple[CatalogueItem, ...]:
    records = folder.lines("catalogue.csv", _ITEM_COLUMNS)
    items = tuple(
        CatalogueItem(
            code=record.text("code"),
            name=record.text("name"),
            name_en=record.text("name_en", ""),
            work_kind=record.choice("work_kind", WorkKind),
            lead_force=record.known("lead_force", forces),
            assisting_forces=record.several("assisting_forces", forces),
            default_level=record.choice("default_level", Level, Level.THREE),
            limit_hours=record.number("limit_hours", 0.1, 8760.0, 72.0),
        )
        for record in records
    )
    _note_repeated(records, [item.code for item in items], "code")
    return items


def _unit(record: Record, forces: set[str], grids: set[str]) -> Unit:
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


def _base_map(folder: PackageFolder) -> BaseMap:
    streets: list[Street] = []
    if (folder.path / "streets.geojson").exists():
        for feature in folder.features("streets.geojson"):
            rank = feature.whole("rank", 1, 3, 3)
            speed = feature.number("speed_mps", 0.5, 60.0, _SPEED_BY_RANK_MPS[rank])
            streets.append(
                Street(
                    name=feature.text("name", ""), rank=rank, line=feature.line(), speed_mps=speed
                )
            )
    ground: dict[str, list[tuple[GeoPoint, ...]]] = {"block": [], "water": [], "green": []}
    if (folder.path / "ground.geojson").exists():
        for feature in folder.features("ground.geojson"):
            kind = feature.known("kind", ground)
            ground.get(kind, []).append(feature.ring())
    return BaseMap(
        streets=tuple(streets),
        blocks=tuple(ground["block"]),
        water=tuple(ground["water"]),
        green=tuple(ground["green"]),
    )
