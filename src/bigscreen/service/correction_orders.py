"""Rules of putting a wrong stamp right."""

from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_events import MilestoneCorrected
from bigscreen.domain.case_orders import CorrectMilestone
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import Rejected
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import unit_stage
from bigscreen.service import text_rules
from bigscreen.service.milestones import allowed_span, latest_assignment, not_on
from bigscreen.service.order import Decision, Order, out_of_range
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import illegal_step


def correct_milestone(order: Order, command: CorrectMilestone) -> Decision:
    """Put a stamp right, with the reason: the old one is kept, the new one is one by hand.

    The new time has to lie between the real stamps around it and not in the future, so that no
    interval turns negative by a correction.
    """
    known = order.incident(command.incident_id)
    unit = order.own_unit(command.unit_id)
    assignment = latest_assignment(order, known, unit)
    if assignment is None:
        raise not_on(known, unit)
    reason = text_rules.required_line("reason", command.reason)
    was = _recorded(known, assignment, command.milestone)
    at = order.stated(command.at)
    if at > order.now:
        facts = {"at": at.isoformat(), "hub_time": order.now.isoformat()}
        raise Rejected(Refusal.IN_THE_FUTURE, facts)
    earliest, latest = allowed_span(known, assignment, command.milestone, order.now)
    if not earliest <= at <= latest:
        raise out_of_range("at", at.isoformat(), earliest.isoformat(), latest.isoformat())
    if at == was.at and was.how is not StampSource.BACKFILLED:
        raise Rejected(Refusal.NOTHING_TO_DO)
    event = MilestoneCorrected(
        assignment_id=assignment.id,
        incident_id=known.incident.id,
        unit_id=unit.unit.id,
        milestone=command.milestone,
        was=was,
        stamp=Stamp(at=at, by=order.actor.name, how=StampSource.HAND),
        reason=reason,
        at=order.now,
    )
    return order.accept([event], incident_id=known.incident.id)


def _recorded(known: IncidentState, assignment: Assignment, milestone: Milestone) -> Stamp:
    """Return the stamp that holds, or refuse with the milestones there are stamps of."""
    stamp = assignment.stamps.get(milestone)
    if stamp is None:
        recorded = (one for one in MILESTONES if one in assignment.stamps)
        raise illegal_step(known, milestone, unit_stage(assignment), recorded)
    return stamp


RULES: Rules = {CorrectMilestone: correct_milestone}
