"""A city's recorded calls: read from a file of one row for each unit on each call."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level
from bigscreen.feed.column_mapping import CallTable, ColumnMapping, MappingError
from bigscreen.feed.recorded_row import BadRow, Row, RowProblem, TimeReader
from bigscreen.viewmodels.wording import tr

_TIMES_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRun:
    """One unit on one call. Milestones that were not recorded are not there."""

    line: int
    unit_id: str
    unit_type: str
    dispatched_at: datetime
    milestones: Mapping[Milestone, datetime] = field(default_factory=dict)
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCall:
    """One call with every unit that was sent, in the order of the file. Times are UTC."""

    line: int
    id: str
    type: str
    received_at: datetime
    level: Level | None = None
    district: str = ""
    address: str = ""
    location: GeoPoint | None = None
    disposition: str = ""
    runs: tuple[UnitRun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Calls in the order of their receipt, and the rows that had to be left out."""

    calls: tuple[RecordedCall, ...]
    problems: tuple[RowProblem, ...]
    rows: int


def read_header(path: Path) -> list[str]:
    """Return the names of a recording's columns.

    Raises:
        MappingError: the file can not be read or is empty.
    """
    with io.StringIO(_text(path), newline="") as lines:
        header = next(csv.reader(lines), None)
    if not header:
        raise MappingError(f"{path}: holds no line with the names of its columns")
    return header


def read_recording(path: Path, mapping: ColumnMapping) -> Recording:
    """Return what a CSV file records. A row that can not be right is left out and listed.

    Raises:
        MappingError: the file can not be read.
    """
    return _Reader(mapping).read(_text(path))


def _text(path: Path) -> str:
    """Return a file's text: UTF-8, or GB 18030 as spreadsheets on Chinese Windows write it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


class _Reader:
    """Reads one file; ``_problems`` fills up on the way."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self._time = lru_cache(_TIMES_KEPT)(TimeReader(mapping.time))
        self._pattern = re.compile(mapping.call.location_pattern)
        self._milestones = mapping.unit.times.milestones()
        self._calls: dict[str, RecordedCall] = {}
        self._runs: dict[str, dict[str, UnitRun]] = {}
        self._problems: list[RowProblem] = []

    def read(self, text: str) -> Recording:
        rows = 0
        for line, row in self._rows(text):
            rows += 1
            try:
                self._take(Row(line, row))
            except BadRow as bad:
                self._problems.append(bad.problem)
        calls = [
            replace(call, runs=tuple(self._runs[call.id].values())) for call in self._calls.values()
        ]
        return Recording(
            calls=tuple(sorted(calls, key=lambda call: (call.received_at, call.id))),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.line)),
            rows=rows + sum(problem.rule in ("csv", "columns") for problem in self._problems),
        )

    def _rows(self, text: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row with its first line's number; one that is no row is noted."""
        reader = csv.reader(io.StringIO(text, newline=""))
        header = next(reader, [])
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._note(line, "csv", str(error), tr("text in columns, quotes in pairs"))
                continue
            if not cells:
                continue  # an empty line says nothing, and nothing wrong
            if len(cells) != len(header):
                self._note(line, "columns", str(len(cells)), tr("{n} columns", n=len(header)))
                continue
            yield line, dict(zip(header, cells, strict=True))

    def _note(self, line: int, rule: str, value: str, expected: str) -> None:
        self._problems.append(
            RowProblem(line=line, field="", value=value, rule=rule, expected=expected)
        )

    def _take(self, row: Row) -> None:
        call = self._call(row)
        run = self._run(row)
        known = self._calls.get(call.id)
        if known is not None and known.received_at != call.received_at:
            column = self._mapping.call.received
            raise row.bad(column, "differs", tr("the time of line {n}", n=known.line))
        runs = self._runs.setdefault(call.id, {})
        if run is not None and run.unit_id in runs:
            column = self._mapping.unit.id
            raise row.bad(
                column, "repeated", tr("not the unit of line {n}", n=runs[run.unit_id].line)
            )
        self._calls.setdefault(call.id, call)
        if run is not None:
            runs[run.unit_id] = run

    def _call(self, row: Row) -> RecordedCall:
        table = self._mapping.call
        district = row.get(table.district)
        return RecordedCall(
            line=row.line,
            id=row.required(table.id),
            type=row.required(table.type),
            received_at=self._required_time(row, table.received),
            level=self._level(row, table.priority),
            district="" if district in self._mapping.city.no_district else district,
            address=row.get(table.address),
            location=self._place(row, table),
            disposition=row.get(table.disposition),
        )

    def _run(self, row: Row) -> UnitRun | None:
        """Return what the row says of a unit, None when it names none."""
        unit = self._mapping.unit
        unit_id = row.get(unit.id)
        if not unit_id:
            return None
        reached = {m: self._optional_time(row, c) for m, c in self._milestones.items()}
        return UnitRun(
            line=row.line,
            unit_id=unit_id,
            unit_type=row.get(unit.type),
            dispatched_at=self._required_time(row, unit.times.dispatched),
            milestones={milestone: at for milestone, at in reached.items() if at is not None},
            released_at=self._optional_time(row, unit.times.released),
        )

    def _required_time(self, row: Row, column: str) -> datetime:
        row.required(column)
        at = self._optional_time(row, column)
        assert at is not None  # noqa: S101 - only an empty cell has no time
        return at

    def _optional_time(self, row: Row, column: str) -> datetime | None:
        text = row.get(column)
        if not text:
            return None
        at = self._time(text)
        if at is None:
            raise row.bad(
                column, "time", tr("a time written as {format}", format=self._mapping.time.format)
            )
        return at

    def _level(self, row: Row, column: str) -> Level | None:
        levels = self._mapping.levels
        text = row.get(column)
        if not text or not levels:
            return None
        if text not in levels:
            raise row.bad(column, "priority", tr("one of {names}", names=", ".join(sorted(levels))))
        return levels[text]

    def _place(self, row: Row, table: CallTable) -> GeoPoint | None:
        if not table.location:
            lat, lon, column = row.get(table.lat), row.get(table.lon), table.lat
            if not (lat or lon):
                return None
        else:
            column = table.location
            if not row.get(column):
                return None
            found = self._pattern.search(row.get(column))
            if found is None:
                raise row.bad(column, "place", tr("latitude and longitude as in the mapping"))
            lat, lon = found["lat"], found["lon"]
        try:
            point = GeoPoint(float(lat), float(lon))
        except (InvalidValue, ValueError) as error:
            raise row.bad(column, "place", tr("latitude and longitude in degrees")) from error
        if (point.lat, point.lon) == (0.0, 0.0):
            raise row.bad(column, "place", tr("a place; (0, 0) is none"))
        return point
