"""What a measure is: its texts, and the judge that rules on every case once."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.intervals import Interval

PERCENTS = (50, 90)


class Kind(StrEnum):
    """How the judged cases become a figure."""

    DURATION = "duration"
    """Mean, P50 and P90 of the seconds of the counted cases."""
    BUCKETS = "buckets"
    """How many of the counted cases lie in each stretch of seconds, and their share."""
    SHARE = "share"
    """Hits ÷ counted cases."""
    COUNT = "count"
    """Hits; the counted cases are what they were found among."""
    PER_DAY = "per_day"
    """Hits ÷ days of the period."""


TIMED = frozenset({Kind.DURATION, Kind.BUCKETS})
"""The kinds that are made of seconds; the others are made of hits."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on n cases.

    ``reason`` int8 (n,) is 0 for a case that counts, else one more than the position of its
    reason in ``Measure.reasons``: each case has exactly one. ``given`` (n,) is the seconds of a
    measure of ``TIMED`` kind, else whether the case is a hit; it means something only where a
    case counts.
    """

    reason: NDArray[np.int8]
    given: NDArray[np.float64] | Mask

    @classmethod
    def ruled(cls, given: NDArray[np.float64] | Mask, *out: Mask) -> Self:
        """Return the verdict that the first of the ``out`` rules a case falls under decides."""
        reason = np.zeros(len(given), np.int8)
        for number, rule in reversed(list(enumerate(out, start=1))):
            if rule.any():
                reason[rule] = number
        return cls(reason, given)


Judge = Callable[[CaseColumns, float], Judged]
"""Judges cases as of a moment (microseconds since the epoch)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A stretch of seconds up to and including ``up_to_s``; None means without end."""

    key: str
    up_to_s: float | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure, defined once: for ``kpi --list``, the figures and every export.

    ``formula`` says what is computed, ``rule`` what counts, ``source`` whose definition it is.
    ``unit`` is a key of :mod:`bigscreen.viewmodels.kpi_words`; ``reasons`` are why something may
    be left out, the first that holds deciding.
    """

    key: str
    kind: Kind
    name: str
    name_en: str
    formula: str
    formula_en: str
    rule: str
    rule_en: str
    unit: str
    source: str
    reasons: tuple[str, ...] = ()
    buckets: tuple[Bucket, ...] = ()

    @property
    def statistics(self) -> tuple[str, ...]:
        """The keys of the numbers it gives."""
        if self.kind is Kind.DURATION:
            return ("mean", *(f"p{percent}" for percent in PERCENTS))
        return tuple(bucket.key for bucket in self.buckets) or (self.kind.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMeasure(Measure):
    """A measure of cases; ``interval`` is the one it rests on, None for one of hits alone."""

    judge: Judge
    interval: Interval | None = None
