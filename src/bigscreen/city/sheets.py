"""What a file lists: rows, each thing with the record that says where it was read."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from bigscreen.city.records import Record
from bigscreen.viewmodels.wording import tr

_T = TypeVar("_T")

Rows: TypeAlias = Sequence[tuple[Record, _T]]
"""What a file lists, each thing with the record it was read from."""


def values(rows: Rows[_T]) -> tuple[_T, ...]:
    """Return what rows say, without where."""
    return tuple(value for _, value in rows)


def note_repeated(rows: Iterable[tuple[Record, str]], field: str) -> None:
    """Note every row whose value an earlier row has already."""
    seen: set[str] = set()
    for record, value in rows:
        if value and value in seen:
            record.note(field, value, tr("a value no other line has"))
        seen.add(value)
