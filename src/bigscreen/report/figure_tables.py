"""Figures, their cases and their definitions as tables: one row a number, with its n."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.answers import Answer, Question
from bigscreen.kpi.case_columns import CaseColumns, Value
from bigscreen.kpi.case_times import micros
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.measure import TIMED, CaseMeasure, Measure
from bigscreen.kpi.side_by_side import change, in_points
from bigscreen.kpi.splits import Frame, Split, spread
from bigscreen.report.tables import Cell, Table
from bigscreen.viewmodels.kpi_words import (
    group_word,
    manner_word,
    reason_word,
    statistic_word,
    unit_word,
)
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import named, tr, tr_noop

COMPARISONS = {
    "year": tr_noop("year on year"),
    "previous": tr_noop("on the period before"),
}
"""What a period can be compared with."""

Sides = Sequence[tuple[Answer, ...]]
"""What :func:`bigscreen.kpi.side_by_side.side_by_side` returns."""

_DIGITS = {"s": 3, "%": 2, "cases": 0, "cases/day": 2}


def figure_table(question: Question, windows: Mapping[str, Window], sides: Sides) -> Table:
    """Return the figures of a period, each beside those of the periods it is compared with.

    ``windows`` has the period itself as ``"now"``, first, then some of ``COMPARISONS``.
    """
    compared = [key for key in windows if key in COMPARISONS]
    headings = [tr("Measure"), *_names(question.splits), tr("Statistic"), tr("Value"), tr("Unit")]
    headings += [tr("Cases held"), "n", tr("Left out"), tr("Times noted")]
    for key in compared:
        name = tr(COMPARISONS[key])
        headings += [name, tr("{comparison}: n", comparison=name)]
        headings += [tr("{comparison}: change", comparison=name)]
    if compared:
        headings.append(tr("Unit of change"))
    return Table(
        title=tr("Figures"),
        headings=tuple(headings),
        rows=tuple(row for side in sides for row in _rows(question.splits, side)),
        about=(*_windows(question, windows), *map(definition, question.measures)),
    )


def definition(measure: Measure) -> str:
    """Return what a measure is, in a line."""
    return tr(
        "{name}: {formula}. Counts: {rule}. Source: {source}.",
        name=named(measure.name, measure.name_en),
        formula=named(measure.formula, measure.formula_en),
        rule=named(measure.rule, measure.rule_en),
        source=measure.source,
    )


def figure_document(
    question: Question, windows: Mapping[str, Window], sides: Sides
) -> dict[str, Any]:
    """Return the same as plain data, in keys instead of words."""
    return {
        "windows": {
            key: {"from": window.start.isoformat(), "to": window.end.isoformat()}
            for key, window in windows.items()
        },
        "zone": str(question.zone),
        "as_of": question.as_of.isoformat(),
        "percentiles_from_n": question.min_n,
        "measures": measure_documents(question.measures),
        "answers": [
            {
                "measure": side[0].measure.key,
                "group": {
                    split.key: label
                    for split, label in zip(question.splits, side[0].group, strict=True)
                },
            }
            | {key: _figures(answer) for key, answer in zip(windows, side, strict=True)}
            for side in sides
        ],
    }


def measure_documents(measures: Sequence[Measure]) -> list[dict[str, Any]]:
    """Return the definitions as plain data."""
    return [
        {
            "key": measure.key,
            "kind": measure.kind.value,
            "name_zh": measure.name,
            "name_en": measure.name_en,
            "formula_zh": measure.formula,
            "formula_en": measure.formula_en,
            "rule_zh": measure.rule,
            "rule_en": measure.rule_en,
            "unit": measure.unit,
            "source": measure.source,
            "reasons": list(measure.reasons),
        }
        for measure in measures
    ]


def measure_table(measures: Sequence[Measure]) -> Table:
    """Return the register of measures."""
    return Table(
        title=tr("Measures"),
        headings=("", tr("Measure"), tr("Unit"), tr("Formula"), tr("Counts"), tr("Source")),
        rows=tuple(
            (
                measure.key,
                named(measure.name, measure.name_en),
                unit_word(measure.unit),
                named(measure.formula, measure.formula_en),
                named(measure.rule, measure.rule_en),
                measure.source,
            )
            for measure in measures
        ),
    )


def case_table(
    measure: CaseMeasure,
    question: Question,
    windows: Mapping[str, Window],
    cases: Sequence[CaseFacts],
) -> Table:
    """Return the cases behind a figure: what each one gives, or why it is left out.

    Split by unit, a case has one row for each of its units.
    """
    if any(split.by_unit for split in question.splits):
        cases = [one for case in cases for one in _of_each_unit(case)]
    columns = spread(CaseColumns.of(cases), question.splits)
    judged = measure.judge(columns, micros(question.as_of))
    frame = Frame(question.zone, question.tiers)
    labels = [split.labels_of(columns, frame) for split in question.splits]
    given = judged.given.astype(float if measure.kind in TIMED else int).tolist()
    rows: list[tuple[Cell, ...]] = []
    for number, case in enumerate(cases):
        reason = int(judged.reason[number])
        groups = [column.labels[column.codes[number]] for column in labels]
        rows.append(
            (
                one_line(case.incident_id),
                case.received_at.astimezone(question.zone).isoformat(timespec="milliseconds"),
                *_words(question.splits, groups),
                None if reason else given[number],
                reason_word(measure.reasons[reason - 1]) if reason else tr("counted"),
            )
        )
    return Table(
        title=tr("Cases behind a figure"),
        headings=(
            tr("Case"),
            tr("Received"),
            *_names(question.splits),
            tr("Seconds") if measure.kind in TIMED else tr("Hit"),
            tr("Counted or left out"),
        ),
        rows=tuple(rows),
        about=(*_windows(question, windows), definition(measure)),
    )


def _of_each_unit(case: CaseFacts) -> Iterator[CaseFacts]:
    for unit_id in dict.fromkeys(case.unit_ids or ("",)):
        yield replace(case, unit_ids=(unit_id,))


def _rows(splits: Sequence[Split], side: tuple[Answer, ...]) -> Iterator[tuple[Cell, ...]]:
    now, *others = side
    measure = now.measure
    names = {bucket.key: bucket.name for bucket in measure.buckets}
    for key, statistic in now.statistics.items():
        row: list[Cell] = [
            named(measure.name, measure.name_en),
            *_words(splits, now.group),
            names.get(key) or statistic_word(key),
            _rounded(measure, statistic.value),
            unit_word(measure.unit),
            statistic.count,
            now.n,
            _left_out(now),
            _stamps(now),
        ]
        for other in others:
            then = other.statistics[key]
            changed = change(measure, statistic, then)
            row += [_rounded(measure, then.value), other.n]
            row.append(None if changed is None else round(changed, 2))
        if others:
            row.append(tr("points") if in_points(measure) else "%")
        yield tuple(row)


def _left_out(answer: Answer) -> str:
    reasons = [f"{n} ({reason_word(reason)})" for reason, n in answer.excluded.items() if n]
    return ", ".join(reasons) or "0"


def _stamps(answer: Answer) -> str:
    made = [f"{n} {manner_word(manner)}" for manner, n in answer.stamps.items() if n]
    return ", ".join(made)


def _figures(answer: Answer) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, statistic in answer.statistics.items():
        value = _rounded(answer.measure, statistic.value)
        values[key] = (
            value if statistic.count is None else {"value": value, "count": statistic.count}
        )
    return {
        "n": answer.n,
        "excluded": dict(answer.excluded),
        "stamps": dict(answer.stamps),
        "values": values,
    }


def _rounded(measure: Measure, value: float | None) -> int | float | None:
    if value is None:
        return None
    digits = _DIGITS[measure.unit]
    return round(value, digits) if digits else round(value)


def _names(splits: Sequence[Split]) -> list[str]:
    return [named(split.name, split.name_en) for split in splits]


def _words(splits: Sequence[Split], labels: Sequence[Value]) -> list[str]:
    return [
        group_word(split.key, label if isinstance(label, int) else str(label))
        for split, label in zip(splits, labels, strict=True)
    ]


def _windows(question: Question, windows: Mapping[str, Window]) -> Iterator[str]:
    for key, window in windows.items():
        yield tr(
            "{period}: received from {start} to before {end} ({zone})",
            period=tr(COMPARISONS.get(key, _PERIOD)),
            start=_local(window.start, question),
            end=_local(window.end, question),
            zone=question.zone,
        )
    yield tr("No percentile of fewer than {n} cases.", n=question.min_n)


_PERIOD = tr_noop("Period")


def _local(moment: datetime, question: Question) -> str:
    return moment.astimezone(question.zone).isoformat(" ", "seconds")
