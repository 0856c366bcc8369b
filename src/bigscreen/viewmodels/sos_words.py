"""What screens say of a unit's call for help: who, where, on which case; always the first line."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStatus
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import grid_name
from bigscreen.viewmodels.wording import tr


def open_calls(situation: Situation) -> tuple[Alarm, ...]:
    """Return every SOS nobody has ended: those nobody has answered first, then the newest."""
    calls = [alarm for alarm in situation.alarms.open() if alarm.kind is AlarmKind.SOS]
    calls.sort(key=lambda one: one.moment, reverse=True)
    calls.sort(key=lambda one: one.status is not AlarmStatus.SOUNDING)
    return tuple(calls)


def caller(alarm: Alarm, situation: Situation) -> str:
    """Return the call sign of the unit that calls for help, its id where it is not known."""
    state = situation.units.get(alarm.unit_id)
    return one_line(state.unit.call_sign if state is not None else alarm.unit_id)


def case_of_caller(alarm: Alarm, situation: Situation) -> Incident | None:
    """Return the case the unit is busy with now, or None."""
    state = situation.units.get(alarm.unit_id)
    held = situation.holding(state) if state is not None else None
    known = situation.incidents.get(held.incident_id) if held is not None else None
    return known.incident if known is not None else None


def sos_line(alarm: Alarm, situation: Situation, city: City | None) -> str:
    """Return who calls for help and from which grid: of the case at hand, else of its home."""
    case = case_of_caller(alarm, situation)
    grid = grid_name(city, case.grid_id if case and case.grid_id else alarm.grid_id)
    return tr("SOS {unit} ({grid})", unit=caller(alarm, situation), grid=grid)


@dataclass(frozen=True, slots=True, kw_only=True)
class SosCard:
    """The call for help a desk has to deal with first; ``more`` are the others there are."""

    alarm_id: str
    unit_id: str
    title: str
    detail: str
    is_answered: bool
    more: int


def sos_card(situation: Situation, city: City | None, now: datetime) -> SosCard | None:
    """Return what a desk says of the first open SOS, None without any."""
    calls = open_calls(situation)
    if not calls:
        return None
    first = calls[0]
    case = case_of_caller(first, situation)
    is_answered = first.status is not AlarmStatus.SOUNDING
    parts = (
        clock_on_day(first.moment, zone_of(city), now),
        one_line(first.detail),
        headline(case, city) if case is not None else "",
        tr("answered by {name}", name=one_line(first.by)) if is_answered else "",
    )
    return SosCard(
        alarm_id=first.id,
        unit_id=first.unit_id,
        title=sos_line(first, situation, city),
        detail=" · ".join(part for part in parts if part),
        is_answered=is_answered,
        more=len(calls) - 1,
    )
