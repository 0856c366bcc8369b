"""Events of the plain case: one unit, one incident, short to write in a test."""

from datetime import datetime, timedelta

from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.events import (
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    MilestoneReached,
    UnitAssigned,
    UnitDeclared,
    UnitReleased,
)
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from tests.support.small_city import NOON, a_unit


def at(minutes: float) -> datetime:
    """Return the moment some minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def stamp(minutes: float, how: StampSource = StampSource.UNIT) -> Stamp:
    return Stamp(at=at(minutes), by="u1", how=how)


def an_incident(incident_id: str = "i1", **changes) -> Incident:
    fields = {
        "id": incident_id,
        "number": f"JQ-{incident_id}",
        "work_kind": WorkKind.POLICE_CALL,
        "item_code": "noise",
        "title": "吵",
        "level": Level.TWO,
        "channel": Channel.HOTLINE,
        "received_at": NOON,
        "grid_id": "west",
    }
    return Incident(**{**fields, **changes})


def declared(unit_id: str = "u1", number: int = 1, **changes) -> UnitDeclared:
    return UnitDeclared(unit=a_unit(unit_id, **changes), number=number)


def registered(incident_id: str = "i1", **changes) -> IncidentRegistered:
    return IncidentRegistered(incident=an_incident(incident_id, **changes))


def assigned(
    assignment_id: str = "a1",
    incident_id: str = "i1",
    unit_id: str = "u1",
    *,
    minutes: float = 1,
    stacked: bool = False,
) -> UnitAssigned:
    return UnitAssigned(
        assignment_id=assignment_id,
        incident_id=incident_id,
        unit_id=unit_id,
        stacked=stacked,
        stamp=stamp(minutes, StampSource.HAND),
    )


def reached(
    milestone: Milestone,
    minutes: float,
    assignment_id: str = "a1",
    incident_id: str = "i1",
    unit_id: str = "u1",
    *,
    how: StampSource = StampSource.UNIT,
) -> MilestoneReached:
    return MilestoneReached(
        assignment_id=assignment_id,
        incident_id=incident_id,
        unit_id=unit_id,
        milestone=milestone,
        stamp=stamp(minutes, how),
    )


def released(
    assignment_id: str = "a1", incident_id: str = "i1", unit_id: str = "u1", *, minutes: float = 30
) -> UnitReleased:
    return UnitReleased(
        assignment_id=assignment_id,
        incident_id=incident_id,
        unit_id=unit_id,
        reason="done",
        at=at(minutes),
        by="desk-1",
    )


def closed(incident_id: str = "i1", *, minutes: float = 40) -> IncidentClosed:
    return IncidentClosed(incident_id=incident_id, disposition="劝离", at=at(minutes), by="desk-1")


def reopened(incident_id: str = "i1", *, minutes: float = 50) -> IncidentReopened:
    return IncidentReopened(incident_id=incident_id, reason="又吵", at=at(minutes), by="desk-1")
