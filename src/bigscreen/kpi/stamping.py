"""How the stamps a figure rests on were made: by the system, by the unit itself, or by hand.

Bulletins that boast of 100 % within five minutes do so with times typed in afterwards, so every
figure of times says how its own came about. A case counts with the least sure of the stamps its
interval begins and ends with; receipt and closing are the hub's own and are not stamps.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.assignments import MILESTONES
from bigscreen.kpi.case_columns import CaseColumns, Value
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.intervals import Interval
from bigscreen.kpi.rules import happened

MANNERS = ("system", "unit", "hand", "unknown")
"""From the surest to the least sure; nobody noted how an ``unknown`` one was made."""

CORRECTED = "corrected"
"""Cases with a stamp that was put right later, whatever the manner of the others."""

_LETTERS = {"s": 0, "u": 1, "h": 2}
_PLACES = {f"{milestone.value}_at": place for place, milestone in enumerate(MILESTONES)}


def stamp_places(interval: Interval) -> tuple[int, ...]:
    """Return which letters of ``CaseFacts.stamped_by`` speak of the interval's ends."""
    return tuple(_PLACES[end] for end in (interval.start, interval.end) if end in _PLACES)


def manners(cases: CaseColumns, places: Sequence[int]) -> NDArray[np.int64]:
    """Return each case's manner int64 (n,), a position in ``MANNERS``; ``places`` are not none."""
    column = cases.coded["stamped_by"]
    of_label = np.array([_manner(label, places) for label in column.labels], np.int64)
    return np.asarray(of_label[column.codes])


def corrected(cases: CaseColumns) -> Mask:
    """Return which cases have a stamp that was put right."""
    return happened(cases, "corrections")


def _manner(stamped_by: Value, places: Sequence[int]) -> int:
    letters = str(stamped_by)
    unknown = MANNERS.index("unknown")
    return max(_LETTERS.get(letters[place : place + 1], unknown) for place in places)
