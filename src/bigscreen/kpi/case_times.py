"""Case records as columns, so that figures over thousands of cases cost one pass of numpy."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts

Mask = NDArray[np.bool_]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class CaseTimes:
    """The times of n cases, one column a milestone: float64 (n,), microseconds, NaN = none.

    Whole microseconds since the epoch are exact in a float64 until the year 2242, so a
    difference of two is exact as well.
    """

    def __init__(self, columns: dict[str, NDArray[np.float64]], size: int) -> None:
        self._columns = columns
        self._size = size

    @classmethod
    def of(cls, cases: Sequence[CaseFacts], fields: Sequence[str]) -> Self:
        """Return the columns of these fields, for example ``received_at``."""
        columns = {
            field: np.fromiter(
                (micros(getattr(case, field)) for case in cases), np.float64, len(cases)
            )
            for field in fields
        }
        return cls(columns, len(cases))

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, field: str) -> NDArray[np.float64]:
        return self._columns[field]

    def rows(self, chosen: slice | Mask | NDArray[np.integer]) -> "CaseTimes":
        """Return the chosen cases: a slice, a mask (n,), or row numbers."""
        columns = {field: column[chosen] for field, column in self._columns.items()}
        return CaseTimes(columns, len(next(iter(columns.values()))))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the cases of all parts, in their order; the parts have the same columns."""
        columns = {
            field: np.concatenate([part[field] for part in parts]) for field in parts[0].fields
        }
        return cls(columns, sum(map(len, parts)))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._columns)


def micros(moment: datetime | None) -> float:
    """Return a moment as whole microseconds since the epoch, NaN for none."""
    return np.nan if moment is None else (moment - _EPOCH) // _MICROSECOND
