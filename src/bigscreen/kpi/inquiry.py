"""One question to the history of cases: its periods, its cases, its answers side by side."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from bigscreen.domain.city import City
from bigscreen.domain.patrol import Visit
from bigscreen.domain.units import UnitState
from bigscreen.kpi.answers import Answer, Question, answers
from bigscreen.kpi.case_columns import CaseColumns, ids_in
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.comparisons import Window, period_before, year_before
from bigscreen.kpi.measure import Measure
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.presence import Presence, PresenceMeasure, presence_answers
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.kpi.side_by_side import side_by_side
from bigscreen.kpi.splits import SPLITS, Frame, Split, tiers_of

PLACES = frozenset({"grid", "street", "district"})
"""The splits that presence on the street can be split by."""

COMPARED: Mapping[str, Callable[[Window, ZoneInfo], Window]] = {
    "year": year_before,
    "previous": period_before,
}
"""What a period can be compared with: 同比, 环比."""

Span = tuple[datetime, datetime]
"""When the oldest and the newest case were received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What is asked; ``filters`` are splits and the value wanted of each.

    Without ``measures`` all are meant that can be answered. ``city`` is known where tiers, patrol
    or minimums are asked for. ``inside`` are the ids of the grids looked at, ``items`` the codes of
    the items, None for all; ``most_groups`` is as in :class:`~bigscreen.kpi.answers.Question`.
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
    inside: Collection[str] | None = None
    items: Collection[str] | None = None
    most_groups: int | None = None

    @property
    def tiers(self) -> Mapping[str, Mapping[str, str]]:
        """Which area of each tier a grid lies in."""
        return {} if self.city is None else tiers_of(self.city)

    @property
    def asked(self) -> Sequence[Measure]:
        """What is to be answered."""
        if self.measures:
            return self.measures
        has_places = self.city is not None and not self.fields - PLACES
        return list((ALL_MEASURES if has_places else MEASURES).values())

    @property
    def fields(self) -> set[str]:
        """The splits that are asked for, and those that are filtered by."""
        return {*self.splits, *(key for key, _ in self.filters)}

    @property
    def wants_street(self) -> bool:
        """Whether what the street has shown is asked for."""
        return self.city is not None and any(isinstance(m, PresenceMeasure) for m in self.asked)

    def windows(self, span: Span | None) -> dict[str, Window]:
        """Return the period asked for as ``now``, then those it is compared with.

        Where an end is open, it is whole days up to the last case, or from the first.
        """
        oldest, newest = span or (self.now, self.now)
        start = self.start or _midnight(oldest, self.zone)
        end = self.end or _midnight(newest, self.zone, days_on=1)
        window = Window(start=start, end=max(start, end))
        compared = dict.fromkeys(self.comparisons)
        return {"now": window} | {key: COMPARED[key](window, self.zone) for key in compared}

    def question(self, window: Window) -> Question:
        """Return what is asked of the cases of a period."""
        return Question(
            measures=self.asked,
            splits=[SPLITS[key] for key in dict.fromkeys(self.splits)],
            zone=self.zone,
            tiers=self.tiers,
            as_of=self.now,
            days=window.days,
            min_n=self.min_n,
            most_groups=self.most_groups,
        )

    def wanted(self, cases: CaseColumns) -> Mask:
        """Return which cases are asked about."""
        frame = Frame(self.zone, self.tiers)
        wanted = np.ones(len(cases), np.bool_)
        if self.inside is not None:
            wanted &= cases.coded["grid_id"].among(self.inside)
        if self.items is not None:
            wanted &= cases.coded["item_code"].among(self.items)
        for key, text in self.filters:
            wanted &= _holding(cases, SPLITS[key], text, frame)
        return wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """What presence is judged on: the visits of a period and the day after it, units, level.

    ``kept_from`` is when the first visit ever was recorded.
    """

    visits: Sequence[Visit] = ()
    units: Sequence[UnitState] = ()
    duty_level: str = ""
    kept_from: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The answers to a question: ``sides`` has for each measure and group one a window."""

    question: Question
    windows: Mapping[str, Window]
    sides: Sequence[tuple[Answer, ...]] = field(default_factory=list)


def answers_of(
    inquiry: Inquiry, window: Window, cases: CaseColumns, street: Street | None
) -> list[Answer]:
    """Return the answers of one period, whose ``cases`` these are."""
    question = inquiry.question(window)
    if inquiry.filters or (inquiry.inside, inquiry.items) != (None, None):
        cases = cases.rows(inquiry.wanted(cases))
    found = answers(cases, question)
    if inquiry.city is None or street is None:
        return found
    labels = [_label_of(split.key, inquiry) for split in question.splits]
    presence = Presence(
        city=inquiry.city,
        window=window,
        as_of=inquiry.now,
        visits=street.visits,
        units=street.units,
        duty_level=street.duty_level,
        kept_from=street.kept_from,
        grid_ids=_grids_wanted(inquiry, inquiry.city),
    )
    return found + presence_answers(question.measures, presence, labels)


def figures_of(
    inquiry: Inquiry, windows: Mapping[str, Window], found: Sequence[Sequence[Answer]]
) -> Figures:
    """Return the answers of all periods side by side, in the order of the windows."""
    question = inquiry.question(windows["now"])
    return Figures(question=question, windows=windows, sides=side_by_side(question, *found))


def _grids_wanted(inquiry: Inquiry, city: City) -> Collection[str] | None:
    if not inquiry.filters:
        return inquiry.inside
    labels = [(_label_of(key, inquiry), text) for key, text in inquiry.filters]
    return {
        grid_id
        for grid_id in ("", *(grid.id for grid in city.grids))
        if (inquiry.inside is None or grid_id in inquiry.inside)
        and all(label_of(grid_id) == text for label_of, text in labels)
    }


def _label_of(key: str, inquiry: Inquiry) -> Callable[[str], str]:
    """Return what gives a grid's label in a split by place."""
    if key == "grid":
        return str
    area_of = inquiry.tiers.get(key, {})
    return lambda grid_id: area_of.get(grid_id, "")


def _midnight(moment: datetime, zone: ZoneInfo, *, days_on: int = 0) -> datetime:
    day = moment.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return (day + timedelta(days=days_on)).astimezone(UTC)


def _holding(cases: CaseColumns, split: Split, text: str, frame: Frame) -> Mask:
    """Return which cases have this value; of a unit, those it was sent to."""
    if split.by_unit:
        sent = cases.coded["unit_ids"]
        return sent.among({ids for ids in sent.labels if text in (ids_in(ids) or ("",))})
    column = split.labels_of(cases, frame)
    return column.among({label for label in column.labels if str(label) == text})
