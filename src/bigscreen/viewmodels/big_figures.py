"""Headline figures for a wall: each large, with its unit, period, comparison and n beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.domain.figures import CoverageFigure, GridFigure, KpiBoard, MinimumFigure
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, UnitStatus
from bigscreen.viewmodels.counts import count_text
from bigscreen.viewmodels.durations import NOTHING, minutes_seconds
from bigscreen.viewmodels.kpi_tiles import Judgement, Tile, percent, response_tiles, sample
from bigscreen.viewmodels.kpi_tiles import volume_tile as todays_tile
from bigscreen.viewmodels.wording import tr


class FigureTone(StrEnum):
    """Whether a figure is as it should be; most say nothing of it."""

    PLAIN = "plain"
    GOOD = "good"
    LATE = "late"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class BigFigure:
    """One figure; of ``notes`` as many are shown as have room, the first ones first."""

    title: str
    value: str
    notes: tuple[str, ...] = ()
    tone: FigureTone = FigureTone.PLAIN


_TONES = {
    Judgement.BETTER: FigureTone.GOOD,
    Judgement.WORSE: FigureTone.LATE,
    Judgement.NEITHER: FigureTone.PLAIN,
}


def board_figures(board: KpiBoard) -> tuple[BigFigure, ...]:
    """Return the headline figures of the whole city, what a commander looks at first first."""
    work = board.open_work
    p50, p90 = response_tiles(board)
    return (
        BigFigure(
            title=tr("Open cases"),
            value=count_text(work.open),
            notes=(tr("overdue {n}", n=work.overdue), tr("supervised {n}", n=work.supervised)),
            tone=FigureTone.BAD if work.overdue else FigureTone.PLAIN,
        ),
        _of_tile(todays_tile(board), judged=False),
        _of_tile(p50),
        _of_tile(p90),
        _in_time(board),
        _closed(board.grids),
        BigFigure(
            title=tr("Units online"),
            value=count_text(board.units_online),
            notes=(tr("of {n}", n=count_text(board.units_total)),),
        ),
        BigFigure(
            title=tr("Cards"),
            value=str(work.red_cards + work.yellow_cards),
            notes=(tr("red {n}", n=work.red_cards), tr("yellow {n}", n=work.yellow_cards)),
            tone=FigureTone.BAD if work.red_cards else FigureTone.PLAIN,
        ),
    )


def _of_tile(tile: Tile, *, judged: bool = True) -> BigFigure:
    change = tile.change
    return BigFigure(
        title=f"{tile.title} · {tile.period}" if tile.period not in tile.title else tile.title,
        value=tile.value,
        notes=((change.text, tile.sample) if change else (tile.sample,)),
        tone=_TONES[change.judgement] if change and judged else FigureTone.PLAIN,
    )


def _in_time(board: KpiBoard) -> BigFigure:
    n = sum(one.n for one in board.compliance)
    within = sum(one.within for one in board.compliance)
    short = [one for one in board.compliance if one.target and (one.share or 1.0) < one.target]
    return BigFigure(
        title=tr("Reached in time today"),
        value=percent(within / n if n else None),
        notes=(sample(n), *(tr("{n} min below target", n=one.minutes) for one in short)),
        tone=FigureTone.LATE if short else FigureTone.PLAIN,
    )


def _closed(grids: tuple[GridFigure, ...]) -> BigFigure:
    total, closed = sum(one.total for one in grids), sum(one.closed for one in grids)
    return BigFigure(
        title=tr("Closed of today's"),
        value=percent(closed / total if total else None),
        notes=(f"{count_text(closed)}/{count_text(total)}",),
    )


def grid_figures(
    board: KpiBoard | None, situation: Situation, city: City | None, grid_id: str
) -> tuple[BigFigure, ...]:
    """Return the figures of one grid."""
    figure = next((one for one in board.grids if one.grid_id == grid_id), None) if board else None
    covered = (
        next((one for one in board.coverage if one.grid_id == grid_id), None) if board else None
    )
    minimums = [one for one in board.minimums if one.grid_id == grid_id] if board else []
    return (
        _open_cases(situation, grid_id),
        _units(situation, minimums, grid_id),
        *(_of_grid(figure, city) if figure else ()),
        *(_patrol(covered) if covered else ()),
    )


def _open_cases(situation: Situation, grid_id: str) -> BigFigure:
    cases = [one for one in situation.open_incidents() if one.incident.grid_id == grid_id]
    waiting = sum(
        not any(work.is_open for work in situation.assignments_of(case)) for case in cases
    )
    return BigFigure(
        title=tr("Open cases"),
        value=str(len(cases)),
        notes=(tr("nobody on it {n}", n=waiting),) if waiting else (),
    )


def _units(situation: Situation, minimums: list[MinimumFigure], grid_id: str) -> BigFigure:
    mine = [one for one in situation.units.values() if one.unit.grid_id == grid_id]
    on_duty = [one for one in mine if one.duty is Duty.ON_DUTY]
    free = sum(one.status is UnitStatus.AVAILABLE for one in on_duty)
    short = sum(max(0, one.minimum - one.on_duty) for one in minimums)
    wanting = (tr("short by {n}", n=short),) if short else ()
    return BigFigure(
        title=tr("Units on duty"),
        value=str(len(on_duty)),
        notes=(*wanting, tr("free {n}", n=free), tr("of {n}", n=len(mine))),
        tone=FigureTone.BAD if short else FigureTone.PLAIN,
    )


def _of_grid(figure: GridFigure, city: City | None) -> Iterator[BigFigure]:
    grid = city.grid(figure.grid_id) if city else None
    slow = bool(figure.p90_s and grid and figure.p90_s > grid.response_minutes * 60)
    target = (tr("{n} min class", n=grid.response_minutes),) if grid else ()
    yield BigFigure(
        title=tr("P90 today"),
        value=minutes_seconds(figure.p90_s, width=2),
        notes=(sample(figure.n), *target),
        tone=FigureTone.BAD if slow else FigureTone.PLAIN,
    )
    yield BigFigure(
        title=tr("Cases today"),
        value=str(figure.total),
        notes=(tr("last week {n}", n=figure.last_week),),
    )
    yield _closed((figure,))


def _patrol(covered: CoverageFigure) -> Iterator[BigFigure]:
    done = covered.points_done + covered.lines_done
    wanted = covered.points_wanted + covered.lines_wanted
    yield BigFigure(
        title=tr("Patrol this shift"),
        value=f"{done}/{wanted}" if wanted else NOTHING,
        notes=(
            tr("points {done}/{all}", done=covered.points_done, all=covered.points_wanted),
            tr("lines {done}/{all}", done=covered.lines_done, all=covered.lines_wanted),
        ),
    )
