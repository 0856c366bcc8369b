"""Assessment 考核: a score for each group from weighed figures, with every step of the sum.

A criterion gives its whole weight for a figure at ``best`` or better, nothing at ``worst`` or
worse, and in between in proportion; which of the two is greater tells whether less is better. A
criterion without a figure (nothing counted, or too few for a percentile) is left out with its
weight, so nobody gains or loses by it. The score is what was reached of the weights that stand,
out of 100.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.score_weights import ScoreWeight
from bigscreen.kpi.answers import Answer
from bigscreen.kpi.case_columns import Label
from bigscreen.kpi.measure import Measure
from bigscreen.kpi.register import ALL_MEASURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What one figure is worth."""

    measure: Measure
    statistic: str
    weight: float
    best: float
    worst: float

    def points(self, value: float) -> float:
        """Return what a figure gives, 0 to ``weight``."""
        reached = (self.worst - value) / (self.worst - self.best)
        return self.weight * min(max(reached, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a group got for a criterion; ``points`` is None where it has no figure."""

    criterion: Criterion
    value: float | None
    n: int
    points: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """The marks of a group and its place; both are None where no criterion has a figure."""

    group: tuple[Label, ...]
    marks: tuple[Mark, ...]
    score: float | None
    rank: int | None


def criteria_of(document: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """Return the criteria of a weights file: a list of tables under ``criteria``.

    Raises:
        InvalidValue: a key is missing or unknown, or a value can not be right.
    """
    tables = document.get("criteria")
    if not isinstance(tables, list) or not tables:
        raise InvalidValue("criteria", tables, "a list of one [[criteria]] table or more")
    return tuple(_criterion(f"criteria[{n}]", table) for n, table in enumerate(tables, start=1))


def criteria_from(weights: Iterable[ScoreWeight]) -> tuple[Criterion, ...]:
    """Return a city's weights as criteria; those of a measure this program lacks are left out."""
    return tuple(
        Criterion(
            measure=ALL_MEASURES[one.measure],
            statistic=one.statistic,
            weight=one.weight,
            best=one.best,
            worst=one.worst,
        )
        for one in weights
        if one.measure in ALL_MEASURES and one.statistic in ALL_MEASURES[one.measure].statistics
    )


_NOBODY = ("",)

_NUMBERS = ("weight", "best", "worst")
_KEYS = ("measure", "statistic", *_NUMBERS)


def _criterion(place: str, table: object) -> Criterion:
    if not isinstance(table, dict) or set(table) != set(_KEYS):
        raise InvalidValue(place, table, f"a table of {', '.join(_KEYS)}")
    measure = ALL_MEASURES.get(str(table["measure"]))
    if measure is None:
        expected = f"one of {', '.join(ALL_MEASURES)}"
        raise InvalidValue(f"{place}.measure", table["measure"], expected)
    if table["statistic"] not in measure.statistics:
        expected = f"one of {', '.join(measure.statistics)}"
        raise InvalidValue(f"{place}.statistic", table["statistic"], expected)
    for key in _NUMBERS:
        if not _is_finite(table[key]):
            raise InvalidValue(f"{place}.{key}", table[key], "a number")
    if not table["weight"] > 0:
        raise InvalidValue(f"{place}.weight", table["weight"], "a number above 0")
    if table["worst"] == table["best"]:
        raise InvalidValue(f"{place}.worst", table["worst"], "another number than best")
    return Criterion(
        measure=measure,
        statistic=table["statistic"],
        weight=float(table["weight"]),
        best=float(table["best"]),
        worst=float(table["worst"]),
    )


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def scores(criteria: Sequence[Criterion], answers: Sequence[Answer]) -> list[Score]:
    """Return the score of every group the answers have, the best first, equal ones by name.

    Cases in no group at all, as outside every grid, are nobody's and get none.
    """
    known = {(answer.measure.key, answer.group): answer for answer in answers}
    groups = sorted({answer.group for answer in answers} - {_NOBODY})
    marked = {
        group: tuple(_mark(one, known.get((one.measure.key, group))) for one in criteria)
        for group in groups
    }
    totals = {group: _total(marks) for group, marks in marked.items()}
    ranked = [total for total in totals.values() if total is not None]
    found = [
        Score(group, marked[group], total, _rank(total, ranked)) for group, total in totals.items()
    ]
    return sorted(found, key=lambda one: (one.rank is None, one.rank, one.group))


def _mark(criterion: Criterion, answer: Answer | None) -> Mark:
    if answer is None:
        return Mark(criterion, None, 0, None)
    value = answer.statistics[criterion.statistic].value
    points = None if value is None else criterion.points(value)
    return Mark(criterion, value, answer.n, points)


def _total(marks: Sequence[Mark]) -> float | None:
    standing = [(mark.points, mark.criterion.weight) for mark in marks if mark.points is not None]
    if not standing:
        return None
    return sum(points for points, _ in standing) / sum(weight for _, weight in standing) * 100.0


def _rank(total: float | None, ranked: Sequence[float]) -> int | None:
    return None if total is None else 1 + sum(other > total for other in ranked)
