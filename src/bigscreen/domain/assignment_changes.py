"""What each event makes of an assignment."""

from dataclasses import replace

from bigscreen.domain.assignments import Assignment, Correction, Milestone, corrected, stamped
from bigscreen.domain.case_events import MilestoneCorrected
from bigscreen.domain.events import MilestoneReached, UnitAssigned, UnitReleased


def assignment_begun(event: UnitAssigned) -> Assignment:
    """Return the assignment of a unit that was just sent."""
    return Assignment(
        id=event.assignment_id,
        incident_id=event.incident_id,
        unit_id=event.unit_id,
        stacked=event.stacked,
        stamps={Milestone.DISPATCHED: event.stamp},
    )


def assignment_after(
    event: MilestoneReached | MilestoneCorrected | UnitReleased, before: Assignment
) -> Assignment:
    """Return an assignment after an event on it."""
    match event:
        case MilestoneReached():
            stamps = stamped(before.stamps, event.milestone, event.stamp)
            return replace(before, stamps=stamps)
        case MilestoneCorrected():
            correction = Correction(
                milestone=event.milestone,
                was=event.was,
                stamp=event.stamp,
                reason=event.reason,
                at=event.at,
            )
            return replace(
                before,
                stamps=corrected(before.stamps, event.milestone, event.stamp),
                corrections=(*before.corrections, correction),
            )
        case UnitReleased():
            return replace(before, released_at=event.at, release_reason=event.reason)
