"""Time limits of cases and hand-overs: calendar or working time, cards, and when each is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class TimeBasis(StrEnum):
    """Which hours count: all of them, or those the city works."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time limit 时限 by its code; hours count on its ``basis``.

    ``limit_hours`` is for the whole case, ``stage_hours`` for stages by their code (a
    :class:`~bigscreen.domain.progress.CaseStage`, a milestone, or a hand-over's step): the time
    within which that stage has to be reached, from the one before it. ``warn_hours`` is how long
    before a limit the early alarm comes. ``yellow_hours`` and ``red_hours`` are when the cards
    are shown, counted from the beginning; None shows none. A day of a working-time clock is as
    long as the city's working day.
    """

    code: str
    name: str
    name_en: str
    basis: TimeBasis = TimeBasis.CALENDAR
    limit_hours: float = 72.0
    warn_hours: float = 1.0
    yellow_hours: float | None = None
    red_hours: float | None = None
    stage_hours: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The moments a clock sets, UTC: when to warn, when it is due, when the cards are shown."""

    clock: str
    warn_at: datetime
    due_at: datetime
    yellow_at: datetime | None = None
    red_at: datetime | None = None
