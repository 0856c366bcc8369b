"""Deadlines of many made-up cases at once: what the city's clocks set, as arrays."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.city import CatalogueItem, City
from bigscreen.domain.clocks import Clock, TimeBasis
from bigscreen.domain.work_calendar import WorkCalendar, local_moment

Seconds = NDArray[np.float64]

_HOUR_S = 3600.0
_LONGEST_LIMIT = timedelta(days=200)
"""How far beyond the last case the working days are laid out."""


class CaseLimits:
    """The limits of a city's items for cases received from ``first`` to ``last`` (local days)."""

    def __init__(self, city: City, first: date, last: date) -> None:
        self._clocks = [_clock_of(city, item) for item in city.items]
        self._working = WorkingTime(city.calendar, first, last + _LONGEST_LIMIT)

    def after(self, received_s: Seconds, items: NDArray[np.intp], limit: str) -> Seconds:
        """Return when a limit (``limit_hours``, ``yellow_hours`` …) of each case is up.

        Times are UTC, seconds since the epoch; NaN where the clock has no such limit.
        """
        up = np.full(len(items), np.nan)
        for place, clock in enumerate(self._clocks):
            hours = getattr(clock, limit)
            of_item = items == place
            if hours is None or not of_item.any():
                continue
            start = received_s[of_item]
            if clock.basis is TimeBasis.CALENDAR:
                up[of_item] = start + hours * _HOUR_S
            else:
                up[of_item] = self._working.after(start, hours * _HOUR_S)
        return up


class WorkingTime:
    """The worked spans of a calendar, from before ``first`` to after ``last``."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        spans = _spans(calendar, first - timedelta(days=1), last)
        self._opens = np.array([opens for opens, _ in spans])
        self._closes = np.array([closes for _, closes in spans])
        self._worked = np.cumsum(self._closes - self._opens)

    def after(self, start_s: Seconds, amount_s: float) -> Seconds:
        """Return when ``amount_s`` of working time has passed since each start, NaN beyond."""
        last = len(self._opens) - 1
        here = np.minimum(np.searchsorted(self._closes, start_s, side="right"), last)
        before = self._worked[here] - (self._closes[here] - self._opens[here])
        target = before + np.maximum(0.0, start_s - self._opens[here]) + amount_s
        there = np.searchsorted(self._worked, target - 1e-6)
        within = np.minimum(there, last)
        up = self._closes[within] - (self._worked[within] - target)
        return np.where(there <= last, up, np.nan)


def _clock_of(city: City, item: CatalogueItem) -> Clock:
    return city.clock(item.clock) or Clock(
        code="", name="", name_en="", limit_hours=item.limit_hours
    )


def _spans(calendar: WorkCalendar, first: date, last: date) -> Sequence[tuple[float, float]]:
    zone = ZoneInfo(calendar.timezone)
    spans = []
    day = first
    while day <= last:
        if calendar.is_working_day(day):
            for opening, closing in calendar.hours:
                till = day if closing > opening else day + timedelta(days=1)
                opens = local_moment(day, opening, zone)
                closes = local_moment(till, closing, zone, late=True)
                spans.append((opens.timestamp(), closes.timestamp()))
        day += timedelta(days=1)
    return spans
