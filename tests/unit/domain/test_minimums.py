"""Units on duty against the minimums of the duty level."""

import pytest

from bigscreen.domain.duty_plan import DutyLevel, DutyPlan, Minimum
from bigscreen.domain.minimums import minimum_figures
from bigscreen.domain.units import Duty, UnitState
from tests.support.small_city import a_unit

PLAN = DutyPlan(
    levels=(
        DutyLevel(code="normal", name="常态", name_en="Normal"),
        DutyLevel(code="high", name="加强", name_en="High"),
    ),
    minimums=(
        Minimum(grid_id="west", force_code="police", count=2),
        Minimum(grid_id="west", force_code="police", count=4, duty_level="high"),
        Minimum(grid_id="west", force_code="cg", count=1, duty_level="normal"),
    ),
)
UNITS = (
    UnitState(unit=a_unit("u1"), number=1),
    UnitState(unit=a_unit("u2", force_codes=("police", "cg")), number=2),
    UnitState(unit=a_unit("u3"), number=3, duty=Duty.OFF_DUTY),
    UnitState(unit=a_unit("u4", grid_id="east"), number=4),
)


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("", [("police", 2, 2), ("cg", 1, 1)]),
        ("normal", [("police", 2, 2), ("cg", 1, 1)]),
        ("high", [("police", 2, 4)]),
    ],
)
def test_the_minimums_of_the_present_level_stand_beside_who_is_out(level, said):
    figures = minimum_figures(PLAN, level, UNITS)
    assert [(one.force_code, one.on_duty, one.minimum) for one in figures] == said
    assert {one.grid_id for one in figures} == {"west"}


def test_a_plan_without_levels_has_the_minimums_that_always_hold():
    plan = DutyPlan(minimums=PLAN.minimums)
    assert [one.minimum for one in minimum_figures(plan, "", ())] == [2]
