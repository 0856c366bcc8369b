"""Presence on the street: police and city management seen, duties of patrol fulfilled."""

from bigscreen.viewmodels.meeting.figures_read import FiguresRead, figure_text, measure_name
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import Answers, Look, PageKind, Questions
from bigscreen.viewmodels.meeting.places import more_words
from bigscreen.viewmodels.report_blocks import Block, Chart, Series, Tile, Tiles
from bigscreen.viewmodels.wording import tr, tr_noop

_MEASURES = (
    "police_presence",
    "chengguan_presence",
    "must_visit_coverage",
    "must_patrol_coverage",
    "minimum_strength",
)
_SEEN = (("police_presence", "police"), ("chengguan_presence", "chengguan"))
_DONE = (("must_visit_coverage", "now"), ("must_patrol_coverage", "before"))
_MOST_GRIDS = 24


def _wanted(look: Look) -> Questions:
    by_grid = [measure for measure, _ in (*_SEEN, *_DONE)]
    return {
        "all": look.ask(*_MEASURES),
        "grids": look.ask(*by_grid, by=("grid",), compare=()),
    }


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    read, grids = answers["all"], answers["grids"]
    return (
        Tiles(
            key="presence_figures",
            title=tr("Presence on the street"),
            tiles=tuple(_tile(read, measure) for measure in _MEASURES),
        ),
        _chart(grids, look, "presence_seen", tr("Seen on the street, by grid"), _SEEN),
        _chart(grids, look, "presence_done", tr("Patrol duties fulfilled, by grid"), _DONE),
    )


def _tile(read: FiguresRead, measure: str) -> Tile:
    figure = read.figure(measure, "share")
    return Tile(
        label=measure_name(figure.text),
        text=figure_text(figure),
        value=figure.value,
        changes=read.changes(measure, "share"),
        ground=read.ground(measure, "share"),
    )


def _chart(
    read: FiguresRead, look: Look, key: str, title: str, shown: tuple[tuple[str, str], ...]
) -> Chart:
    grids = [
        group[0]
        for group in read.groups(shown[0][0])
        if any(read.side(measure, group).n for measure, _ in shown)
    ]
    first = grids[:_MOST_GRIDS]
    return Chart(
        key=key,
        title=title,
        kind="bar",
        categories=tuple(group_title("grid", grid, look) for grid in first),
        series=tuple(
            Series(
                name=measure_name(read.text(measure)),
                values=tuple(read.figure(measure, "share", (grid,)).value for grid in first),
                tone=tone,
                grounds=tuple(read.ground(measure, "share", (grid,)) for grid in first),
            )
            for measure, tone in shown
        ),
        unit="%",
        decimals=1,
        note=more_words(len(grids), len(first)),
        empty=tr("Nobody has patrolled in this period"),
    )


PRESENCE = PageKind(key="presence", title=tr_noop("Presence"), wanted=_wanted, blocks=_blocks)
