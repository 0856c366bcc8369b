"""One row of a recording: its cells as they stand there, and what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bigscreen.feed.column_mapping import TimeTable
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """Why a row was left out: where it is, which field, what stands there, what would be right.

    ``line`` counts from 1 and the header is line 1; ``rule`` is one word for the kind of
    mistake (``missing``, ``time``, ``place``, ``priority``, ``repeated``, ``differs``,
    ``columns``, ``csv``).
    """

    line: int
    field: str
    value: str
    rule: str
    expected: str


class BadRow(Exception):
    """A row that has to be left out."""

    def __init__(self, problem: RowProblem) -> None:
        self.problem = problem
        super().__init__(problem)


class TimeReader:
    """Turns a local time's text into UTC."""

    def __init__(self, table: TimeTable) -> None:
        self._format = table.format
        self._zone = ZoneInfo(table.timezone)

    def __call__(self, text: str) -> datetime | None:
        """Return the moment, None where the text is not one (or the clocks skipped it)."""
        try:
            read = datetime.strptime(text, self._format)  # noqa: DTZ007 - zoned below
        except ValueError:
            return None
        if read.tzinfo is not None:
            return read.astimezone(UTC)
        at = read.replace(tzinfo=self._zone).astimezone(UTC)
        return at if at.astimezone(self._zone).replace(tzinfo=None) == read else None


class Row:
    """The cells of one row by column; a column without a name is empty."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        self.line = line
        self._cells = cells

    def get(self, column: str) -> str:
        """Return a cell without the blanks around it."""
        return self._cells[column].strip() if column else ""

    def required(self, column: str) -> str:
        """Return a cell that has to be filled in."""
        text = self.get(column)
        if not text:
            raise self.bad(column, "missing", tr("an entry"))
        return text

    def bad(self, column: str, rule: str, expected: str) -> BadRow:
        """Return what is wrong with a cell, to be raised."""
        return BadRow(
            RowProblem(
                line=self.line,
                field=column,
                value=self.get(column),
                rule=rule,
                expected=expected,
            )
        )
