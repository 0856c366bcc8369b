"""Writes what was drawn and said of a city as the files of a package."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bigscreen.city.camera_files import CAMERA_COLUMNS, CAMERA_FILE
from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.duty_drawing import DrawnDuty, Row
from bigscreen.city.demo.people import DrawnStation, DrawnUnit
from bigscreen.city.demo.places import DrawnPlace
from bigscreen.city.demo.shapes import XY
from bigscreen.city.demo.streets import DrawnStreet
from bigscreen.city.demo.writing import GeoJson, degrees, write_csv, write_text
from bigscreen.city.plane import Plane

_STATION_COLUMNS = ("id", "name", "name_en", "lat", "lon", "grid_id")
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
_PLACE_COLUMNS = ("name", "kind", "address", "lat", "lon")
_AREA_COLUMNS = ("id", "parent", "level", "name", "name_en", "commander")
_CATALOGUE_COLUMNS = (
    "code",
    "name",
    "name_en",
    "work_kind",
    "lead_force",
    "assisting_forces",
    "default_level",
    "limit_hours",
    "run_card",
    "dispositions",
    "clock",
    "evidence",
    "sensitivity",
)
_DISPOSITION_COLUMNS = ("code", "name", "name_en", "retired", "valid")
_MINIMUM_COLUMNS = ("grid_id", "force_code", "count", "duty_level")
_ROSTER_COLUMNS = ("unit_id", "shifts", "weekdays")
_DEPARTMENT_COLUMNS = ("code", "name", "name_en", "force", "contact")
_SQUAD_COLUMNS = ("code", "name", "name_en", "force", "grid_id", "leader")
_OFFICER_COLUMNS = ("id", "name", "force", "squad", "unit_id")
_DEVICE_COLUMNS = ("id", "unit_id", "kind", "label", "force", "url")
_RESPONSE_PLACE_COLUMNS = ("name", "lat", "lon", "radius_m", "minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCity:
    """Everything a package draws, on the plane."""

    streets: list[tuple[DrawnStreet, list[XY]]]
    grids: list[DrawnGrid]
    blocks: list[list[XY]]
    greens: list[list[XY]]
    waters: list[list[XY]]
    stations: list[DrawnStation]
    units: list[DrawnUnit]
    places: list[DrawnPlace]
    cameras: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTexts:
    """The files of a package that are written, not drawn: two as text, three as rows."""

    city_toml: str
    rates_toml: str
    areas: Sequence[Sequence[object]]
    catalogue: Sequence[Sequence[object]]
    dispositions: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFiles:
    """What duty is planned by: two texts, seven lists, and what is drawn; empty lists get no file.

    ``response_places`` are places with their radius and response class.
    """

    levels: str
    echelons: str
    departments: Sequence[Row] = ()
    minimums: Sequence[Row] = ()
    roster: Sequence[Row] = ()
    squads: Sequence[Row] = ()
    officers: Sequence[Row] = ()
    devices: Sequence[Row] = ()
    response_places: Sequence[tuple[DrawnPlace, float, int]] = ()
    patrol: Sequence[DrawnDuty] = ()


def write_package(
    folder: Path, plane: Plane, city: DrawnCity, texts: PackageTexts, duty: DutyFiles
) -> None:
    """Write the package into ``folder``, made if need be.

    Clocks and calendar are not among what is made up: people keep them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "city.toml", texts.city_toml)
    write_text(folder / "rates.toml", texts.rates_toml)
    write_csv(folder / "areas.csv", _AREA_COLUMNS, texts.areas)
    write_csv(folder / "catalogue.csv", _CATALOGUE_COLUMNS, texts.catalogue)
    write_csv(folder / "dispositions.csv", _DISPOSITION_COLUMNS, texts.dispositions)
    _write_shapes(folder, plane, city)
    write_csv(
        folder / "stations.csv",
        _STATION_COLUMNS,
        ((s.id, s.name, s.name_en, *degrees(plane, s.place), s.grid_id) for s in city.stations),
    )
    write_csv(
        folder / "places.csv",
        _PLACE_COLUMNS,
        ((p.name, p.kind, p.address, *degrees(plane, p.place)) for p in city.places),
    )
    write_csv(folder / "units.csv", _UNIT_COLUMNS, (_unit_row(plane, unit) for unit in city.units))
    if city.cameras:
        write_csv(folder / CAMERA_FILE, CAMERA_COLUMNS, city.cameras)
    _write_duty(folder, plane, duty)


def _write_duty(folder: Path, plane: Plane, duty: DutyFiles) -> None:
    write_text(folder / "duty.toml", duty.levels)
    write_text(folder / "echelons.toml", duty.echelons)
    classes = [
        (place.name, *degrees(plane, place.place), f"{radius_m:g}", minutes)
        for place, radius_m, minutes in duty.response_places
    ]
    lists: tuple[tuple[str, Sequence[str], Sequence[Row]], ...] = (
        ("departments", _DEPARTMENT_COLUMNS, duty.departments),
        ("minimums", _MINIMUM_COLUMNS, duty.minimums),
        ("roster", _ROSTER_COLUMNS, duty.roster),
        ("squads", _SQUAD_COLUMNS, duty.squads),
        ("officers", _OFFICER_COLUMNS, duty.officers),
        ("devices", _DEVICE_COLUMNS, duty.devices),
        ("response_places", _RESPONSE_PLACE_COLUMNS, classes),
    )
    for name, columns, rows in lists:
        if rows:
            write_csv(folder / f"{name}.csv", columns, rows)
    patrol = GeoJson(plane)
    for one in duty.patrol:
        patrol.add_path(
            one.path,
            id=one.id,
            name=one.name,
            name_en=one.name_en,
            grid_id=one.grid_id,
            forces=[force for force in one.forces.split(";") if force],
            radius_m=one.radius_m,
            visits=one.visits,
        )
    patrol.write(folder / "patrol.geojson")


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
