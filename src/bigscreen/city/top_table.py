"""Reads what ``city.toml`` says of the city as a whole, field by field."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows
from bigscreen.domain.city import ResponseTarget
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.wording import tr

FILE = "city.toml"

_USUAL_SHIFTS = (8, 20)


def read_centre(folder: PackageFolder, content: Mapping[str, object]) -> GeoPoint:
    """Return the middle of the city."""
    table = content.get("centre")
    values = table if isinstance(table, dict) else {}
    return Record(values, FILE, "centre", folder.notes).point()


def read_targets(folder: PackageFolder, content: Mapping[str, object]) -> Rows[ResponseTarget]:
    """Return the response targets, the tables ``[[targets]]``."""
    return [
        (
            table,
            ResponseTarget(
                minutes=table.whole("minutes", 1, 1440), share=table.number("share", 0.0, 1.0)
            ),
        )
        for table in folder.tables(FILE, "targets", content)
    ]


def read_timezone(top: Record) -> str:
    """Return the time zone's name."""
    name = top.text("timezone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name:
            top.note("timezone", name, tr("an IANA time zone such as Asia/Shanghai"))
    return name


def read_shift_hours(top: Record, content: Mapping[str, object]) -> tuple[int, ...]:
    """Return the local hours at which a shift begins, rising."""
    hours = content.get("shift_start_hours", list(_USUAL_SHIFTS))
    if (
        isinstance(hours, list)
        and hours
        and all(isinstance(hour, int) and 0 <= hour <= 23 for hour in hours)
    ):
        return tuple(sorted(hours))
    top.note("shift_start_hours", hours, tr("a list of hours from 0 to 23"))
    return _USUAL_SHIFTS
