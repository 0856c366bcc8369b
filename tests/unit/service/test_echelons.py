"""Who belongs to an echelon, and who is told."""

from dataclasses import replace

import pytest

from bigscreen.domain.city import Area, AreaLevel, Station
from bigscreen.domain.duty_plan import Echelon, EchelonRule, Reach
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import Duty, UnitKind, UnitState
from bigscreen.service.echelons import commander_for, members_of
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_EAST, IN_WEST, a_unit, small_city

NEAR = GeoPoint(IN_WEST.lat + 0.009, IN_WEST.lon)  # one kilometre
FAR = GeoPoint(IN_WEST.lat + 0.09, IN_WEST.lon)


def an_area(area_id: str, parent_id: str, level: AreaLevel, commander: str = "") -> Area:
    return Area(
        id=area_id, parent_id=parent_id, level=level, name="", name_en="", commander=commander
    )


def a_city(**changes):
    """west and east lie in one district of two streets; the north grid in another district."""
    city = small_city()
    west, east = city.grids
    return replace(
        city,
        grids=(
            replace(west, area_id="s-west", commander="王西"),
            replace(east, area_id="s-east"),
            replace(east, id="north", area_id="d-2", ring=()),
        ),
        areas=(
            an_area("top", "", AreaLevel.CITY, "市指挥长"),
            an_area("d-1", "top", AreaLevel.DISTRICT, "区指挥长"),
            an_area("d-2", "top", AreaLevel.DISTRICT),
            an_area("s-west", "d-1", AreaLevel.STREET),
            an_area("s-east", "d-1", AreaLevel.STREET),
            an_area("west-1", "west", AreaLevel.MICRO_GRID),
        ),
        stations=(Station(id="st", name="", name_en="", location=NEAR, grid_id="east"),),
        **changes,
    )


UNITS = (
    a_unit("west", squad="一中队", home=NEAR, capabilities=("shield", "first_aid")),
    a_unit("micro", grid_id="west-1", kind=UnitKind.FOOT, home=FAR),
    a_unit("east", grid_id="east", force_codes=("cg",), capabilities=("shield",)),
    a_unit("north", grid_id="north", force_codes=("cg", "police"), home=FAR),
    a_unit("reserve", grid_id="", kind=UnitKind.MOTORCYCLE),
    a_unit("camera", kind=UnitKind.VIDEO, home=NEAR),
    a_unit("home", home=NEAR),
)


def members(*rules: EchelonRule, city=None, **case) -> set[str]:
    room = DutyRoom(city or a_city(), units=())
    incident_id = room.case(**{"location": IN_WEST, **case})
    incident = room.situation.incidents[incident_id].incident
    echelon = Echelon(number=1, name="", name_en="", rules=rules)
    states = [UnitState(unit=unit, number=number) for number, unit in enumerate(UNITS, start=1)]
    states[-1] = replace(states[-1], duty=Duty.OFF_DUTY)
    situation = Situation(Snapshot(seq=1, units=tuple(states)))
    found = members_of(room.city, situation, incident, echelon)
    assert list(found) == sorted(found)
    return set(found)


@pytest.mark.parametrize(
    ("reach", "who"),
    [
        (Reach.GRID, {"west", "micro"}),
        (Reach.STREET, {"west", "micro"}),
        (Reach.DISTRICT, {"west", "micro", "east"}),
        (Reach.CITY, {"west", "micro", "east", "north", "reserve"}),
    ],
)
def test_a_rule_looks_as_far_as_its_reach(reach, who) -> None:
    assert members(EchelonRule(reach=reach)) == who


@pytest.mark.parametrize("reach", [Reach.STREET, Reach.DISTRICT])
def test_a_city_without_a_tier_looks_in_the_next_wider_one(reach) -> None:
    rule = EchelonRule(reach=reach)
    everybody = {"west", "micro", "east", "north", "reserve"}
    assert members(rule, city=small_city()) == everybody
    flat = replace(a_city(), areas=(an_area("d-2", "", AreaLevel.CITY),))
    grids = tuple(replace(grid, area_id="d-2") for grid in flat.grids)
    assert members(rule, city=replace(flat, grids=grids)) == everybody


def test_a_case_outside_of_every_grid_has_the_whole_city() -> None:
    rule = EchelonRule(reach=Reach.GRID, kinds=(UnitKind.MOTORCYCLE, UnitKind.FOOT))
    assert members(rule, location=None) == {"micro", "reserve"}


@pytest.mark.parametrize(
    ("asks", "who"),
    [
        ({"forces": ("cg",)}, {"east", "north"}),
        ({"forces": ("aux",)}, set()),
        ({"kinds": (UnitKind.FOOT, UnitKind.MOTORCYCLE)}, {"micro", "reserve"}),
        ({"kinds": (UnitKind.VIDEO,)}, set()),
        ({"squads": ("一中队", "二中队")}, {"west"}),
        ({"capabilities": ("shield",)}, {"west", "east"}),
        ({"capabilities": ("shield", "first_aid")}, {"west"}),
        ({"within_m": 1_200.0}, {"west", "east"}),  # the east unit starts from the station
        ({"within_m": 12_000.0}, {"west", "east", "micro", "north"}),
        ({"within_m": 1_200.0, "forces": ("police",)}, {"west"}),
    ],
)
def test_a_unit_has_to_meet_all_a_rule_asks(asks, who) -> None:
    assert members(EchelonRule(reach=Reach.CITY, **asks)) == who


def test_a_case_without_a_place_bounds_no_distance() -> None:
    rule = EchelonRule(reach=Reach.GRID, within_m=1_200.0)
    assert members(rule, location=None, grid_id="west") == {"west", "micro"}


def test_any_one_of_the_rules_is_enough_and_without_rules_there_is_nobody() -> None:
    assert members(
        EchelonRule(squads=("一中队",)), EchelonRule(reach=Reach.CITY, forces=("cg",))
    ) == {"west", "east", "north"}
    assert members() == set()


@pytest.mark.parametrize(
    ("place", "reach", "who"),
    [
        (IN_WEST, Reach.GRID, "王西"),
        (IN_WEST, Reach.STREET, "区指挥长"),  # the street has none
        (IN_WEST, Reach.DISTRICT, "区指挥长"),
        (IN_WEST, Reach.CITY, "市指挥长"),
        (IN_EAST, Reach.GRID, "区指挥长"),
        (None, Reach.GRID, "市指挥长"),
    ],
)
def test_the_commander_of_the_reach_is_told_or_the_next_one_above(place, reach, who) -> None:
    room = DutyRoom(a_city())
    incident = room.situation.incidents[room.case(location=place)].incident
    assert commander_for(room.city, incident, reach) == who


def test_where_nobody_is_named_nobody_is_told() -> None:
    room = DutyRoom()
    incident = room.situation.incidents[room.case(location=IN_WEST)].incident
    assert commander_for(room.city, incident, Reach.CITY) == ""
