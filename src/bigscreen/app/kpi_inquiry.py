"""One run of ``bigscreen kpi`` over a ledger: reads the periods, asks the engine, sets a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.kpi.answers import Answer, Question, answers
from bigscreen.kpi.assessment import Criterion, scores
from bigscreen.kpi.case_columns import CaseColumns, ids_in
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.comparisons import Window, month_of, period_before, week_of, year_before
from bigscreen.kpi.measure import CaseMeasure, Measure
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.presence import Presence, PresenceMeasure, presence_answers
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.kpi.side_by_side import side_by_side
from bigscreen.kpi.splits import SPLITS, Frame, Split, tiers_of
from bigscreen.report.figure_tables import case_table, figure_document, figure_table
from bigscreen.report.score_tables import score_document, score_table
from bigscreen.report.tables import Table
from bigscreen.store.opening import Store

_PLACES = {"grid", "street", "district"}
"""The splits that presence on the street can be split by."""

_COMPARED: dict[str, Callable[[Window, ZoneInfo], Window]] = {
    "year": year_before,
    "previous": period_before,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What the command line asks; ``filters`` are splits and the value wanted of each.

    Without ``measures`` all are meant that can be answered. ``city`` is known where tiers, patrol
    or minimums are asked for.
    """

    measures: Sequence[Measure]
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

    @property
    def asked(self) -> Sequence[Measure]:
        """What is to be answered."""
        if self.measures:
            return self.measures
        has_places = self.city is not None and not self._fields - _PLACES
        return list((ALL_MEASURES if has_places else MEASURES).values())

    @property
    def _fields(self) -> set[str]:
        return {*self.splits, *(key for key, _ in self.filters)}

    def fault(self, criteria: Sequence[Criterion] = ()) -> str | None:
        """Return why it can not be answered, None where it can."""
        measures = [*self.measures, *(one.measure for one in criteria)]
        street = next((m.key for m in measures if isinstance(m, PresenceMeasure)), None)
        for key in (*self._fields, street):
            needs_city = key == street or SPLITS[str(key)].needs_city
            if key is not None and needs_city and self.city is None:
                return f"{key} needs --city"
        if street is not None and self._fields - _PLACES:
            return f"{street} can be split by {', '.join(sorted(_PLACES))} only"
        return None


def figures(store: Store, inquiry: Inquiry) -> tuple[Table, Callable[[], Any]]:
    """Return the figures as a table, and how to get them as plain data."""
    window = _window(store, inquiry)
    windows = {"now": window}
    for key in dict.fromkeys(inquiry.comparisons):
        windows[key] = _COMPARED[key](window, inquiry.zone)
    question = _question(inquiry, window)
    sides = side_by_side(question, *(_answers(store, inquiry, of) for of in windows.values()))
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
    now, then = (scores(criteria, _answers(store, asked, of)) for of in (window, before))
    shown, shown_before = (_on_the_clock(of, inquiry.zone) for of in (window, before))
    return (
        score_table("grid", shown, shown_before, now, then),
        lambda: score_document(shown, shown_before, now, then),
    )


def cases_behind(
    store: Store, inquiry: Inquiry, measure: CaseMeasure
) -> tuple[Table, Callable[[], Any]]:
    """Return the cases behind a measure."""
    window = _window(store, inquiry)
    cases: Sequence[CaseFacts] = store.cases.cases_received(window.start, window.end)
    wanted = _wanted(CaseColumns.of(cases), inquiry)
    chosen = [case for case, is_wanted in zip(cases, wanted.tolist(), strict=True) if is_wanted]
    question = _question(inquiry, window)
    table = case_table(measure, question, {"now": window}, chosen)
    return table, lambda: [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def _answers(store: Store, inquiry: Inquiry, window: Window) -> list[Answer]:
    cases = store.cases.case_columns(window.start, window.end)
    question = _question(inquiry, window)
    found = answers(_chosen(cases, inquiry), question)
    on_street = any(isinstance(measure, PresenceMeasure) for measure in question.measures)
    if inquiry.city is None or not on_street:
        return found
    labels = [_label_of(split.key, inquiry) for split in question.splits]
    return found + presence_answers(
        question.measures, _presence(store, inquiry, inquiry.city, window), labels
    )


def _presence(store: Store, inquiry: Inquiry, city: City, window: Window) -> Presence:
    """Return what the street has shown in a period."""
    situation = store.ledger.load()
    visits = store.records.visits_between(window.start, window.end + timedelta(days=1))
    wanted = None
    if inquiry.filters:
        labels = [(_label_of(key, inquiry), text) for key, text in inquiry.filters]
        wanted = {
            grid_id
            for grid_id in ("", *(grid.id for grid in city.grids))
            if all(label_of(grid_id) == text for label_of, text in labels)
        }
    return Presence(
        city=city,
        window=window,
        as_of=inquiry.now,
        visits=[past.visit for past in visits],
        units=situation.units,
        duty_level=situation.shift.level,
        grid_ids=wanted,
    )


def _label_of(key: str, inquiry: Inquiry) -> Callable[[str], str]:
    """Return what gives a grid's label in a split by place."""
    if key == "grid":
        return str
    area_of = inquiry.tiers.get(key, {})
    return lambda grid_id: area_of.get(grid_id, "")


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
        measures=inquiry.asked,
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
