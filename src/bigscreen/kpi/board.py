"""The board of figures every live screen shows, computed once at the hub."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.figures import ComplianceFigure, GridFigure, KpiBoard, TrendPoint
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.units import UnitState
from bigscreen.kpi.case_times import CaseTimes, Mask, micros
from bigscreen.kpi.forces import force_figures, online
from bigscreen.kpi.intervals import RESPONSE, figure, measure, nearest_rank
from bigscreen.kpi.periods import TREND_POINTS, TREND_STEP, Period, periods_at, trend_start

OUTSIDE = ""
"""The grid id that cases in no grid of the city are counted under."""


def compute_board(
    cases: Sequence[CaseFacts],
    units: Sequence[UnitState],
    fixes: FixTable,
    city: City,
    now: datetime,
) -> KpiBoard:
    """Return every figure of the live screens as of ``now`` (aware, hub time).

    ``cases`` are at least those received since :func:`board_needs`; others do no harm. A case
    counts from its receipt on, so one received after ``now`` does not count yet; its response
    counts once its first unit is on scene. Response figures are those of police calls alone: a
    city-management case has a clock of working hours and days.
    """
    columns = _Columns(cases)
    periods = periods_at(now, city.timezone, city.shift_start_hours)
    a_week = periods.today.end - periods.today_last_week.end
    trend_from = trend_start(now)
    today = columns.received_in(periods.today)
    today_last_week = columns.received_in(periods.today_last_week)
    reporting = online(units, fixes, now)
    shift = columns.received_in(periods.shift) & columns.is_call
    shift_last_week = columns.received_in(periods.shift_last_week) & columns.is_call
    return KpiBoard(
        as_of=now,
        shift_started_at=periods.shift.start,
        day_started_at=periods.today.start,
        response=figure(RESPONSE, columns.response, shift),
        response_last_week=figure(RESPONSE, columns.response, shift_last_week),
        trend=_trend(columns, trend_from, now),
        trend_last_week=_trend(columns, trend_from - a_week, now - a_week),
        compliance=_compliance(columns, today, city),
        grids=_grids(columns, today, today_last_week, city),
        channels=dict(Counter(case.channel.value for case in columns.among(today))),
        forces=force_figures(units, reporting, city),
        today=int(np.count_nonzero(today)),
        last_week=int(np.count_nonzero(today_last_week)),
        units_online=int(np.count_nonzero(reporting)),
        units_total=len(units),
    )


def board_needs(city: City, now: datetime) -> datetime:
    """Return from which receipt on :func:`compute_board` needs the cases."""
    periods = periods_at(now, city.timezone, city.shift_start_hours)
    a_week = periods.today.end - periods.today_last_week.end
    return min(
        periods.today_last_week.start,
        periods.shift_last_week.start,
        trend_start(now) - a_week,
    )


class _Columns:
    """The cases with what every figure looks at: when received, and the response."""

    def __init__(self, cases: Sequence[CaseFacts]) -> None:
        self.cases = cases
        times = CaseTimes.of(cases, (RESPONSE.start, RESPONSE.end))
        self.received = times[RESPONSE.start]
        self.response = measure(RESPONSE, times)
        self.is_call = np.fromiter(
            (case.work_kind is WorkKind.POLICE_CALL for case in cases), np.bool_, len(cases)
        )

    def received_in(self, period: Period) -> Mask:
        """Return which cases were received in a period, its ends included."""
        return (self.received >= micros(period.start)) & (self.received <= micros(period.end))

    def among(self, chosen: Mask) -> list[CaseFacts]:
        """Return the chosen cases."""
        return [self.cases[row] for row in np.flatnonzero(chosen).tolist()]

    def responses(self, chosen: Mask) -> NDArray[np.float64]:
        """Return the chosen calls' responses that count, seconds, ascending."""
        return np.sort(self.response.seconds[chosen & self.is_call & self.response.counted])


def _trend(columns: _Columns, start: datetime, end: datetime) -> tuple[TrendPoint, ...]:
    """Return the response by half hour of receipt; the last one is cut off at ``end``."""
    step = TREND_STEP.total_seconds() * 1e6
    half_hour = np.floor((columns.received - micros(start)) / step)
    half_hour[columns.received > micros(end)] = TREND_POINTS
    points = []
    for number in range(TREND_POINTS):
        seconds = columns.responses(half_hour == number)
        points.append(
            TrendPoint(
                start=start + number * TREND_STEP,
                n=len(seconds),
                p50_s=nearest_rank(seconds, 50),
                p90_s=nearest_rank(seconds, 90),
            )
        )
    return tuple(points)


def _compliance(columns: _Columns, today: Mask, city: City) -> tuple[ComplianceFigure, ...]:
    """Return the share reached in time of each class the city has a target for, or a case in."""
    minutes = np.fromiter((c.response_minutes for c in columns.cases), np.intp, len(columns.cases))
    targets = {target.minutes: target.share for target in city.targets}
    figures = []
    for allowed in sorted(targets.keys() | set(minutes[today & columns.is_call].tolist())):
        seconds = columns.responses(today & (minutes == allowed))
        figures.append(
            ComplianceFigure(
                minutes=allowed,
                n=len(seconds),
                within=int(np.count_nonzero(seconds <= allowed * 60)),
                target=targets.get(allowed),
            )
        )
    return tuple(figures)


def _grids(columns: _Columns, today: Mask, last_week: Mask, city: City) -> tuple[GridFigure, ...]:
    """Return each grid's day in the city's order; cases in none of them come last, if any."""
    row_of = {grid.id: row for row, grid in enumerate(city.grids)}
    outside = len(row_of)
    grid = np.fromiter(
        (row_of.get(case.grid_id, outside) for case in columns.cases), np.intp, len(columns.cases)
    )
    figures = []
    for row, grid_id in enumerate((*row_of, OUTSIDE)):
        here = grid == row
        cases = columns.among(today & here)
        seconds = columns.responses(today & here)
        last = int(np.count_nonzero(last_week & here))
        if row == outside and not cases and not last:
            continue
        figures.append(
            GridFigure(
                grid_id=grid_id,
                by_force=dict(Counter(case.lead_force for case in cases)),
                last_week=last,
                n=len(seconds),
                p90_s=nearest_rank(seconds, 90),
                closed=sum(case.closed_at is not None for case in cases),
            )
        )
    return tuple(figures)
