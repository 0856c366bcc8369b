"""Orders about the life of a case: its steps, time, level, echelons, other cases, hand-overs."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.hand_overs import HandOverKind, HandOverStep
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.progress import CaseStep, HandlingLevel, LinkKind, Satisfaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceCase:
    """Take a city-management case a step on, hold it or void it.

    Sending back, rework, suspension and voiding need a ``reason``; routing takes a
    ``department`` code, which may be empty when the item's lead force takes it itself.
    """

    incident_id: str
    step: CaseStep
    reason: str = ""
    department: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMilestone:
    """Put a wrong stamp right, with the reason; the old value is kept."""

    incident_id: str
    unit_id: str
    milestone: Milestone
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension:
    """Ask for more time 延期, in hours of the case's clock."""

    incident_id: str
    hours: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension:
    """Grant or refuse the extension that was asked for."""

    incident_id: str
    approved: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeIncident:
    """Change a case's level, with the reason; the first level and its time are kept."""

    incident_id: str
    level: Level
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHandlingLevel:
    """Say who settles a case: level 2, level 1, or by special report."""

    incident_id: str
    handling: HandlingLevel
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSensitivity:
    """Say how walls may show a case."""

    incident_id: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateIncident:
    """Activate an echelon 梯次增援, the next one when ``echelon`` is None."""

    incident_id: str
    reason: str
    echelon: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandDown:
    """Stand the highest active echelon of a case down again."""

    incident_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeIncident:
    """Close a case as a duplicate of another one; its units go on with that one."""

    incident_id: str
    into_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmergeIncident:
    """Open a merged case again as one of its own."""

    incident_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIncidents:
    """Note what another case is to this one: related, its parent or its child."""

    incident_id: str
    other_id: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkIncidents:
    """Take a link between two cases back."""

    incident_id: str
    other_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachEvidence:
    """Note a proof: its kind from the catalogue, and where it is kept."""

    incident_id: str
    kind: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCallBack:
    """Note what the reporter of a closed police call said when called back 回访."""

    incident_id: str
    satisfaction: Satisfaction
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateHandOver:
    """Hand a case over to a department 交办, transfer it 移送, or supervise it 督办.

    ``clock`` is a code of the city's clocks, empty for the kind's default.
    """

    incident_id: str
    kind: HandOverKind
    department: str
    subject: str
    text: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceHandOver:
    """Acknowledge, plan, complete, return or withdraw a hand-over."""

    hand_over_id: str
    step: HandOverStep
    text: str = ""


CaseOrder = (
    AdvanceCase
    | CorrectMilestone
    | RequestExtension
    | DecideExtension
    | RegradeIncident
    | SetHandlingLevel
    | SetSensitivity
    | EscalateIncident
    | StandDown
    | MergeIncident
    | UnmergeIncident
    | LinkIncidents
    | UnlinkIncidents
    | AttachEvidence
    | RecordCallBack
    | CreateHandOver
    | AdvanceHandOver
)
