"""A city finds its parts by code and its grids by place."""

import pytest

from tests.support.small_city import IN_EAST, IN_WEST, OUTSIDE, small_city

CITY = small_city()


@pytest.mark.parametrize(
    ("find", "code", "name"),
    [(CITY.force, "cg", "城管"), (CITY.grid, "east", "东"), (CITY.item, "noise", "噪音扰民")],
)
def test_parts_are_found_by_code(find, code, name):
    assert find(code).name == name
    assert find("unheard-of") is None
    assert find("") is None


@pytest.mark.parametrize(("point", "grid"), [(IN_WEST, "west"), (IN_EAST, "east")])
def test_a_place_lies_in_its_grid(point, grid):
    assert CITY.grid_at(point).id == grid


def test_a_place_outside_all_grids_has_none():
    assert CITY.grid_at(OUTSIDE) is None
