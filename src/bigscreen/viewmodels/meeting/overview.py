"""The first page: the key figures of a period and how it went."""

from bigscreen.viewmodels.meeting.figures_read import (
    FiguresRead,
    figure_text,
    measure_name,
    unit_text,
)
from bigscreen.viewmodels.meeting.force_chart import force_chart
from bigscreen.viewmodels.meeting.look import CALLS, Answers, Look, Only, PageKind, Questions
from bigscreen.viewmodels.meeting.time_chart import Curve, compared_chart, compared_words, step_for
from bigscreen.viewmodels.report_blocks import Block, Tile, Tiles, Words
from bigscreen.viewmodels.wording import tr, tr_noop

_ALL = (
    ("reports", "count"),
    ("volume", "count"),
    ("daily_volume", "per_day"),
    ("valid_calls", "count"),
    ("closing_rate", "share"),
    ("on_time_closing", "share"),
    ("open", "count"),
    ("overdue", "count"),
    ("satisfaction_rate", "share"),
)
_OF_CALLS = (("response", "p50"), ("response", "p90"), ("compliance", "share"))


def _response() -> Curve:
    return Curve(
        key="overview_response",
        measure="response",
        statistic="p90",
        title=tr("Response P90 of police calls"),
        only=CALLS,
    )


def _wanted(look: Look) -> Questions:
    step = step_for(look)
    return {
        "all": look.ask(*dict.fromkeys(measure for measure, _ in _ALL)),
        "calls": look.ask(*dict.fromkeys(measure for measure, _ in _OF_CALLS), only=CALLS),
        "forces": look.ask("volume", by=(step, "force"), compare=()),
        "response": look.ask("response", by=(step,), only=CALLS),
    }


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    every, calls = answers["all"], answers["calls"]
    tiles = [_tile(every, look, measure, statistic) for measure, statistic in _ALL]
    tiles[4:4] = [_tile(calls, look, measure, statistic, CALLS) for measure, statistic in _OF_CALLS]
    return (
        Tiles(
            key="overview_figures",
            title=tr("Key figures"),
            tiles=tuple(tiles),
            empty=tr("No cases in this period"),
        ),
        force_chart(answers["forces"], look),
        compared_chart(answers["response"], look, _response()),
        Words(key="overview_words", title=tr("In words"), paragraphs=_sentences(every, look)),
    )


def _tile(read: FiguresRead, look: Look, measure: str, statistic: str, only: Only = ()) -> Tile:
    figure = read.figure(measure, statistic)
    name = measure_name(figure.text)
    if statistic in {"p50", "p90"}:
        name = f"{name} {statistic.upper()}"
    unit = unit_text(figure.text)
    return Tile(
        label=f"{name} ({unit})" if unit and figure.text.unit == "s" else name,
        text=figure_text(figure),
        value=figure.value,
        changes=read.changes(measure, statistic),
        ground=read.ground(measure, statistic, (), look.narrowed(*only)),
    )


def _sentences(read: FiguresRead, look: Look) -> tuple[str, ...]:
    said = [
        tr(
            "{reports} reports came in, {valid} of them valid cases, {daily} a day; "
            "{closed} of them are closed, {open} open, {overdue} overdue.",
            reports=figure_text(read.figure("reports", "count")),
            valid=figure_text(read.figure("volume", "count")),
            daily=figure_text(read.figure("daily_volume", "per_day")),
            closed=figure_text(read.figure("closing_rate", "share")),
            open=figure_text(read.figure("open", "count")),
            overdue=figure_text(read.figure("overdue", "count")),
        )
    ]
    changes = read.changes("volume", "count")
    told = tr(", ").join(f"{one.label} {one.text}" for one in changes)
    said.append(tr("Valid cases: {changes}.", changes=told))
    return (" ".join(said), compared_words(read, look))


OVERVIEW = PageKind(key="overview", title=tr_noop("Overview"), wanted=_wanted, blocks=_blocks)
