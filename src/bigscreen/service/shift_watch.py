"""When a shift begins, and who goes on and off duty with it by the roster."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bigscreen.domain.authority import HUB
from bigscreen.domain.centre_events import ShiftStarted
from bigscreen.domain.city import City
from bigscreen.domain.events import DutyChanged
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty
from bigscreen.domain.work_calendar import local_moment

_A_DAY = timedelta(days=1)


def shift_at(city: City, now: datetime) -> tuple[int, datetime] | None:
    """Return the shift that runs ``now``, by its place in the day, and when it began (UTC).

    None for a city without shifts.
    """
    zone = ZoneInfo(city.timezone)
    today = now.astimezone(zone).date()
    for day in (today, today - _A_DAY):
        for index, hour in reversed(list(enumerate(city.shift_start_hours))):
            began = local_moment(day, time(hour), zone)
            if began <= now:
                return index, began
    return None


def shift_changes(
    situation: Situation, city: City, now: datetime
) -> Iterator[DutyChanged | ShiftStarted]:
    """Yield what a shift's beginning changes; nothing while the shift on record still runs.

    The shift is the last to change: whoever takes in only a part of these events comes back for
    the rest. Units without a roster line are left alone; so is everybody until the next
    beginning, whatever is ordered in between.
    """
    running = shift_at(city, now)
    if running is None:
        return
    index, began = running
    known = situation.shift.started_at
    if known is not None and known >= began:
        return
    for unit_id, duty in rostered(city, index, began).items():
        unit = situation.units.get(unit_id)
        if unit is not None and unit.duty is not duty:
            yield DutyChanged(unit_id=unit_id, duty=duty, at=now, by=HUB.name)
    yield ShiftStarted(index=index, at=began)


def rostered(city: City, index: int, began: datetime) -> dict[str, Duty]:
    """Return who is on and who off duty in a shift; one of several lines is enough to be on."""
    weekday = began.astimezone(ZoneInfo(city.timezone)).isoweekday()
    duties: dict[str, Duty] = {}
    for line in city.plan.roster:
        if index in line.shifts and weekday in line.weekdays:
            duties[line.unit_id] = Duty.ON_DUTY
        else:
            duties.setdefault(line.unit_id, Duty.OFF_DUTY)
    return duties
