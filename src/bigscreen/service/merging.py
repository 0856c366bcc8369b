"""How the units of a duplicate go on with its main case: same work, same stamps."""

from dataclasses import replace

from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_changes import progress_after
from bigscreen.domain.case_events import StagePassed
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.events import Event, MilestoneReached, UnitAssigned, UnitReleased
from bigscreen.service.order import Order
from bigscreen.service.stage_events import handled_by_unit, routed_by_dispatch

MERGE_RELEASES = "merged"
"""Release reason of units that go on with the main case, and of echelons that end with theirs."""


def moved_units(
    order: Order, duplicate: IncidentState, main: IncidentState, *, first_seq: int
) -> list[Event]:
    """Return how every unit still on the duplicate leaves it for the main case.

    A unit that is on the main case already only leaves. ``first_seq`` is the number the first of
    these events will have.
    """
    events: list[Event] = []
    sent: list[Assignment] = []
    for assignment in order.situation.assignments_of(duplicate):
        if not assignment.is_open:
            continue
        on_main = main.incident.id in _cases_of_unit(order, assignment)
        # The unit's present work stays its present work: what waits behind it queues up anew.
        again = not on_main and not assignment.stacked
        waiting = _open_work_after(order, assignment) if again else []
        events += [_released(order, one) for one in (*waiting, assignment)]
        if on_main:
            continue
        sent.append(assignment)
        events += _taken_up(
            assignment, main.incident.id, first_seq + len(events), stacked=assignment.stacked
        )
        for one in waiting:
            events += _taken_up(one, one.incident_id, first_seq + len(events), stacked=True)
    return [*events, *_stages(order, main, sent)]


def _open_work_after(order: Order, assignment: Assignment) -> list[Assignment]:
    """Return what the unit has taken on after this assignment and still holds."""
    held = order.situation.units[assignment.unit_id].assignment_ids
    later = held[held.index(assignment.id) + 1 :]
    return [order.situation.assignments[one] for one in later]


def _cases_of_unit(order: Order, assignment: Assignment) -> set[str]:
    held = order.situation.units[assignment.unit_id].assignment_ids
    return {order.situation.assignments[one].incident_id for one in held}


def _released(order: Order, assignment: Assignment) -> UnitReleased:
    return UnitReleased(
        assignment_id=assignment.id,
        incident_id=assignment.incident_id,
        unit_id=assignment.unit_id,
        reason=MERGE_RELEASES,
        at=order.now,
        by=order.actor.name,
    )


def _taken_up(assignment: Assignment, incident_id: str, seq: int, *, stacked: bool) -> list[Event]:
    """Return a new assignment of the unit to a case, with all real stamps of the old one."""
    again = UnitAssigned(
        assignment_id=f"a{seq}",
        incident_id=incident_id,
        unit_id=assignment.unit_id,
        stacked=stacked,
        stamp=assignment.stamps[Milestone.DISPATCHED],
    )
    reached = [
        MilestoneReached(
            assignment_id=again.assignment_id,
            incident_id=incident_id,
            unit_id=assignment.unit_id,
            milestone=milestone,
            stamp=assignment.stamps[milestone],
        )
        for milestone in MILESTONES[1:]
        if milestone in assignment.stamps
        and assignment.stamps[milestone].how is not StampSource.BACKFILLED
    ]
    return [again, *reached]


def _stages(order: Order, main: IncidentState, sent: list[Assignment]) -> list[StagePassed]:
    """Return how the units that came bring a city-management main case on, as of now."""
    if not sent or main.progress.suspended:
        return []
    routed = routed_by_dispatch(order, main, order.now)
    for event in routed:
        main = replace(main, progress=progress_after(event, main.progress))
    if not any(Milestone.HANDLED in one.stamps for one in sent):
        return routed
    stamp = Stamp(at=order.now, by=order.actor.name, how=StampSource.SYSTEM)
    return [*routed, *handled_by_unit(order, main, stamp)]
