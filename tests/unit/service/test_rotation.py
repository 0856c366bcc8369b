"""Which scene a wall shows when."""

import tracemalloc
from dataclasses import replace

import pytest

from bigscreen.domain.scenes import PanelKind, Scene, SceneKind, ScenePanel, WallPlan, Zone
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.service.rotation import (
    ALARM,
    DESK,
    HAND,
    NO_SCENE,
    UNKNOWN_CASE,
    UNKNOWN_GRID,
    UNKNOWN_SCENE,
    Rotation,
    SceneHold,
)
from tests.support.small_city import small_city

MAP = (ScenePanel(kind=PanelKind.MAP, zone=Zone.CENTRE),)


def a_scene(code: str, kind: SceneKind, **fields) -> Scene:
    return Scene(code=code, name=code, name_en=code, kind=kind, **fields)


OVERVIEW = a_scene("overview", SceneKind.OVERVIEW, dwell_s=30.0, panels=MAP)
GRID = a_scene("grid", SceneKind.GRID, dwell_s=20.0, panels=MAP)
KPI = a_scene("kpi", SceneKind.KPI, dwell_s=10.0)
CASE = a_scene("case", SceneKind.INCIDENT, in_rotation=False, panels=MAP)
CITY = replace(small_city(), wall=WallPlan(scenes=(OVERVIEW, GRID, KPI, CASE)))
CASES = {"i-1", "i-2"}


class Wall:
    """A rotation looked at as a wall does, with a clock of seconds."""

    def __init__(self, city=CITY, start: ScreenView | None = None) -> None:
        self.city = city
        self.rotation = Rotation(start)
        self.at_s = 1000.0
        self.holds: list[SceneHold] = []
        self.look()

    def look(self) -> ScreenView:
        self.view = self.rotation.look(self.city, CASES, self.holds, self.at_s)
        return self.view

    def after(self, seconds: float) -> tuple[str, str]:
        self.at_s += seconds
        view = self.look()
        return view.scene, view.grid_id

    def wish(self, **fields) -> ScreenView:
        self.rotation.wish(ScreenWish(**fields), self.city, CASES, self.at_s)
        return self.look()

    def hold(self, **fields) -> ScreenView:
        self.holds = [SceneHold(key="a", since_s=self.at_s, **fields)]
        return self.look()


def test_scenes_take_turns_each_for_its_own_time_and_grids_one_after_another():
    wall = Wall()
    assert wall.view == ScreenView(scene="overview")
    assert wall.after(29.9) == ("overview", "")
    assert wall.after(0.1) == ("grid", "west")
    assert wall.after(19.9) == ("grid", "west")
    assert wall.after(0.1) == ("kpi", "")
    assert wall.after(10) == ("overview", "")
    assert wall.after(30) == ("grid", "east")
    assert [wall.after(s) for s in (20, 10, 30)][-1] == ("grid", "west")


def test_a_machine_that_slept_for_an_hour_goes_on_with_the_next_scene():
    wall = Wall()
    assert wall.after(3600) == ("grid", "west")
    assert wall.after(1) == ("grid", "west")


def test_a_grid_scene_of_its_own_grid_shows_that_grid():
    only_east = replace(GRID, grid_id="east")
    wall = Wall(replace(CITY, wall=WallPlan(scenes=(OVERVIEW, only_east))))
    assert [wall.after(s) for s in (30, 20, 30)] == [
        ("grid", "east"),
        ("overview", ""),
        ("grid", "east"),
    ]


def test_a_dwell_nobody_can_have_meant_does_not_make_a_wall_flicker():
    wall = Wall(replace(CITY, wall=WallPlan(scenes=(replace(OVERVIEW, dwell_s=0.0), KPI))))
    assert wall.after(1) == ("overview", "")
    assert wall.after(2) == ("kpi", "")


def test_a_wall_begins_where_it_left_off():
    wall = Wall(start=ScreenView(scene="grid", grid_id="east"))
    assert wall.view == ScreenView(scene="grid", grid_id="east")
    assert wall.after(20) == ("kpi", "")
    assert [wall.after(s) for s in (10, 30)][-1] == ("grid", "west")


def test_a_wall_that_began_with_a_scene_out_of_turn_joins_the_others():
    wall = Wall(start=ScreenView(scene="case"))
    assert wall.after(30) == ("overview", "")


@pytest.mark.parametrize("start", ["cinema", ""])
def test_a_scene_the_city_has_no_longer_gives_way_to_the_first(start):
    assert Wall(start=ScreenView(scene=start)).view == ScreenView(scene="overview")


def test_a_grid_the_city_has_no_longer_gives_way_to_the_first():
    wall = Wall(start=ScreenView(scene="grid", grid_id="north"))
    assert wall.view == ScreenView(scene="grid", grid_id="west")


def test_a_city_without_scenes_has_nothing_to_show_and_one_without_turns_stays():
    assert Wall(replace(CITY, wall=WallPlan(scenes=()))).view == ScreenView()
    still = Wall(replace(CITY, wall=WallPlan(scenes=(replace(KPI, in_rotation=False), CASE))))
    assert still.after(9999) == ("kpi", "")


def test_what_a_desk_sends_stays_for_its_time_and_scenes_go_on_where_they_were():
    wall = Wall()
    wall.after(30)
    view = wall.wish(scene="kpi", hold_s=60.0)
    assert (view.scene, view.held_by) == ("kpi", DESK)
    assert wall.after(59) == ("kpi", "")
    assert wall.after(1) == ("grid", "west")
    assert wall.view.held_by == ""
    assert wall.after(19.9) == ("grid", "west")
    assert wall.after(0.1) == ("kpi", "")


def test_without_a_time_it_stays_until_somebody_resumes():
    wall = Wall()
    wall.wish(grid_id="east")
    assert wall.after(100_000) == ("grid", "east")
    assert wall.wish() == ScreenView(scene="overview")


def test_a_case_is_shown_by_the_scene_for_cases_until_it_is_gone():
    wall = Wall()
    view = wall.wish(incident_id="i-1")
    assert (view.scene, view.incident_id, view.held_by) == ("case", "i-1", DESK)
    after = wall.rotation.look(CITY, {"i-2"}, (), wall.at_s)
    assert (after.scene, after.held_by) == ("overview", "")


@pytest.mark.parametrize(
    ("wish", "fault"),
    [
        ({"scene": "cinema"}, UNKNOWN_SCENE),
        ({"grid_id": "north"}, UNKNOWN_GRID),
        ({"incident_id": "i-9"}, UNKNOWN_CASE),
        ({"scene": "kpi", "grid_id": "north"}, UNKNOWN_GRID),
    ],
)
def test_a_wish_that_can_not_be_followed_changes_nothing_and_says_why(wish, fault):
    wall = Wall()
    wall.wish(scene="kpi")
    view = wall.wish(**wish)
    assert (view.scene, view.held_by, view.fault) == ("kpi", DESK, fault)
    assert wall.wish(scene="grid").fault == ""


def test_a_city_without_a_scene_for_grids_says_so():
    wall = Wall(replace(CITY, wall=WallPlan(scenes=(OVERVIEW,))))
    assert wall.wish(grid_id="west").fault == NO_SCENE


def test_a_grid_with_a_scene_of_its_own_gets_that_one():
    own = a_scene("east-gate", SceneKind.GRID, grid_id="east", in_rotation=False)
    wall = Wall(replace(CITY, wall=WallPlan(scenes=(OVERVIEW, GRID, own))))
    assert wall.wish(grid_id="east").scene == "east-gate"
    assert wall.wish(grid_id="west").scene == "grid"


def test_an_alarm_holds_what_is_shown_and_scenes_go_on_after():
    wall = Wall()
    wall.after(29)
    view = wall.hold()
    assert (view.scene, view.held_by) == ("overview", ALARM)
    assert wall.after(1000) == ("overview", "")
    wall.holds = []
    wall.look()
    assert wall.after(29.9) == ("overview", "")
    assert wall.after(0.1) == ("grid", "west")


def test_an_alarm_with_a_scene_shows_it_with_its_case():
    wall = Wall()
    view = wall.hold(scene="case", incident_id="i-1", grid_id="west", needs_map=True)
    assert (view.scene, view.incident_id, view.grid_id) == ("case", "i-1", "west")


def test_an_alarm_that_needs_a_map_leaves_a_scene_without():
    wall = Wall(start=ScreenView(scene="kpi"))
    assert wall.hold(needs_map=True).scene == "overview"
    assert wall.hold(needs_map=True, scene="kpi").scene == "overview"
    grid = Wall(start=ScreenView(scene="grid", grid_id="east")).hold(needs_map=True)
    assert (grid.scene, grid.grid_id) == ("grid", "east")


def test_an_alarm_of_no_grid_in_a_scene_of_grids_begins_with_the_first():
    assert Wall().hold(scene="grid").grid_id == "west"


def test_an_alarm_about_no_case_leaves_the_scene_of_another_case():
    """A call for help beside the facts of a case it has nothing to do with would mislead."""
    wall = Wall()
    wall.wish(incident_id="i-1")
    wall.at_s += 1
    view = wall.hold(needs_map=True)
    assert (view.scene, view.incident_id) == ("overview", "")


def test_an_alarm_goes_before_an_older_wish_and_a_newer_wish_before_an_alarm():
    wall = Wall()
    wall.wish(scene="kpi")
    wall.at_s += 1
    assert wall.hold(scene="case", incident_id="i-1").held_by == ALARM
    wall.at_s += 1
    assert wall.wish(grid_id="east").held_by == DESK
    wall.wish()
    assert wall.view.held_by == ALARM
    wall.holds = []
    assert wall.look() == ScreenView(scene="overview")


def test_after_an_alarm_a_wall_goes_back_to_what_a_desk_had_sent():
    wall = Wall()
    wall.wish(scene="kpi")
    wall.at_s += 1
    wall.hold(scene="case", incident_id="i-1")
    wall.holds = []
    assert (wall.look().scene, wall.view.held_by) == ("kpi", DESK)


def test_the_hold_that_is_shown_is_named():
    wall = Wall()
    wall.hold()
    assert wall.rotation.held_key == "a"
    wall.at_s += 1
    wall.wish(scene="kpi")
    assert wall.rotation.held_key == ""


def test_while_somebody_looks_around_nothing_but_a_desk_takes_the_scene_away():
    wall = Wall()

    def touched() -> ScreenView:
        return wall.rotation.look(CITY, CASES, wall.holds, wall.at_s, is_touched=True)

    wall.at_s += 3600
    assert touched() == ScreenView(scene="overview", held_by=HAND)
    wall.holds = [SceneHold(key="a", since_s=wall.at_s, scene="case", incident_id="i-1")]
    assert touched() == ScreenView(scene="overview", held_by=HAND)
    wall.rotation.wish(ScreenWish(scene="kpi"), CITY, CASES, wall.at_s + 1)
    assert touched() == ScreenView(scene="kpi", held_by=DESK)
    wall.holds = []
    wall.rotation.wish(ScreenWish(), CITY, CASES, wall.at_s + 2)
    assert touched() == ScreenView(scene="overview")
    assert wall.after(29.9) == ("overview", "")
    assert wall.after(30) == ("grid", "west")


def test_who_looks_around_during_an_alarm_keeps_its_scene_when_it_ends():
    wall = Wall()
    wall.hold(scene="case", incident_id="i-1")
    view = wall.rotation.look(CITY, CASES, (), wall.at_s, is_touched=True)
    assert (view.scene, view.held_by) == ("case", ALARM)


def test_what_a_desk_has_pinned_is_there_again_after_a_new_start():
    wall = Wall()
    wall.wish(grid_id="east")
    wall.hold()
    pinned = wall.rotation.to_remember
    assert pinned == ScreenView(scene="grid", grid_id="east", held_by=DESK)
    again = Wall(start=pinned)
    assert again.after(100_000) == ("grid", "east")
    assert again.wish() == ScreenView(scene="overview")
    gone = Wall(replace(CITY, wall=WallPlan(scenes=(OVERVIEW,))), start=pinned)
    assert gone.view == ScreenView(scene="overview")


@pytest.mark.parametrize("wish", [{"scene": "kpi", "hold_s": 60.0}, {"incident_id": "i-1"}])
def test_what_is_sent_for_a_while_or_about_a_case_is_not_pinned(wish):
    wall = Wall()
    wall.after(30)
    wall.wish(**wish)
    assert wall.rotation.to_remember == ScreenView(scene="grid", grid_id="west")


def test_ten_thousand_changes_leave_no_memory_behind():
    wall = Wall()

    def change(times: int) -> None:
        for number in range(times):
            wall.holds = (
                [SceneHold(key="a", since_s=wall.at_s, scene="case", incident_id="i-1")]
                if number % 7 == 0
                else []
            )
            if number % 11 == 0:
                wall.wish(scene="kpi", hold_s=5.0)
            wall.after(30)

    change(500)
    tracemalloc.start()
    change(500)
    before = tracemalloc.get_traced_memory()[0]
    change(10_000)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 20_000
