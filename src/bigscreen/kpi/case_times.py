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

    def rows(self, chosen: Mask) -> "CaseTimes":
        """Return the chosen cases."""
        return CaseTimes(
            {field: column[chosen] for field, column in self._columns.items()},
            int(np.count_nonzero(chosen)),
        )


def micros(moment: datetime | None) -> float:
    """Return a moment as whole microseconds since the epoch, NaN for none."""
    return np.nan if moment is None else (moment - _EPOCH) // _MICROSECOND
