"""Distributions as the weekly bulletins give them: accepting, setting out, reporting back."""

from bigscreen.viewmodels.meeting.figures_read import (
    COMPARED,
    FiguresRead,
    bucket_name,
    change,
    figure_text,
    measure_name,
)
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import CALLS, Answers, Look, PageKind, Questions
from bigscreen.viewmodels.meeting.time_chart import compared_words, period_name
from bigscreen.viewmodels.report_blocks import Block, Chart, Ground, Series, Table, Words
from bigscreen.viewmodels.wording import tr, tr_noop

SPEEDS = ("acceptance_speed", "turnout_speed", "report_speed")
_TONES = {"now": "now", "previous": "before", "year": "year"}
_FEWEST = 10
_ALL = 100.0


def _wanted(look: Look) -> Questions:
    return {
        "all": look.ask(*SPEEDS, only=CALLS),
        "grids": look.ask(*SPEEDS, by=("grid",), only=CALLS, compare=()),
    }


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    every, grids = answers["all"], answers["grids"]
    return (
        *(_chart(every, look, measure) for measure in SPEEDS),
        _table(every, look),
        Words(
            key="speeds_worst",
            title=tr("Slowest grids"),
            paragraphs=tuple(_slowest(grids, look, measure) for measure in SPEEDS),
        ),
    )


def _chart(read: FiguresRead, look: Look, measure: str) -> Chart:
    text, buckets = read.text(measure), read.buckets(measure)
    only = look.narrowed(*CALLS)
    return Chart(
        key=measure,
        title=" · ".join((measure_name(text), tr("n {n}", n=f"{read.side(measure).n:,}"))),
        kind="bar",
        categories=tuple(map(bucket_name, buckets)),
        series=tuple(
            Series(
                name=period_name(period),
                values=tuple(read.figure(measure, bucket, (), period).value for bucket in buckets),
                tone=_TONES[period],
                grounds=tuple(read.ground(measure, bucket, (), only, period) for bucket in buckets),
            )
            for period in ("now", *read.compared[::-1])
        ),
        unit="%",
        decimals=1,
        note=compared_words(read, look),
        empty=tr("No cases in this period"),
    )


def _table(read: FiguresRead, look: Look) -> Table:
    rows: list[tuple[str | float | None, ...]] = []
    grounds: list[tuple[Ground, ...]] = []
    for measure in SPEEDS:
        for bucket in read.buckets(measure):
            now = read.figure(measure, bucket)
            then = (read.figure(measure, bucket, (), key) for key in read.compared)
            rows.append(
                (
                    measure_name(now.text),
                    bucket_name(bucket),
                    now.count,
                    figure_text(now),
                    *(change(now, one, "").text for one in then),
                )
            )
            ground = read.ground(measure, bucket, (), look.narrowed(*CALLS))
            blank = (Ground(),) * len(read.compared)
            grounds.append((Ground(), Ground(), ground, ground, *blank))
    return Table(
        key="speeds_table",
        title=tr("Cases and share of each stretch"),
        columns=(
            tr("Measure"),
            tr("Stretch"),
            tr("cases"),
            tr("share"),
            *(tr(COMPARED[key]) for key in read.compared),
        ),
        rows=tuple(rows),
        grounds=tuple(grounds),
        empty=tr("No cases in this period"),
    )


def _slowest(read: FiguresRead, look: Look, measure: str) -> str:
    """Name the grid with the smallest share in the fastest stretch, of those with enough cases."""
    name = measure_name(read.text(measure))
    fastest = next(iter(read.buckets(measure)), "")
    found = [
        (figure.value, group)
        for group in read.groups(measure)
        if (figure := read.figure(measure, fastest, group)).value is not None
        and figure.n >= _FEWEST
    ]
    if not found:
        return tr("{measure}: no grid has {n} cases or more.", measure=name, n=_FEWEST)
    share, group = min(found, key=lambda one: (one[0], one[1]))
    if share >= _ALL:
        return tr(
            "{measure}: every grid is at 100% within {stretch}.",
            measure=name,
            stretch=bucket_name(fastest),
        )
    figure = read.figure(measure, fastest, group)
    return tr(
        "{measure}: slowest is {grid}, {share} within {stretch} (n {n}).",
        measure=name,
        grid=group_title("grid", group[0], look),
        share=figure_text(figure),
        stretch=bucket_name(fastest),
        n=f"{figure.n:,}",
    )


DISTRIBUTION = PageKind(key="speeds", title=tr_noop("Speeds"), wanted=_wanted, blocks=_blocks)
