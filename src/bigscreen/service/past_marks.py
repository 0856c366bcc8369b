"""What of a course of events is worth a mark on a time bar."""

from collections.abc import Iterable

from bigscreen.domain.assignments import Assignment, Milestone, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.past import PastMark

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
