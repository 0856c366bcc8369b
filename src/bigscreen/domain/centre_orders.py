"""Orders about the centre itself: alarms, duty level, shifts, joint operations, patrol."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.patrol import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlarm:
    """Answer an alarm, for all screens."""

    alarm_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteAlarm:
    """Silence an alarm for some minutes, for all screens; then it sounds again."""

    alarm_id: str
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseSos:
    """Call for help for a unit 紧急求助: by itself, by its source, or by a desk that heard it."""

    unit_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSos:
    """End an SOS, saying how it ended; until then it stays, answered or not."""

    alarm_id: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDutyLevel:
    """Set the duty level 勤务等级, by its code."""

    level: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddShiftNote:
    """Leave a note for the next shift 交接班."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOperation:
    """Plan a joint operation 专项行动, or change one that has not ended (``operation_id``)."""

    name: str
    starts_at: datetime
    ends_at: datetime
    grid_ids: tuple[str, ...] = ()
    item_codes: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    note: str = ""
    operation_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOperation:
    """End a joint operation with its summary."""

    operation_id: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepWatch:
    """The hub's own: look at every clock, card, minimum and roster line, and act on what is due.

    ``running_since`` is when this hub began: what came due before it is recorded as expired.
    """

    running_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVisits:
    """The hub's own: patrol duties units were seen to fulfil by their positions."""

    visits: tuple[Visit, ...]


CentreOrder = (
    AcknowledgeAlarm
    | MuteAlarm
    | RaiseSos
    | EndSos
    | SetDutyLevel
    | AddShiftNote
    | PlanOperation
    | EndOperation
    | KeepWatch
    | RecordVisits
)
