"""The history of cases in memory: columns in order of receipt that follow what changes.

A case takes about 216 bytes. Every question about a period looks at one stretch of the columns,
so nothing is copied to answer it. A new case goes to its place, which is near the end; one that
changed is written over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.case_columns import LABEL_FIELDS, CaseColumns, Coded, Value
from bigscreen.kpi.case_times import CaseTimes, micros
from bigscreen.kpi.intervals import FIELDS

_T = TypeVar("_T", bound=np.generic)

Keys = NDArray[np.int64]

_SPARE = 4_096
_RECEIVED = "received_at"


def keys_of(incident_ids: Iterable[str]) -> Keys:
    """Return a number for each id by which it is found again in this process: its hash."""
    return np.fromiter(map(hash, incident_ids), np.int64)


@dataclass(frozen=True, slots=True)
class KeyedCases:
    """Cases, and the key of each: int64 (n,)."""

    keys: Keys
    cases: CaseColumns

    @classmethod
    def of(cls, cases: Sequence[CaseFacts]) -> Self:
        """Return these records as columns."""
        return cls(keys_of(case.incident_id for case in cases), CaseColumns.of(cases))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the cases of all parts; there is at least one."""
        return cls(
            np.concatenate([part.keys for part in parts]),
            CaseColumns.joined([part.cases for part in parts]),
        )


class _Labels:
    """The values of one column of codes, each with its number; they only ever grow."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}
        self._tuple: tuple[Value, ...] = ()

    def codes_of(self, column: Coded) -> NDArray[np.int32]:
        numbers = self._numbers
        places = [numbers.setdefault(label, len(numbers)) for label in column.labels]
        return np.array(places, np.int32)[column.codes]

    def all(self) -> tuple[Value, ...]:
        if len(self._tuple) != len(self._numbers):
            self._tuple = tuple(self._numbers)
        return self._tuple


class HistoryColumns:
    """The cases known, in order of receipt; not to be read while it is written."""

    def __init__(self) -> None:
        self._size = 0
        self._keys: Keys = np.empty(0, np.int64)
        self._times = {field: np.empty(0, np.float64) for field in FIELDS}
        self._codes = {field: np.empty(0, np.int32) for field in LABEL_FIELDS}
        self._labels = {field: _Labels() for field in LABEL_FIELDS}

    def __len__(self) -> int:
        return self._size

    @property
    def nbytes(self) -> int:
        """The bytes of the columns, room for cases to come included, labels not."""
        times = sum(column.nbytes for column in self._times.values())
        return self._keys.nbytes + times + sum(column.nbytes for column in self._codes.values())

    def between(self, start: datetime, end: datetime) -> CaseColumns:
        """Return the cases received in [start, end), as they stand until the next ``put``."""
        return self._cases(self._rows_between(start, end))

    def keyed(self, start: datetime, end: datetime) -> KeyedCases:
        """Return the same with the key of each case."""
        rows = self._rows_between(start, end)
        return KeyedCases(self._keys[rows], self._cases(rows))

    def _rows_between(self, start: datetime, end: datetime) -> slice:
        received = self._times[_RECEIVED][: self._size]
        first, last = np.searchsorted(received, [micros(start), micros(end)])
        return slice(first, max(first, last))

    def _cases(self, rows: slice) -> CaseColumns:
        return CaseColumns(
            CaseTimes({field: column[rows] for field, column in self._times.items()}, _len(rows)),
            {
                field: Coded(column[rows], self._labels[field].all())
                for field, column in self._codes.items()
            },
        )

    def put(self, given: KeyedCases) -> None:
        """Take in cases, each once: new ones, and others in place of what was known of them."""
        order = np.argsort(given.cases.times[_RECEIVED], kind="stable")
        keys, cases = given.keys[order], given.cases.rows(order)
        codes = {field: self._labels[field].codes_of(cases.coded[field]) for field in LABEL_FIELDS}
        rows = self._rows_of(keys, cases.times[_RECEIVED])
        known = rows >= 0
        if known.any():
            for field in FIELDS:
                self._times[field][rows[known]] = cases.times[field][known]
            for field in LABEL_FIELDS:
                self._codes[field][rows[known]] = codes[field][known]
        if not known.all():
            self._insert(keys, cases.times, codes, ~known)

    def forget_before(self, moment: datetime) -> None:
        """Drop the cases received before a moment, and the labels only they had."""
        kept = self.between(moment, datetime.max.replace(tzinfo=moment.tzinfo))
        if len(kept) == self._size:
            return
        keys = self._keys[self._size - len(kept) : self._size].copy()
        fresh = HistoryColumns()
        fresh.put(KeyedCases(keys, CaseColumns(kept.times, _in_use(kept))))
        self._size, self._keys = fresh._size, fresh._keys
        self._times, self._codes = fresh._times, fresh._codes
        self._labels = fresh._labels

    def _rows_of(self, keys: Keys, received: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return where these cases stand, -1 for those that are new."""
        known = self._times[_RECEIVED][: self._size]
        first = np.searchsorted(known, received, "left")
        last = np.searchsorted(known, received, "right")
        rows = np.full(len(keys), -1, np.intp)
        for number in np.flatnonzero(last > first).tolist():
            same = self._keys[first[number] : last[number]] == keys[number]
            if same.any():
                rows[number] = first[number] + int(same.argmax())
        return rows

    def _insert(
        self,
        keys: Keys,
        times: CaseTimes,
        codes: dict[str, NDArray[np.int32]],
        new: NDArray[np.bool_],
    ) -> None:
        received = self._times[_RECEIVED][: self._size]
        places = np.searchsorted(received, times[_RECEIVED][new], "right")
        size = self._size + len(places)
        self._keys = _with(self._keys, self._size, places, keys[new])
        self._codes = {
            field: _with(column, self._size, places, codes[field][new])
            for field, column in self._codes.items()
        }
        self._times = {
            field: _with(column, self._size, places, times[field][new])
            for field, column in self._times.items()
        }
        self._size = size


def _with(
    column: NDArray[_T], size: int, places: NDArray[np.intp], values: NDArray[_T]
) -> NDArray[_T]:
    """Return a column of ``size`` values with more put in before ``places``, in spare room."""
    if size + len(values) > len(column):
        room = np.empty(size + len(values) + max(size // 8, _SPARE), column.dtype)
        room[:size] = column[:size]
        column = room
    first = int(places[0])
    column[first : size + len(values)] = np.insert(column[first:size], places - first, values)
    return column


def _in_use(cases: CaseColumns) -> dict[str, Coded]:
    columns = {}
    for field, column in cases.coded.items():
        used, codes = np.unique(column.codes, return_inverse=True)
        labels = tuple(column.labels[code] for code in used.tolist())
        columns[field] = Coded(codes.astype(np.int32), labels)
    return columns


def _len(rows: slice) -> int:
    return int(rows.stop - rows.start)
