"""Alarms: what somebody at a desk has to know of, answered once for all screens."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """What an alarm is about. An SOS 紧急求助 is a unit's cry for help: nobody can mute it."""

    CASE_DUE = "case_due"
    STAGE_DUE = "stage_due"
    HAND_OVER_DUE = "hand_over_due"
    UNITS_BELOW_MINIMUM = "units_below_minimum"
    ECHELON_ACTIVATED = "echelon_activated"
    SOS = "sos"


class AlarmStage(StrEnum):
    """Before the deadline, or at it."""

    EARLY = "early"
    DUE = "due"


class AlarmStatus(StrEnum):
    """What became of an alarm.

    ``expired`` ones came due while no hub was there: recorded and listed, never sounded.
    ``cleared`` ones have lost their cause: the case is closed, the deadline has moved.
    """

    SOUNDING = "sounding"
    ACKNOWLEDGED = "acknowledged"
    MUTED = "muted"
    EXPIRED = "expired"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm. ``moment`` is when it came due; the id follows from kind, subject and moment.

    ``incident_id``, ``hand_over_id``, ``unit_id`` or ``grid_id`` with ``force_code`` say what it
    is about, ``detail`` the stage, the step or what was said with an SOS, ``addressee`` who is
    notified. ``count`` and ``minimum`` are units there and units wanted. ``by``, ``note`` and
    ``muted_until`` are of whoever answered it last.
    """

    id: str
    kind: AlarmKind
    stage: AlarmStage
    moment: datetime
    status: AlarmStatus = AlarmStatus.SOUNDING
    incident_id: str = ""
    hand_over_id: str = ""
    grid_id: str = ""
    force_code: str = ""
    unit_id: str = ""
    detail: str = ""
    addressee: str = ""
    count: int = 0
    minimum: int = 0
    raised_at: datetime
    answered_at: datetime | None = None
    by: str = ""
    note: str = ""
    muted_until: datetime | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing can become of it any more."""
        return self.status is AlarmStatus.CLEARED
