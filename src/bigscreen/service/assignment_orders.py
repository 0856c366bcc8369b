"""Rules of the orders that join units and cases: assign and release."""

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.authority import Role
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.commands import AssignUnits, ReleaseUnit
from bigscreen.domain.errors import Rejected
from bigscreen.domain.events import Event, UnitAssigned, UnitReleased
from bigscreen.domain.outcomes import UnitOutcome
from bigscreen.domain.progress import CaseStep
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import possible_steps
from bigscreen.domain.units import Duty
from bigscreen.service import milestones, text_rules
from bigscreen.service.milestones import latest_assignment, not_on, unit_facts
from bigscreen.service.order import Decision, Order, shown, too_many
from bigscreen.service.ownership import require_own_case
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import illegal_step, routed_by_dispatch, stage_of

MOST_UNITS = 50
"""How many units one order may send."""

ALLOWS_CONFIRMATION = "warn"
"""The conflict policy under which a held unit may take a second case after a confirmation."""

OK = "ok"


def assign_units(order: Order, command: AssignUnits) -> Decision:
    """Send units to a case: all of them or none, with a word on each."""
    known = order.open_incident(command.incident_id, command.expected_version)
    require_own_case(order, known)
    _require_running(known)
    unit_ids = tuple(dict.fromkeys(command.unit_ids))
    if not unit_ids:
        raise Rejected(Refusal.NOTHING_TO_DO)
    if len(unit_ids) > MOST_UNITS:
        raise too_many("unit_ids", len(unit_ids), MOST_UNITS)
    stamp = Stamp(at=order.when(command.at), by=order.actor.name, how=StampSource.SYSTEM)
    stacking = order.actor.role is Role.SOURCE or (
        command.confirm and order.city.conflict_policy == ALLOWS_CONFIRMATION
    )
    words = [_word_on(order, known, unit_id, stacking=stacking) for unit_id in unit_ids]
    if any(word.code != OK for word in words):
        return _refusal(order, known, words)
    events: list[Event] = [
        UnitAssigned(
            assignment_id=f"a{order.first_seq + place}",
            incident_id=known.incident.id,
            unit_id=unit_id,
            stacked=bool(order.situation.units[unit_id].assignment_ids),
            stamp=stamp,
        )
        for place, unit_id in enumerate(unit_ids)
    ]
    events += routed_by_dispatch(order, known, stamp.at)
    return order.accept(events, units=words, incident_id=known.incident.id)


def _require_running(known: IncidentState) -> None:
    """Refuse to send units to a case whose clocks are stopped: it has to be resumed first."""
    if known.progress.suspended:
        raise illegal_step(known, CaseStep.ROUTE, stage_of(known), possible_steps(known))


def _refusal(order: Order, known: IncidentState, words: list[UnitOutcome]) -> Decision:
    """Refuse with the gravest reason; only held units alone may be confirmed."""
    against = [word for word in words if word.code != OK]
    grave = [word for word in against if word.code != Refusal.UNIT_HELD]
    first = (grave or against)[0]
    return order.refuse(
        first.code,
        first.facts,
        units=words,
        can_confirm=not grave and order.city.conflict_policy == ALLOWS_CONFIRMATION,
        incident_id=known.incident.id,
    )


def _word_on(order: Order, known: IncidentState, unit_id: str, *, stacking: bool) -> UnitOutcome:
    """Say whether this unit can take the case."""
    unit = order.situation.units.get(unit_id)
    if unit is None:
        return UnitOutcome(
            unit_id=shown(unit_id), code=Refusal.UNKNOWN_UNIT, facts={"unit": shown(unit_id)}
        )
    if order.actor.role is Role.SOURCE and unit.unit.source != order.actor.name:
        return UnitOutcome(
            unit_id=unit_id,
            code=Refusal.UNIT_OF_OTHER_SOURCE,
            facts={"unit": unit_id, "source": unit.unit.source},
        )
    facts = unit_facts(unit)
    if unit.duty is Duty.OFF_DUTY:
        return UnitOutcome(unit_id=unit_id, code=Refusal.OFF_DUTY, facts=facts)
    for assignment_id in unit.assignment_ids:
        assignment = order.situation.assignments[assignment_id]
        if assignment.incident_id == known.incident.id:
            facts |= {"incident": known.incident.number, "since": _since(assignment)}
            return UnitOutcome(unit_id=unit_id, code=Refusal.ALREADY_ON_INCIDENT, facts=facts)
    holding = order.situation.holding(unit)
    if holding is not None and not stacking:
        held = order.situation.incidents[holding.incident_id].incident
        facts |= {
            "incident": held.number,
            "title": held.title,
            "since": _since(holding),
            "by": holding.stamps[Milestone.DISPATCHED].by,
        }
        return UnitOutcome(unit_id=unit_id, code=Refusal.UNIT_HELD, facts=facts)
    return UnitOutcome(unit_id=unit_id, code=OK)


def release_unit(order: Order, command: ReleaseUnit) -> Decision:
    """Take a unit off a case."""
    known = order.incident(command.incident_id)
    unit = order.own_unit(command.unit_id)
    assignment = latest_assignment(order, known, unit)
    if assignment is None or not assignment.is_open:
        raise not_on(known, unit)
    event = UnitReleased(
        assignment_id=assignment.id,
        incident_id=known.incident.id,
        unit_id=unit.unit.id,
        reason=text_rules.line("reason", command.reason),
        at=order.when(command.at),
        by=order.actor.name,
    )
    return order.accept([event], incident_id=known.incident.id)


def _since(assignment: Assignment) -> str:
    return assignment.stamps[Milestone.DISPATCHED].at.isoformat()


RULES: Rules = {
    AssignUnits: assign_units,
    **milestones.RULES,
    ReleaseUnit: release_unit,
}
