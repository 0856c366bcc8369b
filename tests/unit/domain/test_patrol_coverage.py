"""How much of the patrol plan a shift has covered."""

from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.figures import CoverageFigure
from bigscreen.domain.patrol import Visit
from bigscreen.domain.patrol_coverage import coverage
from bigscreen.domain.shift import Shift
from tests.support.small_city import IN_EAST, IN_WEST, NOON, small_city

GRIDS = small_city().grids


def a_duty(duty_id: str, grid_id: str, *, line: bool = False, visits: int = 1) -> PatrolDuty:
    path = (IN_WEST, IN_EAST) if line else (IN_WEST,)
    return PatrolDuty(id=duty_id, name="", name_en="", path=path, grid_id=grid_id, visits=visits)


def figures(duties, *visited: str) -> tuple[CoverageFigure, ...]:
    visits = tuple(Visit(duty_id=one, unit_id="p-1", at=NOON) for one in visited)
    return coverage(DutyPlan(patrol=tuple(duties)), Shift(visits=visits), GRIDS)


def figure(grid_id: str, points: tuple[int, int], lines: tuple[int, int]) -> CoverageFigure:
    return CoverageFigure(
        grid_id=grid_id,
        points_done=points[0],
        points_wanted=points[1],
        lines_done=lines[0],
        lines_wanted=lines[1],
    )


def test_points_and_lines_count_by_themselves_grid_by_grid() -> None:
    duties = [
        a_duty("e1", "east"),
        a_duty("w1", "west"),
        a_duty("w2", "west"),
        a_duty("wl", "west", line=True),
    ]
    assert figures(duties, "w2", "wl", "e1") == (
        figure("west", (1, 2), (1, 1)),
        figure("east", (1, 1), (0, 0)),
    )


def test_a_duty_is_done_once_it_was_visited_as_often_as_it_wants() -> None:
    duties = [a_duty("once", "west"), a_duty("twice", "west", visits=2)]
    assert figures(duties, "once", "once", "twice") == (figure("west", (1, 2), (0, 0)),)
    assert figures(duties, "twice", "twice") == (figure("west", (1, 2), (0, 0)),)


def test_grids_without_duties_are_left_out_and_duties_without_a_grid_come_last() -> None:
    duties = [a_duty("x", ""), a_duty("y", "nowhere"), a_duty("e", "east")]
    assert figures(duties, "x", "gone") == (
        figure("east", (0, 1), (0, 0)),
        figure("", (1, 2), (0, 0)),
    )
    assert figures([]) == ()
