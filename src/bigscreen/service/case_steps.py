"""Rules of the steps of a city-management case: on along its line, back, held, or voided."""

from datetime import datetime

from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.case_events import CaseSuspended
from bigscreen.domain.case_orders import AdvanceCase
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.events import Event, UnitReleased
from bigscreen.domain.progress import CaseStep
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.closing import closing_events
from bigscreen.service.order import Decision, Order, out_of_range, shown
from bigscreen.service.ownership import require_own_case, require_own_or_finished_case
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import (
    passed,
    require_city_case,
    require_legal,
    resumed,
    unproven,
)

NEED_REASON = frozenset({CaseStep.RETURN, CaseStep.REWORK, CaseStep.SUSPEND, CaseStep.VOID})
"""The steps nobody takes without saying why."""

_ENDS = frozenset({CaseStep.CLOSE, CaseStep.VOID})
_NEED_PROOF = frozenset({CaseStep.CHECK, CaseStep.CLOSE})


def advance_case(order: Order, command: AdvanceCase) -> Decision:
    """Take a city-management case a step on, hold it or void it.

    A report of a later step back-fills the ones it skips; an order follows the table.
    """
    known = order.open_incident(command.incident_id, None)
    if command.step is CaseStep.CLOSE:
        require_own_or_finished_case(order, known)
    else:
        require_own_case(order, known)
    require_city_case(known, command.step)
    require_legal(order, known, command.step)
    at = order.when(command.at)
    checked = text_rules.required_line if command.step in NEED_REASON else text_rules.line
    reason = checked("reason", command.reason)
    events = _held(order, known, command.step, reason, at)
    return order.accept(
        events or _moved(order, known, command, reason, at), incident_id=known.incident.id
    )


def _held(
    order: Order, known: IncidentState, step: CaseStep, reason: str, at: datetime
) -> list[Event]:
    """Return how the clocks are stopped or run again; nothing for any other step."""
    if step is CaseStep.SUSPEND:
        held = CaseSuspended(
            incident_id=known.incident.id, reason=reason, at=at, by=order.actor.name
        )
        return [held]
    if step is not CaseStep.RESUME:
        return []
    since = known.progress.suspensions[-1].since
    if at < since:
        raise out_of_range("at", at.isoformat(), since.isoformat(), order.now.isoformat())
    return [resumed(order, known, at)]


def _moved(
    order: Order, known: IncidentState, command: AdvanceCase, reason: str, at: datetime
) -> list[Event]:
    """Return how the case comes to another stage."""
    step = command.step
    if step in _NEED_PROOF and (refusal := unproven(order, known)) is not None:
        raise refusal
    stamp = Stamp(at=at, by=order.actor.name, how=StampSource.SYSTEM)
    department = _department(order, known, command)
    stages = passed(order, known, step, stamp, reason=reason, department=department)
    if step in _ENDS:
        valid = step is not CaseStep.VOID
        return closing_events(order, known, at, stages=stages, valid=valid)
    if step is CaseStep.REWORK and not order.reports:
        return [*_taken_off(order, known, reason, at), *stages]
    return [*stages]


def _taken_off(order: Order, known: IncidentState, reason: str, at: datetime) -> list[UnitReleased]:
    """Return how the units whose work has to be done again leave the case.

    Each milestone is written once, so whoever does it again has to be sent again. A source takes
    its units off itself.
    """
    return [
        UnitReleased(
            assignment_id=assignment.id,
            incident_id=known.incident.id,
            unit_id=assignment.unit_id,
            reason=reason,
            at=at,
            by=order.actor.name,
        )
        for assignment in order.situation.assignments_of(known)
        if assignment.is_open and Milestone.HANDLED in assignment.stamps
    ]


def _department(order: Order, known: IncidentState, command: AdvanceCase) -> str:
    """Return who the case goes to: the one named, on rework the one that had it before."""
    if command.step is CaseStep.REWORK:
        had = (entry.department for entry in reversed(known.progress.stages) if entry.department)
        return next(had, "")
    if command.step is not CaseStep.ROUTE or not command.department:
        return ""
    if order.city.plan.department(command.department) is None:
        facts: dict[str, FactValue] = {
            "department": shown(command.department),
            "could": [one.code for one in order.city.plan.departments],
        }
        raise Rejected(Refusal.UNKNOWN_DEPARTMENT, facts)
    return command.department


RULES: Rules = {AdvanceCase: advance_case}
