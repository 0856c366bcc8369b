"""The engine: measures over columns of cases, split into groups; every figure with its n."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.errors import InvalidValue
from bigscreen.kpi.case_columns import CaseColumns, Label
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.measure import PERCENTS, TIMED, CaseMeasure, Judged, Kind, Measure
from bigscreen.kpi.percentiles import ExactPercentiles
from bigscreen.kpi.splits import Frame, Groups, Split, groups_of, spread
from bigscreen.kpi.stamping import CORRECTED, MANNERS, corrected, manners, stamp_places

MIN_N = 10
"""The least number of cases with a percentile: with fewer, the P90 is just the slowest one."""

_SLICE = 1 << 17
"""Cases judged at a time: what is worked on stays in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of some cases; ``zone`` is the clock of hours and weekdays.

    Measures of something else than cases have no answer here (:mod:`bigscreen.kpi.presence`).
    ``as_of`` is the moment open cases are judged at; ``days`` the length of the period.
    ``tiers`` says which area of a tier each grid lies in, for splits by tier
    (:func:`bigscreen.kpi.splits.tiers_of`). ``most_groups`` bounds what an answer costs; None
    where whoever asks may have as many groups as there are.
    """

    measures: Sequence[Measure]
    splits: Sequence[Split] = ()
    zone: tzinfo
    tiers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    as_of: datetime
    days: float
    min_n: int = MIN_N
    most_groups: int | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """One number of an answer: ``value`` is None where there is no ground for one.

    ``count`` is how many cases a share or bucket holds.
    """

    value: float | None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One measure of one group: ``n`` cases count, ``excluded`` says why the others do not.

    ``stamps`` says how the times of the counted cases were made: each in one of
    :data:`~bigscreen.kpi.stamping.MANNERS`, and ``corrected`` how many of them were put right.
    It is empty where a figure rests on no stamp.
    """

    measure: Measure
    group: tuple[Label, ...]
    n: int
    excluded: Mapping[str, int]
    statistics: Mapping[str, Statistic]
    stamps: Mapping[str, int] = field(default_factory=dict)


def answers(cases: CaseColumns, question: Question) -> list[Answer]:
    """Return every measure of every group that occurs, measure by measure, groups in order.

    Split by unit, a case stands once in the group of each unit that was sent to it, so the
    groups add up to more than the cases.

    Raises:
        InvalidValue: there are more groups than ``most_groups``.
    """
    cases = spread(cases, question.splits)
    groups = groups_of(cases, question.splits, Frame(question.zone, question.tiers))
    if question.most_groups is not None and len(groups.labels) > question.most_groups:
        keys = " × ".join(split.key for split in question.splits)
        found = f"{keys}: {len(groups.labels)} groups"
        raise InvalidValue("splits", found, f"a split into at most {question.most_groups} groups")
    return [
        answer
        for measure in question.measures
        if isinstance(measure, CaseMeasure)
        for answer in _answers(measure, cases, groups, question)
    ]


def no_cases(measure: Measure, group: tuple[Label, ...], question: Question) -> Answer:
    """Return the answer for a group nothing was received in."""
    return _Tally(measure, 1).answer(0, group, question, np.full((1, len(PERCENTS)), np.nan))


def _answers(
    measure: CaseMeasure, cases: CaseColumns, groups: Groups, question: Question
) -> list[Answer]:
    as_of = micros(question.as_of)
    tally = _Tally(measure, len(groups.labels))
    step = max(_SLICE, 4 * len(groups.labels))
    for start in range(0, len(cases), step):
        part = slice(start, start + step)
        rows = cases.rows(part)
        judged = measure.judge(rows, as_of)
        tally.add(judged, groups.of_case[part])
        tally.add_stamps(rows, judged, groups.of_case[part])

    def seconds_of(rows: NDArray[np.integer]) -> NDArray[np.float64]:
        return measure.judge(cases.rows(rows), as_of).given.astype(np.float64, copy=False)

    percentiles = (
        tally.percentiles.at(PERCENTS, seconds_of)
        if measure.kind is Kind.DURATION
        else np.full((len(groups.labels), len(PERCENTS)), np.nan)
    )
    return [
        tally.answer(number, group, question, percentiles)
        for number, group in enumerate(groups.labels)
    ]


class _Tally:
    """What is added up of one measure, group by group; sums are whole numbers, hence exact."""

    def __init__(self, measure: Measure, groups: int) -> None:
        self._measure = measure
        interval = measure.interval if isinstance(measure, CaseMeasure) else None
        self._places = () if interval is None else stamp_places(interval)
        self._stamps = np.zeros((groups, len(MANNERS)), np.int64)
        self._corrected = np.zeros(groups, np.int64)
        self._verdicts = np.zeros((groups, 1 + len(measure.reasons)), np.int64)
        self._hits = np.zeros(groups, np.int64)
        self._seconds = np.zeros(groups)
        self._micros = np.zeros(groups)
        self._buckets = np.zeros((groups, len(measure.buckets)), np.int64)
        self._edges = np.array([b.up_to_s for b in measure.buckets if b.up_to_s is not None])
        self.percentiles = ExactPercentiles(groups if measure.kind is Kind.DURATION else 1)

    def add(self, judged: Judged, group: NDArray[np.int32]) -> None:
        """Take in the verdicts on some cases of these groups."""
        size, verdicts = self._verdicts.shape
        self._verdicts += _counted(group * np.int64(verdicts) + judged.reason, size, verdicts)
        counted = judged.reason == 0
        if self._measure.kind not in TIMED:
            self._hits += np.bincount(group[counted & (judged.given > 0)], minlength=size)
        elif self._measure.kind is Kind.BUCKETS:
            bucket = np.searchsorted(self._edges, judged.given[counted])
            width = len(self._measure.buckets)
            self._buckets += _counted(group[counted] * np.int64(width) + bucket, size, width)
        else:
            self.percentiles.add(np.where(counted, judged.given, np.nan), group)
            seconds = np.where(counted, judged.given, 0.0)
            whole = np.floor(seconds)
            self._seconds += np.bincount(group, whole, minlength=size)
            rest = np.rint((seconds - whole) * 1e6)
            self._micros += np.bincount(group, rest, minlength=size)

    def add_stamps(self, cases: CaseColumns, judged: Judged, group: NDArray[np.int32]) -> None:
        """Take in how the times of the same cases were made."""
        if not self._places:
            return
        size, width = self._stamps.shape
        counted = judged.reason == 0
        numbers = group * np.int64(width) + manners(cases, self._places)
        self._stamps += _counted(numbers[counted], size, width)
        right_later = corrected(cases) & counted
        if right_later.any():
            self._corrected += np.bincount(group[right_later], minlength=size)

    def answer(
        self,
        number: int,
        group: tuple[Label, ...],
        question: Question,
        percentiles: NDArray[np.float64],
    ) -> Answer:
        """Return the answer of the group with this number."""
        n, *excluded = self._verdicts[number].tolist()
        hits = int(self._hits[number])
        statistics: dict[str, Statistic]
        match self._measure.kind:
            case Kind.DURATION:
                total = self._seconds[number] + self._micros[number] / 1e6
                statistics = {"mean": Statistic(float(total) / n if n else None)}
                for percent, value in zip(PERCENTS, percentiles[number].tolist(), strict=True):
                    enough = n >= max(question.min_n, 1)
                    statistics[f"p{percent}"] = Statistic(value if enough else None)
            case Kind.BUCKETS:
                held = self._buckets[number].tolist()
                statistics = {
                    bucket.key: Statistic(_share(count, n), count)
                    for bucket, count in zip(self._measure.buckets, held, strict=True)
                }
            case Kind.SHARE:
                statistics = {"share": Statistic(_share(hits, n), hits)}
            case Kind.PER_DAY:
                per_day = hits / question.days if question.days > 0 else None
                statistics = {"per_day": Statistic(per_day, hits)}
            case _:
                statistics = {"count": Statistic(float(hits))}
        return Answer(
            measure=self._measure,
            group=group,
            n=n,
            excluded=dict(zip(self._measure.reasons, excluded, strict=True)),
            statistics=statistics,
            stamps=self._stamps_of(number),
        )

    def _stamps_of(self, number: int) -> Mapping[str, int]:
        if not self._places:
            return {}
        made = dict(zip(MANNERS, self._stamps[number].tolist(), strict=True))
        return {**made, CORRECTED: int(self._corrected[number])}


def _counted(numbers: NDArray[np.int64], size: int, width: int) -> NDArray[np.int64]:
    return np.bincount(numbers, minlength=size * width).reshape(size, width).astype(np.int64)


def _share(part: int, whole: int) -> float | None:
    return 100.0 * part / whole if whole else None
