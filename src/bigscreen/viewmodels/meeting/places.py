"""Where work comes from: by grid, by item of the catalogue, by channel."""

from bigscreen.viewmodels.meeting.figures_read import FiguresRead
from bigscreen.viewmodels.meeting.force_chart import force_title, forces_in_order
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import Answers, Look, PageKind, Questions
from bigscreen.viewmodels.meeting.time_chart import compared_words, period_name
from bigscreen.viewmodels.report_blocks import Block, Chart, Series
from bigscreen.viewmodels.unit_marks import tone_of
from bigscreen.viewmodels.wording import tr, tr_noop

_TONES = {"now": "now", "previous": "before", "year": "year"}
_MOST_GRIDS = 24
_MOST_ITEMS = 15


def _wanted(look: Look) -> Questions:
    return {
        "grids": look.ask("volume", by=("grid", "force"), compare=()),
        "items": look.ask("volume", by=("item",)),
        "channels": look.ask("volume", by=("channel",)),
    }


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    return (
        _by_grid(answers["grids"], look),
        _by(answers["items"], look, "item", tr("Cases by item")),
        _by(answers["channels"], look, "channel", tr("Cases by channel")),
    )


def _by_grid(read: FiguresRead, look: Look) -> Chart:
    found: dict[str, dict[str, float]] = {}
    for group in read.groups("volume"):
        count = read.figure("volume", "count", group).value or 0.0
        found.setdefault(str(group[0]), {})[str(group[1])] = count
    totals = {grid: sum(forces.values()) for grid, forces in found.items()}
    grids = sorted(totals, key=lambda grid: (-totals[grid], grid))
    shown = grids[:_MOST_GRIDS]
    codes = forces_in_order(look.city, {code for forces in found.values() for code in forces})
    return Chart(
        key="places_grids",
        title=tr("Cases by grid"),
        kind="stacked",
        categories=tuple(group_title("grid", grid, look) for grid in shown),
        series=tuple(
            Series(
                name=force_title(look.city, code),
                values=tuple(found[grid].get(code, 0.0) for grid in shown),
                tone=tone_of(look.city.force(code) if look.city else None).value,
                grounds=tuple(
                    read.ground(
                        "volume",
                        "count",
                        (grid, code),
                        look.narrowed(("grid", grid), ("force", code)),
                    )
                    for grid in shown
                ),
            )
            for code in codes
        ),
        unit=tr("cases"),
        note=more_words(len(grids), len(shown)),
        empty=tr("No cases in this period"),
    )


def _by(read: FiguresRead, look: Look, split: str, title: str) -> Chart:
    counts = {
        group[0]: read.figure("volume", "count", group).value or 0.0
        for group in read.groups("volume")
    }
    labels = sorted(counts, key=lambda label: (-counts[label], str(label)))
    shown = [label for label in labels if counts[label]][:_MOST_ITEMS]
    said = (compared_words(read, look), more_words(len(labels), len(shown)))
    return Chart(
        key=f"places_{split}",
        title=title,
        kind="bar",
        categories=tuple(group_title(split, label, look) for label in shown),
        series=tuple(
            Series(
                name=period_name(period),
                values=tuple(
                    read.figure("volume", "count", (label,), period).value or 0.0 for label in shown
                ),
                tone=_TONES[period],
                grounds=tuple(
                    read.ground(
                        "volume", "count", (label,), look.narrowed((split, str(label))), period
                    )
                    for label in shown
                ),
            )
            for period in ("now", *read.compared[::-1])
        ),
        unit=tr("cases"),
        note=" · ".join(filter(None, said)),
        empty=tr("No cases in this period"),
    )


def more_words(every: int, shown: int) -> str:
    """Return how many more there are than are shown, nothing where all are."""
    return tr("{n} more, with fewer cases, are not shown", n=every - shown) if every > shown else ""


PLACES = PageKind(key="places", title=tr_noop("Places"), wanted=_wanted, blocks=_blocks)
