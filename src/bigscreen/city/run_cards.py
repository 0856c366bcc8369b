"""Run cards 力量编成 as the catalogue writes them: which units an item wants.

Parts have ``;`` between them; each says how many units of which force, then, if it matters, of
which kinds and with which capabilities: ``2 patrol car/motorcycle +shield+first_aid``.
"""

from collections.abc import Collection, Iterable

from bigscreen.city.records import Record
from bigscreen.domain.city import RunCardLine
from bigscreen.domain.units import UnitKind
from bigscreen.viewmodels.wording import tr

_FIELD = "run_card"
_MOST_UNITS = 99


def read_run_card(record: Record, forces: Collection[str]) -> tuple[RunCardLine, ...]:
    """Return the run card of a catalogue line, empty where it has none."""
    lines = (_line(record, part, forces) for part in record.several(_FIELD))
    return tuple(line for line in lines if line is not None)


def run_card_text(run_card: Iterable[RunCardLine]) -> str:
    """Return a run card as the catalogue writes it."""
    return ";".join(_text(line) for line in run_card)


def _line(record: Record, part: str, forces: Collection[str]) -> RunCardLine | None:
    count, force, kinds, capabilities = _words(part)
    if not count.isascii() or not count.isdigit() or not 1 <= int(count) <= _MOST_UNITS:
        record.note(_FIELD, part, tr("a part such as 2 patrol car/motorcycle +shield"))
        return None
    if force not in forces:
        record.note(_FIELD, part, tr("a force of {names}", names=", ".join(sorted(forces))))
        return None
    known = [kind.value for kind in UnitKind]
    if any(kind not in known for kind in kinds):
        record.note(_FIELD, part, tr("kinds of {names}", names=", ".join(known)))
        return None
    return RunCardLine(
        force_code=force,
        count=int(count),
        kinds=tuple(UnitKind(kind) for kind in kinds),
        capabilities=capabilities,
    )


def _words(part: str) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    wanted, *able = part.split("+")
    count, _, rest = wanted.strip().partition(" ")
    force, _, kinds = rest.strip().partition(" ")
    return count, force, _names(kinds.split("/")), _names(able)


def _names(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in parts if part.strip())


def _text(line: RunCardLine) -> str:
    words = [str(line.count), line.force_code, "/".join(line.kinds)]
    words += ["".join(f"+{capability}" for capability in line.capabilities)]
    return " ".join(word for word in words if word)
