"""Answers of several periods next to each other, group by group, and what changed."""

from collections.abc import Mapping, Sequence

from bigscreen.kpi.answers import Answer, Question, Statistic, no_cases
from bigscreen.kpi.case_columns import Label
from bigscreen.kpi.measure import Kind, Measure

_IN_POINTS = {Kind.SHARE, Kind.BUCKETS}

Group = tuple[Label, ...]


def side_by_side(question: Question, *periods: Sequence[Answer]) -> list[tuple[Answer, ...]]:
    """Return the answers of all periods, one tuple a measure and group that any of them has.

    A group nothing was received in during a period stands there with n = 0.
    """
    known: list[Mapping[tuple[str, Group], Answer]] = [
        {(answer.measure.key, answer.group): answer for answer in answers} for answers in periods
    ]
    return [
        tuple(
            answers.get((measure.key, group)) or no_cases(measure, group, question)
            for answers in known
        )
        for measure in question.measures
        for group in sorted({group for answers in known for key, group in answers})
    ]


def change(measure: Measure, now: Statistic, then: Statistic) -> float | None:
    """Return by how much a figure changed, in the unit :func:`in_points` tells.

    None where one of the two is missing, or where there was nothing to grow from.
    """
    if now.value is None or then.value is None:
        return None
    if in_points(measure):
        return now.value - then.value
    return (now.value - then.value) / then.value * 100.0 if then.value else None


def in_points(measure: Measure) -> bool:
    """Tell whether changes are percentage points; else they are per cent of the earlier figure."""
    return measure.kind in _IN_POINTS
