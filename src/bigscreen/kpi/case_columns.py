"""Cases as a struct of arrays: what every figure over a long history is computed on.

A year of cases as objects takes minutes to build and gigabytes to hold; as columns it takes
seconds and about a hundred bytes a case. Columns of several batches join into the columns of
all of them, and no figure depends on how the cases were batched (see
:mod:`bigscreen.kpi.percentiles`).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.case_times import CaseTimes, Mask
from bigscreen.kpi.intervals import FIELDS

Codes = NDArray[np.int32]
Label = str | int
Rows = slice | Mask | NDArray[np.integer]

LABEL_FIELDS = (
    "work_kind",
    "item_code",
    "level",
    "channel",
    "grid_id",
    "lead_force",
    "response_minutes",
)
"""The fields of ``CaseFacts`` that are kept as codes."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few different values: ``codes`` int32 (n,), positions in ``labels``."""

    codes: Codes
    labels: tuple[Label, ...]

    @classmethod
    def of(cls, values: Sequence[Label]) -> Self:
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
        """Return the chosen cases."""
        return CaseColumns(
            self.times.rows(chosen),
            {field: column.rows(chosen) for field, column in self.coded.items()},
        )
