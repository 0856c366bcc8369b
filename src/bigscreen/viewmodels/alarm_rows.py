"""What the alarm list of a desk says; it never says "none" when limits could not be read."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.durations import age
from bigscreen.viewmodels.duty_words import (
    ALARM_KINDS,
    ALARM_STAGES,
    ALARM_STATES,
    department_name,
    echelon_name,
)
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.sos_words import caller, case_of_caller
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.trade_words import force_name, grid_name
from bigscreen.viewmodels.wording import tr

_ORDER = (
    AlarmStatus.SOUNDING,
    AlarmStatus.MUTED,
    AlarmStatus.EXPIRED,
    AlarmStatus.ACKNOWLEDGED,
    AlarmStatus.CLEARED,
)
_WITHOUT_STAGE = frozenset(
    {AlarmKind.UNITS_BELOW_MINIMUM, AlarmKind.ECHELON_ACTIVATED, AlarmKind.SOS}
)
_TONES = {
    AlarmStatus.SOUNDING: RowTone.BAD,
    AlarmStatus.EXPIRED: RowTone.LATE,
    AlarmStatus.ACKNOWLEDGED: RowTone.DONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmList:
    """The alarms that are open.

    ``fault`` says why the city's time limits could not be read; then nobody may believe that
    all is well. ``unanswered`` counts those that sound, ``calls`` units that call for help.
    ``known`` is False before the hub has told anything.
    """

    rows: tuple[TableRow, ...]
    unanswered: int
    calls: int
    fault: str
    known: bool = True

    @property
    def summary(self) -> str:
        """What the button that opens the list says."""
        if self.fault:
            return tr("Time limits unknown")
        if not self.rows:
            return tr("No alarms") if self.known else tr("Alarms")
        if self.calls:
            return tr("SOS {n} · Alarms {m}", n=self.calls, m=len(self.rows))
        if self.unanswered:
            return tr("Alarms {n} · {m} unanswered", n=len(self.rows), m=self.unanswered)
        return tr("Alarms {n}", n=len(self.rows))


def alarm_list(situation: Situation, city: City | None, now: datetime) -> AlarmList:
    """Return the open alarms: units that call for help, those that sound, then the newest."""
    opened = sorted(situation.alarms.open(), key=lambda one: one.moment, reverse=True)
    opened.sort(key=lambda one: _ORDER.index(one.status))
    opened.sort(key=lambda one: one.kind is not AlarmKind.SOS)
    zone = zone_of(city)
    fault = one_line(city.clock_fault) if city else ""
    return AlarmList(
        rows=tuple(_row(one, situation, city, zone, now) for one in opened),
        unanswered=sum(one.status is AlarmStatus.SOUNDING for one in opened),
        calls=sum(one.kind is AlarmKind.SOS for one in opened),
        fault=tr("The time limits could not be read: {fault}", fault=fault) if fault else "",
        known=city is not None,
    )


def alarm_sentence(alarm: Alarm, situation: Situation, city: City | None) -> str:
    """Return an alarm as a voice says it: what it is, then what it is about."""
    kind, about = tr(ALARM_KINDS[alarm.kind]), _about(alarm, situation, city)
    return tr("{kind}. {about}.", kind=kind, about=about.replace(" · ", tr(", ")))


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (tr("Alarm kind"), tr("About"), tr("Came due"), tr("State"), tr("Answered"))


def may_be_muted(alarm: Alarm | None) -> bool:
    """Tell whether an alarm can be silenced for a while; no SOS can."""
    return _is_live(alarm) and alarm is not None and alarm.kind is not AlarmKind.SOS


def may_be_acknowledged(alarm: Alarm | None) -> bool:
    """Tell whether an alarm can be answered; an expired one can as well."""
    return _is_live(alarm) or (alarm is not None and alarm.status is AlarmStatus.EXPIRED)


def may_be_ended(alarm: Alarm | None) -> bool:
    """Tell whether an alarm is an SOS that goes on; the others end with their cause."""
    return alarm is not None and alarm.kind is AlarmKind.SOS and not alarm.is_settled


def _is_live(alarm: Alarm | None) -> bool:
    return alarm is not None and alarm.status in {AlarmStatus.SOUNDING, AlarmStatus.MUTED}


def _row(
    alarm: Alarm, situation: Situation, city: City | None, zone: tzinfo, now: datetime
) -> TableRow:
    kind = tr(ALARM_KINDS[alarm.kind])
    if alarm.kind not in _WITHOUT_STAGE:
        kind = f"{kind} · {tr(ALARM_STAGES[alarm.stage])}"
    state = tr(ALARM_STATES[alarm.status])
    if alarm.status is AlarmStatus.MUTED and alarm.muted_until is not None:
        state = tr("Muted until {time}", time=clock_on_day(alarm.muted_until, zone, now))
    since = f"{clock_on_day(alarm.moment, zone, now)} · {age((now - alarm.moment).total_seconds())}"
    answered = " · ".join(part for part in (one_line(alarm.by), one_line(alarm.note)) if part)
    tone = _TONES.get(alarm.status, RowTone.PLAIN)
    if alarm.status is AlarmStatus.SOUNDING and alarm.stage is AlarmStage.EARLY:
        tone = RowTone.LATE
    incident_id = alarm.incident_id
    if alarm.kind is AlarmKind.SOS:
        tone = RowTone.BAD  # as long as it goes on, whoever has answered it
        case = case_of_caller(alarm, situation)
        incident_id = case.id if case is not None else ""
    form = situation.hand_overs.get(alarm.hand_over_id)
    return TableRow(
        id=alarm.id,
        cells=(kind, _about(alarm, situation, city), since, state, answered),
        tone=tone,
        incident_id=incident_id or (form.incident_id if form else ""),
    )


def _about(alarm: Alarm, situation: Situation, city: City | None) -> str:
    if alarm.kind is AlarmKind.SOS:
        return _call_for_help(alarm, situation, city)
    if alarm.kind is AlarmKind.UNITS_BELOW_MINIMUM:
        force = force_name(city, alarm.force_code)
        grid = grid_name(city, alarm.grid_id)
        return tr(
            "{grid} {force}: {n} of {minimum}",
            grid=grid,
            force=force,
            n=alarm.count,
            minimum=alarm.minimum,
        )
    state = situation.incidents.get(alarm.incident_id)
    parts = [f"{one_line(state.incident.number)} {headline(state.incident, city)}"] if state else []
    form = situation.hand_overs.get(alarm.hand_over_id)
    if form is not None:
        parts.append(f"{one_line(form.number)} {department_name(city, form.department)}")
    if alarm.kind is AlarmKind.ECHELON_ACTIVATED and alarm.detail.isdecimal():
        parts.append(echelon_name(city, int(alarm.detail)))
        parts.append(one_line(alarm.addressee))
    return " · ".join(part for part in parts if part) or one_line(alarm.incident_id)


def _call_for_help(alarm: Alarm, situation: Situation, city: City | None) -> str:
    """Return who calls for help, what was said, and the case the unit is on."""
    case = case_of_caller(alarm, situation)
    parts = (
        caller(alarm, situation),
        grid_name(city, alarm.grid_id),
        one_line(alarm.detail),
        f"{one_line(case.number)} {headline(case, city)}" if case is not None else "",
    )
    return " · ".join(part for part in parts if part)
