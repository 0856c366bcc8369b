"""Boards of figures, made up."""

import math
from datetime import datetime, timedelta

from bigscreen.domain.city import City
from bigscreen.domain.figures import (
    ComplianceFigure,
    ForceFigure,
    GridFigure,
    IntervalFigure,
    KpiBoard,
    TrendPoint,
)


def empty_board(now: datetime) -> KpiBoard:
    """Return the board of a day on which nothing has happened yet."""
    nothing = IntervalFigure(interval="response", n=0)
    return KpiBoard(
        as_of=now,
        shift_started_at=now,
        day_started_at=now,
        response=nothing,
        response_last_week=nothing,
    )


def full_board(city: City, now: datetime) -> KpiBoard:
    """Return the board of a busy day in ``city``."""
    codes = [force.code for force in city.forces]
    minutes = sorted({grid.response_minutes for grid in city.grids} | {1, 3, 5})
    targets = {1: 0.7, 3: 0.9, 5: 0.97}
    reached = {1: 0.71, 3: 0.92, 5: 0.953}
    grids = []
    for place, grid in enumerate(city.grids):
        total = (18, 31, 22, 44, 57, 26, 19, 37, 23)[place % 9]
        mine = total * 2 // 5
        shares = [mine, total // 6, 0, 0] if len(codes) > 2 else [mine, 0]
        shares[min(2, len(codes) - 1)] += total - sum(shares)
        split = dict(zip(codes, shares, strict=False))
        grids.append(
            GridFigure(
                grid_id=grid.id,
                by_force=split,
                last_week=total + (-3, 4, 2, -5, 5, 3, 0, -8, 2)[place % 9],
                n=mine,
                p90_s=(182.0, 245.0, 221.0, 305.0, 340.0, 251.0, 200.0, 262.0, None)[place % 9],
                closed=round(total * 0.94),
            )
        )
    sizes = ((34, 9, 6, 4, 3), (28, 5, 4, 3, 2), (86, 11, 14, 8, 6), (61, 2, 0, 1, 4))
    return KpiBoard(
        as_of=now,
        shift_started_at=now - timedelta(hours=6, minutes=32),
        day_started_at=now - timedelta(hours=14, minutes=32),
        response=IntervalFigure(
            interval="response",
            n=96,
            mean_s=160.0,
            p50_s=134.0,
            p90_s=261.0,
            excluded={"missing": 3},
        ),
        response_last_week=IntervalFigure(
            interval="response", n=101, mean_s=172.0, p50_s=145.6, p90_s=284.0
        ),
        trend=_trend(now, 1.0, 0.0),
        trend_last_week=_trend(now - timedelta(days=7), 1.12, 0.4),
        compliance=tuple(
            ComplianceFigure(
                minutes=m,
                n=50 + 40 * m,
                within=round((50 + 40 * m) * reached.get(m, 0.8)),
                target=targets.get(m),
            )
            for m in minutes
        ),
        grids=tuple(grids),
        channels={"hotline": 105, "video": 61, "platform": 47, "patrol": 42, "citizen": 22},
        forces=tuple(
            ForceFigure(force_code=code, available=a, en_route=b, on_scene=c, offline=d, off_duty=e)
            for code, (a, b, c, d, e) in zip(codes, sizes, strict=False)
        ),
        today=sum(grid.total for grid in grids),
        last_week=sum(grid.last_week for grid in grids),
        units_online=214,
        units_total=228,
    )


def _trend(end: datetime, factor: float, phase: float) -> tuple[TrendPoint, ...]:
    first = end.replace(minute=0, second=0, microsecond=0) - timedelta(hours=12)
    points = []
    for slot in range(25):
        wave = math.sin(slot / 4 + phase) * 0.22 + math.sin(slot * 2.3) * 0.05 + 1
        points.append(
            TrendPoint(
                start=first + timedelta(minutes=30 * slot),
                n=8,
                p50_s=134.0 * wave * factor,
                p90_s=262.0 * wave * factor,
            )
        )
    return tuple(points)
