"""Assessment scores as a table: rank, trend, and the arithmetic behind each score."""

from collections.abc import Mapping, Sequence
from typing import Any

from bigscreen.kpi.assessment import Mark, Score
from bigscreen.kpi.comparisons import Window
from bigscreen.report.tables import Cell, Table
from bigscreen.viewmodels.kpi_words import group_word, statistic_word, unit_word
from bigscreen.viewmodels.wording import named, tr


def score_table(
    split: str, window: Window, before: Window, scores: Sequence[Score], earlier: Sequence[Score]
) -> Table:
    """Return the scores of a period beside those of the period before."""
    known = {score.group: score for score in earlier}
    rows: list[tuple[Cell, ...]] = []
    for score in scores:
        then = known.get(score.group)
        rows.append(
            (
                score.rank,
                group_word(split, score.group[0]),
                _rounded(score.score),
                _rounded(then.score if then else None),
                _rounded(_change(score, then)),
                then.rank if then else None,
                arithmetic(score),
            )
        )
    return Table(
        title=tr("Assessment"),
        headings=(
            tr("Rank"),
            tr("Grid"),
            tr("Score"),
            tr("Score before"),
            tr("Change"),
            tr("Rank before"),
            tr("Arithmetic"),
        ),
        rows=tuple(rows),
        about=(
            tr("Period: {start} to before {end}", **_ends(window)),
            tr("Before: {start} to before {end}", **_ends(before)),
        ),
    )


def score_document(
    window: Window, before: Window, scores: Sequence[Score], earlier: Sequence[Score]
) -> dict[str, Any]:
    """Return the same as plain data."""
    known = {score.group: score for score in earlier}
    return {
        "window": {"from": window.start.isoformat(), "to": window.end.isoformat()},
        "before": {"from": before.start.isoformat(), "to": before.end.isoformat()},
        "scores": [
            {
                "grid": score.group[0],
                "rank": score.rank,
                "score": _rounded(score.score),
                "score_before": _rounded(then.score if then else None),
                "change": _rounded(_change(score, then)),
                "rank_before": then.rank if then else None,
                "marks": [_mark_document(mark) for mark in score.marks],
            }
            for score in scores
            for then in [known.get(score.group)]
        ],
    }


def arithmetic(score: Score) -> str:
    """Return every step from the figures to the score, in a line."""
    steps = [_step(mark) for mark in score.marks]
    standing = [mark for mark in score.marks if mark.points is not None]
    if score.score is not None:
        points = " + ".join(f"{mark.points:.2f}" for mark in standing)
        weights = " + ".join(f"{mark.criterion.weight:g}" for mark in standing)
        steps.append(f"({points}) ÷ ({weights}) × 100 = {score.score:.2f}")
    return "; ".join(steps)


def _step(mark: Mark) -> str:
    one = mark.criterion
    bucket = {bucket.key: bucket.name for bucket in one.measure.buckets}.get(one.statistic)
    name = named(one.measure.name, one.measure.name_en)
    what = f"{name} {bucket or statistic_word(one.statistic)}"
    if mark.value is None or mark.points is None:
        return tr("{what}: no figure (n {n}), left out", what=what, n=mark.n)
    figure = f"{what} {mark.value:.2f} {unit_word(one.measure.unit)} (n {mark.n})"
    if mark.points in (0.0, one.weight):
        return f"{figure} = {mark.points:.2f}"
    span = f"({one.worst:g} − {mark.value:.2f}) ÷ ({one.worst:g} − {one.best:g})"
    return f"{figure}: {one.weight:g} × {span} = {mark.points:.2f}"


def _mark_document(mark: Mark) -> Mapping[str, Any]:
    return {
        "measure": mark.criterion.measure.key,
        "statistic": mark.criterion.statistic,
        "weight": mark.criterion.weight,
        "best": mark.criterion.best,
        "worst": mark.criterion.worst,
        "value": _rounded(mark.value),
        "n": mark.n,
        "points": _rounded(mark.points),
    }


def _change(score: Score, then: Score | None) -> float | None:
    if then is None or score.score is None or then.score is None:
        return None
    return score.score - then.score


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _ends(window: Window) -> dict[str, str]:
    return {
        "start": window.start.isoformat(" ", "seconds"),
        "end": window.end.isoformat(" ", "seconds"),
    }
