"""Rules of a unit's call for help 紧急求助: raised once, answered as alarms are, ended in words."""

from dataclasses import replace

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.centre_events import AlarmChanged
from bigscreen.domain.centre_orders import EndSos, RaiseSos
from bigscreen.domain.errors import Rejected
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.situation import Situation
from bigscreen.service import text_rules
from bigscreen.service.alarm_orders import known_alarm
from bigscreen.service.order import Decision, Order
from bigscreen.service.rule import Rules
from bigscreen.service.standing import alarm_id

_MAY_BE_ENDED = frozenset(AlarmStatus) - {AlarmStatus.CLEARED}


def raise_sos(order: Order, command: RaiseSos) -> Decision:
    """Call for help for a unit, on duty or not; one whose call is open raises no second one."""
    state = order.own_unit(command.unit_id)
    unit = state.unit
    if (known := open_sos(order.situation, unit.id)) is not None:
        facts = {
            "unit": unit.id,
            "call_sign": unit.call_sign,
            "since": known.raised_at.isoformat(),
        }
        raise Rejected(Refusal.SOS_OPEN, facts)
    grid = order.city.grid(unit.grid_id)
    alarm = Alarm(
        id=alarm_id(AlarmKind.SOS, unit.id, AlarmStage.DUE, order.now),
        kind=AlarmKind.SOS,
        stage=AlarmStage.DUE,
        moment=order.now,
        unit_id=unit.id,
        grid_id=unit.grid_id,
        detail=text_rules.line("note", command.note),
        addressee=grid.commander if grid is not None else "",
        raised_at=order.now,
    )
    return order.accept([AlarmChanged(alarm=alarm)])


def end_sos(order: Order, command: EndSos) -> Decision:
    """End an SOS, acknowledged or not; how it ended has to be said."""
    alarm = known_alarm(order, command.alarm_id, _MAY_BE_ENDED)
    if alarm.kind is not AlarmKind.SOS:
        raise Rejected(Refusal.NOT_AN_SOS, {"alarm": alarm.id, "kind": alarm.kind.value})
    order.own_unit(alarm.unit_id)
    ended = replace(
        alarm,
        status=AlarmStatus.CLEARED,
        answered_at=order.now,
        by=order.actor.name,
        note=text_rules.required_line("note", command.note),
    )
    return order.accept([AlarmChanged(alarm=ended)])


def open_sos(situation: Situation, unit_id: str) -> Alarm | None:
    """Return the call for help of a unit that nobody has ended, or None."""
    return next(
        (
            alarm
            for alarm in situation.alarms.open()
            if alarm.kind is AlarmKind.SOS and alarm.unit_id == unit_id
        ),
        None,
    )


RULES: Rules = {RaiseSos: raise_sos, EndSos: end_sos}
