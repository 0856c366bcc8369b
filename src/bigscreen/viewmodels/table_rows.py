"""A row of any table a desk shows: what it is about, its cells, and how it stands out."""

from dataclasses import dataclass
from enum import StrEnum


class RowTone(StrEnum):
    """How a row stands out; a state, never an identity."""

    PLAIN = "plain"
    LATE = "late"
    BAD = "bad"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row; ``id`` is of the record behind it, ``incident_id`` of the case it belongs to."""

    id: str
    cells: tuple[str, ...]
    tone: RowTone = RowTone.PLAIN
    incident_id: str = ""
