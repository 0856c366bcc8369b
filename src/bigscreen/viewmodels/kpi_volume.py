"""Cases by grid: the stacked bars, the ranking, and where the cases came from."""

from dataclasses import dataclass

from bigscreen.domain.city import City
from bigscreen.domain.figures import CoverageFigure, GridFigure, KpiBoard
from bigscreen.viewmodels.counts import count_text
from bigscreen.viewmodels.durations import NOTHING, minutes_seconds
from bigscreen.viewmodels.kpi_tiles import percent
from bigscreen.viewmodels.trade_words import channel_name, force_name, grid_name
from bigscreen.viewmodels.unit_marks import Tone, tone_of
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """One force's share of a bar."""

    name: str
    tone: Tone
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridBar:
    """One grid's cases today, by lead force, and the same weekday last week."""

    label: str
    parts: tuple[BarPart, ...]
    total: int
    last_week: int
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRow:
    """One grid in the ranking by response; ``rank`` is None without a response to rank by.

    ``covered`` are its patrol duties done of those wanted in this shift, empty when no grid has
    any.
    """

    rank: int | None
    name: str
    p90: str
    is_slow: bool
    closed: str
    sample: str
    covered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPart:
    """One source's share of the cases of today."""

    label: str
    count: int
    share: float
    text: str


def grid_bars(board: KpiBoard, city: City | None, limit: int) -> tuple[GridBar, ...]:
    """Return at most ``limit`` bars in the city's order; the smallest grids share the last one."""
    shown = _city_order(board.grids, city)
    rest: list[GridFigure] = []
    if len(shown) > limit:
        largest = sorted(shown, key=lambda grid: grid.total, reverse=True)
        kept = {grid.grid_id for grid in largest[: limit - 1]}
        rest = [grid for grid in shown if grid.grid_id not in kept]
        shown = [grid for grid in shown if grid.grid_id in kept]
    bars = [_bar(_name(city, grid.grid_id), [grid], city) for grid in shown]
    if rest:
        bars.append(_bar(tr("{n} others", n=len(rest)), rest, city))
    return tuple(bars)


def _city_order(grids: tuple[GridFigure, ...], city: City | None) -> list[GridFigure]:
    place = {grid.id: index for index, grid in enumerate(city.grids)} if city else {}
    return sorted(grids, key=lambda grid: place.get(grid.grid_id, len(place)))


def _bar(label: str, grids: list[GridFigure], city: City | None) -> GridBar:
    codes = [force.code for force in city.forces] if city else []
    codes += sorted({code for grid in grids for code in grid.by_force} - set(codes))
    counts = {code: sum(grid.by_force.get(code, 0) for grid in grids) for code in codes}
    parts = tuple(
        BarPart(
            name=force_name(city, code),
            tone=tone_of(city.force(code) if city else None),
            count=count,
        )
        for code, count in counts.items()
        if count
    )
    total = sum(grid.total for grid in grids)
    last_week = sum(grid.last_week for grid in grids)
    split = tr(", ").join(f"{part.name} {part.count}" for part in parts)
    return GridBar(
        label=label,
        parts=parts,
        total=total,
        last_week=last_week,
        definition=tr(
            "{grid}: {total} cases received today ({split}); line: {last_week} on the same "
            "weekday last week up to this time of day",
            grid=label,
            total=total,
            split=split or NOTHING,
            last_week=last_week,
        ),
    )


def grid_ranking(board: KpiBoard, city: City | None) -> tuple[RankRow, ...]:
    """Return the grids from the fastest P90 to the slowest, those without one at the end."""
    ordered = sorted(
        _city_order(board.grids, city), key=lambda grid: (grid.p90_s is None, grid.p90_s or 0.0)
    )
    covered = {one.grid_id: one for one in board.coverage}
    return tuple(
        _rank_row(rank, figure, _covered(covered.get(figure.grid_id)) if covered else "", city)
        for rank, figure in enumerate(ordered, start=1)
    )


def _rank_row(rank: int, figure: GridFigure, covered: str, city: City | None) -> RankRow:
    grid = city.grid(figure.grid_id) if city else None
    return RankRow(
        rank=None if figure.p90_s is None else rank,
        name=_name(city, figure.grid_id),
        p90=minutes_seconds(figure.p90_s, width=2),
        is_slow=bool(figure.p90_s and grid and figure.p90_s > grid.response_minutes * 60),
        closed=percent(figure.closed / figure.total if figure.total else None),
        sample=count_text(figure.n),
        covered=covered,
    )


def _covered(coverage: CoverageFigure | None) -> str:
    if coverage is None:
        return NOTHING
    done = coverage.points_done + coverage.lines_done
    return f"{done}/{coverage.points_wanted + coverage.lines_wanted}"


def channel_parts(board: KpiBoard, limit: int) -> tuple[ChannelPart, ...]:
    """Return where today's cases came from, most first; the smallest share the last part."""
    counted = sorted(
        ((channel_name(channel), n) for channel, n in board.channels.items() if n),
        key=lambda pair: pair[1],
        reverse=True,
    )
    if len(counted) > limit:
        rest = sum(n for _, n in counted[limit - 1 :])
        counted = [*counted[: limit - 1], (tr("Rest"), rest)]
    whole = sum(n for _, n in counted)
    return tuple(
        ChannelPart(label=label, count=n, share=n / whole, text=f"{n / whole * 100:.0f}%")
        for label, n in counted
    )


def _name(city: City | None, grid_id: str) -> str:
    """Return what a row of figures is called; cases in no grid have a row of their own."""
    return grid_name(city, grid_id) or tr("Outside")
