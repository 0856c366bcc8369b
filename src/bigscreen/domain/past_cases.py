"""Questions about the cases behind a figure, and about one case's whole record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.assignments import Assignment
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.hand_overs import HandOver

MOST_CASES = 1_000
"""So many cases are given at once at most."""


class Part(StrEnum):
    """Which of the cases a figure was made of are wanted."""

    ALL = "all"
    COUNTED = "counted"
    HELD = "held"
    """Counted, and what the figure looks for: in time, closed, in the stretch …"""
    MISSED = "missed"
    """Counted, and not what the figure looks for."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesQuestion:
    """The cases behind one ``measure`` of the cases received in [start, end).

    ``only`` and ``zone`` are as in :class:`bigscreen.domain.history_figures.FiguresQuestion`.
    ``part`` says which of them; of a distribution, ``bucket`` names the stretch that is held.
    At most ``limit`` are given: the longest first where seconds are measured, else the newest.
    """

    measure: str
    start: datetime
    end: datetime
    only: tuple[tuple[str, str], ...] = ()
    zone: str = ""
    part: Part = Part.ALL
    bucket: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBehind:
    """One case, and what the figure made of it.

    ``number`` is the one people know it by. ``value`` are its seconds, or 1 and 0 for a hit and
    a miss; a case with a ``reason`` was left out and has none.
    """

    facts: CaseFacts
    number: str
    title: str = ""
    value: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesBehind:
    """The answer. ``total`` cases are in the part asked for, ``cases`` holds the first of them.

    ``counted``, ``held`` and ``excluded`` are of all cases the figure is about, whatever part
    was asked for; open ones were judged as of ``as_of``.
    """

    measure: str
    total: int
    counted: int
    held: int
    excluded: Mapping[str, int] = field(default_factory=dict)
    cases: tuple[CaseBehind, ...] = ()
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileQuestion:
    """Everything that is known of one case, however long ago it was closed."""

    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The answer: ``facts`` always, the rest where this ledger has seen the case itself.

    Of a case from the past before the ledger ``state`` is None: only its times are known.
    """

    facts: CaseFacts
    state: IncidentState | None = None
    assignments: tuple[Assignment, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
