"""Writes what was drawn and said of a city as the files of a package."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bigscreen.city.demo.areas import DrawnGrid
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
)
_DISPOSITION_COLUMNS = ("code", "name", "name_en", "retired")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTexts:
    """The files of a package that are written, not drawn: two as text, three as rows."""

    city_toml: str
    rates_toml: str
    areas: Sequence[Sequence[object]]
    catalogue: Sequence[Sequence[object]]
    dispositions: Sequence[Sequence[object]]


def write_package(folder: Path, plane: Plane, city: DrawnCity, texts: PackageTexts) -> None:
    """Write the package into ``folder``, made if need be."""
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
