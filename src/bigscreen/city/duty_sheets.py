"""Reads what duty is planned by in lists: minimums, roster, who is who, departments, devices."""

from collections.abc import Collection

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.duty_plan import (
    Department,
    Device,
    Minimum,
    Officer,
    ResponsePlace,
    RosterLine,
    Squad,
)

_WEEK = (1, 2, 3, 4, 5, 6, 7)


def read_minimums(
    folder: PackageFolder,
    grids: Collection[str],
    forces: Collection[str],
    levels: Collection[str],
) -> Rows[Minimum]:
    """Return how many units have to be out where, from ``minimums.csv``."""
    rows = [
        (
            record,
            Minimum(
                grid_id=record.known("grid_id", grids),
                force_code=record.known("force_code", forces),
                count=record.whole("count", 0, 1000),
                duty_level=record.known("duty_level", levels, ""),
            ),
        )
        for record in _lines(folder, "minimums.csv", "grid_id", "force_code", "count", "duty_level")
    ]
    wanted = ((r, f"{m.grid_id}/{m.force_code}/{m.duty_level}") for r, m in rows)
    note_repeated(wanted, "grid_id")
    return rows


def read_roster(folder: PackageFolder, shifts: int) -> Rows[RosterLine]:
    """Return who is on duty when, from ``roster.csv``; the city has so many shifts a day."""
    rows = [
        (
            record,
            RosterLine(
                unit_id=record.text("unit_id"),
                shifts=record.numbers("shifts", 0, shifts - 1),
                weekdays=record.numbers("weekdays", _WEEK[0], _WEEK[-1], _WEEK),
            ),
        )
        for record in _lines(folder, "roster.csv", "unit_id", "shifts", "weekdays")
    ]
    note_repeated(((record, line.unit_id) for record, line in rows), "unit_id")
    return rows


def read_departments(folder: PackageFolder, forces: Collection[str]) -> Rows[Department]:
    """Return whom a case can be handed over to, from ``departments.csv``."""
    columns = ("code", "name", "name_en", "force", "contact")
    rows = [
        (
            record,
            Department(
                code=record.text("code"),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                force=record.known("force", forces, ""),
                contact=record.text("contact", ""),
            ),
        )
        for record in _lines(folder, "departments.csv", *columns)
    ]
    note_repeated(((record, department.code) for record, department in rows), "code")
    return rows


def read_squads(
    folder: PackageFolder, forces: Collection[str], grids: Collection[str]
) -> Rows[Squad]:
    """Return the squads, from ``squads.csv``; one of several forces names none."""
    columns = ("code", "name", "name_en", "force", "grid_id", "leader")
    rows = [
        (
            record,
            Squad(
                code=record.text("code"),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                force=record.known("force", forces, ""),
                grid_id=record.known("grid_id", grids, ""),
                leader=record.text("leader", ""),
            ),
        )
        for record in _lines(folder, "squads.csv", *columns)
    ]
    note_repeated(((record, squad.code) for record, squad in rows), "code")
    return rows


def read_officers(
    folder: PackageFolder, forces: Collection[str], squads: Collection[str]
) -> Rows[Officer]:
    """Return who is on duty by name, from ``officers.csv``."""
    rows = [
        (
            record,
            Officer(
                id=record.text("id"),
                name=record.text("name"),
                force=record.known("force", forces),
                squad=record.known("squad", squads, "") if squads else record.text("squad", ""),
                unit_id=record.text("unit_id", ""),
            ),
        )
        for record in _lines(folder, "officers.csv", "id", "name", "force", "squad", "unit_id")
    ]
    note_repeated(((record, officer.id) for record, officer in rows), "id")
    return rows


def read_devices(folder: PackageFolder, forces: Collection[str]) -> Rows[Device]:
    """Return what the units carry, from ``devices.csv``."""
    rows = [
        (
            record,
            Device(
                id=record.text("id"),
                unit_id=record.text("unit_id"),
                kind=record.text("kind"),
                label=record.text("label", ""),
                force=record.known("force", forces, ""),
            ),
        )
        for record in _lines(folder, "devices.csv", "id", "unit_id", "kind", "label", "force")
    ]
    note_repeated(((record, device.id) for record, device in rows), "id")
    return rows


def read_response_places(folder: PackageFolder) -> Rows[ResponsePlace]:
    """Return the places with a response class of their own, from ``response_places.csv``."""
    return [
        (
            record,
            ResponsePlace(
                name=record.text("name"),
                location=record.point(),
                radius_m=record.number("radius_m", 1.0, 20_000.0),
                minutes=record.whole("minutes", 1, 1440),
            ),
        )
        for record in _lines(
            folder, "response_places.csv", "name", "lat", "lon", "radius_m", "minutes"
        )
    ]


def _lines(folder: PackageFolder, name: str, *columns: str) -> list[Record]:
    """Return the lines of a file that may be left out."""
    return folder.lines(name, columns) if folder.has(name) else []
