"""Named places of a city: shops, schools, markets, where cases happen."""

from pathlib import Path

from bigscreen.city.files import PackageFolder
from bigscreen.city.problems import CityProblems
from bigscreen.city.sheets import Rows, values
from bigscreen.domain.city import NamedPlace

_FILE = "places.csv"
_COLUMNS = ("name", "kind", "address", "lat", "lon")


def load_places(path: Path) -> tuple[NamedPlace, ...]:
    """Return the places of a city package, none when it has no ``places.csv``.

    Raises:
        CityProblems: everything that is wrong in the file.
    """
    folder = PackageFolder(path)
    places = values(read_places(folder))
    if folder.notes:
        raise CityProblems(folder.notes)
    return places


def read_places(folder: PackageFolder) -> Rows[NamedPlace]:
    """Return the places with where they are listed; what is wrong goes to the folder's notes."""
    if not folder.has(_FILE):
        return []
    return [
        (
            record,
            NamedPlace(
                name=record.text("name"),
                kind=record.text("kind", ""),
                address=record.text("address", ""),
                location=record.point(),
            ),
        )
        for record in folder.lines(_FILE, _COLUMNS)
    ]
