"""The top bar says where one is, how the line is, and what time it is in the city."""

from dataclasses import replace

import pytest

from bigscreen.domain.duty_plan import DutyLevel, DutyPlan
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.viewmodels.top_bar import day, screen_name, time_of_day, top_bar
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.boards import full_board
from tests.support.small_city import NOON, small_city
from tests.support.two_tiers import two_tiers

LINK = LinkState(status=LinkStatus.LIVE, since=NOON)


def test_before_the_hub_has_said_anything():
    facts = top_bar(None, None, LINK)
    assert (facts.area, facts.duty, facts.online) == ("", "", "")
    assert facts.title
    assert time_of_day(NOON, None) == ""


def test_area_duty_and_online_count():
    levels = (
        DutyLevel(code="two", name="二级", name_en="Level 2"),
        DutyLevel(code="one", name="一级", name_en="Level 1"),
    )
    city = replace(small_city(), officers=228, plan=DutyPlan(levels=levels))
    facts = top_bar(city, full_board(city, NOON), LINK)
    assert facts.area == "Small City · 2 grids · 228 officers"
    assert facts.duty == "Duty: Level 2"
    assert top_bar(city, None, LINK, duty_level="one").duty == "Duty: Level 1"
    assert facts.online == "online 214/228"
    assert facts.link.text == "Live · lag 0.00 s"
    assert (time_of_day(NOON, city), day(NOON, city)) == ("12:00:00", "2026-03-02 Monday")


def test_an_account_of_one_area_reads_which():
    city = replace(two_tiers(), officers=228)
    whole = f"{city.name_en} · {len(city.grids)} grids · 228 officers"
    assert top_bar(city, None, LINK).area == whole
    top = next(one for one in city.areas if not one.parent_id)
    assert top_bar(city, None, replace(LINK, area_id=top.id)).area == whole
    part = next(one for one in city.areas if one.parent_id == top.id)
    inside = [grid for grid in city.grids if grid.id in city.subtree(part.id)]
    assert top_bar(city, None, replace(LINK, area_id=part.id)).area == (
        f"{city.name_en} · {part.name_en} · {len(inside)} grids"
    )


def test_what_a_city_does_not_say_is_left_out():
    city = replace(small_city(), grids=(), officers=0, plan=DutyPlan())
    facts = top_bar(city, None, LINK)
    assert (facts.area, facts.duty) == ("Small City", "")


def test_data_names_come_in_the_language_in_use():
    use_language(CHINESE, {})
    try:
        assert top_bar(small_city(), None, LINK).area.startswith("小城")
    finally:
        use_language(ENGLISH, {})


@pytest.mark.parametrize("status", [LinkStatus.LOST, LinkStatus.REFUSED, LinkStatus.CONNECTING])
def test_without_a_live_link_the_units_online_are_the_last_known_ones(status):
    city = small_city()
    facts = top_bar(city, full_board(city, NOON), replace(LINK, status=status))
    assert facts.online == "last known online 214/228"
    assert not facts.online_is_now
    assert top_bar(
        city, full_board(city, NOON), replace(LINK, status=LinkStatus.DELAYED)
    ).online_is_now


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("desk-1", "Desk 1"),
        ("desk12", "Desk 12"),
        ("desk", "Desk"),
        ("", "Desk"),
        ("3-east", "Desk"),
    ],
)
def test_a_screen_is_called_by_the_number_of_its_account(account, name):
    assert screen_name("Desk", account) == name
