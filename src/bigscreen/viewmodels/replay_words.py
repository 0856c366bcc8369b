"""What a replay says: the moment, its marks, its periods, and why something did not come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.past import PastMark
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.local_time import clock, date_and_weekday, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import milestone_name, status_name
from bigscreen.viewmodels.wording import tr, tr_noop

LONGEST_PERIOD = timedelta(days=7)


class PeriodKey(StrEnum):
    """The periods a replay offers at once."""

    LAST_HOUR = "last_hour"
    LAST_4_HOURS = "last_4_hours"
    LAST_DAY = "last_day"
    TODAY = "today"
    YESTERDAY = "yesterday"


PERIOD_NAMES = {
    PeriodKey.LAST_HOUR: tr_noop("Last hour"),
    PeriodKey.LAST_4_HOURS: tr_noop("Last 4 hours"),
    PeriodKey.LAST_DAY: tr_noop("Last 24 hours"),
    PeriodKey.TODAY: tr_noop("Today so far"),
    PeriodKey.YESTERDAY: tr_noop("Yesterday"),
}
_FAULTS = {
    "not_sent": tr_noop("No link to the hub: trying again"),
    "busy": tr_noop("The hub is busy: trying again"),
    "too_fast": tr_noop("The hub is busy: trying again"),
    "history_unavailable": tr_noop("The hub can not read the past now: trying again"),
    "not_allowed": tr_noop("This account may not see the past"),
    "unknown_question": tr_noop("This hub is older and keeps no past"),
    "unreadable": tr_noop("What the hub sent can not be read"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTick:
    """A label on a time bar; ``is_day`` is one that begins a day."""

    at: datetime
    text: str
    is_day: bool


def period_of(key: PeriodKey, now: datetime, city: City | None) -> tuple[datetime, datetime]:
    """Return a period's start and end, UTC."""
    local = now.astimezone(zone_of(city))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    match key:
        case PeriodKey.LAST_HOUR:
            return now - timedelta(hours=1), now
        case PeriodKey.LAST_4_HOURS:
            return now - timedelta(hours=4), now
        case PeriodKey.LAST_DAY:
            return now - timedelta(hours=24), now
        case PeriodKey.TODAY:
            return midnight.astimezone(UTC), now
        case PeriodKey.YESTERDAY:
            return (midnight - timedelta(days=1)).astimezone(UTC), midnight.astimezone(UTC)


def period_text(start: datetime, end: datetime, city: City | None) -> str:
    """Return a period as a heading says it."""
    zone = zone_of(city)
    first, last = start.astimezone(zone), end.astimezone(zone)
    if first.date() == last.date():
        return f"{first:%m-%d %H:%M} – {last:%H:%M}"
    return f"{first:%m-%d %H:%M} – {last:%m-%d %H:%M}"


def moment_text(at: datetime, city: City | None) -> tuple[str, str]:
    """Return the day and the time of day of a moment."""
    zone = zone_of(city)
    return date_and_weekday(at, zone), clock(at, zone)


def speed_text(speed: float) -> str:
    """Return a speed: ×60."""
    return f"×{speed:g}"


def figures_text(board: KpiBoard | None, city: City | None) -> str:
    """Return as of when the figures are."""
    if board is None:
        return tr("Figures are being worked out")
    return tr("Figures as of {time}", time=clock(board.as_of, zone_of(city)))


def mark_name(mark: PastMark) -> str:
    """Return what happened at a mark."""
    if mark.kind in set(Milestone):
        return milestone_name(Milestone(mark.kind))
    return tr("Closed") if mark.kind == "closed" else tr("Received")


def mark_text(mark: PastMark, situation: Situation, city: City | None) -> str:
    """Return a mark as its tip says it: when, what, which case, which unit."""
    parts = [clock(mark.at, zone_of(city)), mark_name(mark)]
    state = situation.incidents.get(mark.incident_id)
    if state is not None:
        parts.append(one_line(f"{state.incident.number} {state.incident.title}"))
    unit = situation.units.get(mark.unit_id)
    if mark.unit_id:
        parts.append(one_line(unit.unit.call_sign if unit else mark.unit_id))
    return " · ".join(parts)


def unit_text(situation: Situation, unit_id: str) -> str:
    """Return what a unit is doing: call sign, status, and the case it is on; nothing for none."""
    state = situation.units.get(unit_id)
    if state is None:
        return ""
    parts = [state.unit.call_sign, status_name(state.status)]
    work = situation.holding(state)
    case = None if work is None else situation.incidents.get(work.incident_id)
    if case is not None:
        parts += [case.incident.number, case.incident.title]
    return one_line(" · ".join(parts))


def fault_text(fault: QuestionFault | None) -> str:
    """Return why something did not come, nothing while all is well."""
    if fault is None:
        return ""
    return tr(_FAULTS.get(fault.code, "The hub did not answer: {code}"), code=one_line(fault.code))


def nothing_known_text(known_from: datetime | None, at: datetime, city: City | None) -> str:
    """Return what to say where nothing was kept yet at a moment, nothing where it was."""
    if known_from is None or at >= known_from:
        return ""
    zone = zone_of(city)
    local = known_from.astimezone(zone)
    return tr("Nothing is kept before {time}", time=f"{local:%Y-%m-%d %H:%M}")


_STEPS_S = (60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)


def time_ticks(start: datetime, end: datetime, city: City | None, most: int) -> Iterator[TimeTick]:
    """Yield at most about ``most`` labels of a time bar, at whole local times."""
    zone: tzinfo = zone_of(city)
    length_s = (end - start).total_seconds()
    step_s = next((one for one in _STEPS_S if length_s / one <= max(most, 1)), 86400)
    local = start.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    number = int((local - midnight).total_seconds() // step_s) + 1
    for n in range(number, number + max(most, 1) + 2):
        at = (midnight + timedelta(seconds=n * step_s)).astimezone(zone)
        if at >= end:
            return
        is_day = at.hour == 0 and at.minute == 0
        text = f"{at:%m-%d}" if is_day else f"{at:%H:%M}"
        yield TimeTick(at=at.astimezone(UTC), text=text, is_day=is_day)
