"""What befell a case after it was registered; each of these changes its progress."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.assignments import Milestone, Stamp
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import (
    CallBack,
    CardShown,
    CaseLink,
    EchelonCall,
    Evidence,
    Extension,
    HandlingLevel,
    Regrade,
    StageEntry,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePassed:
    """A city-management case came to a stage."""

    incident_id: str
    entry: StageEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSuspended:
    """The clocks of a case were stopped 挂账."""

    incident_id: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed:
    """The clocks of a case run again; ``deadline`` and ``stage_due_at`` are the new ones."""

    incident_id: str
    at: datetime
    by: str
    deadline: Deadline | None = None
    stage_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested:
    """More time was asked for."""

    incident_id: str
    extension: Extension


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecided:
    """It was granted or refused; ``deadline`` is the one that holds now.

    ``stage_due_at`` is when the next stage is due now, None where that has not changed.
    """

    incident_id: str
    extension: Extension
    deadline: Deadline | None
    stage_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRegraded:
    """A case has another level."""

    incident_id: str
    regrade: Regrade


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingLevelSet:
    """Another level settles the case."""

    incident_id: str
    handling: HandlingLevel
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivitySet:
    """Walls show a case otherwise."""

    incident_id: str
    sensitivity: Sensitivity
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EchelonActivated:
    """Reinforcement was called."""

    incident_id: str
    call: EchelonCall


@dataclass(frozen=True, slots=True, kw_only=True)
class EchelonStoodDown:
    """Reinforcement was stood down."""

    incident_id: str
    echelon: int
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLinked:
    """Another case means something to this one; the other one gets an event of its own."""

    incident_id: str
    link: CaseLink
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentUnlinked:
    """Another case means nothing to this one any more."""

    incident_id: str
    other_id: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGiven:
    """A case was shown a card."""

    incident_id: str
    card: CardShown


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledBack:
    """The reporter was called back."""

    incident_id: str
    call_back: CallBack


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAttached:
    """A proof was noted."""

    incident_id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneCorrected:
    """A wrong stamp was put right: ``was`` is the old one, ``stamp`` holds now."""

    assignment_id: str
    incident_id: str
    unit_id: str
    milestone: Milestone
    was: Stamp
    stamp: Stamp
    reason: str
    at: datetime


ProgressEvent = (
    StagePassed
    | CaseSuspended
    | CaseResumed
    | ExtensionRequested
    | ExtensionDecided
    | IncidentRegraded
    | HandlingLevelSet
    | SensitivitySet
    | EchelonActivated
    | EchelonStoodDown
    | IncidentLinked
    | IncidentUnlinked
    | CardGiven
    | CalledBack
    | EvidenceAttached
)
"""The events :func:`bigscreen.domain.case_changes.changed` applies: one incident each."""
