"""The running shift: its duty level, what was covered in it, and notes for the next."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.patrol import Visit

NOTES_KEPT = 50
"""How many shift notes stay in the situation; the ledger keeps all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftNote:
    """A note one shift left for the next; ``area_id`` is the writer's, empty: the whole city."""

    text: str
    by: str
    at: datetime
    area_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The running shift: its place in the day's shifts, when it began, what was covered in it.

    ``level`` is the code of the duty level, empty until one was set.
    """

    index: int = 0
    started_at: datetime | None = None
    level: str = ""
    level_since: datetime | None = None
    level_by: str = ""
    level_reason: str = ""
    visits: tuple[Visit, ...] = ()
    notes: tuple[ShiftNote, ...] = ()
