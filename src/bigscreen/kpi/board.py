"""The board of figures every live screen shows, computed once at the hub."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.figures import (
    ComplianceFigure,
    GridFigure,
    IntervalFigure,
    KpiBoard,
    TrendPoint,
)
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.minimums import minimum_figures
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol_coverage import coverage
from bigscreen.domain.units import UnitState
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask, micros
from bigscreen.kpi.forces import force_figures, online
from bigscreen.kpi.interval_figures import distribution
from bigscreen.kpi.intervals import nearest_rank
from bigscreen.kpi.live_work import LiveWork, open_figure, operation_figures, tallied
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.periods import TREND_POINTS, TREND_STEP, Period, periods_at, trend_start

OUTSIDE = ""
"""The grid id that cases in no grid of the city are counted under."""

LIVE_MIN_N = 3
"""The least number of calls with a percentile on a live screen, which shows n beside it.

Reports ask for ten (:data:`bigscreen.kpi.answers.MIN_N`): a half hour of a quiet night has not.
"""


def compute_board(
    cases: Sequence[CaseFacts],
    units: Sequence[UnitState],
    fixes: FixTable,
    city: City,
    now: datetime,
    live: LiveWork = LiveWork(),  # noqa: B008 - it can not be changed
) -> KpiBoard:
    """Return every figure of the live screens as of ``now`` (aware, hub time).

    ``cases`` are at least those received since :func:`board_needs`; others do no harm. A case
    counts from its receipt on, so one received after ``now`` does not count yet; its response
    counts once its first unit is on scene. Merged duplicates, drills, voided and invalid cases
    count in no figure. Response figures are those of police calls alone: a city-management case
    has a clock of working hours and days. ``live`` is what the situation holds besides units,
    as copies: this may run in a thread.
    """
    columns = _Columns(cases)
    periods = periods_at(now, city.timezone, city.shift_start_hours)
    a_week = periods.today.end - periods.today_last_week.end
    trend_from = trend_start(now)
    today = columns.counted_in(periods.today)
    today_last_week = columns.counted_in(periods.today_last_week)
    reporting = online(units, fixes, now)
    shift = columns.received_in(periods.shift)
    shift_last_week = columns.received_in(periods.shift_last_week)
    return KpiBoard(
        as_of=now,
        shift_started_at=periods.shift.start,
        day_started_at=periods.today.start,
        response=columns.response_figure(shift),
        response_last_week=columns.response_figure(shift_last_week),
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
        minimums=minimum_figures(city.plan, live.shift.level, units),
        coverage=coverage(city.plan, live.shift, city.grids),
        operations=operation_figures(live.operations, columns.among(columns.stands), now),
        open_work=open_figure(live, now),
    )


def board_needs(city: City, now: datetime, operations: Iterable[JointOperation] = ()) -> datetime:
    """Return from which receipt on :func:`compute_board` needs the cases.

    ``operations`` are the ones the board may have to show a tally of.
    """
    periods = periods_at(now, city.timezone, city.shift_start_hours)
    a_week = periods.today.end - periods.today_last_week.end
    return min(
        periods.today_last_week.start,
        periods.shift_last_week.start,
        trend_start(now) - a_week,
        *(operation.starts_at for operation in tallied(operations, now)),
    )


class _Columns:
    """The cases with what every figure looks at: when received, and the response of calls."""

    def __init__(self, cases: Sequence[CaseFacts]) -> None:
        self.cases = cases
        columns = CaseColumns.of(cases)
        self._judged = _RESPONSE.judge(columns, np.nan)
        self.received = columns.times["received_at"]
        self.stands: Mask = MEASURES["volume"].judge(columns, np.nan).reason == 0
        self.is_call = columns.coded["work_kind"].equal(WorkKind.POLICE_CALL)

    def received_in(self, period: Period) -> Mask:
        """Return which cases were received in a period, its ends included."""
        return (self.received >= micros(period.start)) & (self.received <= micros(period.end))

    def counted_in(self, period: Period) -> Mask:
        """Return which of them stand: no duplicate, no drill, not invalid."""
        return self.received_in(period) & self.stands

    def among(self, chosen: Mask) -> list[CaseFacts]:
        """Return the chosen cases."""
        return [self.cases[row] for row in np.flatnonzero(chosen).tolist()]

    def responses(self, chosen: Mask) -> NDArray[np.float64]:
        """Return the chosen calls' responses that count, seconds, ascending."""
        return np.sort(self._judged.given[chosen & self.is_call & (self._judged.reason == 0)])

    def response_figure(self, chosen: Mask) -> IntervalFigure:
        """Return the distribution of the chosen calls' responses."""
        return distribution(_RESPONSE, self._judged, chosen & self.is_call, min_n=LIVE_MIN_N)


_RESPONSE = MEASURES["response"]


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
                p50_s=_percentile(seconds, 50),
                p90_s=_percentile(seconds, 90),
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
                p90_s=_percentile(seconds, 90),
                closed=sum(case.closed_at is not None for case in cases),
            )
        )
    return tuple(figures)


def _percentile(seconds: NDArray[np.float64], percent: int) -> float | None:
    return nearest_rank(seconds, percent) if len(seconds) >= LIVE_MIN_N else None
