"""What directs a wall: scenes in turn, alarms, what desks send, a hand on the map."""

import gc
import os
from collections import Counter
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt

from bigscreen.bridge.screen_direction import ScreenDirection
from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.centre_orders import AcknowledgeAlarm, EndSos, RaiseSos
from bigscreen.domain.commands import AssignUnits
from bigscreen.domain.incidents import Level
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.scenes import PanelKind, Scene, SceneKind, ScenePanel, WallPlan, Zone
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.domain.wall_rules import (
    DaySpan,
    WallConduct,
    WallHours,
    WallRule,
    WallTone,
    WallTrigger,
)
from bigscreen.protocol.link_facts import WishArrived
from bigscreen.ui.theme import State
from bigscreen.ui.wall.map_hand import LAPSES_AFTER_S
from bigscreen.ui.wall.show import WallShow
from bigscreen.viewmodels.wall_stack import Strip
from tests.support.layout_faults import layout_faults
from tests.support.small_city import IN_EAST, IN_WEST, SOURCE

CASE = WallRule(
    trigger=WallTrigger.CASE,
    hold_s=120.0,
    centre=True,
    scene="incident",
    sound="grave",
    tone=WallTone.ALARM,
)
LOST = WallRule(trigger=WallTrigger.FEED_LOST, hold_s=0.0, sound="notice", tone=WallTone.WARNING)
ALL_DAY = DaySpan(time(0), time(0))


class Directed:
    """A wall with what directs it; seconds pass by hand."""

    def __init__(self, wall, scene, start: ScreenView | None = None) -> None:
        self.wall, self.scene = wall, scene
        self.at_s = 1000.0
        self.reported: list[ScreenView] = []
        self.screens = ScreenDirection(lambda *_: None, self.reported.append)
        self.show = WallShow(wall, self.screens, start, steady_clock=lambda: self.at_s)
        self.heard: list[str] = []
        self.show.sounds.played.connect(self.heard.append)

    def after(self, seconds: float) -> ScreenView:
        self.at_s += seconds
        self.show.look()
        return self.show.view

    def wish(self, **fields) -> ScreenView:
        fact = WishArrived(wish=ScreenWish(**fields), by="desk-1")
        self.screens.on_live_screen_facts_arrived([fact])
        return self.show.view

    def touch(self, *, is_locked: bool = True) -> None:
        self.map.view_changed.emit(IN_WEST.lat, IN_WEST.lon, 14.0, is_locked)

    @property
    def map(self):
        return self.wall.scenes.map_slot.map

    @property
    def shown(self) -> str:
        return self.wall.scenes.sight.scene.code


@pytest.fixture
def city(scene):
    """Have the city's walls react to grave cases and a lost feed."""
    conduct = WallConduct(rules=(CASE, LOST))
    scene.replace_city(replace(scene.city, wall=WallPlan(conduct=conduct)))
    return scene.city


@pytest.fixture
def directed(open_wall, scene, city) -> Directed:
    return Directed(open_wall(), scene)


def sos(scene, unit_id: str = "p-1") -> str:
    scene.happen(RaiseSos(unit_id=unit_id, note="need help"))
    return next(alarm.id for alarm in scene.live.situation.alarms.open() if alarm.unit_id)


def test_scenes_take_turns_on_the_wall_and_the_hub_hears_of_each(directed):
    assert (directed.show.view.scene, directed.shown) == ("overview", "overview")
    directed.after(60)
    assert (directed.show.view.scene, directed.shown) == ("grid", "grid")
    assert directed.wall.scenes.sight.grid_id == "west"
    assert [view.scene for view in directed.reported] == ["overview", "grid"]


def test_the_hub_is_told_again_after_it_was_away(directed, scene):
    scene.set_link(LinkStatus.LOST, reason="silent")
    directed.after(1)
    told = len(directed.reported)
    scene.set_link(LinkStatus.LIVE)
    directed.after(1)
    assert len(directed.reported) == told + 1


def test_a_grave_case_is_shown_framed_and_heard_and_then_scenes_go_on(directed, call):
    directed.after(1)
    case = call(5, level=Level.ONE)
    view = directed.after(1)
    assert (view.scene, view.incident_id, view.held_by) == ("incident", case, "alarm")
    assert directed.show.frame.colour == State.BAD
    assert directed.show.banner.text.title == "New level Ⅰ case"
    assert directed.show.banner.blinks
    assert directed.heard == ["grave"]
    assert directed.after(118).scene == "incident"
    assert directed.heard == ["grave"]
    assert directed.after(1).scene == "overview"
    assert directed.show.frame.colour is None
    assert directed.show.banner.isHidden()


def test_once_units_are_sent_nothing_blinks(directed, scene, call):
    directed.after(1)
    case = call(5, level=Level.ONE)
    directed.after(1)
    scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1",), expected_version=1))
    directed.after(1)
    assert not directed.show.banner.blinks
    assert directed.show.banner.text.title == "Level Ⅰ case, units sent"


def test_a_call_for_help_is_shown_where_the_unit_is_until_somebody_answers(directed, scene):
    directed.after(1)
    alarm = sos(scene)
    view = directed.after(1)
    assert (view.scene, view.held_by) == ("overview", "alarm")
    south_west, north_east = directed.map.watched
    assert south_west.lat < IN_WEST.lat + 0.002 < north_east.lat
    assert directed.show.banner.text.detail == "巡p-1 · West · need help"
    directed.after(9999)
    assert directed.show.view.held_by == "alarm"
    scene.happen(AcknowledgeAlarm(alarm_id=alarm))
    assert directed.after(1).held_by == ""
    assert directed.map.watched is None
    assert directed.show.banner.isVisible()
    assert not directed.show.banner.blinks
    scene.happen(EndSos(alarm_id=alarm, note="all well"))
    directed.after(1)
    assert directed.show.banner.isHidden()


def test_a_call_for_help_is_told_from_the_grid_its_unit_is_in(directed, scene):
    """Not from the one it belongs to: helpers have to go where it is."""
    scene.place({"p-1": IN_EAST})
    directed.after(1)
    sos(scene)
    directed.after(1)
    assert directed.show.banner.text.detail == "巡p-1 · East · need help"


def test_a_call_for_help_sounds_again_until_it_is_answered_quiet_hours_or_not(
    directed, scene, city
):
    quiet = WallConduct(rules=(CASE,), hours=WallHours(quiet=(ALL_DAY,)))
    scene.replace_city(replace(city, wall=WallPlan(conduct=quiet)))
    alarm = sos(scene)
    for _ in range(11):
        directed.after(1)
    assert directed.heard == ["sos", "sos", "sos"]
    scene.happen(AcknowledgeAlarm(alarm_id=alarm))
    directed.after(20)
    assert len(directed.heard) == 3


def test_in_quiet_hours_a_case_is_seen_and_not_heard(directed, scene, city, call):
    quiet = WallConduct(rules=(CASE,), hours=WallHours(quiet=(ALL_DAY,)))
    scene.replace_city(replace(city, wall=WallPlan(conduct=quiet)))
    directed.after(1)
    call(5, level=Level.ONE)
    directed.after(1)
    assert directed.show.view.scene == "incident"
    assert directed.heard == []


def test_no_rules_file_can_keep_a_call_for_help_off_a_wall(directed, scene, city):
    scene.replace_city(replace(city, wall=WallPlan(conduct=WallConduct(rules=()))))
    sos(scene)
    directed.after(1)
    assert directed.show.banner.text.mark == "SOS"
    assert directed.show.view.held_by == "alarm"


def test_cameras_near_a_call_for_help_are_opened_beside_the_map(directed, scene, city):
    near = Camera(
        id="cam-1",
        name="路口",
        name_en="Gate",
        kind=CameraKind.FIXED,
        url="demo:1",
        location=IN_WEST,
    )
    secret = replace(near, id="cam-2", is_sensitive=True)
    scene.replace_city(replace(city, cameras=(secret, near)))
    directed.after(1)
    sos(scene)
    directed.after(1)
    panel = directed.wall.scenes.sight.scene.panels[-1]
    assert (panel.kind, panel.cameras) == (PanelKind.VIDEO, ("cam-1",))


def test_a_lost_feed_holds_the_last_scene_until_it_is_back(directed, scene):
    directed.after(60)
    scene.set_link(LinkStatus.LOST, reason="silent")
    view = directed.after(1)
    assert (view.scene, view.held_by) == ("grid", "alarm")
    assert directed.show.frame.colour == State.LATE
    assert directed.after(9999).scene == "grid"
    scene.set_link(LinkStatus.LIVE)
    assert directed.after(1).held_by == ""


def test_what_a_desk_sends_is_shown_and_what_it_can_not_is_said(directed, scene, call):
    case = call(20)
    assert directed.wish(incident_id=case).incident_id == case
    assert directed.wall.scenes.sight.case.incident.id == case
    view = directed.wish(scene="cinema")
    assert (view.incident_id, view.fault) == (case, "unknown_scene")
    assert directed.wish(grid_id="east").scene == "grid"
    assert directed.reported[-1] == directed.show.view
    assert directed.wish().scene == "overview"


def test_while_somebody_looks_around_a_banner_waits_for_a_key(directed, scene, qtbot):
    """The follow-lock: nothing jumps under a hand, not even for a call for help."""
    directed.after(1)
    directed.touch()
    watched = directed.map.watched
    sos(scene)
    view = directed.after(1)
    assert (view.scene, view.held_by) == ("overview", "hand")
    assert directed.map.watched == watched
    assert directed.show.banner.text.hint == "Press F to see it on the map"
    qtbot.keyClick(directed.wall, Qt.Key.Key_F)
    assert directed.map.followed == 1
    directed.touch(is_locked=False)
    assert directed.after(1).held_by == "alarm"
    assert directed.map.watched is not None
    assert directed.show.banner.text.hint == ""


def test_scenes_do_not_change_under_a_hand_but_a_desk_may_send(directed):
    directed.after(1)
    directed.touch()
    assert directed.after(599).scene == "overview"
    directed.touch()
    assert directed.after(300).scene == "overview"
    assert directed.wish(scene="kpi").scene == "kpi"


def test_a_hand_that_has_left_lets_go_by_itself(directed, scene):
    directed.after(1)
    directed.touch()
    directed.at_s += LAPSES_AFTER_S
    directed.wall.ticked.emit(scene.now)
    assert directed.map.followed == 1


def test_a_wall_goes_on_with_what_it_showed_before(open_wall, scene, city):
    pinned = ScreenView(scene="kpi", held_by="desk")
    directed = Directed(open_wall(), scene, pinned)
    assert directed.shown == "kpi"
    kept = []
    directed.show.remembered.connect(kept.append)
    directed.wish()
    assert [view.scene for view in kept] == ["overview"]


def test_at_night_it_is_dim_but_for_an_alarm(directed, scene, city, call):
    rules = WallConduct(rules=(CASE,), hours=WallHours(night=(ALL_DAY,), dim=0.5))
    scene.replace_city(replace(city, wall=WallPlan(conduct=rules)))
    directed.wall.ticked.emit(scene.now)
    assert directed.show.veil.share == 0.5
    assert directed.show.veil.isVisible()
    assert directed.show.veil.geometry() == directed.wall.rect()
    call(5, level=Level.ONE)
    directed.after(1)
    assert directed.show.veil.isHidden()


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (5760, 1080), (1080, 1920)])
def test_the_banner_cuts_nothing_at_any_size(open_wall, scene, city, size, settle):
    directed = Directed(open_wall(size), scene)
    for unit_id in ("p-1", "p-2"):
        sos(scene, unit_id)
    directed.after(1)
    settle(directed.wall)
    told = directed.show.banner
    assert told.text.more == "1 more"
    assert [fault for fault in layout_faults(directed.wall) if "AlarmBanner" in fault] == []
    assert told.height() == directed.wall.theme.px(64)


def test_the_banner_lays_no_text_across_frames_between_screens(open_wall, scene, city, settle):
    directed = Directed(open_wall((5760, 1080)), scene)
    bezels = (Strip(start=1890, end=1950), Strip(start=3810, end=3870))
    directed.show.banner.set_bezels(bezels)
    scene.happen(RaiseSos(unit_id="p-1", note="need help " * 12))
    sos(scene, "p-2")
    directed.touch()
    directed.after(1)
    settle(directed.wall)
    boxes = directed.show.banner.text_boxes()
    assert len(boxes) == 6
    for box in boxes:
        assert not any(b.start < box.ink.right() and box.ink.left() < b.end for b in bezels), box
    assert layout_faults(directed.show.banner) == []


def resident_bytes() -> int:
    """Return how much memory this process holds (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_ten_thousand_changes_of_scene_leave_nothing_behind(directed, scene, city, call, settle):
    """Weeks of rotation: neither Qt's objects nor Python's nor the process grow."""
    plan = WallPlan(
        scenes=tuple(
            Scene(
                code=code,
                name=code,
                name_en=code,
                kind=kind,
                dwell_s=60.0,
                in_rotation=kind is not SceneKind.INCIDENT,
                panels=tuple(ScenePanel(kind=panel, zone=zone) for panel, zone in panels),
            )
            for code, kind, panels in (
                (
                    "overview",
                    SceneKind.OVERVIEW,
                    [(PanelKind.MAP, Zone.CENTRE), (PanelKind.QUEUE, Zone.SIDE_END)],
                ),
                (
                    "grid",
                    SceneKind.GRID,
                    [(PanelKind.MAP, Zone.CENTRE), (PanelKind.UNITS, Zone.SIDE_START)],
                ),
                ("kpi", SceneKind.KPI, [(PanelKind.TILES, Zone.CENTRE)]),
                (
                    "incident",
                    SceneKind.INCIDENT,
                    [(PanelKind.FACTS, Zone.SIDE_START), (PanelKind.MAP, Zone.CENTRE)],
                ),
            )
        )
    )
    scene.replace_city(replace(city, wall=plan))
    case = call(400)
    settle(directed.wall)
    counts: Counter[str] = Counter()
    directed.show.view_changed.connect(lambda view: counts.update([view.scene]))

    def change(times: int) -> None:
        aim = counts.total() + times
        while counts.total() < aim:
            directed.after(61)
            if counts.total() % 50 == 0:
                directed.wish(incident_id=case)
                directed.wish()

    def sizes() -> tuple[int, int, int]:
        directed.reported.clear()
        gc.collect()
        objects = len(directed.wall.findChildren(QObject))
        return objects, len(gc.get_objects()), resident_bytes()

    change(500)
    first = sizes()
    change(10_000)
    last = sizes()
    assert counts.total() >= 10_500
    assert set(counts) == {"overview", "grid", "kpi", "incident"}
    assert last[0] == first[0]
    assert last[1] - first[1] < 500
    assert last[2] - first[2] < 4_000_000


def test_a_wall_can_order_nothing(directed, scene, call, qtbot):
    """It directs itself and reports: no key of it gives an order."""
    call(20)
    for key in (Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_W, Qt.Key.Key_Q):
        qtbot.keyClick(directed.wall, key)
    assert scene.sent == []
    assert scene.happen(RaiseSos(unit_id="p-1"), SOURCE) is not None
