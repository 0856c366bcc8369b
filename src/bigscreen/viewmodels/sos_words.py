"""What screens say of a unit's call for help: who, where, on which case; always the first line."""

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStatus
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation
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
