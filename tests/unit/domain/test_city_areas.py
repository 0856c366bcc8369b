"""A city's tiers: what lies above an area or grid, what lies in it, and how its cases may end."""

from dataclasses import replace

import pytest

from bigscreen.domain.city import Area, AreaLevel, Disposition
from tests.support.small_city import small_city


def area(area_id: str, parent_id: str, level: AreaLevel) -> Area:
    return Area(id=area_id, parent_id=parent_id, level=level, name=area_id, name_en="")


PLAIN = small_city()
CITY = replace(
    PLAIN,
    grids=(replace(PLAIN.grids[0], area_id="old-town"), PLAIN.grids[1]),
    areas=(
        area("top", "", AreaLevel.CITY),
        area("old-town", "top", AreaLevel.STREET),
        area("new-town", "top", AreaLevel.STREET),
        area("west-1", "west", AreaLevel.MICRO_GRID),
    ),
    dispositions=(
        Disposition(code="settled", name="处置完毕", name_en="Settled"),
        Disposition(code="warned", name="警告", name_en="Warned", retired=True),
        Disposition(code="fined", name="罚款", name_en="Fined"),
    ),
)


@pytest.mark.parametrize(
    ("place", "above"),
    [
        ("west-1", ["west", "old-town", "top"]),
        ("west", ["old-town", "top"]),
        ("new-town", ["top"]),
        ("top", []),
        ("east", []),
        ("unheard-of", []),
    ],
)
def test_the_way_up_leads_from_the_nearest_to_the_top(place: str, above: list[str]) -> None:
    assert [outer.id for outer in CITY.ancestors(place)] == above


@pytest.mark.parametrize(
    ("place", "inner"),
    [
        ("top", {"top", "old-town", "new-town", "west", "west-1"}),
        ("old-town", {"old-town", "west", "west-1"}),
        ("west", {"west", "west-1"}),
        ("east", {"east"}),
        ("unheard-of", set()),
    ],
)
def test_a_subtree_holds_the_area_itself_and_all_in_it(place: str, inner: set[str]) -> None:
    assert CITY.subtree(place) == inner


def test_areas_in_a_circle_end_all_the_same() -> None:
    circle = replace(
        CITY, areas=(area("a", "b", AreaLevel.STREET), area("b", "a", AreaLevel.STREET))
    )
    assert [outer.id for outer in circle.ancestors("a")] == ["b", "a"]
    assert circle.subtree("a") == {"a", "b"}


def test_an_item_is_closed_only_in_ways_still_in_use() -> None:
    item = CITY.items[0]
    assert [d.code for d in CITY.dispositions_of(item)] == ["settled", "fined"]
    narrow = replace(item, dispositions=("fined", "warned"))
    assert [d.code for d in CITY.dispositions_of(narrow)] == ["fined"]
