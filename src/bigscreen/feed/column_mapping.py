"""Says how the columns of a recording become fields, so that another city's needs no code.

A mapping is a TOML file; :class:`ColumnMapping` is its shape, key by key. Column names are
written as they stand in the recording's first line.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.incidents import Channel, Level
from bigscreen.domain.units import ForceFamily, UnitKind


class MappingError(Exception):
    """A mapping that can not be used, or does not fit the recording: the text says where."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; a key nobody knows is a mistake, not something to pass over."""


class MatchTable(_Table, frozen=True, kw_only=True):
    """``columns`` that a recording must have to be read with this mapping by itself."""

    columns: tuple[str, ...] = ()


class TimeTable(_Table, frozen=True, kw_only=True):
    """``format`` of every time (strptime), and the IANA ``timezone`` it is local to.

    A format with ``%z`` carries its own zone. An hour that a change to winter time repeats
    counts as the first of the two.
    """

    format: str
    timezone: str


class CallTable(_Table, frozen=True, kw_only=True):
    """Columns that say something of a call; those left out stay empty.

    A place is read from ``location`` by ``location_pattern``, a regular expression with groups
    ``lat`` and ``lon``, or from two columns ``lat`` and ``lon``: degrees, WGS-84.
    """

    id: str
    type: str
    received: str
    priority: str = ""
    district: str = ""
    address: str = ""
    disposition: str = ""
    location: str = ""
    location_pattern: str = ""
    lat: str = ""
    lon: str = ""
    channel: Channel = Channel.HOTLINE


class UnitTimes(_Table, frozen=True, kw_only=True):
    """Columns of the times of one unit on one call; ``released`` is when it was free again."""

    dispatched: str
    accepted: str = ""
    en_route: str = ""
    on_scene: str = ""
    handled: str = ""
    reported: str = ""
    released: str = ""

    def milestones(self) -> dict[Milestone, str]:
        """Return the column of each milestone after the dispatch that has one."""
        columns = {milestone: getattr(self, milestone.value) for milestone in Milestone}
        return {m: c for m, c in columns.items() if c and m is not Milestone.DISPATCHED}


class UnitTable(_Table, frozen=True, kw_only=True):
    """Columns that say something of a unit, one row for each unit on each call."""

    id: str
    times: UnitTimes
    type: str = ""


class ForceTable(_Table, frozen=True, kw_only=True):
    """A force, and the unit types that belong to it; the first force takes all others."""

    code: str
    name: str
    family: ForceFamily
    badge: str
    name_en: str = ""
    shade: int = 0
    unit_types: tuple[str, ...] = ()
    unit_kind: UnitKind = UnitKind.CAR


class ItemTable(_Table, frozen=True, kw_only=True):
    """What the catalogue says of one call type; what is left out comes from ``[items]``."""

    name: str
    lead_force: str = ""
    assisting_forces: tuple[str, ...] = ()
    level: Level | None = None


class ItemsTable(_Table, frozen=True, kw_only=True):
    """The catalogue: call types found in the recording, named by ``known`` where it knows them."""

    lead_force: str
    level: Level = Level.THREE
    known: dict[str, ItemTable] = {}


class CityTable(_Table, frozen=True, kw_only=True):
    """The city; its grids are made from the districts of the calls.

    ``no_district`` are entries that mean none. ``response_minutes`` is the response class of
    every place and ``target_share`` the share of calls that should be reached in it.
    """

    id: str
    name: str
    name_en: str = ""
    district_name: str = "{district}"
    district_name_en: str = "{district}"
    no_district: tuple[str, ...] = ()
    response_minutes: int = 5
    target_share: float = 0.8
    case_prefix: str = "JQ"


class ColumnMapping(_Table, frozen=True, kw_only=True):
    """One mapping file. ``levels`` gives each entry of the priority column its level, 1 to 4."""

    time: TimeTable
    call: CallTable
    unit: UnitTable
    forces: tuple[ForceTable, ...]
    items: ItemsTable
    city: CityTable
    levels: dict[str, Level] = {}
    match: MatchTable = MatchTable()

    def columns(self) -> dict[str, str]:
        """Return every column the mapping reads, by the key that names it."""
        tables = {"call": self.call, "unit": self.unit, "unit.times": self.unit.times}
        return {
            f"{table}.{key}": value
            for table, struct in tables.items()
            for key, value in msgspec.structs.asdict(struct).items()
            if isinstance(value, str) and value and key not in ("location_pattern", "channel")
        }


def load_mapping(path: Path) -> ColumnMapping:
    """Return the mapping in a file.

    Raises:
        MappingError: the file can not be read, or names key, value and what would be right.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        mapping = msgspec.convert(content, ColumnMapping)
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise MappingError(f"{path}: {error}") from error
    for problem in _problems(mapping):
        raise MappingError(f"{path}: {problem}")
    return mapping


def choose_mapping(header: Sequence[str], folder: Path) -> ColumnMapping:
    """Return the mapping of ``folder`` that fits a recording with these columns.

    Raises:
        MappingError: none fits; the text lists what each one misses.
    """
    misses = []
    fits: list[ColumnMapping] = []
    for path in sorted(folder.glob("*.toml")):
        mapping = load_mapping(path)
        missing = [column for column in mapping.match.columns if column not in header]
        if mapping.match.columns and not missing:
            fits.append(mapping)
        else:
            misses.append(f"{path.name} misses {', '.join(missing) or 'match.columns'}")
    if not fits:
        raise MappingError(f"no known mapping fits this recording: {'; '.join(misses) or 'none'}")
    return max(fits, key=lambda mapping: len(mapping.match.columns))


def require_columns(mapping: ColumnMapping, header: Sequence[str]) -> None:
    """Check that a recording has the columns its mapping reads.

    Raises:
        MappingError: names each missing column, its key and what there is.
    """
    missing = [f"{key} = {name!r}" for key, name in mapping.columns().items() if name not in header]
    if missing:
        raise MappingError(
            f"columns are missing: {', '.join(missing)}; the recording has {', '.join(header)}"
        )


def _problems(mapping: ColumnMapping) -> Iterable[str]:
    try:
        ZoneInfo(mapping.time.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"time.timezone: {mapping.time.timezone!r} is not an IANA time zone"
    probe = datetime(2001, 2, 3, 4, 5, tzinfo=UTC)
    try:
        text = probe.strftime(mapping.time.format)
        read_back = datetime.strptime(text, mapping.time.format).replace(tzinfo=UTC)
    except ValueError:
        read_back = None
    if read_back != probe:
        yield f"time.format: {mapping.time.format!r} does not give date, hour and minute"
    yield from _place_problems(mapping.call)
    yield from _force_problems(mapping)
    for key in ("district_name", "district_name_en"):
        try:
            getattr(mapping.city, key).format(district="1")
        except (KeyError, IndexError, ValueError):
            yield f"city.{key}: only {{district}} may stand in braces"


def _place_problems(call: CallTable) -> Iterable[str]:
    if call.location:
        try:
            groups = re.compile(call.location_pattern).groupindex
        except re.error as error:
            yield f"call.location_pattern: {error}"
            return
        if not {"lat", "lon"} <= set(groups):
            yield "call.location_pattern: needs the groups (?P<lat>…) and (?P<lon>…)"
    elif bool(call.lat) != bool(call.lon):
        yield "call.lat, call.lon: one of them is missing"


def _force_problems(mapping: ColumnMapping) -> Iterable[str]:
    codes = {force.code for force in mapping.forces}
    if not codes:
        yield "forces: needs at least one"
        return
    named = {"items.lead_force": (mapping.items.lead_force,)}
    for call_type, item in mapping.items.known.items():
        lead = (item.lead_force,) if item.lead_force else ()
        named[f"items.known.{call_type!r}"] = (*lead, *item.assisting_forces)
    for key, used in named.items():
        for code in used:
            if code not in codes:
                yield f"{key}: {code!r} is not one of the forces {', '.join(sorted(codes))}"
