"""Until when a unit is on duty, or when it is next, by the roster."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty
from bigscreen.domain.work_calendar import local_moment
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.wording import tr

_DAYS_AHEAD = 8


def shift_line(situation: Situation, unit_id: str, city: City | None, now: datetime) -> str:
    """Return a unit's shifts and until when, or from when, it is on duty; what is known of it."""
    unit = situation.units.get(unit_id)
    if unit is None or city is None:
        return ""
    lines = [line for line in city.plan.roster if line.unit_id == unit_id]
    if not lines or not city.shift_start_hours:
        return tr("Not on the roster")
    zone = zone_of(city)
    numbers = sorted({shift for line in lines for shift in line.shifts})
    shifts = tr("Shift {n}", n="+".join(str(number + 1) for number in numbers))

    def rostered(index: int, began: datetime) -> bool:
        weekday = began.astimezone(zone).isoweekday()
        return any(index in line.shifts and weekday in line.weekdays for line in lines)

    later = list(_shifts(city, now))
    if unit.duty is Duty.ON_DUTY:
        until = next((began for index, began in later[1:] if not rostered(index, began)), None)
        said = tr("on duty till {time}", time=_clock(until, now, zone)) if until else ""
    else:
        begins = next((began for index, began in later[1:] if rostered(index, began)), None)
        said = tr("on duty again {time}", time=_clock(begins, now, zone)) if begins else ""
    return " · ".join(part for part in (shifts, said) if part)


def _clock(at: datetime, now: datetime, zone: tzinfo) -> str:
    local, today = at.astimezone(zone), now.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%m-%d %H:%M}"


def _shifts(city: City, now: datetime) -> Iterator[tuple[int, datetime]]:
    """Yield the shift that runs now, and the ones after it, by their place in the day."""
    zone = ZoneInfo(city.timezone)
    today = now.astimezone(zone).date()
    begun = [
        (index, local_moment(today + timedelta(days=day), time(hour), zone))
        for day in range(-1, _DAYS_AHEAD)
        for index, hour in enumerate(city.shift_start_hours)
    ]
    running = max((place for place, (_, began) in enumerate(begun) if began <= now), default=0)
    yield from begun[running:]
