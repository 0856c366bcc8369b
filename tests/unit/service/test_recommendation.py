"""Whom the desk is told to send."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import EscalateIncident, StandDown
from bigscreen.domain.city import CatalogueItem, RunCardLine
from bigscreen.domain.commands import DeclareUnits, ReleaseUnit, SetDuty
from bigscreen.domain.duty_plan import DutyPlan, Echelon, EchelonRule
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, Force, ForceFamily, UnitKind, UnitStatus
from bigscreen.service.recommendation import ForceMatch, recommend
from bigscreen.service.road_times import StraightLines
from bigscreen.service.unit_ways import DRONE_MPS, FOOT_MPS, MOTORCYCLE_GAIN
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_WEST, SOURCE, a_unit, small_city

SCENE = IN_WEST
NORTH_M = 111_194.9  # metres a degree of latitude


def city_with_joint_items():
    city = small_city()
    item = replace(
        city.items[0], code="dispute", lead_force="police", assisting_forces=("cg", "aux")
    )
    volunteers = Force(
        code="aux", name="群", name_en="Aux", family=ForceFamily.AUXILIARY, badge="群"
    )
    return replace(city, items=(*city.items, item), forces=(*city.forces, volunteers))


class Scene:
    """A case at :data:`SCENE`, and units put at so many metres north of it."""

    def __init__(self, item: str = "noise", **case) -> None:
        self.room = DutyRoom(city_with_joint_items(), units=())
        self.seen: dict[str, tuple[float, float]] = {}
        self.case_id = self.room.case(item_code=item, **{"location": SCENE, **case})

    def unit(self, unit_id: str, metres: float | None = 100.0, *, age_s: float = 1.0, **changes):
        self.room.accepted(DeclareUnits(units=(a_unit(unit_id, **changes),)), SOURCE)
        if metres is not None:
            self.seen[unit_id] = (metres, age_s)
        return unit_id

    @property
    def fixes(self) -> FixTable:
        table = FixTable()
        for unit_id, (metres, age_s) in self.seen.items():
            at = self.now - timedelta(seconds=age_s)
            table.update(
                FixColumns(
                    number=np.array([self.room.situation.units[unit_id].number], np.uint32),
                    lat=np.array([SCENE.lat + metres / NORTH_M]),
                    lon=np.array([SCENE.lon]),
                    speed_mps=np.zeros(1, np.float32),
                    heading_deg=np.zeros(1, np.float32),
                    fixed_at_ms=np.array([at.timestamp() * 1000.0]),
                )
            )
        return table

    @property
    def now(self):
        return self.room.now

    def ranked(self):
        incident = self.room.situation.incidents[self.case_id].incident
        return recommend(
            self.room.situation,
            self.fixes,
            self.room.city,
            incident,
            StraightLines(detour_factor=1.0, speed_mps=10.0),
            self.now,
        )

    def order(self) -> list[str]:
        return [candidate.unit_id for candidate in self.ranked()]

    def proposed(self) -> set[str]:
        return {candidate.unit_id for candidate in self.ranked() if candidate.proposed}

    def the(self, unit_id: str):
        return next(c for c in self.ranked() if c.unit_id == unit_id)

    def busy(self, unit_id: str) -> None:
        self.room.assigned(self.room.case(), unit_id)


def test_the_nearest_of_equals_comes_first_and_is_proposed() -> None:
    scene = Scene()
    scene.unit("far", 900.0)
    scene.unit("near", 100.0)
    assert scene.order() == ["near", "far"]
    assert [c.rank for c in scene.ranked()] == [1, 2]
    assert scene.proposed() == {"near"}


def test_the_reasons_are_what_is_known_of_the_unit() -> None:
    scene = Scene()
    scene.unit("p", 500.0, age_s=4.0, grid_id="west")
    [found] = scene.ranked()
    assert found.distance_m == pytest.approx(500.0, rel=1e-3)
    assert found.travel_s == pytest.approx(50.0, rel=1e-3)
    assert not found.by_road
    assert found.match is ForceMatch.LEAD
    assert found.status is UnitStatus.AVAILABLE
    assert found.fix_age_s == pytest.approx(4.0, abs=1e-3)
    assert (found.load, found.own_grid, found.stale) == (0, True, False)


def test_a_fix_from_a_fast_clock_has_age_zero() -> None:
    scene = Scene()
    scene.unit("p", age_s=-10.0)
    assert scene.the("p").fix_age_s == 0.0


def test_the_lead_force_goes_before_a_somewhat_nearer_other_force() -> None:
    scene = Scene()
    scene.unit("cg", 300.0, force_codes=("cg",))
    scene.unit("p", 500.0)
    assert scene.order() == ["p", "cg"]
    assert scene.the("cg").match is ForceMatch.OTHER


def test_a_much_nearer_unit_of_another_force_is_shown_first_but_not_proposed() -> None:
    scene = Scene()
    scene.unit("cg", 50.0, force_codes=("cg",))
    scene.unit("p", 5000.0)
    assert scene.order() == ["cg", "p"]
    assert scene.proposed() == {"p"}


def test_a_joint_item_wants_the_best_of_the_lead_and_of_the_first_assisting_force() -> None:
    scene = Scene("dispute")
    scene.unit("p-far", 900.0)
    scene.unit("p-near", 100.0)
    scene.unit("cg-far", 800.0, force_codes=("cg",))
    scene.unit("cg-near", 200.0, force_codes=("cg",))
    assert scene.proposed() == {"p-near", "cg-near"}
    assert scene.the("cg-near").match is ForceMatch.ASSIST


def test_a_joint_unit_stands_for_both_forces() -> None:
    scene = Scene("dispute")
    scene.unit("joint", 100.0, force_codes=("police", "cg"))
    scene.unit("cg", 200.0, force_codes=("cg",))
    assert scene.proposed() == {"joint"}


def test_an_item_of_one_force_wants_one_unit() -> None:
    scene = Scene("vendor")
    scene.unit("p", 10.0)
    scene.unit("cg-1", 400.0, force_codes=("cg",))
    scene.unit("cg-2", 300.0, force_codes=("cg",))
    assert scene.proposed() == {"cg-2"}


def test_an_item_the_catalogue_lost_proposes_nobody() -> None:
    scene = Scene()
    scene.unit("p")
    scene.room.city = replace(scene.room.city, items=())
    assert scene.proposed() == set()
    assert scene.the("p").match is ForceMatch.OTHER


def test_a_busy_unit_stands_behind_every_free_one_and_is_not_proposed() -> None:
    scene = Scene()
    scene.unit("busy", 10.0)
    scene.unit("free", 5000.0, force_codes=("cg",))
    scene.busy("busy")
    assert scene.order() == ["free", "busy"]
    assert scene.proposed() == set()
    assert scene.the("busy").load == 1
    assert scene.the("busy").status is UnitStatus.ASSIGNED


def test_a_stale_unit_stands_behind_every_fresh_one_and_is_not_proposed() -> None:
    scene = Scene()
    scene.unit("stale", 10.0, age_s=61.0)
    scene.unit("fresh", 5000.0, age_s=59.0)
    scene.unit("busy", 10.0)
    scene.busy("busy")
    assert scene.order() == ["fresh", "busy", "stale"]
    assert scene.proposed() == {"fresh"}


def test_each_unit_has_its_own_patience_for_fixes() -> None:
    scene = Scene()
    scene.unit("slow", age_s=300.0, stale_after_s=600.0)
    assert not scene.the("slow").stale
    assert scene.proposed() == {"slow"}


def test_a_unit_that_never_reported_is_shown_last_as_stale() -> None:
    scene = Scene()
    scene.unit("silent", None)
    scene.unit("seen", 9000.0)
    found = scene.the("silent")
    assert scene.order() == ["seen", "silent"]
    assert found.stale
    assert (found.fix_age_s, found.distance_m, found.travel_s) == (None, None, None)


def test_units_off_duty_and_units_on_this_case_are_left_out() -> None:
    scene = Scene()
    scene.unit("home")
    scene.unit("there")
    scene.unit("left")
    scene.unit("free")
    scene.room.accepted(SetDuty(unit_id="home", duty=Duty.OFF_DUTY))
    scene.room.assigned(scene.case_id, "there")
    scene.room.assigned(scene.case_id, "left")
    scene.room.reached(scene.case_id, "left", Milestone.ON_SCENE)
    release(scene, "left")
    assert scene.order() == ["free", "left"]


def release(scene: Scene, unit_id: str) -> None:
    scene.room.accepted(ReleaseUnit(incident_id=scene.case_id, unit_id=unit_id))


def test_a_fixed_camera_is_nobody_to_send() -> None:
    scene = Scene()
    scene.unit("camera", kind=UnitKind.VIDEO)
    assert scene.order() == []


def test_each_kind_of_unit_needs_its_own_time() -> None:
    scene = Scene()
    scene.unit("car", 900.0)
    scene.unit("foot", 900.0, kind=UnitKind.FOOT)
    scene.unit("post", 900.0, kind=UnitKind.POST)
    scene.unit("rider", 900.0, kind=UnitKind.MOTORCYCLE)
    scene.unit("drone", 900.0, kind=UnitKind.DRONE)
    seconds = {c.unit_id: c.travel_s for c in scene.ranked()}
    assert seconds["car"] == pytest.approx(90.0, rel=1e-3)
    assert seconds["foot"] == seconds["post"] == pytest.approx(900.0 / FOOT_MPS, rel=1e-3)
    assert seconds["rider"] == pytest.approx(90.0 * MOTORCYCLE_GAIN, rel=1e-3)
    assert seconds["drone"] == pytest.approx(900.0 / DRONE_MPS, rel=1e-3)


def test_a_drone_flies_straight_and_only_watches() -> None:
    scene = Scene()
    scene.unit("drone", 10.0, kind=UnitKind.DRONE)
    place = GeoPoint(SCENE.lat + 10.0 / NORTH_M, SCENE.lon)
    assert scene.the("drone").distance_m == pytest.approx(distance_m(place, SCENE))
    assert scene.proposed() == set()


def test_auxiliaries_stand_far_behind_officers_unless_the_item_asks_for_them() -> None:
    plain, joint = Scene(), Scene("dispute")
    for scene in (plain, joint):
        scene.unit("aux", 30.0, force_codes=("aux",))
        scene.unit("cg", 300.0, force_codes=("cg",))
    assert plain.order() == ["cg", "aux"]
    assert joint.order() == ["aux", "cg"]
    assert joint.proposed() == {"cg"}  # the first assisting force, not the second


def test_without_a_place_the_units_of_the_grid_come_first_and_the_best_is_proposed() -> None:
    scene = Scene(location=None, grid_id="west")
    scene.unit("east", grid_id="east")
    scene.unit("west", grid_id="west")
    scene.unit("none", grid_id="")
    assert scene.order()[0] == "west"
    assert scene.proposed() == {"west"}
    assert all(c.distance_m is None and c.travel_s is None for c in scene.ranked())


def test_without_a_place_nobody_of_another_grid_is_proposed() -> None:
    scene = Scene(location=None, grid_id="west")
    scene.unit("east", grid_id="east")
    assert scene.proposed() == set()


def test_equals_are_ranked_by_id() -> None:
    scene = Scene()
    for unit_id in ("b", "c", "a"):
        scene.unit(unit_id, 100.0)
    assert scene.order() == ["a", "b", "c"]


def test_a_case_the_situation_does_not_hold_yet_can_be_asked_for() -> None:
    scene = Scene()
    scene.unit("p")
    incident = scene.room.situation.incidents[scene.case_id].incident
    fresh = Situation(replace(scene.room.situation.snapshot(), incidents=()))
    [found] = recommend(fresh, scene.fixes, scene.room.city, incident, StraightLines(), scene.now)
    assert found.proposed


def test_an_item_may_want_auxiliaries_alone() -> None:
    scene = Scene()
    scene.unit("aux", force_codes=("aux",))
    scene.room.city = replace(
        scene.room.city,
        items=(
            CatalogueItem(
                code="noise",
                name="",
                name_en="",
                work_kind=WorkKind.CITY_CASE,
                lead_force="aux",
            ),
        ),
    )
    assert scene.proposed() == {"aux"}


def with_card(scene: Scene, *card: RunCardLine) -> Scene:
    city = scene.room.city
    items = tuple(
        replace(item, run_card=card) if item.code in ("dispute", "vendor") else item
        for item in city.items
    )
    scene.room.city = replace(city, items=items)
    return scene


CAR_AND_SHIELD = (
    RunCardLine(force_code="police", count=2, kinds=(UnitKind.CAR,)),
    RunCardLine(force_code="cg", capabilities=("camera",)),
)


def test_a_run_card_says_how_many_of_which_force_and_kind_able_to_do_what() -> None:
    scene = with_card(Scene("dispute"), *CAR_AND_SHIELD)
    scene.unit("foot", 50.0, kind=UnitKind.FOOT)
    for metres in (300, 200, 400):
        scene.unit(f"car-{metres}", float(metres))
    scene.unit("cg-near", 100.0, force_codes=("cg",))
    scene.unit("cg-camera", 130.0, force_codes=("cg",), capabilities=("camera",))
    assert scene.proposed() == {"car-200", "car-300", "cg-camera"}
    assert {c.unit_id: (c.meets, c.fills) for c in scene.ranked()} == {
        "foot": ((), ()),
        "car-200": ((0,), (0,)),
        "car-300": ((0,), (0,)),
        "car-400": ((0,), ()),
        "cg-near": ((), ()),
        "cg-camera": ((1,), (1,)),
    }
    assert scene.the("foot").wrong_kind
    assert scene.the("cg-near").lacks == ("camera",)


def test_a_unit_that_lacks_what_is_asked_for_ranks_behind_one_a_little_farther_away() -> None:
    scene = with_card(Scene("dispute"), *CAR_AND_SHIELD)
    scene.unit("lacking", 200.0, force_codes=("cg",))
    scene.unit("able", 250.0, force_codes=("cg",), capabilities=("camera",))
    scene.unit("far", 900.0, force_codes=("cg",), capabilities=("camera",))
    assert scene.order() == ["able", "lacking", "far"]


def test_where_nobody_is_able_the_best_of_the_force_is_proposed_and_says_what_it_lacks() -> None:
    scene = with_card(Scene("dispute"), *CAR_AND_SHIELD)
    scene.unit("cg", 200.0, force_codes=("cg",))
    scene.unit("stale", 10.0, age_s=999.0)
    assert scene.proposed() == {"cg"}
    found = scene.the("cg")
    assert (found.meets, found.fills, found.lacks) == ((), (1,), ("camera",))


def test_a_drone_a_run_card_asks_for_is_sent_and_weighs_like_any_unit() -> None:
    card = RunCardLine(force_code="police", kinds=(UnitKind.DRONE,))
    scene = with_card(Scene("dispute"), card)
    scene.unit("car", 100.0)
    scene.unit("drone", 400.0, kind=UnitKind.DRONE)
    assert scene.proposed() == {"drone"}
    assert scene.order()[0] == "car"
    scene.seen["drone"] = (150.0, 1.0)
    assert scene.order()[0] == "drone"


def test_what_is_on_its_way_is_not_asked_for_again() -> None:
    scene = with_card(Scene("dispute"), *CAR_AND_SHIELD)
    for metres in (100, 200, 300, 400):
        scene.unit(f"car-{metres}", float(metres))
    scene.room.assigned(scene.case_id, "car-400")
    assert scene.proposed() == {"car-100"}
    scene.room.assigned(scene.case_id, "car-300")
    assert scene.proposed() == set()
    release(scene, "car-400")
    assert scene.proposed() == {"car-100"}


def test_a_force_of_the_run_card_assists_even_where_the_catalogue_does_not_say_so() -> None:
    scene = Scene("vendor")
    scene.unit("police")
    assert scene.the("police").match is ForceMatch.OTHER
    with_card(scene, RunCardLine(force_code="police"))
    assert scene.the("police").match is ForceMatch.ASSIST
    assert scene.proposed() == {"police"}


def test_units_an_active_echelon_has_called_rank_before_somewhat_nearer_ones() -> None:
    scene = Scene()
    scene.unit("near", 300.0)
    scene.unit("called", 500.0)
    assert scene.order() == ["near", "called"]
    scene.room.city = replace(scene.room.city, plan=ECHELONS)
    scene.room.accepted(SetDuty(unit_id="near", duty=Duty.OFF_DUTY))
    for number in (2, 1):
        order = EscalateIncident(incident_id=scene.case_id, reason="升级", echelon=number)
        scene.room.accepted(order)
    scene.room.accepted(SetDuty(unit_id="near", duty=Duty.ON_DUTY))
    assert scene.order() == ["called", "near"]
    assert (scene.the("called").echelon, scene.the("near").echelon) == (1, 0)
    scene.room.accepted(StandDown(incident_id=scene.case_id, reason="平息"))
    assert scene.the("called").echelon == 1
    scene.room.accepted(StandDown(incident_id=scene.case_id, reason="平息"))
    assert scene.order() == ["near", "called"]


ECHELONS = DutyPlan(
    echelons=tuple(
        Echelon(number=number, name="", name_en="", rules=(EchelonRule(),)) for number in (1, 2)
    )
)
