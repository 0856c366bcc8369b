"""Which hours a city works: its week, public holidays, and the make-up days 调休."""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The working time of a city, local.

    ``weekdays`` are ISO numbers (1 Monday … 7 Sunday); ``hours`` the spans of a working day,
    in order and apart from each other. ``rest_days`` are days off that would be worked,
    ``work_days`` days worked that would be off. ``known_until`` is the last day holidays are
    known for; later days are taken by the week alone.
    """

    timezone: str = "UTC"
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: tuple[tuple[time, time], ...] = ((time(9), time(12)), (time(13), time(18)))
    rest_days: frozenset[date] = field(default_factory=frozenset)
    work_days: frozenset[date] = field(default_factory=frozenset)
    known_until: date | None = None
