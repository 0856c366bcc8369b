"""Lengths of time and distances as a screen writes them."""

from bigscreen.viewmodels.wording import tr

_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86400
NOTHING = "—"
"""Stands where there is no value."""


def running_clock(elapsed_s: float) -> str:
    """Return how long a case has been running: ``mm:ss``, from an hour ``h:mm``, then days."""
    seconds = max(0, int(elapsed_s))
    if seconds < _HOUR_S:
        return f"{seconds // _MINUTE_S:02}:{seconds % _MINUTE_S:02}"
    if seconds < _DAY_S:
        return tr(
            "{hours}:{minutes} h",
            hours=seconds // _HOUR_S,
            minutes=f"{seconds % _HOUR_S // _MINUTE_S:02}",
        )
    return tr("{n} d", n=seconds // _DAY_S)


def minutes_seconds(seconds: float | None, *, width: int = 1) -> str:
    """Return a figure in seconds as ``m:ss``, minutes padded to ``width``; a dash for None."""
    if seconds is None:
        return NOTHING
    whole = max(0, round(seconds))
    return f"{whole // _MINUTE_S:0{width}}:{whole % _MINUTE_S:02}"


def rough_minutes(seconds: float) -> str:
    """Return a travel time as a hint says it: minutes with one decimal."""
    return tr("{minutes} min", minutes=f"{seconds / _MINUTE_S:.1f}")


def distance(metres: float) -> str:
    """Return a distance: metres to the ten below one kilometre, kilometres above."""
    if metres < 995:
        return f"{round(metres / 10) * 10} m"
    return f"{metres / 1000:.1f} km"


def age(seconds: float) -> str:
    """Return how old something is, in the coarsest unit that still says it."""
    whole = max(0, int(seconds))
    if whole < _MINUTE_S:
        return tr("{n} s ago", n=whole)
    if whole < _HOUR_S:
        return tr("{n} min ago", n=whole // _MINUTE_S)
    if whole < _DAY_S:
        return tr("{n} h ago", n=whole // _HOUR_S)
    return tr("{n} d ago", n=whole // _DAY_S)
