"""What has happened, as the ledger keeps it: every change of the situation is one of these."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.assignments import Milestone, Stamp
from bigscreen.domain.case_events import MilestoneCorrected, ProgressEvent
from bigscreen.domain.case_state import Note
from bigscreen.domain.centre_events import CentreEvent
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.incidents import Incident
from bigscreen.domain.units import Duty, Unit
from bigscreen.domain.view_events import ViewChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDeclared:
    """A unit became known, or what is known of it changed; ``number`` is given once."""

    unit: Unit
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChanged:
    """A unit went on or off duty."""

    unit_id: str
    duty: Duty
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRegistered:
    """A case was registered; ``deadline`` and ``stage_due_at`` are what its clock sets."""

    incident: Incident
    deadline: Deadline | None = None
    stage_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAssigned:
    """A unit was sent to an incident; ``stamp`` is its dispatch."""

    assignment_id: str
    incident_id: str
    unit_id: str
    stacked: bool
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached:
    """An assigned unit reached a milestone."""

    assignment_id: str
    incident_id: str
    unit_id: str
    milestone: Milestone
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReleased:
    """A unit no longer holds an incident."""

    assignment_id: str
    incident_id: str
    unit_id: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """Somebody remarked on an incident."""

    incident_id: str
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed:
    """A case was closed; ``valid`` is False for what was no case 无效, ``forced`` for 强制结案."""

    incident_id: str
    disposition: str
    valid: bool = True
    forced: bool = False
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopened:
    """A closed case was opened again."""

    incident_id: str
    reason: str
    at: datetime
    by: str


Event = (
    UnitDeclared
    | DutyChanged
    | IncidentRegistered
    | UnitAssigned
    | MilestoneReached
    | UnitReleased
    | NoteAdded
    | IncidentClosed
    | IncidentReopened
    | MilestoneCorrected
    | ProgressEvent
    | CentreEvent
    | ViewChanged
)
