"""Where somebody bound to an area may order: on the cases and units of that area alone.

Both ends have to lie in it where units are sent or called back, so only the tier above sends a
unit across; an SOS is answered by whoever sees the unit. What a unit has reached on a case of
the area may be noted whoever sent it. Cases and units that lie in no grid, and the duty level,
are the whole city's. Sources and units report what is theirs, wherever it is, and keep to the
rules of ownership instead.

A refusal names nothing the actor does not see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bigscreen.domain.case_orders import AdvanceHandOver
from bigscreen.domain.centre_orders import (
    AcknowledgeAlarm,
    EndOperation,
    EndSos,
    MuteAlarm,
    PlanOperation,
    RaiseSos,
    SetDutyLevel,
)
from bigscreen.domain.commands import (
    AssignUnits,
    Command,
    DeclareUnits,
    ReleaseUnit,
    SetDuty,
)
from bigscreen.domain.errors import FactValue
from bigscreen.domain.events import IncidentRegistered
from bigscreen.domain.outcomes import UnitOutcome
from bigscreen.domain.refusals import Refusal
from bigscreen.service.order import Decision, Order, shown
from bigscreen.service.sight import Sight

_CASES = ("incident_id", "into_id", "other_id")
"""The fields in which orders name cases."""


def refused_outside(order: Order, command: Command) -> Decision | None:
    """Return the refusal of an order on something outside the actor's area, or None."""
    if order.scope.place_ids is None or order.reports:
        return None
    if isinstance(command, AssignUnits):
        units = [_word(order, one) for one in command.unit_ids if _is_outside(order, one)]
        if units:
            return order.refuse(Refusal.OUTSIDE_AREA, units[0].facts, units=units)
    subject = next(_outside(order, command), None)
    return None if subject is None else order.refuse(Refusal.OUTSIDE_AREA, _facts(order, subject))


def kept_inside(order: Order, decision: Decision) -> Decision:
    """Return a decision, or the refusal of one that registers a case outside the actor's area.

    Where the map puts a case is known only once the rule has decided. Numbers of cases the
    actor does not see are taken out of the answer.
    """
    if order.scope.place_ids is None:
        return decision
    for event in decision.events:
        if (
            isinstance(event, IncidentRegistered)
            and not order.reports
            and not order.scope.holds(event.incident.grid_id)
        ):
            return order.refuse(Refusal.OUTSIDE_AREA, _facts(order, event.incident.title))
    if decision.events:
        return decision
    return _without_unseen(order, decision)


def _facts(order: Order, subject: str) -> dict[str, FactValue]:
    return {"area": order.actor.area_id, "subject": shown(subject)}


def _outside(order: Order, command: Command) -> Iterator[str]:
    """Yield what people call each thing outside the area that an order is on."""
    yield from _cases(order, (getattr(command, field, "") for field in _CASES))
    match command:
        case SetDuty() | ReleaseUnit():
            yield from _units(order, [command.unit_id])
        case DeclareUnits():
            yield from _units(order, (unit.id for unit in command.units))
            yield from (u.id for u in command.units if not order.scope.holds(u.grid_id))
        case AdvanceHandOver():
            yield from _form(order, command.hand_over_id)
        case RaiseSos():
            yield from _unseen(order, command.unit_id)
        case AcknowledgeAlarm() | MuteAlarm() | EndSos():
            yield from _alarm(order, command.alarm_id)
        case SetDutyLevel():
            yield command.level
        case PlanOperation():
            yield from _operation(order, command.operation_id)
            yield from (one for one in command.grid_ids or ("",) if not order.scope.holds(one))
            yield from _units(order, command.unit_ids)
        case EndOperation():
            yield from _operation(order, command.operation_id)
        case _:
            return


def _cases(order: Order, incident_ids: Iterable[str]) -> Iterator[str]:
    for incident_id in incident_ids:
        known = order.situation.incidents.get(incident_id)
        if known is not None and not order.scope.holds(known.incident.grid_id):
            seen = Sight(order.scope, order.situation).sees_incident(incident_id)
            yield known.incident.number if seen else incident_id


def _units(order: Order, unit_ids: Iterable[str]) -> Iterator[str]:
    return (_called(order, one) for one in unit_ids if _is_outside(order, one))


def _form(order: Order, form_id: str) -> Iterator[str]:
    form = order.situation.hand_overs.get(form_id)
    if form is not None and not _has_case(order, form.incident_id):
        yield form_id


def _alarm(order: Order, alarm_id: str) -> Iterator[str]:
    alarm = order.situation.alarms.get(alarm_id)
    if alarm is None:
        return
    if alarm.unit_id:
        yield from (alarm_id for _ in _unseen(order, alarm.unit_id))
        return
    form = order.situation.hand_overs.get(alarm.hand_over_id)
    case_id = alarm.incident_id or (form.incident_id if form else "")
    if not (_has_case(order, case_id) if case_id else order.scope.holds(alarm.grid_id)):
        yield alarm_id


def _unseen(order: Order, unit_id: str) -> Iterator[str]:
    """Yield a unit that is not seen: whoever sees one in need may call for it, and answer."""
    known = unit_id in order.situation.units
    if known and not Sight(order.scope, order.situation).sees_unit(unit_id):
        yield unit_id


def _operation(order: Order, operation_id: str) -> Iterator[str]:
    """One without grids is the whole city's."""
    known = order.situation.operations.get(operation_id)
    if known is None:
        return
    if not (known.grid_ids and all(map(order.scope.holds, known.grid_ids))):
        yield operation_id


def _is_outside(order: Order, unit_id: str) -> bool:
    known = order.situation.units.get(unit_id)
    return known is not None and not order.scope.holds(known.unit.grid_id)


def _called(order: Order, unit_id: str) -> str:
    """Return a unit's call sign, or the id the order named where the actor does not see it."""
    seen = Sight(order.scope, order.situation).sees_unit(unit_id)
    return order.situation.units[unit_id].unit.call_sign if seen else unit_id


def _word(order: Order, unit_id: str) -> UnitOutcome:
    facts = _facts(order, _called(order, unit_id))
    return UnitOutcome(unit_id=shown(unit_id), code=Refusal.OUTSIDE_AREA, facts=facts)


def _has_case(order: Order, incident_id: str) -> bool:
    known = order.situation.incidents.get(incident_id)
    return known is not None and order.scope.holds(known.incident.grid_id)


def _without_unseen(order: Order, decision: Decision) -> Decision:
    """Return a refusal without the numbers of cases the actor does not see."""
    facts = decision.outcome.facts
    sight = Sight(order.scope, order.situation)
    unseen = {
        state.incident.number
        for incident_id, state in order.situation.incidents.items()
        if state.incident.number in facts.values() and not sight.sees_incident(incident_id)
    }
    if not unseen:
        return decision
    kept = {name: "" if value in unseen else value for name, value in facts.items()}
    return replace(decision, outcome=replace(decision.outcome, facts=kept))
