"""Figures asked of the history of cases, and what is answered, as plain data that can travel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresQuestion:
    """What is asked; every key is one of ``bigscreen kpi``.

    Without ``measures`` all are meant that the splits allow. ``only`` are splits and the value
    wanted of each, for example ``("work", "police_call")``. An open ``start`` or ``end`` means
    the first or the last day with a case. ``zone`` is the clock of hours, weekdays and months,
    the city's unless told. ``compare`` holds ``year`` 同比, ``previous`` 环比 or both.
    """

    measures: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    only: tuple[tuple[str, str], ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    zone: str = ""
    compare: tuple[str, ...] = ()
    min_n: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPeriod:
    """A period that was looked at; ``key`` is ``now``, ``year`` or ``previous``."""

    key: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureText:
    """What a measure is, in words; ``reasons`` are why a case may be left out of it."""

    key: str
    kind: str
    name: str
    name_en: str
    formula: str
    formula_en: str
    rule: str
    rule_en: str
    unit: str
    source: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """One number: None where there is no ground for one; ``count`` what a share holds."""

    value: float | None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """A measure of one group in one period: on how many cases, and why not on the others."""

    n: int
    excluded: Mapping[str, int] = field(default_factory=dict)
    stamps: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, FigureValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """A measure of one group: ``group`` has a label a split, ``periods`` figures a period."""

    measure: str
    group: tuple[str | int, ...]
    periods: tuple[PeriodFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFigures:
    """The answer: ``periods``, ``splits`` and ``measures`` say what the ``groups`` are about.

    Open cases were judged as of ``as_of``; there is no percentile of fewer than ``min_n`` cases.
    """

    periods: tuple[FiguresPeriod, ...]
    zone: str
    as_of: datetime
    min_n: int
    splits: tuple[str, ...]
    measures: tuple[MeasureText, ...]
    groups: tuple[GroupFigures, ...]
