"""Questions out of plain data, and answers into plain data and back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bigscreen.domain.city import City
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.history_figures import (
    FiguresPeriod,
    FiguresQuestion,
    FigureValue,
    GroupFigures,
    HistoryFigures,
    MeasureText,
    PeriodFigures,
)
from bigscreen.kpi.answers import Answer, Question, Statistic
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.inquiry import COMPARED, PLACES, Figures, Inquiry
from bigscreen.kpi.measure import Measure
from bigscreen.kpi.presence import PresenceMeasure
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.kpi.splits import SPLITS

MOST_SPLITS = 3
MOST_FILTERS = 16
MOST_GROUPS = 5_000
MOST_ANSWERS = 20_000
"""Measures times groups: more would take the hub's interpreter from everybody else for long."""
_LONGEST = 100
_YEARS = range(1970, 2200)


def inquiry_of(
    question: FiguresQuestion, *, now: datetime, city: City, inside: Collection[str] | None = None
) -> Inquiry:
    """Return what a question from outside asks, of the grids ``inside`` alone.

    Raises:
        InvalidValue: a field of it can not be right.
    """
    for field, keys, known in (
        ("measures", question.measures, ALL_MEASURES),
        ("splits", question.splits, SPLITS),
        ("only", [key for key, _ in question.only], SPLITS),
        ("compare", question.compare, COMPARED),
    ):
        _require_known(field, keys, known)
    _require_few("splits", question.splits, MOST_SPLITS)
    _require_few("only", question.only, MOST_FILTERS)
    _require_period(question)
    if question.min_n < 1:
        raise InvalidValue("min_n", question.min_n, "a whole number from 1 on")
    inquiry = Inquiry(
        measures=[ALL_MEASURES[key] for key in dict.fromkeys(question.measures)],
        now=now,
        zone=_zone(question.zone or city.timezone),
        start=question.start,
        end=question.end,
        splits=question.splits,
        filters=question.only,
        comparisons=question.compare,
        min_n=question.min_n,
        city=city,
        inside=inside,
    )
    most_groups = min(MOST_GROUPS, MOST_ANSWERS // len(inquiry.asked))
    inquiry = replace(inquiry, most_groups=most_groups)
    street = next((m.key for m in inquiry.measures if isinstance(m, PresenceMeasure)), None)
    if street is not None and (others := sorted(inquiry.fields - PLACES)):
        expected = f"one of {', '.join(sorted(PLACES))}, as {street} is split by place only"
        raise InvalidValue(
            "splits" if others[0] in question.splits else "only", others[0], expected
        )
    return inquiry


def question_of(inquiry: Inquiry) -> FiguresQuestion:
    """Return an inquiry as plain data."""
    return FiguresQuestion(
        measures=tuple(measure.key for measure in inquiry.measures),
        splits=tuple(dict.fromkeys(inquiry.splits)),
        only=tuple(inquiry.filters),
        start=inquiry.start,
        end=inquiry.end,
        zone=inquiry.zone.key,
        compare=tuple(dict.fromkeys(inquiry.comparisons)),
        min_n=inquiry.min_n,
    )


def plain(figures: Figures) -> HistoryFigures:
    """Return answers as plain data, with what each measure means."""
    question = figures.question
    return HistoryFigures(
        periods=tuple(
            FiguresPeriod(key=key, start=window.start, end=window.end)
            for key, window in figures.windows.items()
        ),
        zone=str(question.zone),
        as_of=question.as_of,
        min_n=question.min_n,
        splits=tuple(split.key for split in question.splits),
        measures=tuple(map(_text, question.measures)),
        groups=tuple(
            GroupFigures(
                measure=side[0].measure.key,
                group=side[0].group,
                periods=tuple(map(_plain_answer, side)),
            )
            for side in figures.sides
        ),
    )


def figures_from(answered: HistoryFigures) -> Figures:
    """Return what was answered, to be shown like any other answers.

    Raises:
        InvalidValue: it is about a measure or split this program does not know.
    """
    _require_known("measures", [one.key for one in answered.measures], ALL_MEASURES)
    _require_known("splits", answered.splits, SPLITS)
    windows = {one.key: Window(start=one.start, end=one.end) for one in answered.periods}
    question = Question(
        measures=[ALL_MEASURES[one.key] for one in answered.measures],
        splits=[SPLITS[key] for key in answered.splits],
        zone=_zone(answered.zone),
        as_of=answered.as_of,
        days=windows["now"].days,
        min_n=answered.min_n,
    )
    sides = [
        tuple(_answer(ALL_MEASURES[one.measure], one, period) for period in one.periods)
        for one in answered.groups
    ]
    return Figures(question=question, windows=windows, sides=sides)


def _require_known(field: str, keys: Iterable[str], known: Mapping[str, object]) -> None:
    for key in keys:
        if key not in known:
            raise InvalidValue(field, key[:_LONGEST], f"one of {', '.join(known)}")


def _require_few(field: str, values: tuple[object, ...], most: int) -> None:
    if len(values) > most:
        raise InvalidValue(field, len(values), f"at most {most}")


def _require_period(question: FiguresQuestion) -> None:
    for field, moment in (("start", question.start), ("end", question.end)):
        if moment is None:
            if question.compare:
                raise InvalidValue(field, "", "a time: only a period with both ends is compared")
        elif moment.tzinfo is None:
            raise InvalidValue(field, moment.isoformat(), "a time with its zone")
        elif moment.year not in _YEARS:
            raise InvalidValue(field, moment.isoformat(), "a time from 1970 to 2199")
    if question.start and question.end and question.end < question.start:
        raise InvalidValue("end", question.end.isoformat(), "a time after start")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InvalidValue("zone", name[:_LONGEST], "a time zone like Asia/Shanghai") from None


def _text(measure: Measure) -> MeasureText:
    return MeasureText(
        key=measure.key,
        kind=measure.kind.value,
        name=measure.name,
        name_en=measure.name_en,
        formula=measure.formula,
        formula_en=measure.formula_en,
        rule=measure.rule,
        rule_en=measure.rule_en,
        unit=measure.unit,
        source=measure.source,
        reasons=measure.reasons,
    )


def _plain_answer(answer: Answer) -> PeriodFigures:
    return PeriodFigures(
        n=answer.n,
        excluded=answer.excluded,
        stamps=answer.stamps,
        values={
            key: FigureValue(value=one.value, count=one.count)
            for key, one in answer.statistics.items()
        },
    )


def _answer(measure: Measure, group: GroupFigures, period: PeriodFigures) -> Answer:
    return Answer(
        measure=measure,
        group=group.group,
        n=period.n,
        excluded=period.excluded,
        statistics={key: Statistic(one.value, one.count) for key, one in period.values.items()},
        stamps=period.stamps,
    )
