"""How often which work arrives: what the simulator and the made-up history draw from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from bigscreen.city.files import PackageFolder
from bigscreen.city.problems import CityProblems
from bigscreen.city.records import Record
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Channel, WorkKind
from bigscreen.viewmodels.wording import tr

_FILE = "rates.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What becomes of cases, as shares from 0 to 1.

    ``invalid_calls`` and ``invalid_cases`` are closed as none at all; ``returned``, ``reworked``,
    ``suspended`` and ``extended`` are of city-management cases, ``called_back`` of police calls
    and ``satisfied`` of those called back; ``by_hand`` is how many stamps somebody typed in.
    """

    invalid_calls: float = 0.0
    invalid_cases: float = 0.0
    duplicates: float = 0.0
    drills: float = 0.0
    returned: float = 0.0
    reworked: float = 0.0
    suspended: float = 0.0
    extended: float = 0.0
    escalated: float = 0.0
    called_back: float = 0.0
    satisfied: float = 0.0
    by_hand: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Arrival rates; all but the two ``…_per_day`` are weights and need not add up to anything.

    ``hours`` has 24 (local, midnight first), ``weekdays`` 7 (Monday first); what ``grids`` and
    ``items`` do not name never gets a case. ``item_places`` says at which kinds of place an item
    happens; what it does not name happens along the streets. ``sos_per_day`` is how often a unit
    calls for help.
    """

    cases_per_day: float
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    grids: Mapping[str, float]
    items: Mapping[str, float]
    channels: Mapping[WorkKind, Mapping[Channel, float]] = field(default_factory=dict)
    item_places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=Outcomes)
    sos_per_day: float = 0.0


def load_rates(path: Path, city: City) -> Rates:
    """Return the rates of a city package; without ``rates.toml`` everything is equally likely.

    Raises:
        CityProblems: everything that is wrong in the file.
    """
    folder = PackageFolder(path)
    rates = read_rates(folder, city)
    if folder.notes:
        raise CityProblems(folder.notes)
    return rates


def read_rates(folder: PackageFolder, city: City) -> Rates:
    """Return the rates; what is wrong goes to the folder's notes."""
    if not folder.has(_FILE):
        return even_rates(city)
    content = folder.toml(_FILE)
    top = Record(content, _FILE, "", folder.notes)
    grids = _weights(folder, content, "grids", [grid.id for grid in city.grids])
    items = _weights(folder, content, "items", [item.code for item in city.items])
    names = [channel.value for channel in Channel]
    channels = {
        kind: {
            Channel(name): weight
            for name, weight in _weights(folder, content, f"channels.{kind.value}", names).items()
        }
        for kind in WorkKind
    }
    return Rates(
        cases_per_day=top.number("cases_per_day", 0.0, 1e6),
        hours=_list(top, content, "hours", 24),
        weekdays=_list(top, content, "weekdays", 7),
        grids=grids,
        items=items,
        channels=channels,
        item_places=_item_places(folder, content, items),
        outcomes=_outcomes(folder, content),
        sos_per_day=top.number("sos_per_day", 0.0, 1e6, 0.0),
    )


def even_rates(city: City, cases_per_day: float = 280.0) -> Rates:
    """Return rates under which every hour, grid, item and channel is equally likely."""
    return Rates(
        cases_per_day=cases_per_day,
        hours=(1.0,) * 24,
        weekdays=(1.0,) * 7,
        grids={grid.id: 1.0 for grid in city.grids},
        items={item.code: 1.0 for item in city.items},
        channels={kind: dict.fromkeys(Channel, 1.0) for kind in WorkKind},
    )


def _list(
    top: Record, content: Mapping[str, object], field_name: str, count: int
) -> tuple[float, ...]:
    values = content.get(field_name)
    if isinstance(values, list) and len(values) == count and _are_weights(values):
        return tuple(float(value) for value in values)
    top.note(field_name, values, tr("{count} numbers of 0 or more, not all 0", count=count))
    return (1.0,) * count


def _weights(
    folder: PackageFolder, content: Mapping[str, object], name: str, known: Iterable[str]
) -> dict[str, float]:
    table: object = content
    for part in name.split("."):
        table = table.get(part) if isinstance(table, dict) else None
    record = Record(table if isinstance(table, dict) else {}, _FILE, name, folder.notes)
    names = list(known)
    _note_unknown(record, table if isinstance(table, dict) else (), names)
    found = {key: record.number(key, 0.0, 1e9, 0.0) for key in names}
    if not sum(found.values()):
        record.note("", None, tr("a weight above 0"))
    return found


def _item_places(
    folder: PackageFolder, content: Mapping[str, object], items: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    table = content.get("places", {})
    record = Record(table if isinstance(table, dict) else {}, _FILE, "places", folder.notes)
    if not isinstance(table, dict):
        record.note("", table, tr("a table of items"))
        return {}
    _note_unknown(record, table, items)
    return {code: kinds for code in items if (kinds := record.several(code))}


def _outcomes(folder: PackageFolder, content: Mapping[str, object]) -> Outcomes:
    table = content.get("outcomes", {})
    record = Record(table if isinstance(table, dict) else {}, _FILE, "outcomes", folder.notes)
    if not isinstance(table, dict):
        record.note("", table, tr("a table of shares"))
        return Outcomes()
    names = [share.name for share in fields(Outcomes)]
    _note_unknown(record, table, names)
    return Outcomes(**{name: record.number(name, 0.0, 1.0, 0.0) for name in names})


def _note_unknown(record: Record, keys: Iterable[str], known: Iterable[str]) -> None:
    names = list(known)
    for key in keys:
        if key not in names:
            record.note(key, key, tr("one of {names}", names=", ".join(names)))


def _are_weights(values: list[object]) -> bool:
    numbers = [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return len(numbers) == len(values) and min(numbers) >= 0 and sum(numbers) > 0
