"""How much of the patrol plan the running shift has covered, grid by grid."""

from collections import Counter
from collections.abc import Iterable

from bigscreen.domain.city import Grid
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.figures import CoverageFigure
from bigscreen.domain.shift import Shift


def coverage(plan: DutyPlan, shift: Shift, grids: Iterable[Grid]) -> tuple[CoverageFigure, ...]:
    """Return the coverage 必到点覆盖 of each grid that has duties, in the order of ``grids``.

    A duty is done once it was visited as often as it wants in a shift. Those that lie in none
    of the grids come last, under an empty ``grid_id``.
    """
    visits = Counter(visit.duty_id for visit in shift.visits)
    order = [grid.id for grid in grids]
    duties_of: dict[str, list[PatrolDuty]] = {grid_id: [] for grid_id in [*order, ""]}
    for duty in plan.patrol:
        duties_of.get(duty.grid_id, duties_of[""]).append(duty)
    return tuple(
        _figure(grid_id, duties, visits) for grid_id, duties in duties_of.items() if duties
    )


def _figure(grid_id: str, duties: Iterable[PatrolDuty], visits: Counter[str]) -> CoverageFigure:
    done: Counter[bool] = Counter()
    wanted: Counter[bool] = Counter()
    for duty in duties:
        wanted[duty.is_line] += 1
        done[duty.is_line] += visits[duty.id] >= duty.visits
    return CoverageFigure(
        grid_id=grid_id,
        points_done=done[False],
        points_wanted=wanted[False],
        lines_done=done[True],
        lines_wanted=wanted[True],
    )
