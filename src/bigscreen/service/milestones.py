"""Rules of the milestones a unit passes on a case, and what is known of them."""

from datetime import datetime

from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.authority import Role
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.commands import RecordMilestone
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.events import Event, MilestoneReached
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import CALL_TRANSITIONS, unit_stage
from bigscreen.domain.units import UnitState
from bigscreen.service.order import FUTURE_TOLERANCE, Decision, Order, out_of_range
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import handled_by_unit, illegal_step


def record_milestone(order: Order, command: RecordMilestone) -> Decision:
    """Note a milestone of the unit's latest assignment to the case; each is written once.

    Reports may come late and out of order: a released unit and a closed case take them too, and
    a real stamp takes the place of a back-filled one. By hand a milestone is noted only between
    those around it, so one that was passed already needs a time from then.
    """
    known = order.incident(command.incident_id)
    unit = order.own_unit(command.unit_id)
    assignment = latest_assignment(order, known, unit)
    if assignment is None:
        raise not_on(known, unit)
    stamp = assignment.stamps.get(command.milestone)
    if stamp is not None and stamp.how is not StampSource.BACKFILLED:
        facts = unit_facts(unit) | {
            "milestone": command.milestone.value,
            "since": stamp.at.isoformat(),
            "by": stamp.by,
        }
        raise Rejected(Refusal.ALREADY_RECORDED, facts)
    at = order.stated(command.at)
    if not order.reports:
        _require_in_order(order, known, assignment, command.milestone, at)
    new = Stamp(at=at, by=order.actor.name, how=_stamped_by(order))
    events: list[Event] = [
        MilestoneReached(
            assignment_id=assignment.id,
            incident_id=known.incident.id,
            unit_id=unit.unit.id,
            milestone=command.milestone,
            stamp=new,
        )
    ]
    if says_handled(assignment, command.milestone):
        events += handled_by_unit(order, known, new)
    return order.accept(events, incident_id=known.incident.id)


def says_handled(assignment: Assignment, milestone: Milestone) -> bool:
    """Tell whether this milestone is the unit's first word that it has handled the case."""
    return (
        milestone in (Milestone.HANDLED, Milestone.REPORTED)
        and Milestone.HANDLED not in assignment.stamps
    )


def _require_in_order(
    order: Order,
    known: IncidentState,
    assignment: Assignment,
    milestone: Milestone,
    at: datetime,
) -> None:
    earliest, latest = allowed_span(known, assignment, milestone, order.now + FUTURE_TOLERANCE)
    if earliest <= at <= latest:
        return
    if milestone in assignment.stamps and at > latest:
        stage = unit_stage(assignment)
        raise illegal_step(known, milestone, stage, CALL_TRANSITIONS[stage])
    raise out_of_range("at", at.isoformat(), earliest.isoformat(), latest.isoformat())


def allowed_span(
    known: IncidentState, assignment: Assignment, milestone: Milestone, end: datetime
) -> tuple[datetime, datetime]:
    """Return between which moments a milestone can have been; without later ones until ``end``.

    Back-filled ones around it say nothing.
    """
    place = MILESTONES.index(milestone)
    real = {
        MILESTONES.index(one): stamp.at
        for one, stamp in assignment.stamps.items()
        if stamp.how is not StampSource.BACKFILLED
    }
    earlier = [at for index, at in real.items() if index < place]
    later = [at for index, at in real.items() if index > place]
    return max(earlier, default=known.incident.received_at), min(later, default=end)


def _stamped_by(order: Order) -> StampSource:
    if order.actor.role is Role.UNIT:
        return StampSource.UNIT
    return StampSource.SYSTEM if order.actor.role is Role.SOURCE else StampSource.HAND


def latest_assignment(order: Order, known: IncidentState, unit: UnitState) -> Assignment | None:
    """Return the unit's newest assignment to the case, open or released."""
    of_unit = [a for a in order.situation.assignments_of(known) if a.unit_id == unit.unit.id]
    return of_unit[-1] if of_unit else None


def not_on(known: IncidentState, unit: UnitState) -> Rejected:
    """Return the refusal of what only a unit on the case can do."""
    facts = unit_facts(unit) | {"incident": known.incident.number}
    return Rejected(Refusal.NOT_ON_INCIDENT, facts)


def unit_facts(unit: UnitState) -> dict[str, FactValue]:
    """Return what every refusal about a unit tells of it."""
    return {"unit": unit.unit.id, "call_sign": unit.unit.call_sign}


RULES: Rules = {RecordMilestone: record_milestone}
