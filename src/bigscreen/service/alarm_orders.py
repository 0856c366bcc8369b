"""Rules of answering alarms, once for all screens."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStatus
from bigscreen.domain.centre_events import AlarmChanged
from bigscreen.domain.centre_orders import AcknowledgeAlarm, MuteAlarm
from bigscreen.domain.errors import Rejected
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.order import Decision, Order, out_of_range, shown
from bigscreen.service.rule import Rules

LONGEST_MUTE_MINUTES = 240
"""How long an alarm can be silenced; half a shift of eight hours."""

_MAY_BE_ACKNOWLEDGED = frozenset({AlarmStatus.SOUNDING, AlarmStatus.MUTED, AlarmStatus.EXPIRED})
_MAY_BE_MUTED = frozenset({AlarmStatus.SOUNDING, AlarmStatus.MUTED})


def acknowledge_alarm(order: Order, command: AcknowledgeAlarm) -> Decision:
    """Answer an alarm; an expired one, which never sounded, can be answered as well."""
    alarm = known_alarm(order, command.alarm_id, _MAY_BE_ACKNOWLEDGED)
    return _answered(
        order, replace(alarm, status=AlarmStatus.ACKNOWLEDGED, muted_until=None), command.note
    )


def mute_alarm(order: Order, command: MuteAlarm) -> Decision:
    """Silence an alarm for some minutes; muting it again counts from now. An SOS is answered."""
    alarm = known_alarm(order, command.alarm_id, _MAY_BE_MUTED)
    if alarm.kind is AlarmKind.SOS:
        call_sign = order.unit(alarm.unit_id).unit.call_sign
        raise Rejected(Refusal.SOS_NOT_MUTED, {"unit": alarm.unit_id, "call_sign": call_sign})
    if not 1 <= command.minutes <= LONGEST_MUTE_MINUTES:
        raise out_of_range("minutes", command.minutes, 1, LONGEST_MUTE_MINUTES)
    until = order.now + timedelta(minutes=command.minutes)
    return _answered(
        order, replace(alarm, status=AlarmStatus.MUTED, muted_until=until), command.note
    )


def known_alarm(order: Order, alarm_id: str, answerable: frozenset[AlarmStatus]) -> Alarm:
    """Return an alarm that can be answered so, or refuse."""
    alarm = order.situation.alarms.get(alarm_id)
    if alarm is None:
        raise Rejected(Refusal.UNKNOWN_ALARM, {"alarm": shown(alarm_id)})
    if alarm.status not in answerable:
        since = alarm.answered_at or alarm.raised_at
        facts = {
            "alarm": alarm.id,
            "state": alarm.status.value,
            "since": since.isoformat(),
            "by": alarm.by,
        }
        raise Rejected(Refusal.ALARM_SETTLED, facts)
    return alarm


def _answered(order: Order, alarm: Alarm, note: str) -> Decision:
    answered = replace(
        alarm,
        answered_at=order.now,
        by=order.actor.name,
        note=text_rules.line("note", note),
    )
    return order.accept([AlarmChanged(alarm=answered)], incident_id=alarm.incident_id)


RULES: Rules = {
    AcknowledgeAlarm: acknowledge_alarm,
    MuteAlarm: mute_alarm,
}
