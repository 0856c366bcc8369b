"""Reads figures the hub answered: values, what they stand on, how they changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bigscreen.domain.history_figures import (
    FigureValue,
    HistoryFigures,
    MeasureText,
    PeriodFigures,
)
from bigscreen.viewmodels.durations import NOTHING, minutes_seconds
from bigscreen.viewmodels.kpi_words import manner_word, unit_word
from bigscreen.viewmodels.report_blocks import Change, Ground
from bigscreen.viewmodels.wording import named, tr, tr_noop

Group = tuple[str | int, ...]

COMPARED = {"year": tr_noop("year on year"), "previous": tr_noop("on the period before")}
"""What a period is compared with: 同比, 环比."""

IN_POINTS = frozenset({"share", "buckets"})
"""The kinds of measure whose changes are percentage points; else they are per cent."""

_LESS_IS_BETTER = frozenset(
    {
        *("dispatch", "acceptance", "turnout", "travel", "response", "handling", "report"),
        *("closure", "overdue", "overdue_share", "overdue_arrival", "duplicate_share", "open"),
        *("return_rate", "rework_rate", "extension_rate", "suspended", "yellow_cards"),
        "red_cards",
    }
)
_NEITHER = frozenset({"reports", "volume", "daily_volume", "valid_calls", "valid_call_share"})
OF_THE_STREET = frozenset(
    {
        *("must_visit_coverage", "must_patrol_coverage", "police_presence"),
        *("chengguan_presence", "minimum_strength"),
    }
)
"""Measures of presence: no cases stand behind them."""

_NO_CASES = PeriodFigures(n=0)
_BUCKET_UNITS = (("min", tr_noop("min")), ("s", tr_noop("s")), ("h", tr_noop("h")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of one group in one period, with the measure it is of."""

    text: MeasureText
    statistic: str
    value: float | None
    count: int | None
    side: PeriodFigures

    @property
    def n(self) -> int:
        """How many cases it counts."""
        return self.side.n


class FiguresRead:
    """An answer by measure and group; a group that is not there has no cases."""

    def __init__(self, figures: HistoryFigures) -> None:
        self._figures = figures
        self._texts = {one.key: one for one in figures.measures}
        self._places = {one.key: place for place, one in enumerate(figures.periods)}
        self._sides = {(one.measure, one.group): one.periods for one in figures.groups}

    @property
    def answer(self) -> HistoryFigures:
        """What was answered, as it came."""
        return self._figures

    @property
    def as_of(self) -> datetime:
        """The moment open cases were judged at."""
        return self._figures.as_of

    @property
    def compared(self) -> tuple[str, ...]:
        """The periods this one is compared with that the answer has."""
        return tuple(key for key in COMPARED if key in self._places)

    def window(self, period: str = "now") -> tuple[datetime, datetime]:
        """Return a period's two ends."""
        one = self._figures.periods[self._places[period]]
        return one.start.astimezone(UTC), one.end.astimezone(UTC)

    def groups(self, measure: str) -> Iterator[Group]:
        """Yield the groups a measure has figures of, in order of their labels."""
        return (group for key, group in self._sides if key == measure)

    def text(self, measure: str) -> MeasureText:
        """Return what a measure is."""
        return self._texts[measure]

    def side(self, measure: str, group: Group = (), period: str = "now") -> PeriodFigures:
        """Return a measure of a group in a period."""
        sides = self._sides.get((measure, group))
        place = self._places.get(period)
        return _NO_CASES if sides is None or place is None else sides[place]

    def figure(
        self, measure: str, statistic: str, group: Group = (), period: str = "now"
    ) -> Figure:
        """Return one number."""
        side = self.side(measure, group, period)
        held = side.values.get(statistic, FigureValue(value=None))
        return Figure(
            text=self._texts[measure],
            statistic=statistic,
            value=held.value,
            count=held.count,
            side=side,
        )

    def buckets(self, measure: str) -> tuple[str, ...]:
        """Return the stretches of a distribution, in order."""
        sides = next((sides for (key, _), sides in self._sides.items() if key == measure), ())
        return tuple(sides[0].values) if sides else ()

    def changes(self, measure: str, statistic: str, group: Group = ()) -> tuple[Change, ...]:
        """Return how a number has changed: 同比, then 环比; a dash where one is not known."""
        now = self.figure(measure, statistic, group)
        return tuple(
            change(now, self.figure(measure, statistic, group, key), tr(name))
            if key in self._places
            else Change(label=tr(name), text=NOTHING)
            for key, name in COMPARED.items()
        )

    def ground(
        self,
        measure: str,
        statistic: str,
        group: Group = (),
        only: tuple[tuple[str, str], ...] = (),
        period: str = "now",
    ) -> Ground:
        """Return what a number of a period stands on; beside the present one stand the others."""
        now = self.figure(measure, statistic, group, period)
        sides = tuple(
            self._beside(self.figure(measure, statistic, group, key), key)
            for key in self.compared
            if period == "now"
        )
        return Ground(
            n=now.n,
            excluded={reason: n for reason, n in now.side.excluded.items() if n},
            definition=definition(now.text),
            measure="" if measure in OF_THE_STREET else measure,
            only=only,
            bucket=statistic if now.text.kind == "buckets" else "",
            sides=sides,
            stamps=_stamps(now.side.stamps),
            span=None if period == "now" else self.window(period),
        )

    def _beside(self, figure: Figure, key: str) -> str:
        return tr(
            "{period}: {value} (n {n})",
            period=tr(COMPARED[key]),
            value=figure_text(figure),
            n=f"{figure.n:,}",
        )


def change(now: Figure, then: Figure, label: str) -> Change:
    """Return how a number has changed, in per cent or in points, and whether for the better."""
    if now.value is None or then.value is None:
        return Change(label=label, text=NOTHING)
    points = now.text.kind in IN_POINTS
    if points:
        by = now.value - then.value
    elif then.value:
        by = (now.value - then.value) / then.value * 100.0
    else:
        return Change(label=label, text=NOTHING if now.value else "± 0%")
    if round(abs(by), 1) == 0:
        return Change(label=label, text=tr("± 0 points") if points else "± 0%")
    size = f"{abs(by):,.1f}"
    size = tr("{n} points", n=size) if points else f"{size}%"
    return Change(
        label=label, text=f"{'▲' if by > 0 else '▼'} {size}", judgement=_judgement(now, by)
    )


def _judgement(figure: Figure, by: float) -> str:
    key = figure.text.key
    if key in _NEITHER or figure.text.kind == "buckets":
        return "neither"
    return "better" if (by < 0) == (key in _LESS_IS_BETTER) else "worse"


def less_is_better(measure: str) -> bool:
    """Tell whether the smaller figure is the better one."""
    return measure in _LESS_IS_BETTER


def figure_text(figure: Figure) -> str:
    """Return a number as people read it, with its unit; a dash where there is no ground for one."""
    if figure.value is None:
        return NOTHING
    match figure.text.unit:
        case "s":
            return duration_text(figure.value)
        case "%":
            return f"{figure.value:.1f}%"
        case "cases":
            return f"{figure.value:,.0f}"
        case _:
            return f"{figure.value:,.1f}"


def duration_text(seconds: float) -> str:
    """Return a time as ``m:ss``, a long one in hours or days."""
    if seconds < 3600:
        return minutes_seconds(seconds)
    hours = seconds / 3600.0
    if hours < 48:
        return tr("{n} h", n=f"{hours:.1f}")
    return tr("{n} d", n=f"{hours / 24:.1f}")


def unit_text(text: MeasureText) -> str:
    """Return the unit of a measure as it stands after its number."""
    match text.unit:
        case "s":
            return tr("min:s")
        case "%":
            return ""
        case _:
            return unit_word(text.unit)


def measure_name(text: MeasureText) -> str:
    """Return what a measure is called."""
    return named(text.name, text.name_en)


def definition(text: MeasureText) -> str:
    """Return what a measure is, in a line."""
    return tr(
        "{name}: {formula}. Counts: {rule}. Source: {source}.",
        name=measure_name(text),
        formula=named(text.formula, text.formula_en),
        rule=named(text.rule, text.rule_en),
        source=text.source,
    )


def bucket_name(key: str) -> str:
    """Return a stretch of a distribution as the bulletins write it: ``30–60 s``."""
    for ending, unit in _BUCKET_UNITS:
        if key.endswith(ending):
            numbers = key.removesuffix(ending).replace("-", "–").replace(">", "> ")
            return f"{numbers} {tr(unit)}"
    return key


def _stamps(stamps: Mapping[str, int]) -> str:
    made = [f"{manner_word(manner)} {n:,}" for manner, n in stamps.items() if n]
    return tr(", ").join(made)
