"""A case as the ledger knows it now: what was registered, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime

from bigscreen.domain.incidents import Incident, IncidentStatus
from bigscreen.domain.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark on an incident: plain text, never markup."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentState:
    """An incident as the ledger knows it now; ``version`` grows by one with each event on it."""

    incident: Incident
    status: IncidentStatus = IncidentStatus.OPEN
    assignment_ids: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    closed_at: datetime | None = None
    closed_by: str = ""
    disposition: str = ""
    reopened: int = 0
    progress: Progress = field(default_factory=Progress)
    version: int = 1
