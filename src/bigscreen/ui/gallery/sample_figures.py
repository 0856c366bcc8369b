"""Cities and boards made up for the gallery: of a usual size, of none, and of far too much."""

import math
from datetime import UTC, datetime, timedelta

from bigscreen.domain.city import City, Grid
from bigscreen.domain.figures import (
    ComplianceFigure,
    ForceFigure,
    GridFigure,
    IntervalFigure,
    KpiBoard,
    TrendPoint,
)
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import Force, ForceFamily

NOW = datetime(2026, 11, 21, 6, 32, 7, tzinfo=UTC)
CENTRE = GeoPoint(30.66, 104.06)
LONG_NAME = (
    "第五网格（含东大街、春熙路步行街、大慈寺历史文化片区"
    "及沿线地铁站口与地下商业空间联合管控区域）北段"
)
EMOJI_NAME = "🏮🐼 网格"

_POLICE, _CHENGGUAN, _AUXILIARY = (
    ForceFamily.POLICE,
    ForceFamily.CHENGGUAN,
    ForceFamily.AUXILIARY,
)
_FORCES = (
    Force(code="patrol", name="公安 巡特警", name_en="Patrol police", family=_POLICE, badge="巡"),
    Force(code="traffic", name="公安 交警", name_en="Traffic", family=_POLICE, badge="交", shade=1),
    Force(code="chengguan", name="城管 执法", name_en="Chengguan", family=_CHENGGUAN, badge="城"),
    Force(code="guard", name="群防群治", name_en="Volunteers", family=_AUXILIARY, badge="群"),
)
_CHANNELS = {"hotline": 105, "video": 61, "platform": 47, "patrol": 42, "citizen": 22}
_COMPLIANCE = ((1, 90, 64, 0.7), (3, 170, 156, 0.9), (5, 250, 238, 0.97))
_UNITS = ((34, 9, 6, 4, 3), (28, 5, 4, 3, 2), (86, 11, 14, 8, 6), (61, 2, 0, 1, 4))


def sample_city(grids: int = 9, *, odd_names: bool = False) -> City:
    """Return a city of so many grids in rows of three; with ``odd_names`` some are hard to show."""
    made = []
    for number in range(grids):
        south, west = CENTRE.lat + 0.01 * (number // 3), CENTRE.lon + 0.01 * (number % 3)
        name, name_en = f"第{number + 1}网格", f"Grid {number + 1}"
        if odd_names and number % 3 < 2:
            name = name_en = (LONG_NAME, EMOJI_NAME)[number % 3]
        corners = ((0, 0), (0, 0.01), (0.01, 0.01), (0.01, 0))
        ring = tuple(GeoPoint(south + north, west + east) for north, east in corners)
        made.append(Grid(id=f"g{number + 1}", name=name, name_en=name_en, ring=ring))
    return City(
        id="sample",
        name="示范市",
        name_en="Sample city",
        centre=CENTRE,
        timezone="Asia/Shanghai",
        forces=_FORCES,
        grids=tuple(made),
        officers=228,
    )


def empty_board() -> KpiBoard:
    """Return the board of a day on which nothing has happened yet."""
    nothing = IntervalFigure(interval="response", n=0)
    return KpiBoard(
        as_of=NOW,
        shift_started_at=NOW,
        day_started_at=NOW,
        response=nothing,
        response_last_week=nothing,
    )


def busy_board(city: City, times: int = 1) -> KpiBoard:
    """Return the board of a busy day; everything that is counted, ``times`` as much."""
    grids = tuple(_grid(place, grid, times) for place, grid in enumerate(city.grids))
    return KpiBoard(
        as_of=NOW,
        shift_started_at=NOW - timedelta(hours=6, minutes=32),
        day_started_at=NOW - timedelta(hours=14, minutes=32),
        response=IntervalFigure(
            interval="response", n=96 * times, mean_s=160.0, p50_s=134.0, p90_s=261.0
        ),
        response_last_week=IntervalFigure(
            interval="response", n=101 * times, mean_s=172.0, p50_s=145.6, p90_s=284.0
        ),
        trend=_trend(NOW, 1.0, 0.0),
        trend_last_week=_trend(NOW - timedelta(days=7), 1.12, 0.4),
        compliance=tuple(
            ComplianceFigure(minutes=minutes, n=n * times, within=within * times, target=target)
            for minutes, n, within, target in _COMPLIANCE
        ),
        grids=grids,
        channels={name: count * times for name, count in _CHANNELS.items()},
        forces=tuple(
            ForceFigure(
                force_code=force.code,
                available=available * times,
                en_route=en_route * times,
                on_scene=on_scene * times,
                offline=offline * times,
                off_duty=off_duty * times,
            )
            for force, (available, en_route, on_scene, offline, off_duty) in zip(
                city.forces, _UNITS, strict=True
            )
        ),
        today=sum(grid.total for grid in grids),
        last_week=sum(grid.last_week for grid in grids),
        units_online=214 * times,
        units_total=228 * times,
    )


def _grid(place: int, grid: Grid, times: int) -> GridFigure:
    total = (18, 31, 22, 44, 57, 26, 19, 37, 23)[place % 9] * times
    police = total * 2 // 5
    traffic = total // 6
    return GridFigure(
        grid_id=grid.id,
        by_force={"patrol": police, "traffic": traffic, "chengguan": total - police - traffic},
        last_week=total + (-3, 4, 2, -5, 5, 3, 0, -8, 2)[place % 9],
        n=police,
        p90_s=(182.0, 245.0, 221.0, 305.0, 340.0, 251.0, 200.0, 262.0, None)[place % 9],
        closed=round(total * 0.94),
    )


def _trend(end: datetime, factor: float, phase: float) -> tuple[TrendPoint, ...]:
    first = end.replace(minute=0, second=0, microsecond=0) - timedelta(hours=12)
    waves = [math.sin(slot / 4 + phase) * 0.22 + 1 for slot in range(25)]
    return tuple(
        TrendPoint(
            start=first + timedelta(minutes=30 * slot),
            n=8,
            p50_s=134.0 * wave * factor,
            p90_s=262.0 * wave * factor,
        )
        for slot, wave in enumerate(waves)
    )
