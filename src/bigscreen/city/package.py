"""Reads a city package: the folder of TOML, CSV and GeoJSON files a city edits itself.

=================  ===========================================================================
``city.toml``      names, centre, time zone, forces, response targets, duty level, rules
``grids.geojson``  areas of responsibility: id, name, name_en, commander, response_minutes,
                   area_id
``areas.csv``      optional, the tiers above the grids and the micro-grids in them: id, parent,
                   level (city, district, street, micro_grid), name, name_en, commander
``streets.geojson``  optional; name, rank (1 to 3), speed_mps
``ground.geojson`` optional; kind: block, water or green
``stations.csv``   id, name, name_en, lat, lon, grid_id
``catalogue.csv``  code, name, name_en, work_kind, lead_force, assisting_forces,
                   default_level, limit_hours; optional: run_card (see
                   :mod:`bigscreen.city.run_cards`), dispositions (codes; all when empty)
``dispositions.csv`` optional, how cases end: code, name, name_en, retired
``units.csv``      id, call_sign, force_codes, kind, grid_id, squad, officers, capabilities,
                   home_lat, home_lon, stale_after_s
``places.csv``     optional, see :mod:`bigscreen.city.places`: where cases happen
``rates.toml``     optional, see :mod:`bigscreen.city.rates`: what the simulator draws from
=================  ===========================================================================

Texts are UTF-8 (or GB 18030), coordinates WGS-84, lists have ``;`` between their parts.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bigscreen.city.area_tree import note_tree_faults
from bigscreen.city.files import PackageFolder
from bigscreen.city.problems import CityProblems
from bigscreen.city.records import Record
from bigscreen.city.sheets import (
    CitySheets,
    read_areas,
    read_base_map,
    read_forces,
    read_grids,
    read_sheets,
    read_streets,
    read_units,
    values,
)
from bigscreen.domain.base_map import BaseMap
from bigscreen.domain.city import City, ResponseTarget
from bigscreen.domain.duty_plan import DutyLevel, DutyPlan
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import Unit
from bigscreen.viewmodels.wording import tr


def load_city(path: Path) -> City:
    """Return the city a package folder describes.

    Raises:
        CityProblems: everything that is wrong or missing, each with file, place, field, value
            and what would be right.
    """
    folder = PackageFolder(path)
    content = folder.toml("city.toml")
    base_map = read_base_map(folder, read_streets(folder))
    city = city_of(folder, content, read_sheets(folder, content), base_map)
    _raise_if_noted(folder)
    return city


def load_units(path: Path) -> tuple[Unit, ...]:
    """Return the units a package folder lists; fails like :func:`load_city`."""
    folder = PackageFolder(path)
    forces = values(read_forces(folder, folder.toml("city.toml")))
    areas = values(read_areas(folder))
    grids = values(read_grids(folder, {area.id for area in areas}))
    rows = read_units(folder, {force.code for force in forces}, {grid.id for grid in grids})
    _raise_if_noted(folder)
    return values(rows)


def city_of(
    folder: PackageFolder, content: Mapping[str, object], sheets: CitySheets, base_map: BaseMap
) -> City:
    """Return the city of ``city.toml`` and the other files' rows; faults go to the notes."""
    top = Record(content, "city.toml", "", folder.notes)
    if not sheets.forces:
        top.note("forces", None, tr("at least one force"))
    note_tree_faults(sheets.areas, sheets.grids)
    return City(
        id=top.text("id"),
        name=top.text("name"),
        name_en=top.text("name_en", ""),
        centre=_centre(folder, content),
        timezone=_timezone(top),
        forces=values(sheets.forces),
        grids=values(sheets.grids),
        stations=values(sheets.stations),
        items=values(sheets.items),
        targets=tuple(_target(table) for table in folder.tables("city.toml", "targets", content)),
        officers=top.whole("officers", 0, 1_000_000, 0),
        plan=DutyPlan(levels=_duty_levels(top)),
        conflict_policy=top.known("conflict_policy", ("warn", "block"), "warn"),
        shift_start_hours=_shift_hours(top, content),
        case_prefix=top.text("case_prefix", "JQ"),
        base_map=base_map,
        areas=values(sheets.areas),
        dispositions=values(sheets.dispositions),
    )


def city_digest(city: City) -> str:
    """Return a short name of the city document's content: equal documents, equal names."""
    return hashlib.sha256(msgspec.json.encode(city)).hexdigest()[:32]


def _raise_if_noted(folder: PackageFolder) -> None:
    if folder.notes:
        raise CityProblems(folder.notes)


def _duty_levels(top: Record) -> tuple[DutyLevel, ...]:
    name = top.text("duty_level", "")
    if not name:
        return ()
    return (DutyLevel(code=name, name=name, name_en=top.text("duty_level_en", "")),)


def _target(table: Record) -> ResponseTarget:
    return ResponseTarget(
        minutes=table.whole("minutes", 1, 1440), share=table.number("share", 0.0, 1.0)
    )


def _centre(folder: PackageFolder, content: Mapping[str, object]) -> GeoPoint:
    table = content.get("centre")
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


def _shift_hours(top: Record, content: Mapping[str, object]) -> tuple[int, ...]:
    hours = content.get("shift_start_hours", [8, 20])
    if (
        isinstance(hours, list)
        and hours
        and all(isinstance(hour, int) and 0 <= hour <= 23 for hour in hours)
    ):
        return tuple(sorted(hours))
    top.note("shift_start_hours", hours, tr("a list of hours from 0 to 23"))
    return (8, 20)
