"""The steps a period is looked at in: by the hour, the day, the week or the month."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bigscreen.viewmodels.meeting.periods import CityClock
from bigscreen.viewmodels.wording import tr

_MOST_DAYS = 45
_MOST_WEEKS_DAYS = 200


@dataclass(frozen=True, slots=True)
class Slot:
    """One step: its ``key`` in the split of the same name, and how an axis calls it."""

    key: str | int
    label: str


def step_of(start: datetime, end: datetime) -> str:
    """Return the split that shows how a period went: ``hour``, ``day``, ``week`` or ``month``."""
    length = end - start
    if length <= timedelta(hours=25):
        return "hour"
    if length <= timedelta(days=_MOST_DAYS):
        return "day"
    return "week" if length <= timedelta(days=_MOST_WEEKS_DAYS) else "month"


def coarser_step(step: str) -> str:
    """Return the next coarser step, the same for the coarsest."""
    steps = ("hour", "day", "week", "month")
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def slots(start: datetime, end: datetime, step: str, clock: CityClock) -> tuple[Slot, ...]:
    """Return every step of a period in order, also those in which nothing happened."""
    if step == "hour":
        return _hours(start, end, clock)
    first = clock.day_of(start)
    last = max(first, clock.day_of(end - timedelta(microseconds=1)))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    begins = dict.fromkeys(_first_of(step, day) for day in days)
    return tuple(Slot(day.isoformat(), _label(step, day)) for day in begins)


def _hours(start: datetime, end: datetime, clock: CityClock) -> tuple[Slot, ...]:
    count = max(1, -(-(end - start) // timedelta(hours=1)))
    moments = (start + timedelta(hours=n) for n in range(min(count, 24)))
    hours = dict.fromkeys(moment.astimezone(clock.zone).hour for moment in moments)
    return tuple(Slot(hour, f"{hour:02}") for hour in hours)


def _first_of(step: str, day: date) -> date:
    match step:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case _:
            return day


def _label(step: str, day: date) -> str:
    if step == "month":
        return tr("{month}/{year}", month=day.month, year=day.year)
    return f"{day:%m-%d}"


def step_name(step: str) -> str:
    """Return how long a step is."""
    return {
        "hour": tr("by hour"),
        "day": tr("by day"),
        "week": tr("by week (first day)"),
        "month": tr("by month"),
    }[step]
