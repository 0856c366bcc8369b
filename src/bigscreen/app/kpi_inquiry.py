"""What ``bigscreen kpi`` sets into tables: figures, scores, and the cases behind a figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import click

from bigscreen.app.figure_sources import FigureSource, LedgerFigures
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.answers import Answer
from bigscreen.kpi.assessment import Criterion, scores
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.comparisons import Window, month_of, period_before, week_of
from bigscreen.kpi.inquiry import PLACES, Inquiry
from bigscreen.kpi.measure import CaseMeasure
from bigscreen.kpi.presence import PresenceMeasure
from bigscreen.kpi.splits import SPLITS
from bigscreen.report.figure_tables import case_table, figure_document, figure_table
from bigscreen.report.score_tables import score_document, score_table
from bigscreen.report.tables import Table
from bigscreen.store.opening import Store


def fault_in(
    inquiry: Inquiry, criteria: Sequence[Criterion] = (), *, has_city: bool = False
) -> str | None:
    """Return why it can not be answered, None where it can; a hub that is asked has its city."""
    measures = [*inquiry.measures, *(one.measure for one in criteria)]
    street = next((m.key for m in measures if isinstance(m, PresenceMeasure)), None)
    for key in (*inquiry.fields, street):
        needs_city = key == street or SPLITS[str(key)].needs_city
        if key is not None and needs_city and inquiry.city is None and not has_city:
            return f"{key} needs --city"
    if street is not None and inquiry.fields - PLACES:
        return f"{street} can be split by {', '.join(sorted(PLACES))} only"
    return None


def during_operation(store: Store, inquiry: Inquiry, operation_id: str | None) -> Inquiry:
    """Return the question asked of the cases that count in a joint operation's tally alone.

    A period that is asked for narrows the operation's own. Without an operation the question
    stays as it is.

    Raises:
        click.BadParameter: the ledger has no such operation.
    """
    if operation_id is None:
        return inquiry
    every = {operation.id: operation for operation in store.records.operations()}
    if (one := every.get(operation_id)) is None:
        there = ", ".join(f"{known.id} ({known.name})" for known in every.values())
        text = f"{operation_id!r} is not one of the ledger's operations: {there or 'none'}"
        raise click.BadParameter(text, param_hint="--only operation")
    start = max(one.starts_at, inquiry.start or one.starts_at)
    end = min(one.counts_until, inquiry.end or one.counts_until)
    return replace(
        inquiry,
        start=start,
        end=max(start, end),
        inside=one.grid_ids or None,
        items=one.item_codes or None,
    )


def figures(source: FigureSource, inquiry: Inquiry) -> tuple[Table, Callable[[], Any]]:
    """Return the figures as a table, and how to get them as plain data."""
    found = source.figures(inquiry)
    return (
        figure_table(found.question, found.windows, found.sides),
        lambda: figure_document(found.question, found.windows, found.sides),
    )


def assessment(
    source: FigureSource, inquiry: Inquiry, how_often: str, criteria: Sequence[Criterion]
) -> tuple[Table, Callable[[], Any]]:
    """Return each grid's score in the week or month of ``start``, else in the last whole one."""
    period_of = week_of if how_often == "weekly" else month_of
    if inquiry.start is not None:
        window = period_of(inquiry.start, inquiry.zone)
    else:
        window = period_before(period_of(inquiry.now, inquiry.zone), inquiry.zone)
    before = period_before(window, inquiry.zone)
    asked = replace(
        inquiry, measures=[one.measure for one in criteria], splits=["grid"], comparisons=()
    )
    now, then = (scores(criteria, _answers(source, asked, of)) for of in (window, before))
    shown, shown_before = (_on_the_clock(of, inquiry.zone) for of in (window, before))
    return (
        score_table("grid", shown, shown_before, now, then),
        lambda: score_document(shown, shown_before, now, then),
    )


def cases_behind(
    store: Store, inquiry: Inquiry, measure: CaseMeasure
) -> tuple[Table, Callable[[], Any]]:
    """Return the cases behind a measure."""
    window = LedgerFigures(store).windows(inquiry)["now"]
    cases: Sequence[CaseFacts] = store.cases.cases_received(window.start, window.end)
    wanted = inquiry.wanted(CaseColumns.of(cases))
    chosen = [case for case, is_wanted in zip(cases, wanted.tolist(), strict=True) if is_wanted]
    table = case_table(measure, inquiry.question(window), {"now": window}, chosen)
    return table, lambda: [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def _answers(source: FigureSource, inquiry: Inquiry, window: Window) -> list[Answer]:
    found = source.figures(replace(inquiry, start=window.start, end=window.end))
    return [side[0] for side in found.sides]


def _on_the_clock(window: Window, zone: ZoneInfo) -> Window:
    return Window(start=window.start.astimezone(zone), end=window.end.astimezone(zone))
