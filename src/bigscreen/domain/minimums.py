"""Whether every grid has as many units out as its minimum asks for, force by force."""

from collections import Counter
from collections.abc import Iterable

from bigscreen.domain.duty_plan import DutyPlan
from bigscreen.domain.figures import MinimumFigure
from bigscreen.domain.units import Duty, UnitState


def minimum_figures(
    plan: DutyPlan, duty_level: str, units: Iterable[UnitState]
) -> tuple[MinimumFigure, ...]:
    """Return the units on duty against each minimum that holds, in the order of the plan.

    ``duty_level`` is the code of the present one; the plan's first holds while it is empty. A
    minimum of that level and one of every level do not add up: the greater one holds. A unit
    stands in its own grid, a joint one for each of its forces.
    """
    level = duty_level or (plan.levels[0].code if plan.levels else "")
    wanted: dict[tuple[str, str], int] = {}
    for minimum in plan.minimums:
        if minimum.duty_level in ("", level):
            place = (minimum.grid_id, minimum.force_code)
            wanted[place] = max(minimum.count, wanted.get(place, 0))
    out = Counter(
        (state.unit.grid_id, force)
        for state in units
        if state.duty is Duty.ON_DUTY
        for force in state.unit.force_codes
    )
    return tuple(
        MinimumFigure(grid_id=grid_id, force_code=force, on_duty=out[grid_id, force], minimum=count)
        for (grid_id, force), count in wanted.items()
    )
