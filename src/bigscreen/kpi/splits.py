"""What figures can be split by, and the groups a split of several makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.city import Area, AreaLevel, City
from bigscreen.kpi.case_columns import UNIT, CaseColumns, Coded, Label, Value
from bigscreen.kpi.local_hours import local_days, local_hours, local_weekdays

_TABLE = 1 << 24
"""Up to so many possible groups a table finds those that occur; beyond it, sorting does."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What cases are split by besides themselves: the clock, and where each grid lies.

    ``tiers`` maps the level of an area to each grid's area of that level.
    """

    zone: tzinfo
    tiers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One way to split: ``labels_of`` gives each case's label.

    ``needs_city`` says that only a city knows the labels; ``by_unit`` that a case counts once
    for each unit sent to it (see :func:`spread`).
    """

    key: str
    name: str
    name_en: str
    labels_of: Callable[[CaseColumns, Frame], Coded]
    needs_city: bool = False
    by_unit: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that occur, in order of their labels; ``of_case`` (n,) says whose is whose."""

    labels: tuple[tuple[Label, ...], ...]
    of_case: NDArray[np.int32]


def _field(key: str, column: str, name: str, name_en: str) -> Split:
    return Split(
        key=key, name=name, name_en=name_en, labels_of=lambda cases, _frame: cases.coded[column]
    )


def _tier(level: AreaLevel, name: str, name_en: str) -> Split:
    def labels_of(cases: CaseColumns, frame: Frame) -> Coded:
        grids = cases.coded["grid_id"]
        area_of = frame.tiers.get(level, {})
        areas = Coded.of([area_of.get(str(grid), "") for grid in grids.labels])
        return Coded(areas.codes[grids.codes], areas.labels)

    return Split(key=level.value, name=name, name_en=name_en, labels_of=labels_of, needs_city=True)


def _hour(cases: CaseColumns, frame: Frame) -> Coded:
    hours = local_hours(cases.times["received_at"], frame.zone)
    return Coded(hours.astype(np.int32), tuple(range(24)))


def _weekday(cases: CaseColumns, frame: Frame) -> Coded:
    weekdays = local_weekdays(cases.times["received_at"], frame.zone) - 1
    return Coded(weekdays.astype(np.int32), tuple(range(1, 8)))


def _dates(cases: CaseColumns, frame: Frame, first_of: Callable[[date], date]) -> Coded:
    """Return the first day of the stretch of days each case was received in, as ISO 8601."""
    days, codes = np.unique(local_days(cases.times["received_at"], frame.zone), return_inverse=True)
    names = Coded.of([first_of(_FIRST_DAY + timedelta(int(day))).isoformat() for day in days])
    return Coded(names.codes[codes.reshape(-1)], names.labels)


def _day(cases: CaseColumns, frame: Frame) -> Coded:
    return _dates(cases, frame, lambda day: day)


def _week(cases: CaseColumns, frame: Frame) -> Coded:
    return _dates(cases, frame, lambda day: day - timedelta(day.weekday()))


def _month(cases: CaseColumns, frame: Frame) -> Coded:
    return _dates(cases, frame, lambda day: day.replace(day=1))


_FIRST_DAY = date(1970, 1, 1)

_ALL = (
    _field("grid", "grid_id", "网格", "Grid"),
    _tier(AreaLevel.STREET, "街镇", "Street"),
    _tier(AreaLevel.DISTRICT, "片区", "District"),
    Split(
        key="unit",
        name="单元（每个派出单元各计一次）",
        name_en="Unit (a case counts once for each unit sent)",
        labels_of=lambda cases, _frame: cases.coded[UNIT],
        by_unit=True,
    ),
    _field("force", "lead_force", "主责力量", "Lead force"),
    _field("item", "item_code", "事项", "Item"),
    _field("level", "level", "等级", "Level"),
    _field("channel", "channel", "来源", "Channel"),
    _field("work", "work_kind", "工作类别", "Kind of work"),
    _field("class", "response_minutes", "响应等级（分钟）", "Response class (minutes)"),
    Split(key="hour", name="时段（时）", name_en="Hour", labels_of=_hour),
    Split(key="weekday", name="星期", name_en="Weekday (1 = Monday)", labels_of=_weekday),
    Split(key="day", name="日期", name_en="Day", labels_of=_day),
    Split(key="week", name="周（起始日）", name_en="Week (first day)", labels_of=_week),
    Split(key="month", name="月（起始日）", name_en="Month (first day)", labels_of=_month),
)

SPLITS: Mapping[str, Split] = {split.key: split for split in _ALL}
"""Every split by its key."""


def tiers_of(city: City) -> Mapping[str, Mapping[str, str]]:
    """Return the area of each tier above the grids that a grid lies in, by level and grid id."""
    tiers: dict[str, dict[str, str]] = {}
    for grid in city.grids:
        for area in city.ancestors(grid.id):
            if isinstance(area, Area):
                tiers.setdefault(area.level.value, {})[grid.id] = area.id
    return tiers


def spread(cases: CaseColumns, splits: Sequence[Split]) -> CaseColumns:
    """Return the rows to be split: the cases, or one for each unit of each case."""
    return cases.by_unit() if any(split.by_unit for split in splits) else cases


def groups_of(cases: CaseColumns, splits: Sequence[Split], frame: Frame) -> Groups:
    """Return the groups of cases that agree in every split; without a split, one of all."""
    of_case: NDArray[np.int32] = np.zeros(len(cases), np.int32)
    labels: tuple[tuple[Label, ...], ...] = ((),)
    for split in splits:
        found = _occurring(split.labels_of(cases, frame))
        if len(labels) <= 1:  # nothing to fold yet
            labels = tuple((*group, label) for group in labels for label in _named(found))
            of_case = found.codes
            continue
        names = _named(found)
        width = len(names)
        pairs, of_case = _compact(of_case * np.int64(width) + found.codes, len(labels) * width)
        labels = tuple((*labels[pair // width], names[pair % width]) for pair in pairs.tolist())
    return Groups(labels, of_case)


def _occurring(column: Coded) -> Coded:
    """Return the column with only the labels that occur, in their order."""
    counts = np.bincount(column.codes, minlength=len(column.labels))
    names = _named(column)
    codes = sorted(np.flatnonzero(counts).tolist(), key=names.__getitem__)
    place = np.zeros(len(column.labels), np.int32)
    place[codes] = np.arange(len(codes), dtype=np.int32)
    return Coded(place[column.codes], tuple(column.labels[code] for code in codes))


def _compact(
    numbers: NDArray[np.int64], possible: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the numbers that occur, ascending, and each row's position among them."""
    if possible > _TABLE:
        found, inverse = np.unique(numbers, return_inverse=True)
        return found, inverse.astype(np.int32)
    occurring = np.flatnonzero(np.bincount(numbers, minlength=possible)).astype(np.int64)
    position = np.zeros(possible, np.int32)
    position[occurring] = np.arange(len(occurring), dtype=np.int32)
    return occurring, position[numbers]


def _named(column: Coded) -> tuple[Label, ...]:
    """Return the labels of a column whose cases can be told apart by it."""
    return tuple(_label(value) for value in column.labels)


def _label(value: Value) -> Label:
    return value if isinstance(value, str | int) else ""
