"""The response trend as lines to draw: this half day, and the same hours one week before."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard, TrendPoint
from bigscreen.viewmodels.durations import minutes_seconds
from bigscreen.viewmodels.local_time import zone_of

_STEPS_S = (30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
_TICKS = 4
_LEAST_TOP_S = 120.0
_STICKS_OUT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: hours before now (≤ 0) against seconds; None breaks the line."""

    hours: tuple[float, ...]
    seconds: tuple[float | None, ...]

    def lone_points(self) -> tuple[tuple[float, float], ...]:
        """Return the points without a neighbour: a line alone would not show them."""
        padded = (None, *self.seconds, None)
        return tuple(
            (hour, value)
            for hour, before, value, after in zip(
                self.hours, padded, self.seconds, padded[2:], strict=False
            )
            if value is not None and before is None and after is None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The lines with their scales; ``n`` cases stand behind this half day's lines."""

    p50: Line
    p90: Line
    p50_last_week: Line
    p90_last_week: Line
    top_s: float
    value_ticks: tuple[tuple[float, str], ...]
    time_ticks: tuple[tuple[float, str], ...]
    n: int


def trend(board: KpiBoard, city: City | None) -> Trend:
    """Return the lines of the total response."""
    now, before = board.trend, board.trend_last_week
    # Last week's points are laid over this week's: both begin at the left edge.
    start = now[0].start if now else board.as_of
    start_before = before[0].start if before else start
    first = _hours(start, board.as_of)
    values = [v for p in (*now, *before) for v in (p.p50_s, p.p90_s) if v is not None]
    top = _top_s(values)
    return Trend(
        p50=_line(now, [p.p50_s for p in now], start, first),
        p90=_line(now, [p.p90_s for p in now], start, first),
        p50_last_week=_line(before, [p.p50_s for p in before], start_before, first),
        p90_last_week=_line(before, [p.p90_s for p in before], start_before, first),
        top_s=top,
        value_ticks=_value_ticks(top),
        time_ticks=_time_ticks(now, board.as_of, city),
        n=sum(point.n for point in now),
    )


def _top_s(values: list[float]) -> float:
    """Return where the scale ends: one wild half hour may stick out, lest the rest lies flat."""
    if not values:
        return _LEAST_TOP_S
    usual = sorted(values)[len(values) // 2]
    return max(_LEAST_TOP_S, min(max(values), _STICKS_OUT * usual))


def _hours(moment: datetime, origin: datetime) -> float:
    return (moment - origin).total_seconds() / 3600


def _line(
    points: tuple[TrendPoint, ...], values: list[float | None], start: datetime, first: float
) -> Line:
    return Line(
        hours=tuple(first + _hours(point.start, start) for point in points), seconds=tuple(values)
    )


def _value_ticks(top_s: float) -> tuple[tuple[float, str], ...]:
    step = next((s for s in _STEPS_S if top_s / s < _TICKS), _STEPS_S[-1])
    return tuple(
        (float(n * step), minutes_seconds(n * step)) for n in range(int(top_s // step) + 1)
    )


def _time_ticks(
    points: tuple[TrendPoint, ...], as_of: datetime, city: City | None
) -> tuple[tuple[float, str], ...]:
    """Return a tick for every third full hour of the city's day."""
    zone = zone_of(city)
    local = [point.start.astimezone(zone) for point in points]
    return tuple(
        (_hours(at, as_of), f"{at:%H:%M}") for at in local if at.minute == 0 and at.hour % 3 == 0
    )
