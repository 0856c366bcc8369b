"""Cases as a struct of arrays: what every figure over a long history is computed on.

A year of cases as objects takes minutes to build and gigabytes to hold; as columns it takes
seconds and about a hundred bytes a case. Columns of several batches join into the columns of
all of them, and no figure depends on how the cases were batched (see
:mod:`bigscreen.kpi.percentiles`).
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.case_times import CaseTimes, Mask, OnDemand, Rows
from bigscreen.kpi.intervals import FIELDS

Codes = NDArray[np.int32]
Label = str | int
"""What a group is called."""
Value = Label | tuple[str, ...] | None
"""What a column of codes holds."""

LABEL_FIELDS = (
    "work_kind",
    "item_code",
    "level",
    "channel",
    "grid_id",
    "lead_force",
    "response_minutes",
    "stamped_by",
    "valid",
    "drill",
    "duplicate_of",
    "original_level",
    "satisfied",
    "reworks",
    "returns",
    "extensions",
    "suspensions",
    "escalations",
    "corrections",
    "forced",
    "stage",
    "unit_ids",
)
"""The fields of ``CaseFacts`` that are kept as codes."""

UNIT = "unit_id"
"""The column that :meth:`CaseColumns.by_unit` adds."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few different values: ``codes`` int32 (n,), positions in ``labels``."""

    codes: Codes
    labels: tuple[Value, ...]

    @classmethod
    def of(cls, values: Sequence[Value]) -> Self:
        """Return the values as codes, labels in order of appearance."""
        number = {label: code for code, label in enumerate(dict.fromkeys(values))}
        codes = np.fromiter(map(number.__getitem__, values), np.int32, len(values))
        return cls(codes, tuple(number))

    def rows(self, chosen: Rows) -> "Coded":
        """Return the chosen rows."""
        return Coded(self.codes[chosen], self.labels)

    def values(self) -> NDArray[np.float64]:
        """Return a column of numbers as such."""
        return np.array(self.labels, np.float64)[self.codes]

    def equal(self, value: Hashable) -> Mask:
        """Return which rows hold this value."""
        code = self.labels.index(value) if value in self.labels else -1
        return np.asarray(self.codes == code)

    def among(self, values: Collection[Hashable]) -> Mask:
        """Return which rows hold one of these values."""
        wanted = np.fromiter((label in values for label in self.labels), np.bool_, len(self.labels))
        return np.asarray(wanted[self.codes])

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the parts one after the other."""
        labels = tuple(dict.fromkeys(label for part in parts for label in part.labels))
        number = {label: code for code, label in enumerate(labels)}
        moved = [
            np.array([number[label] for label in part.labels], np.int32)[part.codes]
            for part in parts
        ]
        return cls(np.concatenate(moved), labels)


@dataclass(frozen=True, slots=True)
class CaseColumns:
    """n cases: ``times`` has a column a milestone, ``coded`` one a field of ``LABEL_FIELDS``."""

    times: CaseTimes
    coded: Mapping[str, Coded]

    @classmethod
    def of(cls, cases: Sequence[CaseFacts]) -> Self:
        """Return the columns of these records."""
        coded = {
            field: Coded.of([getattr(case, field) for case in cases]) for field in LABEL_FIELDS
        }
        return cls(CaseTimes.of(cases, FIELDS), coded)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the cases of all parts, in their order; there is at least one part."""
        return cls(
            CaseTimes.joined([part.times for part in parts]),
            {field: Coded.joined([part.coded[field] for part in parts]) for field in LABEL_FIELDS},
        )

    def __len__(self) -> int:
        return len(self.times)

    def rows(self, chosen: Rows) -> "CaseColumns":
        """Return the chosen cases; each column is chosen from when it is looked at."""
        if isinstance(chosen, np.ndarray) and chosen.dtype == np.bool_:
            chosen = np.flatnonzero(chosen)  # of many columns, faster to choose by than a mask
        rows = chosen
        return CaseColumns(
            self.times.rows(rows),
            OnDemand(tuple(self.coded), lambda field: self.coded[field].rows(rows)),
        )

    def by_unit(self) -> "CaseColumns":
        """Return one row for each unit of each case, with its id in the column ``UNIT``.

        A case nobody was sent to has one row, with an empty id.
        """
        sent = self.coded["unit_ids"]
        lists = [tuple(dict.fromkeys(ids)) or ("",) for ids in map(ids_in, sent.labels)]
        sizes = np.array([len(ids) for ids in lists], np.intp)
        per_case = sizes[sent.codes]
        rows = np.repeat(np.arange(len(self)), per_case)
        within = np.arange(len(rows)) - np.repeat(per_case.cumsum() - per_case, per_case)
        every = Coded.of([unit for ids in lists for unit in ids])
        begins = (sizes.cumsum() - sizes)[sent.codes][rows]
        unit = Coded(every.codes[begins + within], every.labels)
        expanded = self.rows(rows)
        coded = OnDemand(
            (*expanded.coded, UNIT),
            lambda field: unit if field == UNIT else expanded.coded[field],
        )
        return CaseColumns(expanded.times, coded)


def ids_in(value: Value) -> tuple[str, ...]:
    """Return the ids a value of the column ``unit_ids`` holds."""
    return value if isinstance(value, tuple) else ()
