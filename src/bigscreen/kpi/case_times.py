"""Case records as columns, so that figures over thousands of cases cost one pass of numpy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Generic, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts

Mask = NDArray[np.bool_]
Rows = slice | Mask | NDArray[np.integer]

_T = TypeVar("_T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class OnDemand(Mapping[str, _T], Generic[_T]):
    """Columns that are made when somebody looks at them: a measure looks at a few of many."""

    def __init__(self, fields: Sequence[str], make: Callable[[str], _T]) -> None:
        self._fields = fields
        self._make = make
        self._made: dict[str, _T] = {}

    def __getitem__(self, field: str) -> _T:
        if field not in self._made:
            self._made[field] = self._make(field)
        return self._made[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


class CaseTimes:
    """The times of n cases, one column a milestone: float64 (n,), microseconds, NaN = none.

    Whole microseconds since the epoch are exact in a float64 until the year 2242, so a
    difference of two is exact as well.
    """

    def __init__(self, columns: Mapping[str, NDArray[np.float64]], size: int) -> None:
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

    def rows(self, chosen: Rows) -> "CaseTimes":
        """Return the chosen cases: a slice, a mask (n,), or row numbers."""
        columns = OnDemand(self.fields, lambda field: self._columns[field][chosen])
        return CaseTimes(columns, rows_in(chosen, self._size))

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


def rows_in(chosen: Rows, size: int) -> int:
    """Return how many of ``size`` rows are chosen."""
    if isinstance(chosen, slice):
        return len(range(*chosen.indices(size)))
    return int(np.count_nonzero(chosen)) if chosen.dtype == np.bool_ else len(chosen)


def micros(moment: datetime | None) -> float:
    """Return a moment as whole microseconds since the epoch, NaN for none."""
    return np.nan if moment is None else (moment - _EPOCH) // _MICROSECOND
