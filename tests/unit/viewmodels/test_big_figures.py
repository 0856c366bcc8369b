"""Large figures say what they count, against what, and whether it is as it should be."""

from dataclasses import replace

from bigscreen.domain.commands import AssignUnits
from bigscreen.domain.figures import CoverageFigure, MinimumFigure, OpenFigure
from bigscreen.viewmodels.big_figures import FigureTone, board_figures, grid_figures
from tests.support.boards import empty_board, full_board
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_WEST


def by_title(figures):
    return {figure.title: figure for figure in figures}


def test_the_citys_figures_carry_n_comparison_and_judgement():
    room = DutyRoom()
    board = replace(
        full_board(room.city, room.now), open_work=OpenFigure(open=17, overdue=2, red_cards=1)
    )
    found = by_title(board_figures(board))
    assert (found["Open cases"].value, found["Open cases"].tone) == ("17", FigureTone.BAD)
    assert found["P90 · this shift"].value == "04:21"
    assert found["P90 · this shift"].tone is FigureTone.GOOD
    assert found["Cases today"].tone is FigureTone.PLAIN
    in_time = found["Reached in time today"]
    assert in_time.value == "89.8%"
    assert in_time.notes == ("n 510", "5 min below target")
    assert in_time.tone is FigureTone.LATE
    assert found["Cards"].tone is FigureTone.BAD


def test_a_day_without_cases_says_so():
    room = DutyRoom()
    found = by_title(board_figures(empty_board(room.now)))
    assert found["Open cases"].tone is FigureTone.PLAIN
    assert found["P50 · this shift"].value == "—"
    assert found["P50 · this shift"].notes == ("no cases yet",)
    assert found["Reached in time today"].value == found["Closed of today's"].value == "—"
    assert found["Cards"].tone is FigureTone.PLAIN


def test_a_grid_has_its_own_cases_units_and_times():
    room = DutyRoom()
    room.case(location=IN_WEST, title="甲")
    busy = room.case(location=IN_WEST, title="乙")
    room.order(AssignUnits(incident_id=busy, unit_ids=("p-1",)))
    board = full_board(room.city, room.now)
    slow = replace(board.grids[0], p90_s=999.0)
    board = replace(
        board,
        grids=(slow, *board.grids[1:]),
        minimums=(MinimumFigure(grid_id="west", force_code="police", on_duty=1, minimum=3),),
        coverage=(
            CoverageFigure(
                grid_id="west", points_done=1, points_wanted=4, lines_done=1, lines_wanted=2
            ),
        ),
    )
    found = by_title(grid_figures(board, room.situation, room.city, "west"))
    assert (found["Open cases"].value, found["Open cases"].notes) == ("2", ("nobody on it 1",))
    assert found["Units on duty"].notes[0] == "short by 2"
    assert found["Units on duty"].tone is FigureTone.BAD
    assert (found["P90 today"].value, found["P90 today"].tone) == ("16:39", FigureTone.BAD)
    assert found["P90 today"].notes[1] == "3 min class"
    assert found["Patrol this shift"].value == "2/6"


def test_without_figures_a_grid_has_what_the_picture_tells():
    room = DutyRoom()
    found = by_title(grid_figures(None, room.situation, room.city, "west"))
    assert list(found) == ["Open cases", "Units on duty"]
    assert found["Open cases"].notes == ()
    assert found["Units on duty"].tone is FigureTone.PLAIN


def test_a_grid_nobody_knows_and_one_that_wants_no_patrol():
    room = DutyRoom()
    board = full_board(room.city, room.now)
    nothing = CoverageFigure(
        grid_id="west", points_done=0, points_wanted=0, lines_done=0, lines_wanted=0
    )
    board = replace(board, coverage=(nothing,))
    found = by_title(grid_figures(board, room.situation, None, "west"))
    assert found["P90 today"].notes == ("n 7",)
    assert found["Patrol this shift"].value == "—"
