"""What a list of the centre is: plain rows under named columns.

The kind of a column says what its cells are, so that whoever prints it knows the words.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CellKind(StrEnum):
    """What the cells of a column are: texts and numbers, or keys somebody has words for."""

    TEXT = "text"
    NUMBER = "number"
    HOURS = "hours"
    MOMENT = "moment"
    GRID = "grid"
    ITEM = "item"
    LEVEL = "level"
    STAGE = "stage"
    CARD = "card"
    UNITS = "units"
    DEPARTMENT = "department"
    REASONS = "reasons"


ListCell = str | int | float | datetime | tuple[str, ...] | None
"""One cell: ``units`` and ``reasons`` are several keys, an unknown one is None or empty."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column with its heading in Chinese and English."""

    key: str
    kind: CellKind
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyList:
    """One list; every row has a cell for each column."""

    key: str
    name: str
    name_en: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[ListCell, ...], ...]


GRID_COLUMN = ListColumn("grid", CellKind.GRID, "网格", "Grid")
