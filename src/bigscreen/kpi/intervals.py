"""The response intervals: each one's formula stands here once, for screens, exports and CLI.

A milestone's time is that of the first unit of the case that reached it, as reported: see
:class:`bigscreen.domain.case_facts.CaseFacts`. A case whose start or end nobody reported is
``missing``, one whose end lies before its start ``negative``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.kpi.case_times import CaseTimes, Mask

MISSING = "missing"
NEGATIVE = "negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What is measured from one milestone of a case to another.

    ``start`` and ``end`` name fields of ``CaseFacts``; ``source`` says whose definition it is.
    ``graded`` ones run from the receipt to a unit's setting out or arriving: how urgent the case
    was then decides them, so a case that was regraded later says nothing about them.
    """

    key: str
    start: str
    end: str
    name: str
    name_en: str
    definition: str
    definition_en: str
    source: str
    graded: bool = False


_BULLETIN = "weekly 110 bulletins of Chinese prefecture cities"
_NFORS = "NFPA / NFORS data dictionary"

DISPATCH = Interval(
    key="dispatch",
    start="received_at",
    end="dispatched_at",
    name="派警用时",
    name_en="Dispatch",
    definition="接警至首个单元派出",
    definition_en="received to first unit dispatched",
    source=f"{_NFORS}: alarm processing",
    graded=True,
)
ACCEPTANCE = Interval(
    key="acceptance",
    start="dispatched_at",
    end="accepted_at",
    name="签收用时",
    name_en="Acceptance",
    definition="首个单元派出至首个单元签收",
    definition_en="first unit dispatched to first unit accepted",
    source=f"{_BULLETIN}: 签收速度",
)
TURNOUT = Interval(
    key="turnout",
    start="dispatched_at",
    end="en_route_at",
    name="出警用时",
    name_en="Turnout",
    definition="首个单元派出至首个单元出发",
    definition_en="first unit dispatched to first unit en route",
    source=f"{_NFORS}: turnout; {_BULLETIN}: 出警速度",
)
TRAVEL = Interval(
    key="travel",
    start="en_route_at",
    end="on_scene_at",
    name="途中用时",
    name_en="Travel",
    definition="首个单元出发至首个单元到场",
    definition_en="first unit en route to first unit on scene",
    source=f"{_NFORS}: travel",
)
RESPONSE = Interval(
    key="response",
    start="received_at",
    end="on_scene_at",
    name="到场用时",
    name_en="Response",
    definition="接警至首个单元到场",
    definition_en="received to first unit on scene",
    source="police practice: call received to first officer on scene",
    graded=True,
)
HANDLING = Interval(
    key="handling",
    start="on_scene_at",
    end="handled_at",
    name="处置用时",
    name_en="Handling",
    definition="首个单元到场至首个单元处置完毕",
    definition_en="first unit on scene to first unit done handling",
    source="110 dispatch records: 到达现场 to 处理完毕",
)
REPORT = Interval(
    key="report",
    start="handled_at",
    end="reported_at",
    name="反馈用时",
    name_en="Report",
    definition="首个单元处置完毕至首个单元反馈",
    definition_en="first unit done handling to first unit's report",
    source="110 dispatch records: 处理完毕 to 首次反馈",
)
CLOSURE = Interval(
    key="closure",
    start="received_at",
    end="closed_at",
    name="结案用时",
    name_en="Closure",
    definition="接警至结案",
    definition_en="received to case closed",
    source="110 and city-management practice: 结案",
)

INTERVALS = (DISPATCH, ACCEPTANCE, TURNOUT, TRAVEL, RESPONSE, HANDLING, REPORT, CLOSURE)
"""All of them, in the order a case passes through them."""

FIELDS = (
    *dict.fromkeys(name for i in INTERVALS for name in (i.start, i.end)),
    "verified_at",
    "opened_at",
    "checked_at",
    "due_at",
    "yellow_at",
    "red_at",
    "called_back_at",
)
"""The times of ``CaseFacts`` figures are made of: the ends of intervals, then all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One interval over n cases: ``seconds`` float64 (n,), and which of the cases count.

    ``counted``, ``missing`` and ``negative`` are masks (n,); each case is in exactly one.
    Where a case is not counted its ``seconds`` mean nothing.
    """

    seconds: NDArray[np.float64]
    counted: Mask
    missing: Mask
    negative: Mask


def measure(interval: Interval, times: CaseTimes) -> Measured:
    """Return the interval of every case and which of them count."""
    seconds = (times[interval.end] - times[interval.start]) / 1e6
    missing = np.isnan(seconds)
    counted = seconds >= 0.0  # False for NaN
    return Measured(
        seconds=seconds, counted=counted, missing=missing, negative=~(missing | counted)
    )


def nearest_rank(ordered: NDArray[np.float64], percent: int) -> float | None:
    """Return the smallest value that at least ``percent`` of 100 do not exceed.

    ``ordered`` float64 (n,) ascending; None when it is empty.
    """
    if not len(ordered):
        return None
    rank = -(-percent * len(ordered) // 100)  # rounded up, in whole numbers
    return float(ordered[max(rank, 1) - 1])
