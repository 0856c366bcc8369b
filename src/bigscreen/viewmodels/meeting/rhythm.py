"""When work comes in: hour by weekday, and how fast it is answered then."""

from collections.abc import Callable

from bigscreen.viewmodels.local_time import weekday_name
from bigscreen.viewmodels.meeting.figures_read import FiguresRead, measure_name
from bigscreen.viewmodels.meeting.look import CALLS, Answers, Look, Only, PageKind, Questions
from bigscreen.viewmodels.meeting.time_chart import chart_decimals, chart_unit, scale_of
from bigscreen.viewmodels.report_blocks import Block, Heat
from bigscreen.viewmodels.wording import tr, tr_noop

_BY = ("weekday", "hour")
_HOURS = range(24)
_WEEKDAYS = range(1, 8)
_FEW = 3


def _wanted(look: Look) -> Questions:
    calls = look.ask("response", by=_BY, only=CALLS, compare=())
    return {"volume": look.ask("volume", by=_BY, compare=()), "calls": calls}


def _blocks(answers: Answers, look: Look) -> tuple[Block, ...]:
    return (
        _heat(answers["volume"], look, "volume", "count", ()),
        _heat(answers["calls"], look, "response", "mean", CALLS),
    )


def _heat(read: FiguresRead, look: Look, measure: str, statistic: str, only: Only) -> Heat:
    text = read.text(measure)
    is_count = text.unit == "cases"
    value = _value_of(read, measure, statistic, scale_of(text.unit), is_count=is_count)
    any_case = any(read.side(measure, group).n for group in read.groups(measure))
    name = measure_name(text)
    return Heat(
        key=f"rhythm_{measure}",
        title=name if is_count else " · ".join((name, tr("mean"))),
        rows=tuple(map(weekday_name, _WEEKDAYS)),
        columns=tuple(f"{hour:02}" for hour in _HOURS),
        values=tuple(tuple(value(day, hour) for hour in _HOURS) for day in _WEEKDAYS)
        if any_case
        else (),
        unit=chart_unit(text.unit),
        note=""
        if is_count
        else tr("Police calls; fields of fewer than {n} cases are left empty.", n=_FEW),
        empty=tr("No cases in this period"),
        decimals=chart_decimals(text.unit),
        grounds=tuple(
            tuple(
                read.ground(
                    measure,
                    statistic,
                    (day, hour),
                    look.narrowed(*only, ("weekday", str(day)), ("hour", str(hour))),
                )
                for hour in _HOURS
            )
            for day in _WEEKDAYS
        ),
    )


def _value_of(
    read: FiguresRead, measure: str, statistic: str, scale: float, *, is_count: bool
) -> Callable[[int, int], float | None]:
    def value(day: int, hour: int) -> float | None:
        figure = read.figure(measure, statistic, (day, hour))
        if is_count:
            return figure.value or 0.0
        if figure.value is None or figure.n < _FEW:
            return None
        return figure.value / scale

    return value


RHYTHM = PageKind(key="rhythm", title=tr_noop("Time of day"), wanted=_wanted, blocks=_blocks)
