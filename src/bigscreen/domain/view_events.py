"""What changed in a limited view; made by the hub for a session, never written to the ledger."""

from dataclasses import dataclass

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.assignments import Assignment
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.shift import Shift
from bigscreen.domain.units import UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChanged:
    """States to put in place of what a session has, and ids of what it may see no longer.

    Stands for one ledger event in the view of a session that may not see all of it, so that
    its numbers stay without a gap; all fields are empty where the event is none of its concern.
    """

    units: tuple[UnitState, ...] = ()
    incidents: tuple[IncidentState, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    operations: tuple[JointOperation, ...] = ()
    shift: Shift | None = None
    gone_units: tuple[str, ...] = ()
    gone_incidents: tuple[str, ...] = ()
    gone_assignments: tuple[str, ...] = ()
    gone_alarms: tuple[str, ...] = ()
    gone_hand_overs: tuple[str, ...] = ()
    gone_operations: tuple[str, ...] = ()
