"""Rules of the forms that go to departments: hand-over 交办, transfer 移送, supervision 督办."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bigscreen.domain.case_orders import AdvanceHandOver, CreateHandOver
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.centre_events import HandOverChanged
from bigscreen.domain.errors import Rejected
from bigscreen.domain.hand_overs import (
    HAND_OVER_STEPS,
    HandOver,
    HandOverEntry,
    HandOverKind,
    HandOverStatus,
    HandOverStep,
    possible_hand_over_steps,
)
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.deadlines import (
    hand_over_clock,
    hand_over_deadline,
    hand_over_step_due,
)
from bigscreen.service.order import Decision, Order, shown
from bigscreen.service.ownership import require_own_case
from bigscreen.service.rule import Rules

_IN_NUMBER = {
    HandOverKind.HAND_OVER: "JB",
    HandOverKind.TRANSFER: "YS",
    HandOverKind.SUPERVISION: "DB",
}
"""What the number of a form names its kind by: 交办, 移送, 督办."""

_ENDED_BY_HAND = frozenset({HandOverStep.RETURN, HandOverStep.WITHDRAW})


def create_hand_over(order: Order, command: CreateHandOver) -> Decision:
    """Send a form about a case to a department, with its deadlines.

    A closed case can still be handed over or transferred: a police call is closed when the
    units leave, and what they could not settle is left to the department. Only an open case
    can be supervised, and instead of a duplicate the case it was merged into has to be chosen.
    """
    known = _case(order, command)
    if order.city.plan.department(command.department) is None:
        could = [department.code for department in order.city.plan.departments]
        raise Rejected(
            Refusal.UNKNOWN_DEPARTMENT, {"department": shown(command.department), "could": could}
        )
    clock = hand_over_clock(order.city, command.kind, command.clock)
    form = HandOver(
        id=f"h{order.first_seq}",
        number=_number(order, command.kind, order.now),
        kind=command.kind,
        incident_id=known.incident.id,
        department=command.department,
        subject=text_rules.required_line("subject", command.subject),
        text=text_rules.page("text", command.text),
        created_at=order.now,
        created_by=order.actor.name,
        deadline=hand_over_deadline(order.city, clock, order.now),
        step_due_at=hand_over_step_due(order.city, clock, HandOverStatus.CREATED, order.now),
    )
    return order.accept([HandOverChanged(hand_over=form)], incident_id=known.incident.id)


def advance_hand_over(order: Order, command: AdvanceHandOver) -> Decision:
    """Bring a form a step on; sending it back or taking it back needs a word on why."""
    form = order.situation.hand_overs.get(command.hand_over_id)
    if form is None:
        raise Rejected(Refusal.UNKNOWN_HAND_OVER, {"hand_over": shown(command.hand_over_id)})
    if (known := order.situation.incidents.get(form.incident_id)) is not None:
        require_own_case(order, known)
    status = HAND_OVER_STEPS[command.step].get(form.status)
    if status is None:
        raise Rejected(
            Refusal.ILLEGAL_HAND_OVER_STEP,
            {
                "hand_over": form.number,
                "state": form.status.value,
                "step": command.step.value,
                "could": [step.value for step in possible_hand_over_steps(form.status)],
            },
        )
    text = text_rules.page("text", command.text)
    if command.step in _ENDED_BY_HAND:
        text = text_rules.required_page("text", text)
    entry = HandOverEntry(status=status, at=order.now, by=order.actor.name, text=text)
    changed = replace(
        form,
        status=status,
        entries=(*form.entries, entry),
        step_due_at=hand_over_step_due(order.city, form.deadline.clock, status, order.now),
    )
    return order.accept([HandOverChanged(hand_over=changed)], incident_id=form.incident_id)


def _case(order: Order, command: CreateHandOver) -> IncidentState:
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    if merged_into := known.progress.merged_into:
        main = order.situation.incidents.get(merged_into)
        into = main.incident.number if main else merged_into
        raise Rejected(Refusal.INCIDENT_MERGED, {"incident": known.incident.number, "into": into})
    if command.kind is HandOverKind.SUPERVISION:
        return order.open_incident(command.incident_id, None)
    return known


def _number(order: Order, kind: HandOverKind, at: datetime) -> str:
    """Return the number people know the form by; event numbers are never given twice."""
    day = at.astimezone(ZoneInfo(order.city.timezone))
    prefix = f"{order.city.case_prefix}-{_IN_NUMBER[kind]}"
    return f"{prefix}-{day:%Y%m%d}-{order.first_seq:04d}"


RULES: Rules = {CreateHandOver: create_hand_over, AdvanceHandOver: advance_hand_over}
