"""The forces' bars count units by what they are doing."""

from dataclasses import replace

import pytest

from bigscreen.domain.figures import ForceFigure, MinimumFigure
from bigscreen.domain.units import Duty, Force, ForceFamily, UnitKind
from bigscreen.viewmodels.force_rows import (
    ForceState,
    auxiliaries_text,
    drones_text,
    force_rows,
    state_name,
)
from bigscreen.viewmodels.unit_marks import Shape
from tests.support.boards import empty_board
from tests.support.duty_room import DutyRoom
from tests.support.small_city import NOON, a_unit, small_city


@pytest.fixture
def city():
    helpers = Force(code="aux", name="群", name_en="Aux", family=ForceFamily.AUXILIARY, badge="群")
    city = small_city()
    return replace(city, forces=(*city.forces, helpers))


@pytest.fixture
def board():
    return replace(
        empty_board(NOON),
        forces=(
            ForceFigure(
                force_code="cg", available=5, en_route=0, on_scene=2, offline=1, off_duty=3
            ),
            ForceFigure(force_code="aux", available=4, en_route=1, on_scene=1, offline=7),
        ),
    )


def test_a_row_a_force_that_is_sent(board, city):
    (row,) = force_rows(board, city)
    assert (row.name, row.mark.shape) == ("Chengguan", Shape.SQUARE)
    assert row.parts == (
        (ForceState.PATROL, 5),
        (ForceState.ON_SCENE, 2),
        (ForceState.OFFLINE, 1),
        (ForceState.OFF_DUTY, 3),
    )
    assert (row.on_duty, row.total) == (8, 11)
    assert row.definition == (
        "Chengguan, units now: On patrol 5, Under way 0, At scene 2, Offline 1, Off 3"
    )


def test_without_a_city_no_force_is_known(board):
    assert force_rows(board, None) == ()
    assert auxiliaries_text(board, None) == "Auxiliaries 13"


def test_auxiliaries_and_drones_are_only_counted(board, city):
    assert auxiliaries_text(board, city) == "Auxiliaries 6"
    assert auxiliaries_text(empty_board(NOON), city) == ""
    room = DutyRoom()
    assert drones_text(room.situation.units.values()) == ""
    state = room.situation.units["p-1"]
    drone = replace(state, unit=a_unit("d", kind=UnitKind.DRONE))
    assert drones_text([state, drone, replace(drone, duty=Duty.OFF_DUTY)]) == "Drones 1"


def test_every_state_has_a_word():
    assert all(state_name(state) for state in ForceState)


def test_a_force_says_how_many_units_its_grids_want(board, city):
    def minimum(grid_id, force_code, on_duty, least):
        return MinimumFigure(grid_id=grid_id, force_code=force_code, on_duty=on_duty, minimum=least)

    minimums = (
        minimum("west", "cg", 2, 4),
        minimum("east", "cg", 0, 1),
        minimum("east", "police", 0, 9),
        minimum("gone", "cg", 5, 5),
    )
    (row,) = force_rows(replace(board, minimums=minimums), city)

    assert row.short == "3 short"
    assert row.definition.splitlines()[1] == (
        "Below the minimum of the duty level: West 2/4, East 0/1"
    )
    assert force_rows(replace(board, minimums=minimums[3:]), city)[0].short == ""
