"""What figures can be split by, and the groups a split of several makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from bigscreen.kpi.case_columns import CaseColumns, Coded, Label
from bigscreen.kpi.local_hours import local_hours, local_weekdays

_TABLE = 1 << 24
"""Up to so many possible groups a table finds those that occur; beyond it, sorting does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One way to split: ``labels_of`` gives each case's label (by the city's clock)."""

    key: str
    name: str
    name_en: str
    labels_of: Callable[[CaseColumns, tzinfo], Coded]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that occur, in order of their labels; ``of_case`` (n,) says whose is whose."""

    labels: tuple[tuple[Label, ...], ...]
    of_case: NDArray[np.int32]


def _field(key: str, field: str, name: str, name_en: str) -> Split:
    return Split(
        key=key, name=name, name_en=name_en, labels_of=lambda cases, _zone: cases.coded[field]
    )


def _hour(cases: CaseColumns, zone: tzinfo) -> Coded:
    return Coded(local_hours(cases.times["received_at"], zone).astype(np.int32), tuple(range(24)))


def _weekday(cases: CaseColumns, zone: tzinfo) -> Coded:
    weekdays = local_weekdays(cases.times["received_at"], zone) - 1
    return Coded(weekdays.astype(np.int32), tuple(range(1, 8)))


_ALL = (
    _field("grid", "grid_id", "网格", "Grid"),
    _field("force", "lead_force", "主责力量", "Lead force"),
    _field("item", "item_code", "事项", "Item"),
    _field("level", "level", "等级", "Level"),
    _field("channel", "channel", "来源", "Channel"),
    _field("work", "work_kind", "工作类别", "Kind of work"),
    _field("class", "response_minutes", "响应等级（分钟）", "Response class (minutes)"),
    Split(key="hour", name="时段（时）", name_en="Hour", labels_of=_hour),
    Split(key="weekday", name="星期", name_en="Weekday (1 = Monday)", labels_of=_weekday),
)

SPLITS: Mapping[str, Split] = {split.key: split for split in _ALL}
"""Every split by its key."""


def groups_of(cases: CaseColumns, splits: Sequence[Split], zone: tzinfo) -> Groups:
    """Return the groups of cases that agree in every split; without a split, one of all."""
    of_case: NDArray[np.int32] = np.zeros(len(cases), np.int32)
    labels: tuple[tuple[Label, ...], ...] = ((),)
    for split in splits:
        found = _occurring(split.labels_of(cases, zone))
        if len(labels) <= 1:  # nothing to fold yet
            labels = tuple((*group, label) for group in labels for label in found.labels)
            of_case = found.codes
            continue
        width = len(found.labels)
        pairs, of_case = _compact(of_case * np.int64(width) + found.codes, len(labels) * width)
        labels = tuple(
            (*labels[pair // width], found.labels[pair % width]) for pair in pairs.tolist()
        )
    return Groups(labels, of_case)


def _occurring(column: Coded) -> Coded:
    """Return the column with only the labels that occur, in their order."""
    counts = np.bincount(column.codes, minlength=len(column.labels))
    codes = sorted(np.flatnonzero(counts).tolist(), key=column.labels.__getitem__)
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
