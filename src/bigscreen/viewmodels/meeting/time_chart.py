"""Charts of how figures went through a period, the periods it is compared with behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bigscreen.viewmodels.meeting.figures_read import COMPARED, FiguresRead, measure_name
from bigscreen.viewmodels.meeting.look import Look, Only
from bigscreen.viewmodels.meeting.periods import window_words
from bigscreen.viewmodels.meeting.steps import slots, step_name, step_of
from bigscreen.viewmodels.report_blocks import Chart, Series
from bigscreen.viewmodels.wording import tr

SECONDS = 60.0
"""Charts of times are drawn in minutes."""

_TONES = {"now": "now", "previous": "before", "year": "year"}


def step_for(look: Look) -> str:
    """Return the step the period of a look is shown in."""
    return step_of(look.period.start, look.period.end)


def scale_of(unit: str) -> float:
    """Return what a chart divides the values of a unit by."""
    return SECONDS if unit == "s" else 1.0


def chart_unit(unit: str) -> str:
    """Return the unit of a chart's values."""
    return {"s": tr("min"), "%": "%"}.get(unit, tr("cases"))


def chart_decimals(unit: str) -> int:
    """Return how many decimals a chart's values have."""
    return 0 if unit == "cases" else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A measure's way through a period: the chart's ``key``, and what it is narrowed to."""

    key: str
    measure: str
    statistic: str
    title: str = ""
    only: Only = ()


def compared_chart(read: FiguresRead, look: Look, curve: Curve) -> Chart:
    """Return one measure step by step, beside the same steps of the compared periods.

    The steps of two periods stand over each other by their place: the third day over the third.
    """
    step = step_for(look)
    measure, statistic = curve.measure, curve.statistic
    text = read.text(measure)
    scale = scale_of(text.unit)
    shown = slots(look.period.start, look.until, step, look.clock)
    series = []
    for period in ("now", *read.compared[::-1]):
        window = (look.period.start, look.until) if period == "now" else read.window(period)
        steps = slots(*window, step, look.clock)
        found = [read.figure(measure, statistic, (slot.key,), period) for slot in steps]
        values = [None if one.value is None else one.value / scale for one in found]
        if text.unit == "cases":
            values = [value or 0.0 for value in values]
        grounds = tuple(
            read.ground(
                measure,
                statistic,
                (slot.key,),
                look.narrowed(*curve.only, (step, str(slot.key))),
                period,
            )
            for slot in steps
        )
        series.append(
            Series(
                name=period_name(period),
                values=fitted(values, len(shown)),
                tone=_TONES[period],
                grounds=grounds[: len(shown)],
            )
        )
    return Chart(
        key=curve.key,
        title=f"{curve.title or measure_name(text)} · {step_name(step)}",
        kind="line",
        categories=tuple(slot.label for slot in shown),
        series=tuple(series),
        unit=chart_unit(text.unit),
        decimals=chart_decimals(text.unit),
        note=" · ".join(filter(None, (compared_words(read, look), parts_words(look, step)))),
        empty=tr("No cases in this period"),
    )


def parts_words(look: Look, step: str) -> str:
    """Return that weeks at the ends are not whole, nothing where all are."""
    ends = (look.period.start, look.until)
    days = [(at, look.clock.day_of(at)) for at in ends]
    whole = all(day.weekday() == 0 and look.clock.midnight(day) == at for at, day in days)
    return "" if step != "week" or whole else tr("the weeks at the ends are not whole")


def fitted(values: Sequence[float | None], size: int) -> tuple[float | None, ...]:
    """Return as many values as a chart has categories."""
    return (*values[:size], *(None,) * (size - len(values)))


def period_name(period: str) -> str:
    """Return what a period of a comparison is called in a legend."""
    return {
        "now": tr("This period"),
        "previous": tr("Period before"),
        "year": tr("Last year"),
    }[period]


def compared_words(read: FiguresRead, look: Look, wanted: tuple[str, ...] = tuple(COMPARED)) -> str:
    """Return which days the compared periods are, and which of the ``wanted`` there are not."""
    said = [
        tr(
            "{name}: {window}",
            name=tr(COMPARED[key]),
            window=window_words(*read.window(key), look.clock),
        )
        for key in read.compared
    ]
    missing = [tr(COMPARED[key]) for key in wanted if key not in look.compared]
    if missing and look.known_from is not None:
        day = look.clock.day_of(look.known_from)
        what = tr(", ").join(missing)
        said.append(tr("no {what}: records begin on {day}", what=what, day=f"{day:%Y-%m-%d}"))
    return " · ".join(said)
