"""The weekly bulletin 警情周报: what to ask, and the report that comes of the answers.

It follows the structure leaders know: reports and valid calls with their change, the three
speeds in stretches, the worst unit of each, what is not finished, what was grave.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bigscreen.domain.city import City
from bigscreen.domain.history_figures import HistoryFigures
from bigscreen.domain.past_cases import CasesQuestion
from bigscreen.viewmodels.bulletin_cases import (
    BulletinCases,
    grave_questions,
    grave_table,
    unfinished_question,
    unfinished_table,
)
from bigscreen.viewmodels.bulletin_speeds import SPEEDS, speed_chart, worst_table
from bigscreen.viewmodels.meeting.figures_read import (
    COMPARED,
    FiguresRead,
    change,
    figure_text,
    measure_name,
)
from bigscreen.viewmodels.meeting.group_names import group_title
from bigscreen.viewmodels.meeting.look import CALLS, Answers, Look, Only, Questions
from bigscreen.viewmodels.meeting.periods import CityClock, PeriodKind, period_at, period_words
from bigscreen.viewmodels.meeting.steps import slots
from bigscreen.viewmodels.meeting.time_chart import Curve, compared_chart, compared_words
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import (
    Chart,
    GridMap,
    MapStep,
    Page,
    Report,
    Series,
    Tile,
    Tiles,
    Words,
)
from bigscreen.viewmodels.wording import named, tr

_CALL_FIGURES = (
    ("reports", "count"),
    ("valid_calls", "count"),
    ("daily_volume", "per_day"),
    ("valid_call_share", "share"),
)
_ALL_FIGURES = (
    ("volume", "count"),
    ("closing_rate", "share"),
    ("on_time_closing", "share"),
    ("overdue", "count"),
)
_MOST_ITEMS = 10
_DAY = "day"


def week_look(city: City, day: date, now: datetime) -> Look:
    """Return the week, from Monday on, that a day lies in by the city's clock."""
    clock = CityClock.of(city)
    period = period_at(PeriodKind.WEEK, clock.midnight(day), clock)
    return Look(city=city, clock=clock, period=period, now=now)


def week_of_look(look: Look) -> Look:
    """Return the week that what is looked at ends in, of the whole city."""
    last = max(look.period.start, look.until - timedelta(microseconds=1))
    week = period_at(PeriodKind.WEEK, last, look.clock)
    return replace(look, period=week, only=())


def bulletin_questions(look: Look) -> Questions:
    """Return the figures a bulletin asks for, by name."""
    return {
        "calls": look.ask(*(key for key, _ in _CALL_FIGURES), only=CALLS),
        "all": look.ask(*(key for key, _ in _ALL_FIGURES)),
        "days": look.ask("valid_calls", by=(_DAY,), only=CALLS, compare=("previous",)),
        "speeds": look.ask(*SPEEDS, only=CALLS, compare=("previous",)),
        "units": look.ask(*SPEEDS, by=("unit",), only=CALLS, compare=()),
        "map": look.ask("volume", by=(_DAY, "grid"), compare=()),
        "items": look.ask("volume", by=("item",), compare=("previous",)),
    }


def bulletin_case_questions(look: Look) -> tuple[CasesQuestion, ...]:
    """Return the questions for its lists: the unfinished cases, then the grave ones."""
    return (unfinished_question(look), *grave_questions(look))


def read_answers(found: Mapping[str, HistoryFigures]) -> Answers:
    """Return what the hub or a ledger answered, ready to be read."""
    return {name: FiguresRead(figures) for name, figures in found.items()}


def bulletin(
    answers: Answers, cases: BulletinCases, look: Look, unit_names: Mapping[str, str]
) -> Report:
    """Return the bulletin of the week of ``look``.

    ``answers`` are those of :func:`bulletin_questions`; ``unit_names`` are call signs by id.
    """
    cut_off = answers["calls"].as_of
    city = look.city
    return Report(
        title=tr("Weekly bulletin"),
        city=one_line(named(city.name, city.name_en)) if city else "",
        period=period_words(look.period, look.clock),
        made_at=cut_off.astimezone(look.clock.zone),
        pages=(
            Page(key="bulletin_totals", title=tr("1. Overall"), blocks=_totals(answers, look)),
            Page(
                key="bulletin_speeds",
                title=tr("2. Speeds of police calls"),
                blocks=(
                    *(
                        speed_chart(answers["speeds"], answers["units"], look, one, unit_names)
                        for one in SPEEDS
                    ),
                    worst_table(answers["units"], unit_names),
                ),
            ),
            Page(
                key="bulletin_places",
                title=tr("3. Grids and items"),
                blocks=(_map(answers["map"], look), _items(answers["items"], look)),
            ),
            Page(
                key="bulletin_unfinished",
                title=tr("4. Not finished"),
                blocks=(unfinished_table(cases, look, cut_off, unit_names),),
            ),
            Page(
                key="bulletin_grave",
                title=tr("5. Grave and urgent"),
                blocks=(grave_table(cases, look, cut_off, unit_names),),
            ),
        ),
        notes=_notes(answers, look),
    )


def _totals(answers: Answers, look: Look) -> tuple[Words | Tiles | Chart, ...]:
    calls, every = answers["calls"], answers["all"]
    tiles = [_tile(calls, look, key, what, CALLS) for key, what in _CALL_FIGURES]
    tiles += [_tile(every, look, key, what, ()) for key, what in _ALL_FIGURES]
    days = Curve(
        key="bulletin_days",
        measure="valid_calls",
        statistic="count",
        title=tr("Valid calls"),
        only=CALLS,
    )
    return (
        Words(key="bulletin_words", title=tr("In words"), paragraphs=_sentences(calls, every)),
        Tiles(
            key="bulletin_figures",
            title=tr("Key figures"),
            tiles=tuple(tiles),
            empty=tr("No cases in this period"),
        ),
        compared_chart(answers["days"], look, days),
    )


def _tile(read: FiguresRead, look: Look, measure: str, statistic: str, only: Only) -> Tile:
    figure = read.figure(measure, statistic)
    name = measure_name(figure.text)
    if only and measure in {"reports", "daily_volume"}:
        name = tr("{figure} (police calls)", figure=name)
    return Tile(
        label=name,
        text=figure_text(figure),
        value=figure.value,
        changes=read.changes(measure, statistic),
        ground=read.ground(measure, statistic, (), look.narrowed(*only)),
    )


def _sentences(calls: FiguresRead, every: FiguresRead) -> tuple[str, ...]:
    said = [
        tr(
            "{reports} police calls were reported in the week, {valid} of them valid, {daily} "
            "a day.",
            reports=figure_text(calls.figure("reports", "count")),
            valid=figure_text(calls.figure("valid_calls", "count")),
            daily=figure_text(calls.figure("daily_volume", "per_day")),
        )
    ]
    now = calls.figure("valid_calls", "count")
    for key in calls.compared[::-1]:
        then = calls.figure("valid_calls", "count", (), key)
        if now.value is None or not then.value:
            continue  # nothing to compare with: no case is known of that time
        said.append(
            tr(
                "Valid calls {comparison}: {by} ({change}), from {then}.",
                comparison=tr(COMPARED[key]),
                by=f"{now.value - then.value:+,.0f}",
                change=change(now, then, "").text,
                then=f"{then.value:,.0f}",
            )
        )
    said.append(
        tr(
            "With city-management cases {volume} cases were taken on; {closed} are closed, "
            "{overdue} are overdue.",
            volume=figure_text(every.figure("volume", "count")),
            closed=figure_text(every.figure("closing_rate", "share")),
            overdue=figure_text(every.figure("overdue", "count")),
        )
    )
    return tuple(said)


def _map(read: FiguresRead, look: Look) -> GridMap:
    """Return how much each grid took on, day by day, then in the whole week."""
    days = slots(look.period.start, look.until, _DAY, look.clock)
    by_day: dict[str | int, dict[str, float]] = {}
    week: dict[str, float] = {}
    for day, grid in read.groups("volume"):
        count = read.figure("volume", "count", (day, grid)).value or 0.0
        by_day.setdefault(day, {})[str(grid)] = count
        week[str(grid)] = week.get(str(grid), 0.0) + count
    grids = [grid.id for grid in look.city.grids] if look.city else sorted(week)

    def step(label: str, found: Mapping[str, float], *, whole: bool = False) -> MapStep:
        values = {grid: found.get(grid, 0.0) for grid in grids}
        counts = {grid: round(value) for grid, value in values.items()}
        return MapStep(label=label, values=values, counts=counts, whole=whole)

    steps = [step(slot.label, by_day.get(slot.key, {})) for slot in days]
    steps.append(step(tr("Whole period"), week, whole=True))
    outside = week.get("", 0.0)
    return GridMap(
        key="bulletin_map",
        title=tr("Cases by grid and day"),
        steps=tuple(steps) if week else (),
        unit=tr("cases"),
        note=tr("{n} cases lie outside every grid.", n=f"{outside:,.0f}") if outside else "",
        empty=tr("No cases in this period"),
    )


def _items(read: FiguresRead, look: Look) -> Chart:
    counts = {
        group[0]: read.figure("volume", "count", group).value or 0.0
        for group in read.groups("volume")
    }
    shown = sorted((one for one in counts if counts[one]), key=lambda one: (-counts[one], str(one)))
    more = len(shown) - _MOST_ITEMS
    shown = shown[:_MOST_ITEMS]
    return Chart(
        key="bulletin_items",
        title=tr("Most frequent items"),
        kind="bar",
        categories=tuple(group_title("item", one, look) for one in shown),
        series=tuple(
            Series(
                name=name,
                values=tuple(
                    read.figure("volume", "count", (one,), period).value or 0.0 for one in shown
                ),
                tone=tone,
                grounds=tuple(
                    read.ground("volume", "count", (one,), look.narrowed(("item", str(one))))
                    for one in shown
                )
                if period == "now"
                else (),
            )
            for period, name, tone in (
                ("now", tr("This week"), "now"),
                ("previous", tr("Week before"), "before"),
            )
            if period in {"now", *read.compared}
        ),
        unit=tr("cases"),
        note=tr("{n} more items are not shown.", n=more) if more > 0 else "",
        empty=tr("No cases in this period"),
    )


def _notes(answers: Answers, look: Look) -> tuple[str, ...]:
    """Return when the figures were taken and what they are compared with."""
    calls = answers["calls"]
    as_of = f"{calls.as_of.astimezone(look.clock.zone):%Y-%m-%d %H:%M}"
    said = [tr("Open cases were judged as of {time} ({zone}).", time=as_of, zone=look.clock.zone)]
    if compared := compared_words(calls, look):
        said.append(compared)
    if look.period.is_running(look.now):
        said.append(tr("The week is not over: figures are of the days so far."))
    return tuple(said)
