"""What happened to the centre itself; records come whole, as they stand afterwards."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.shift import ShiftNote


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChanged:
    """An alarm was raised, answered or cleared."""

    alarm: Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverChanged:
    """A hand-over was created or brought on."""

    hand_over: HandOver


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationChanged:
    """A joint operation was planned, changed or ended."""

    operation: JointOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLevelSet:
    """Another duty level holds."""

    level: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftStarted:
    """A new shift began; coverage counts from zero again."""

    index: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftNoted:
    """A note was left for the next shift."""

    note: ShiftNote


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyVisited:
    """A unit fulfilled a patrol duty."""

    visit: Visit


RecordEvent = AlarmChanged | HandOverChanged | OperationChanged
ShiftEvent = DutyLevelSet | ShiftStarted | ShiftNoted | DutyVisited
CentreEvent = RecordEvent | ShiftEvent
