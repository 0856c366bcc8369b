"""Everything a city package holds, each thing with the place in the files that says it."""

from dataclasses import dataclass

from bigscreen.city.files import PackageFolder
from bigscreen.city.package import city_of
from bigscreen.city.places import Place, read_places
from bigscreen.city.rates import read_rates
from bigscreen.city.records import Record
from bigscreen.city.sheets import (
    CitySheets,
    Rows,
    note_repeated,
    read_base_map,
    read_sheets,
    read_streets,
    read_units,
    values,
)
from bigscreen.domain.base_map import Street
from bigscreen.domain.city import City, ResponseTarget
from bigscreen.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContents:
    """A whole package; ``top`` is the top table of ``city.toml``, ``targets`` its targets."""

    folder: PackageFolder
    city: City
    top: Record
    sheets: CitySheets
    targets: Rows[ResponseTarget]
    streets: Rows[Street]
    units: Rows[Unit]
    places: Rows[Place]

    @property
    def officers(self) -> int:
        """How many people the units add up to."""
        return sum(unit.officers for unit in values(self.units))


def read_contents(folder: PackageFolder) -> PackageContents:
    """Read all files of a package; what is wrong in them goes to the folder's notes."""
    content = folder.toml("city.toml")
    sheets = read_sheets(folder, content)
    streets = read_streets(folder)
    city = city_of(folder, content, sheets, read_base_map(folder, streets))
    units = read_units(
        folder, {force.code for force in city.forces}, {grid.id for grid in city.grids}
    )
    note_repeated(((record, unit.call_sign) for record, unit in units), "call_sign")
    places = read_places(folder)
    read_rates(folder, city)
    tables = folder.tables("city.toml", "targets", content)
    return PackageContents(
        folder=folder,
        city=city,
        top=Record(content, "city.toml", "", folder.notes),
        sheets=sheets,
        targets=list(zip(tables, city.targets, strict=True)),
        streets=streets,
        units=units,
        places=places,
    )
