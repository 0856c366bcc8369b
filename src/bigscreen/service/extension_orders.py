"""Rules of asking for more time 延期, and of granting it."""

from dataclasses import replace
from datetime import datetime

from bigscreen.domain.case_events import ExtensionDecided, ExtensionRequested
from bigscreen.domain.case_orders import DecideExtension, RequestExtension
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import Rejected
from bigscreen.domain.incidents import Incident
from bigscreen.domain.progress import Extension, Progress
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import possible_steps
from bigscreen.service import text_rules
from bigscreen.service.deadlines import case_deadline, clock_of, stage_due
from bigscreen.service.order import Decision, Order, out_of_range
from bigscreen.service.ownership import require_own_case
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import illegal_step

SHORTEST_HOURS = 0.5
LONGEST_HOURS = 720.0
"""How much time can be asked for at once, in hours of the case's clock: half an hour to a month."""

_STEP = "extend"


def request_extension(order: Order, command: RequestExtension) -> Decision:
    """Ask for more time; one at a time, and not while the clocks stand still."""
    known = order.open_incident(command.incident_id, None)
    require_own_case(order, known)
    _require_running(order, known)
    if (pending := known.progress.pending_extension) is not None:
        facts = {
            "incident": known.incident.number,
            "since": pending.asked_at.isoformat(),
            "by": pending.asked_by,
        }
        raise Rejected(Refusal.EXTENSION_PENDING, facts)
    if not SHORTEST_HOURS <= command.hours <= LONGEST_HOURS:
        raise out_of_range("hours", command.hours, SHORTEST_HOURS, LONGEST_HOURS)
    asked = Extension(
        hours=command.hours,
        reason=text_rules.required_line("reason", command.reason),
        asked_by=order.actor.name,
        asked_at=order.now,
    )
    event = ExtensionRequested(incident_id=known.incident.id, extension=asked)
    return order.accept([event], incident_id=known.incident.id)


def decide_extension(order: Order, command: DecideExtension) -> Decision:
    """Grant or refuse what was asked for; a refusal needs a reason, a grant moves the deadlines.

    It can be decided while the case is suspended: they follow when it is resumed.
    """
    known = order.open_incident(command.incident_id, None)
    require_own_case(order, known)
    pending = known.progress.pending_extension
    if pending is None:
        raise Rejected(Refusal.NO_EXTENSION_PENDING, {"incident": known.incident.number})
    checked = text_rules.line if command.approved else text_rules.required_line
    decided = replace(
        pending,
        approved=command.approved,
        decided_by=order.actor.name,
        decided_at=order.now,
        decision=checked("reason", command.reason),
    )
    if not command.approved:
        deadline = known.progress.deadline
        refused = ExtensionDecided(
            incident_id=known.incident.id, extension=decided, deadline=deadline
        )
        return order.accept([refused], incident_id=known.incident.id)
    progress = replace(known.progress, extensions=(*known.progress.extensions[:-1], decided))
    granted = ExtensionDecided(
        incident_id=known.incident.id,
        extension=decided,
        deadline=case_deadline(order.city, known.incident, progress),
        stage_due_at=_stage_due(order, known.incident, progress),
    )
    return order.accept([granted], incident_id=known.incident.id)


def _stage_due(order: Order, incident: Incident, progress: Progress) -> datetime | None:
    if not progress.stages:
        return None
    last = progress.stages[-1]
    return stage_due(order.city, incident, progress, last.stage, last.at)


def _require_running(order: Order, known: IncidentState) -> None:
    progress = known.progress
    if progress.suspended and progress.stage is not None:
        raise illegal_step(known, _STEP, progress.stage, possible_steps(known))
    if clock_of(order.city, known.incident) is None:
        raise Rejected(Refusal.NO_CLOCK, {"incident": known.incident.number})


RULES: Rules = {
    RequestExtension: request_extension,
    DecideExtension: decide_extension,
}
