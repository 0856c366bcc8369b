"""Looks follow the units, whatever numbers they have."""

from dataclasses import replace

from bigscreen.domain.units import UnitState
from bigscreen.viewmodels.map_looks import UnitLooks
from bigscreen.viewmodels.map_symbols import StatusCode, symbol_code
from tests.support.map_scene import FORCES, made_up_units

BY_CODE = {force.code: force for force in FORCES}


def by_number(states: list[UnitState]) -> dict[int, UnitState]:
    return {state.number: state for state in states}


def test_looks_are_found_under_the_units_number():
    states = by_number(made_up_units(300))
    looks = UnitLooks(BY_CODE)

    assert looks.update(states) == (True, True)

    for number, state in states.items():
        assert looks.is_unit[number]
        assert looks.symbol[number] == symbol_code(state.unit, BY_CODE)
        assert looks.status[number] == StatusCode[state.status.name]
        assert looks.stale_after_s[number] == 60.0
    assert not looks.is_unit[0]


def test_the_same_units_again_change_nothing():
    states = by_number(made_up_units(20))
    looks = UnitLooks(BY_CODE)
    looks.update(states)

    assert looks.update(dict(states)) == (False, False)


def test_a_unit_that_goes_is_a_change_of_looks_and_names():
    states = by_number(made_up_units(20))
    looks = UnitLooks(BY_CODE)
    looks.update(states)
    del states[20]

    assert looks.update(states) == (True, True)
    assert not looks.is_unit[20]


def test_a_large_number_makes_room_and_keeps_the_others():
    states = by_number(made_up_units(3))
    looks = UnitLooks(BY_CODE)
    looks.update(states)
    states[5000] = replace(states[3], number=5000)

    looks.update(states)

    assert looks.is_unit[[1, 2, 3, 5000]].all()
    assert int(looks.is_unit.sum()) == 4


def test_no_unit_at_all_is_fine():
    assert UnitLooks({}).update({}) == (False, False)
