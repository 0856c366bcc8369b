"""The grids coloured by a measure, step by step through the period."""

from collections.abc import Mapping
from dataclasses import dataclass

from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.viewmodels.meeting.figures_read import (
    FiguresRead,
    Group,
    less_is_better,
    measure_name,
)
from bigscreen.viewmodels.meeting.look import CALLS, Answers, Look, Only, PageKind
from bigscreen.viewmodels.meeting.steps import Slot, coarser_step, slots
from bigscreen.viewmodels.meeting.time_chart import (
    chart_decimals,
    chart_unit,
    scale_of,
    step_for,
)
from bigscreen.viewmodels.report_blocks import Block, GridMap, MapStep
from bigscreen.viewmodels.wording import tr, tr_noop

_MOST_GROUPS = 4_500
"""A hub gives up to 5,000 groups."""
_MOST_STEPS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChoice:
    """A measure the map can be coloured by."""

    measure: str
    statistic: str
    only: Only = ()


CHOICES = (
    MapChoice(measure="volume", statistic="count"),
    MapChoice(measure="response", statistic="p90", only=CALLS),
    MapChoice(measure="compliance", statistic="share", only=CALLS),
    MapChoice(measure="on_time_closing", statistic="share"),
    MapChoice(measure="overdue", statistic="count"),
)


def map_step(look: Look) -> str:
    """Return the step of the slider: so coarse that one answer holds all steps of all grids."""
    step = step_for(look)
    grids = len(look.city.grids) if look.city else 0
    while len(_slots(look, step)) * (grids + 1) > _MOST_GROUPS and coarser_step(step) != step:
        step = coarser_step(step)
    return step


def map_page(choice: MapChoice) -> PageKind:
    """Return the page of one choice; the first step of the map is the whole period."""

    def wanted(look: Look) -> Mapping[str, FiguresQuestion]:
        by = ("grid", map_step(look))
        return {
            "whole": look.ask(choice.measure, by=("grid",), only=choice.only, compare=()),
            "steps": look.ask(choice.measure, by=by, only=choice.only, compare=()),
        }

    def blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
        return (_map(answers["whole"], answers["steps"], look, choice),)

    return PageKind(key="map", title=tr_noop("Grid map"), wanted=wanted, blocks=blocks)


def place_of_step(look: Look, place: int) -> Only:
    """Return what a step of the map narrows its figures to: nothing for the whole period."""
    step = map_step(look)
    found = _slots(look, step)
    return ((step, str(found[place].key)),) if len(found) > 1 and place < len(found) else ()


def choice_name(choice: MapChoice, name: str) -> str:
    """Return what a choice is called, ``name`` being its measure's."""
    return f"{name} {choice.statistic.upper()}" if choice.statistic in _RANKS else name


_RANKS = frozenset({"p50", "p90"})


def _slots(look: Look, step: str) -> tuple[Slot, ...]:
    return slots(look.period.start, look.until, step, look.clock)


def _map(whole: FiguresRead, steps: FiguresRead, look: Look, choice: MapChoice) -> GridMap:
    text = whole.text(choice.measure)
    grids = [grid.id for grid in look.city.grids] if look.city else []
    step = map_step(look)
    found = _slots(look, step)
    # The widget opens at the last step: the whole period.
    shown = [_step(slot.label, steps, grids, choice, slot.key) for slot in found[:_MOST_STEPS]]
    if len(shown) < 2:
        shown = []
    shown.append(_step(tr("Whole period"), whole, grids, choice, None))
    return GridMap(
        key=f"map_{choice.measure}",
        title=choice_name(choice, measure_name(text)),
        steps=tuple(shown) if any(one.values for one in shown) else (),
        unit=chart_unit(text.unit),
        decimals=chart_decimals(text.unit),
        more_is_worse=less_is_better(choice.measure) or choice.measure == "volume",
        note=tr("Police calls") if choice.only else "",
        empty=tr("No cases in this period"),
    )


def _step(
    label: str, read: FiguresRead, grids: list[str], choice: MapChoice, slot: str | int | None
) -> MapStep:
    scale = scale_of(read.text(choice.measure).unit)
    values, counts = {}, {}
    for grid in grids:
        group: Group = (grid,) if slot is None else (grid, slot)
        figure = read.figure(choice.measure, choice.statistic, group)
        if figure.value is not None:
            values[grid] = figure.value / scale
            counts[grid] = figure.n
    return MapStep(label=label, values=values, counts=counts, whole=slot is None)
