"""Rows set in columns for a terminal, where a Chinese character takes two cells."""

import unicodedata
from collections.abc import Iterator, Sequence

from bigscreen.report.tables import Cell, Table


def aligned(rows: Sequence[Sequence[str]], flush_right: Sequence[bool]) -> Iterator[str]:
    """Give one line a row, its cells under each other; ``flush_right`` says which are numbers."""
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [_padded(*cell) for cell in zip(row, widths, flush_right, strict=True)]
        yield "  ".join(cells).rstrip()


def table_lines(table: Table) -> Iterator[str]:
    """Give a table line by line, what it is of below it."""
    numbers = [
        any(isinstance(row[column], int | float) for row in table.rows)
        for column in range(len(table.headings))
    ]
    yield from aligned(
        [table.headings, *([_text(cell) for cell in row] for row in table.rows)], numbers
    )
    yield from table.about


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return "—"
        case float():
            return f"{cell:.1f}"
        case _:
            return str(cell)


def _padded(text: str, width: int, is_number: bool) -> str:
    room = " " * (width - _cells(text))
    return room + text if is_number else text + room


def _cells(text: str) -> int:
    """Return how many cells of a terminal a text takes; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
