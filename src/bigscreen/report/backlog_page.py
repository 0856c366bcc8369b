"""What is not finished, for a meeting: how much, the cards shown, and the cases themselves."""

from dataclasses import replace
from datetime import datetime

from bigscreen.domain.situation import Situation
from bigscreen.kpi.duty_list import DutyList, ListCell
from bigscreen.kpi.lists import unfinished_list
from bigscreen.report.list_tables import ListWriter
from bigscreen.viewmodels.meeting.figures_read import FiguresRead, figure_text, measure_name
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import Answers, Look, PageKind, Questions
from bigscreen.viewmodels.meeting.places import more_words
from bigscreen.viewmodels.report_blocks import Block, Chart, Series, Table, Tile, Tiles
from bigscreen.viewmodels.wording import tr, tr_noop

_MEASURES = ("open", "overdue", "yellow_cards", "red_cards", "suspended")
_CARDS = (("yellow_cards", "late"), ("red_cards", "bad"))
_MOST_GRIDS = 24
_MOST_ROWS = 5_000


def _wanted(look: Look) -> Questions:
    return {
        "all": look.ask(*_MEASURES),
        "grids": look.ask(*(measure for measure, _ in _CARDS), by=("grid",), compare=()),
    }


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    read = answers["all"]
    return (
        Tiles(
            key="backlog_figures",
            title=tr("Received in the period"),
            tiles=tuple(_tile(read, look, measure) for measure in _MEASURES),
        ),
        _cards(answers["grids"], look),
        unfinished_table(look),
    )


def _tile(read: FiguresRead, look: Look, measure: str) -> Tile:
    figure = read.figure(measure, "count")
    return Tile(
        label=measure_name(figure.text),
        text=figure_text(figure),
        value=figure.value,
        changes=read.changes(measure, "count"),
        ground=read.ground(measure, "count", (), look.only),
    )


def _cards(read: FiguresRead, look: Look) -> Chart:
    counts = {
        group[0]: sum(read.figure(measure, "count", group).value or 0.0 for measure, _ in _CARDS)
        for group in read.groups("yellow_cards")
    }
    grids = sorted((one for one in counts if counts[one]), key=lambda one: (-counts[one], str(one)))
    shown = grids[:_MOST_GRIDS]
    return Chart(
        key="backlog_cards",
        title=tr("Cards by grid"),
        kind="stacked",
        categories=tuple(group_title("grid", grid, look) for grid in shown),
        series=tuple(
            Series(
                name=measure_name(read.text(measure)),
                values=tuple(read.figure(measure, "count", (grid,)).value or 0.0 for grid in shown),
                tone=tone,
                grounds=tuple(
                    read.ground(measure, "count", (grid,), look.narrowed(("grid", str(grid))))
                    for grid in shown
                ),
            )
            for measure, tone in _CARDS
        ),
        unit=tr("cases"),
        note=more_words(len(grids), len(shown)),
        empty=tr("No card was shown in this period"),
    )


def unfinished_table(look: Look) -> Table:
    """Return the open cases received before the period's end, nearest deadline first."""
    if look.situation is None:
        return Table(
            key="unfinished", title=tr("Unfinished list"), columns=(), rows=(), empty=tr("Loading")
        )
    listed = unfinished_list(look.situation, look.now)
    kept = _before(listed, look.until)
    shown = kept[:_MOST_ROWS]
    writer = _Writer(look.city, look.situation.units, look.clock.zone)
    table = writer.table(replace(listed, rows=shown), ())
    ids = _ids_by_number(look.situation)
    note = tr("As of {moment}; received before the period's end", moment=writer.moment(look.now))
    more = tr("the first {n} of {all}", n=len(shown), all=len(kept)) if shown != kept else ""
    return Table(
        key="unfinished",
        title=f"{table.title} · {len(kept):,}",
        columns=table.headings,
        rows=table.rows,
        case_ids=tuple(ids.get(str(row[0]), "") for row in shown),
        note=" · ".join(filter(None, (note, more))),
        empty=tr("Every case is closed"),
    )


class _Writer(ListWriter):
    """Says times by the city's clock alone: everybody in the room lives by it."""

    def moment(self, at: datetime) -> str:
        """Return a time without its offset."""
        return super().moment(at)[: len("2026-03-02 08:00")]


def _before(listed: DutyList, until: datetime) -> tuple[tuple[ListCell, ...], ...]:
    place = next(n for n, column in enumerate(listed.columns) if column.key == "received")
    rows = []
    for row in listed.rows:
        received = row[place]
        if isinstance(received, datetime) and received < until:
            rows.append(row)
    return tuple(rows)


def _ids_by_number(situation: Situation) -> dict[str, str]:
    return {one.incident.number: one.incident.id for one in situation.open_incidents()}


BACKLOG = PageKind(key="backlog", title=tr_noop("Unfinished"), wanted=_wanted, blocks=_blocks)
"""Open and overdue cases, cards, and the unfinished list."""
