"""Moments as the city's clocks show them; inside the program every moment is UTC."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bigscreen.domain.city import City
from bigscreen.viewmodels.wording import tr, tr_noop

_WEEKDAYS = (
    tr_noop("Monday"),
    tr_noop("Tuesday"),
    tr_noop("Wednesday"),
    tr_noop("Thursday"),
    tr_noop("Friday"),
    tr_noop("Saturday"),
    tr_noop("Sunday"),
)


def zone_of(city: City | None) -> tzinfo:
    """Return the city's time zone; UTC while no city is known or its zone does not exist."""
    return _zone(city.timezone) if city else UTC


@lru_cache(maxsize=32)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def clock(at: datetime, zone: tzinfo) -> str:
    """Return the time of day ``HH:MM:SS``."""
    return f"{at.astimezone(zone):%H:%M:%S}"


def clock_on_day(at: datetime, zone: tzinfo, today: datetime) -> str:
    """Return the time of day, with ``MM-DD`` before it where it is not on the day of ``today``."""
    local = at.astimezone(zone)
    if local.date() == today.astimezone(zone).date():
        return f"{local:%H:%M:%S}"
    return f"{local:%m-%d %H:%M}"


def date_and_weekday(at: datetime, zone: tzinfo) -> str:
    """Return ``YYYY-MM-DD`` and the name of the weekday."""
    local = at.astimezone(zone)
    return f"{local:%Y-%m-%d} {tr(_WEEKDAYS[local.weekday()])}"


def weekday_name(number: int) -> str:
    """Return the name of a weekday, 1 (Monday) to 7 (Sunday)."""
    return tr(_WEEKDAYS[number - 1])
