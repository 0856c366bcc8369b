"""One run of ``bigscreen kpi`` over a ledger: reads the periods, asks the engine, sets a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.kpi.answers import Question, answers
from bigscreen.kpi.assessment import Criterion, scores
from bigscreen.kpi.case_columns import CaseColumns, ids_in
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.comparisons import Window, month_of, period_before, week_of, year_before
from bigscreen.kpi.measure import CaseMeasure
from bigscreen.kpi.side_by_side import side_by_side
from bigscreen.kpi.splits import SPLITS, Frame, Split, tiers_of
from bigscreen.report.figure_tables import case_table, figure_document, figure_table
from bigscreen.report.score_tables import score_document, score_table
from bigscreen.report.tables import Table
from bigscreen.store.opening import Store

_COMPARED: dict[str, Callable[[Window, ZoneInfo], Window]] = {
    "year": year_before,
    "previous": period_before,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What the command line asks; ``filters`` are splits and the value wanted of each.

    ``city`` is known where tiers, patrol or minimums are asked for.
    """

    measures: Sequence[CaseMeasure]
    now: datetime
    zone: ZoneInfo
    start: datetime | None
    end: datetime | None
    splits: Sequence[str]
    filters: Sequence[tuple[str, str]]
    comparisons: Sequence[str]
    min_n: int
    city: City | None = None

    @property
    def tiers(self) -> Mapping[str, Mapping[str, str]]:
        """Which area of each tier a grid lies in."""
        return {} if self.city is None else tiers_of(self.city)


def figures(store: Store, inquiry: Inquiry) -> tuple[Table, Callable[[], Any]]:
    """Return the figures as a table, and how to get them as plain data."""
    window = _window(store, inquiry)
    windows = {"now": window}
    for key in dict.fromkeys(inquiry.comparisons):
        windows[key] = _COMPARED[key](window, inquiry.zone)
    question = _question(inquiry, window)
    answered = []
    for of in windows.values():
        cases = store.cases.case_columns(of.start, of.end)
        answered.append(answers(_chosen(cases, inquiry), _question(inquiry, of)))
    sides = side_by_side(question, *answered)
    return (
        figure_table(question, windows, sides),
        lambda: figure_document(question, windows, sides),
    )


def assessment(
    store: Store, inquiry: Inquiry, how_often: str, criteria: Sequence[Criterion]
) -> tuple[Table, Callable[[], Any]]:
    """Return each grid's score in the week or month of ``start``, else in the last whole one."""
    period_of = week_of if how_often == "weekly" else month_of
    if inquiry.start is not None:
        window = period_of(inquiry.start, inquiry.zone)
    else:
        window = period_before(period_of(inquiry.now, inquiry.zone), inquiry.zone)
    before = period_before(window, inquiry.zone)
    asked = replace(inquiry, measures=[one.measure for one in criteria], splits=["grid"])
    now, then = (
        scores(criteria, answers(_chosen(cases, asked), _question(asked, of)))
        for of in (window, before)
        for cases in [store.cases.case_columns(of.start, of.end)]
    )
    shown, shown_before = (_on_the_clock(of, inquiry.zone) for of in (window, before))
    return (
        score_table("grid", shown, shown_before, now, then),
        lambda: score_document(shown, shown_before, now, then),
    )


def cases_behind(store: Store, inquiry: Inquiry) -> tuple[Table, Callable[[], Any]]:
    """Return the cases behind the one measure asked for."""
    window = _window(store, inquiry)
    cases: Sequence[CaseFacts] = store.cases.cases_received(window.start, window.end)
    wanted = _wanted(CaseColumns.of(cases), inquiry)
    chosen = [case for case, is_wanted in zip(cases, wanted.tolist(), strict=True) if is_wanted]
    question = _question(inquiry, window)
    table = case_table(inquiry.measures[0], question, {"now": window}, chosen)
    return table, lambda: [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def _window(store: Store, inquiry: Inquiry) -> Window:
    """Return the period asked for; where an end is open, whole days up to the last case."""
    oldest, newest = store.cases.received_span() or (inquiry.now, inquiry.now)
    start = inquiry.start or _midnight(oldest, inquiry.zone)
    end = inquiry.end or _midnight(newest, inquiry.zone, days_on=1)
    return Window(start=start, end=max(start, end))


def _midnight(moment: datetime, zone: ZoneInfo, *, days_on: int = 0) -> datetime:
    day = moment.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return (day + timedelta(days=days_on)).astimezone(UTC)


def _on_the_clock(window: Window, zone: ZoneInfo) -> Window:
    return Window(start=window.start.astimezone(zone), end=window.end.astimezone(zone))


def _question(inquiry: Inquiry, window: Window) -> Question:
    return Question(
        measures=inquiry.measures,
        splits=[SPLITS[key] for key in dict.fromkeys(inquiry.splits)],
        zone=inquiry.zone,
        tiers=inquiry.tiers,
        as_of=inquiry.now,
        days=window.days,
        min_n=inquiry.min_n,
    )


def _chosen(cases: CaseColumns, inquiry: Inquiry) -> CaseColumns:
    return cases.rows(_wanted(cases, inquiry)) if inquiry.filters else cases


def _wanted(cases: CaseColumns, inquiry: Inquiry) -> Mask:
    frame = Frame(inquiry.zone, inquiry.tiers)
    wanted = np.ones(len(cases), np.bool_)
    for key, text in inquiry.filters:
        wanted &= _holding(cases, SPLITS[key], text, frame)
    return wanted


def _holding(cases: CaseColumns, split: Split, text: str, frame: Frame) -> Mask:
    """Return which cases have this value; of a unit, those it was sent to."""
    if split.by_unit:
        sent = cases.coded["unit_ids"]
        return sent.among({ids for ids in sent.labels if text in (ids_in(ids) or ("",))})
    column = split.labels_of(cases, frame)
    return column.among({label for label in column.labels if str(label) == text})
