"""Takes out of a case what people typed about it, for eyes that may not read addresses."""

from dataclasses import replace

from bigscreen.domain.assignments import Assignment
from bigscreen.domain.case_events import CardGiven
from bigscreen.domain.centre_events import (
    AlarmChanged,
    DutyVisited,
    HandOverChanged,
    OperationChanged,
    ShiftStarted,
)
from bigscreen.domain.events import (
    DutyChanged,
    Event,
    IncidentRegistered,
    MilestoneReached,
    UnitAssigned,
    UnitDeclared,
)
from bigscreen.domain.progress import Progress

_WITHOUT_REMARKS = (
    UnitDeclared,
    DutyChanged,
    IncidentRegistered,
    UnitAssigned,
    MilestoneReached,
    CardGiven,
    AlarmChanged,
    HandOverChanged,
    OperationChanged,
    ShiftStarted,
    DutyVisited,
)


def may_hold_remarks(event: Event) -> bool:
    """Tell whether an event can hold a remark that the states it leads to do not show."""
    return not isinstance(event, _WITHOUT_REMARKS)


def without_typed_text(progress: Progress) -> Progress:
    """Return a case's progress without reasons, remarks and the places proofs are kept at."""
    back = progress.call_back
    seen = replace(
        progress,
        stages=tuple(replace(one, reason="") for one in progress.stages),
        suspensions=tuple(replace(one, reason="") for one in progress.suspensions),
        extensions=tuple(replace(one, reason="", decision="") for one in progress.extensions),
        regrades=tuple(replace(one, reason="") for one in progress.regrades),
        echelons=tuple(replace(one, reason="") for one in progress.echelons),
        evidence=tuple(replace(one, reference="") for one in progress.evidence),
        call_back=None if back is None else replace(back, text=""),
    )
    return progress if seen == progress else seen


def untold(assignment: Assignment) -> Assignment:
    """Return an assignment without the reasons of its release and its corrections."""
    if not (assignment.release_reason or assignment.corrections):
        return assignment
    corrections = tuple(replace(one, reason="") for one in assignment.corrections)
    return replace(assignment, release_reason="", corrections=corrections)
