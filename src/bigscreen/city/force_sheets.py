"""Reads who there is: the forces of ``city.toml`` and the units of ``units.csv``."""

from collections.abc import Collection, Mapping

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.units import Force, ForceFamily, Unit, UnitKind
from bigscreen.viewmodels.wording import tr

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


def read_units(
    folder: PackageFolder, forces: Collection[str], grids: Collection[str]
) -> Rows[Unit]:
    """Return the units."""
    records = folder.lines("units.csv", _UNIT_COLUMNS)
    rows = [(record, _unit(record, forces, grids)) for record in records]
    note_repeated(((record, unit.id) for record, unit in rows), "id")
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
