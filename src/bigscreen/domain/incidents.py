"""Incidents: police calls 警情 and city-management cases 案件, on one list."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from bigscreen.domain.geo import GeoPoint


class WorkKind(StrEnum):
    """The two kinds of work; their clocks differ (minutes, or working days)."""

    POLICE_CALL = "police_call"
    CITY_CASE = "city_case"


class Level(IntEnum):
    """How grave an incident is: Ⅰ is the gravest."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4


class Channel(StrEnum):
    """Where the work came from 来源."""

    HOTLINE = "hotline"
    VIDEO = "video"
    PLATFORM = "platform"
    PATROL = "patrol"
    CITIZEN = "citizen"
    ALARM = "alarm"
    OTHER = "other"


class Sensitivity(StrEnum):
    """How a case is shown on walls, where anybody can read along."""

    NORMAL = "normal"
    DIM = "dim"
    HIDE = "hide"


class IncidentStatus(StrEnum):
    """Whether anything is left to do."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What was registered; only a regrading changes it later.

    ``response_minutes`` is the place's response class (1, 3 or 5 minutes to arrive; other
    cities choose others), ``source`` the account that registered it, ``reference`` the number
    the outside system knows it by. A ``drill`` 试警 counts in no figure.
    """

    id: str
    number: str
    work_kind: WorkKind
    item_code: str
    title: str
    level: Level
    channel: Channel
    received_at: datetime
    grid_id: str = ""
    address: str = ""
    location: GeoPoint | None = None
    summary: str = ""
    response_minutes: int = 5
    source: str = ""
    reference: str = ""
    drill: bool = False
    sensitivity: Sensitivity = Sensitivity.NORMAL
