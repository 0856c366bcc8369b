"""Rules of calling reinforcement 梯次增援 and of standing it down."""

from dataclasses import replace

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_events import EchelonActivated, EchelonStoodDown
from bigscreen.domain.case_orders import EscalateIncident, StandDown
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.centre_events import AlarmChanged
from bigscreen.domain.duty_plan import Echelon
from bigscreen.domain.errors import Rejected
from bigscreen.domain.events import Event
from bigscreen.domain.progress import EchelonCall
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.echelons import commander_for, members_of
from bigscreen.service.order import Decision, Order
from bigscreen.service.ownership import require_own_case
from bigscreen.service.rule import Rules
from bigscreen.service.standing import alarm_id


def escalate_incident(order: Order, command: EscalateIncident) -> Decision:
    """Activate an echelon and tell its commander: the next one, or one that is not active yet.

    The units the rules name now are put down with it; who of them is sent is for orders of
    their own. A drill calls nobody: it makes no alarm.
    """
    known = order.open_incident(command.incident_id, None)
    require_own_case(order, known)
    reason = text_rules.required_line("reason", command.reason)
    echelon = _wanted(order, known, command.echelon)
    call = EchelonCall(
        echelon=echelon.number,
        unit_ids=members_of(order.city, order.situation, known.incident, echelon),
        commander=commander_for(order.city, known.incident, echelon.commander),
        reason=reason,
        at=order.now,
        by=order.actor.name,
    )
    events: list[Event] = [EchelonActivated(incident_id=known.incident.id, call=call)]
    if not known.incident.drill:
        events.append(AlarmChanged(alarm=_alarm(order, known, call)))
    return order.accept(events, incident_id=known.incident.id)


def stand_down(order: Order, command: StandDown) -> Decision:
    """Stand the highest active echelon down; its alarm has lost its cause."""
    known = order.open_incident(command.incident_id, None)
    require_own_case(order, known)
    reason = text_rules.required_line("reason", command.reason)
    active = known.progress.echelon
    if not active:
        raise Rejected(Refusal.NO_ECHELON_ACTIVE, {"incident": known.incident.number})
    events: list[Event] = [
        EchelonStoodDown(
            incident_id=known.incident.id,
            echelon=active,
            reason=reason,
            at=order.now,
            by=order.actor.name,
        )
    ]
    events += [
        AlarmChanged(
            alarm=replace(
                alarm,
                status=AlarmStatus.CLEARED,
                muted_until=None,
                answered_at=order.now,
                by=order.actor.name,
                note=reason,
            )
        )
        for alarm in order.situation.alarms.open()
        if alarm.kind is AlarmKind.ECHELON_ACTIVATED
        and alarm.incident_id == known.incident.id
        and alarm.detail == str(active)
    ]
    return order.accept(events, incident_id=known.incident.id)


def _wanted(order: Order, known: IncidentState, number: int | None) -> Echelon:
    """Return the echelon to activate, or refuse with those that could be."""
    standing = {call.echelon for call in known.progress.echelons if call.stood_down_at is None}
    free = sorted(
        (one for one in order.city.plan.echelons if one.number not in standing),
        key=lambda one: one.number,
    )
    highest = known.progress.echelon
    for echelon in free:
        if echelon.number == number or (number is None and echelon.number > highest):
            return echelon
    raise Rejected(
        Refusal.NO_FURTHER_ECHELON,
        {
            "incident": known.incident.number,
            "active": highest,
            "asked": highest + 1 if number is None else number,
            "could": [str(echelon.number) for echelon in free],
        },
    )


def _alarm(order: Order, known: IncidentState, call: EchelonCall) -> Alarm:
    kind, stage = AlarmKind.ECHELON_ACTIVATED, AlarmStage.DUE
    subject = f"{known.incident.id}/{call.echelon}"
    return Alarm(
        id=alarm_id(kind, subject, stage, order.now),
        kind=kind,
        stage=stage,
        moment=order.now,
        incident_id=known.incident.id,
        grid_id=known.incident.grid_id,
        detail=str(call.echelon),
        addressee=call.commander,
        count=len(call.unit_ids),
        raised_at=order.now,
    )


RULES: Rules = {EscalateIncident: escalate_incident, StandDown: stand_down}
