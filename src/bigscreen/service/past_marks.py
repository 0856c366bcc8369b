"""What of a course of events is worth a mark on a time bar."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bigscreen.domain.assignments import Assignment, Milestone, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.events import (
    IncidentClosed,
    IncidentRegistered,
    MilestoneReached,
    UnitAssigned,
)
from bigscreen.domain.incidents import IncidentStatus, Level
from bigscreen.domain.past import NotedEvent, PastMark
from bigscreen.domain.situation import Snapshot

REGISTERED = "registered"
CLOSED = "closed"


def case_marks(state: IncidentState, assignments: Iterable[Assignment]) -> tuple[PastMark, ...]:
    """Return a case's marks in order of time: receipt, each unit's milestones, closing.

    Back-filled stamps are left out: nobody saw what they stand for.
    """
    incident_id = state.incident.id
    marks = [PastMark(at=state.incident.received_at, kind=REGISTERED, incident_id=incident_id)]
    for assignment in assignments:
        for milestone in Milestone:
            stamp = assignment.stamps.get(milestone)
            if stamp is None or stamp.how is StampSource.BACKFILLED:
                continue
            marks.append(
                PastMark(
                    at=stamp.at,
                    kind=milestone.value,
                    incident_id=incident_id,
                    unit_id=assignment.unit_id,
                )
            )
    if state.closed_at is not None:
        marks.append(PastMark(at=state.closed_at, kind=CLOSED, incident_id=incident_id))
    return tuple(sorted(marks, key=lambda mark: mark.at))


def event_mark(noted: NotedEvent) -> PastMark | None:
    """Return the mark an event makes, None for one that makes none."""
    event = noted.event
    at = datetime.fromtimestamp(noted.at_ms / 1000.0, UTC)
    match event:
        case IncidentRegistered(incident=incident):
            return PastMark(at=at, kind=REGISTERED, incident_id=incident.id)
        case UnitAssigned():
            kind = Milestone.DISPATCHED.value
        case MilestoneReached():
            kind = event.milestone.value
        case IncidentClosed():
            return PastMark(at=at, kind=CLOSED, incident_id=event.incident_id)
        case _:
            return None
    return PastMark(at=at, kind=kind, incident_id=event.incident_id, unit_id=event.unit_id)


def grave_cases(snapshot: Snapshot, events: Iterable[NotedEvent]) -> frozenset[str]:
    """Return ids of the cases of levels Ⅰ and Ⅱ that were open or came during a stretch."""
    open_ones = (
        state.incident for state in snapshot.incidents if state.status is IncidentStatus.OPEN
    )
    came = (noted.event.incident for noted in events if isinstance(noted.event, IncidentRegistered))
    return frozenset(one.id for one in (*open_ones, *came) if one.level <= Level.TWO)
