"""The ranking of the grids for a meeting: scores with the arithmetic behind each.

It lies here because only this room knows both the assessment and the words for it.
"""

from collections.abc import Sequence

from bigscreen.kpi.assessment import Criterion, Mark, Score, criteria_from, scores
from bigscreen.kpi.plain_figures import figures_from
from bigscreen.report.score_tables import arithmetic
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.kpi_words import statistic_word
from bigscreen.viewmodels.meeting.figures_read import FiguresRead, bucket_name, duration_text
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import Answers, Look, PageKind, Questions
from bigscreen.viewmodels.meeting.time_chart import compared_words
from bigscreen.viewmodels.report_blocks import Block, Chart, Ground, Series, Table, Words
from bigscreen.viewmodels.wording import named, tr, tr_noop

_MOST_BARS = 30
_BEFORE = ("previous",)


def _wanted(look: Look) -> Questions:
    criteria = _criteria(look)
    if not criteria:
        return {}
    measures = dict.fromkeys(one.measure.key for one in criteria)
    return {"grids": look.ask(*measures, by=("grid",), compare=_BEFORE)}


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    criteria = _criteria(look)
    if not criteria:
        said = tr("This city's files do not say what the score of a grid is made of: weights.toml.")
        return (Words(key="ranking_none", title=tr("Ranking"), paragraphs=(said,)),)
    read = answers["grids"]
    found = figures_from(read.answer)
    sides = {key: place for place, key in enumerate(found.windows)}
    now = scores(criteria, [side[0] for side in found.sides])
    then = (
        scores(criteria, [side[sides["previous"]] for side in found.sides])
        if "previous" in sides
        else []
    )
    earlier = {score.group: score for score in then}
    return (
        _chart(now, earlier, look),
        _table(now, earlier, read, look),
        Words(
            key="ranking_arithmetic",
            title=tr("Score arithmetic"),
            paragraphs=tuple(
                f"{group_title('grid', score.group[0], look)}: {arithmetic(score)}" for score in now
            ),
        ),
    )


def _criteria(look: Look) -> tuple[Criterion, ...]:
    return criteria_from(look.city.weights) if look.city else ()


_Earlier = dict[tuple[str | int, ...], Score]


def _chart(now: Sequence[Score], earlier: _Earlier, look: Look) -> Chart:
    shown = [score for score in now if score.score is not None][:_MOST_BARS]
    before = [earlier.get(score.group) for score in shown]
    return Chart(
        key="ranking_scores",
        title=tr("Score of each grid, of 100"),
        kind="bar",
        categories=tuple(group_title("grid", score.group[0], look) for score in shown),
        series=(
            Series(
                name=tr("This period"),
                values=tuple(score.score for score in shown),
                tone="now",
                grounds=tuple(_score_ground(score) for score in shown),
            ),
            Series(
                name=tr("Period before"),
                values=tuple(score.score if score else None for score in before),
                tone="before",
            ),
        ),
        decimals=1,
        empty=tr("No grid has a figure to be scored by"),
    )


def _score_ground(score: Score) -> Ground:
    return Ground(n=max((mark.n for mark in score.marks), default=0), definition=arithmetic(score))


def _table(now: Sequence[Score], earlier: _Earlier, read: FiguresRead, look: Look) -> Table:
    criteria = [mark.criterion for mark in now[0].marks] if now else []
    return Table(
        key="ranking_table",
        title=tr("Ranking"),
        columns=(
            tr("Rank"),
            tr("Grid"),
            tr("Score"),
            tr("Change"),
            *(f"{_name(one)} ({one.weight:g})" for one in criteria),
        ),
        rows=tuple(_row(score, earlier.get(score.group), look) for score in now),
        note=" ".join(
            (
                tr("In brackets: the weight. No figure, no weight."),
                compared_words(read, look, _BEFORE),
            )
        ),
        empty=tr("No grid has a figure to be scored by"),
        grounds=tuple(_row_grounds(score, read, look) for score in now),
    )


def _row(score: Score, then: Score | None, look: Look) -> tuple[str | float | None, ...]:
    change = ""
    if score.score is not None and then is not None and then.score is not None:
        by = score.score - then.score
        change = f"{'▲' if by > 0 else '▼'} {abs(by):.1f}" if round(abs(by), 1) else "± 0"
    return (
        score.rank,
        group_title("grid", score.group[0], look),
        None if score.score is None else round(score.score, 1),
        change,
        *map(_mark_text, score.marks),
    )


def _mark_text(mark: Mark) -> str:
    if mark.value is None or mark.points is None:
        return NOTHING
    is_time = mark.criterion.measure.unit == "s"
    value = duration_text(mark.value) if is_time else f"{mark.value:.1f}"
    return f"{value} → {abs(round(mark.points, 1)):.1f}"


def _row_grounds(score: Score, read: FiguresRead, look: Look) -> tuple[Ground, ...]:
    grid = str(score.group[0])
    return (
        *(Ground(), Ground(), _score_ground(score), Ground()),
        *(
            read.ground(
                mark.criterion.measure.key,
                mark.criterion.statistic,
                score.group,
                look.narrowed(("grid", grid)),
            )
            for mark in score.marks
        ),
    )


def _name(one: Criterion) -> str:
    measure = one.measure
    name = named(measure.name, measure.name_en)
    if one.statistic == "share":
        return name
    buckets = {bucket.key for bucket in measure.buckets}
    stands = bucket_name(one.statistic) if one.statistic in buckets else None
    return f"{name} {stands or statistic_word(one.statistic)}"


RANKING = PageKind(key="ranking", title=tr_noop("Ranking"), wanted=_wanted, blocks=_blocks)
"""Grids by score, beside the period before."""
