"""Everything a city package holds, each thing with the place in the files that says it."""

from dataclasses import dataclass

from bigscreen.city.city_sheets import CitySheets
from bigscreen.city.files import PackageFolder
from bigscreen.city.force_sheets import read_units
from bigscreen.city.package import read_city
from bigscreen.city.rates import read_rates
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, note_repeated, values
from bigscreen.domain.base_map import Street
from bigscreen.domain.cameras import Camera
from bigscreen.domain.city import City, NamedPlace, ResponseTarget
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
    cameras: Rows[Camera]
    units: Rows[Unit]
    places: Rows[NamedPlace]

    @property
    def officers(self) -> int:
        """How many people the units add up to."""
        return sum(unit.officers for unit in values(self.units))


def read_contents(folder: PackageFolder) -> PackageContents:
    """Read all files of a package; what is wrong in them goes to the folder's notes."""
    read = read_city(folder)
    folder.notes.extend((*read.clock_notes, *read.scene_notes))
    city = read.city
    units = read_units(
        folder, {force.code for force in city.forces}, {grid.id for grid in city.grids}
    )
    note_repeated(((record, unit.call_sign) for record, unit in units), "call_sign")
    read_rates(folder, city)
    return PackageContents(
        folder=folder,
        city=city,
        top=read.top,
        sheets=read.sheets,
        targets=read.targets,
        streets=read.streets,
        cameras=read.cameras,
        units=units,
        places=read.places,
    )
