"""Orders and reports somebody sends to the hub: what is wished, not yet what has happened.

``at`` is when it happened outside, for reports of sources and units; an order from a desk
leaves it out and is stamped with the hub's time.
"""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import CaseOrder
from bigscreen.domain.centre_orders import CentreOrder
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Level, Sensitivity
from bigscreen.domain.units import Duty, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareUnits:
    """Make units known, or change what is known of them."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDuty:
    """Put a unit on or off duty."""

    unit_id: str
    duty: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterIncident:
    """Register a case 登记 / 接警. What is left empty the hub fills from catalogue and map."""

    item_code: str
    title: str
    channel: Channel = Channel.OTHER
    level: Level | None = None
    grid_id: str = ""
    address: str = ""
    location: GeoPoint | None = None
    summary: str = ""
    reference: str = ""
    response_minutes: int | None = None
    drill: bool = False
    sensitivity: Sensitivity | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignUnits:
    """Send units to an incident 派警: all of them or none.

    ``confirm`` repeats an order that was answered with a warning: a unit that is held takes
    the incident as a stacked second case. ``expected_version`` is the incident's version the
    sender saw; None does not check.
    """

    incident_id: str
    unit_ids: tuple[str, ...]
    confirm: bool = False
    expected_version: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseUnit:
    """Take a unit off an incident; also the undo of an assignment."""

    incident_id: str
    unit_id: str
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMilestone:
    """Note that an assigned unit has reached a milestone."""

    incident_id: str
    unit_id: str
    milestone: Milestone
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Add a remark 备注 to an incident."""

    incident_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIncident:
    """Close a case 结案 with its disposition; units still on it are released.

    ``disposition`` is a code of the city's dispositions, or free text where it has none.
    ``confirm`` closes a city-management case before it was handled 强制结案.
    """

    incident_id: str
    disposition: str = ""
    confirm: bool = False
    expected_version: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenIncident:
    """Open a closed case again, with the reason."""

    incident_id: str
    reason: str


Command = (
    DeclareUnits
    | SetDuty
    | RegisterIncident
    | AssignUnits
    | ReleaseUnit
    | RecordMilestone
    | AddNote
    | CloseIncident
    | ReopenIncident
    | CaseOrder
    | CentreOrder
)
