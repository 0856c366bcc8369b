"""What a wall says beside the cases: alarms, reinforcement, units wanting, coverage, operations."""

from collections.abc import Iterator
from dataclasses import dataclass

from bigscreen.domain.alarms import AlarmStatus
from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.duty_words import echelon_numeral
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.sos_words import open_calls, sos_line
from bigscreen.viewmodels.trade_words import force_name, grid_name
from bigscreen.viewmodels.wall_headline import wall_headline
from bigscreen.viewmodels.wording import tr

_UNANSWERED = frozenset({AlarmStatus.SOUNDING, AlarmStatus.EXPIRED})
"""Alarms nobody has looked at yet, whether they ever sounded or not."""

_POINT, _LINE = "◇", "┅"
"""What stands for a point to visit and a line to patrol on the map, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem:
    """One thing to know; ``is_bad`` marks what somebody has to act on.

    What ``is_routine`` tells how the duty goes; the rest is whether anything is wrong.
    """

    text: str
    is_bad: bool = False
    is_routine: bool = False


def watch_items(
    situation: Situation, city: City | None, board: KpiBoard | None
) -> tuple[WatchItem, ...]:
    """Return what there is to know now, the gravest first.

    A unit that calls for help comes before everything; then time limits that could not be read,
    and then nothing says that there are no alarms.
    """
    return (
        *_calls_for_help(situation, city),
        *_fault(city),
        *_alarms(situation, city),
        *_echelons(situation, city),
        *_short_units(board, city),
        *_cards(board),
        *_coverage(board),
        *_operations(situation, board),
    )


def _calls_for_help(situation: Situation, city: City | None) -> Iterator[WatchItem]:
    """Yield every SOS that has not ended; whether somebody has answered it changes nothing."""
    for alarm in open_calls(situation):
        yield WatchItem(text=sos_line(alarm, situation, city), is_bad=True)


def _fault(city: City | None) -> Iterator[WatchItem]:
    if city is not None and city.clock_fault:
        why = one_line(city.clock_fault)
        yield WatchItem(text=tr("Time limits can not be read: {why}", why=why), is_bad=True)
    if city is not None and city.wall.scene_fault:
        why = one_line(city.wall.scene_fault.partition("\n")[0])
        yield WatchItem(text=tr("Wall scenes: {why}", why=why), is_routine=True)


def _alarms(situation: Situation, city: City | None) -> Iterator[WatchItem]:
    waiting = [alarm.status for alarm in situation.alarms.open()]
    unanswered = sum(status in _UNANSWERED for status in waiting)
    if unanswered:
        yield WatchItem(
            text=tr("Alarms {n}, not answered {sounding}", n=len(waiting), sounding=unanswered),
            is_bad=True,
        )
    elif waiting:
        yield WatchItem(text=tr("Alarms {n}, all answered", n=len(waiting)))
    elif city is not None and not city.clock_fault:
        yield WatchItem(text=tr("No alarms"))


def _echelons(situation: Situation, city: City | None) -> Iterator[WatchItem]:
    for state in situation.open_incidents():
        if state.progress.echelon:
            yield WatchItem(
                text=tr(
                    "{echelon}: {title} ({grid})",
                    echelon=tr(
                        "Echelon {numeral}", numeral=echelon_numeral(state.progress.echelon)
                    ),
                    title=wall_headline(state.incident, city),
                    grid=grid_name(city, state.incident.grid_id),
                ),
                is_bad=True,
            )


def _short_units(board: KpiBoard | None, city: City | None) -> Iterator[WatchItem]:
    short = [one for one in board.minimums if one.on_duty < one.minimum] if board else []
    if not short:
        return
    worst = max(short, key=lambda one: one.minimum - one.on_duty)
    text = tr(
        "Below minimum {n}: {grid} {force} {on_duty}/{minimum}",
        n=len(short),
        grid=grid_name(city, worst.grid_id),
        force=force_name(city, worst.force_code),
        on_duty=worst.on_duty,
        minimum=worst.minimum,
    )
    yield WatchItem(text=text, is_bad=True)


def _cards(board: KpiBoard | None) -> Iterator[WatchItem]:
    if board is None:
        return
    work = board.open_work
    parts = [
        tr("{word} {n}", word=word, n=n)
        for word, n in (
            (tr("Red cards"), work.red_cards),
            (tr("Yellow cards"), work.yellow_cards),
            (tr("Supervised cases"), work.supervised),
            (tr("Suspended cases"), work.suspended),
            (tr("Drills"), work.drills),
        )
        if n
    ]
    if parts:
        yield WatchItem(text=" · ".join(parts), is_bad=bool(work.red_cards), is_routine=True)


def _coverage(board: KpiBoard | None) -> Iterator[WatchItem]:
    figures = board.coverage if board else ()
    points = sum(one.points_wanted for one in figures)
    lines = sum(one.lines_wanted for one in figures)
    parts = []
    if points:
        done = sum(one.points_done for one in figures)
        told = tr("Must-visit points {done}/{wanted}", done=done, wanted=points)
        parts.append(f"{_POINT} {told}")
    if lines:
        done = sum(one.lines_done for one in figures)
        told = tr("must-patrol lines {done}/{wanted}", done=done, wanted=lines)
        parts.append(f"{_LINE} {told}")
    if parts:
        yield WatchItem(text=" · ".join(parts), is_routine=True)


def _operations(situation: Situation, board: KpiBoard | None) -> Iterator[WatchItem]:
    tally = {one.operation_id: one for one in board.operations} if board else {}
    for operation in situation.operations.open():
        figure = tally.get(operation.id)
        if figure is not None:
            yield WatchItem(
                text=tr(
                    "Operation {name}: {cases} cases, {closed} closed",
                    name=one_line(operation.name),
                    cases=figure.cases,
                    closed=figure.closed,
                ),
                is_routine=True,
            )
