"""When a wall is dimmed and when it may make a sound, by the city's local time."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bigscreen.domain.city import City
from bigscreen.domain.wall_rules import DaySpan


def sounds_allowed(city: City | None, now: datetime, *, is_sos: bool = False) -> bool:
    """Tell whether a wall may sound at ``now`` (aware); a call for help always may."""
    if is_sos or city is None:
        return True
    return not _is_within(city.wall.conduct.hours.quiet, _local_time(city, now))


def dimming(city: City | None, now: datetime) -> float:
    """Return the share of its light a wall gives up at ``now`` (aware): 0 by day."""
    if city is None:
        return 0.0
    hours = city.wall.conduct.hours
    return hours.dim if _is_within(hours.night, _local_time(city, now)) else 0.0


def _local_time(city: City, now: datetime) -> time:
    return now.astimezone(ZoneInfo(city.timezone)).time()


def _is_within(spans: Iterable[DaySpan], at: time) -> bool:
    return any(
        span.start <= at < span.end if span.start < span.end else at >= span.start or at < span.end
        for span in spans
    )
