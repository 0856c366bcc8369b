"""Which screens walls fill, and what keeps them awake."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect
from PySide6.QtDBus import QDBusConnection

from bigscreen.app.wall_options import BezelGrid, WallOptions
from bigscreen.app.wall_places import WINDOW, bezels_of, wall_places
from bigscreen.domain.errors import InvalidValue
from bigscreen.ui.wall.blanking import AwakeScreens


@dataclass(frozen=True)
class FakeScreen:
    """A screen as Qt tells of it."""

    title: str
    area: QRect

    def name(self) -> str:
        return self.title

    def geometry(self) -> QRect:
        return self.area


LEFT = FakeScreen("HDMI-1", QRect(0, 0, 1920, 1080))
RIGHT = FakeScreen("HDMI-2", QRect(1920, 0, 1080, 1920))
TWIN = FakeScreen("HDMI-1", QRect(3000, 0, 1920, 1080))


def places(*screens, **options) -> list[tuple]:
    made = wall_places(WallOptions(**options), screens or (LEFT, RIGHT))
    return [(place.key, place.number, place.area) for place in made]


def test_without_a_screen_a_wall_is_a_window_and_a_kiosk_fills_the_first():
    assert places() == [(WINDOW, 0, None)]
    assert places(is_kiosk=True) == [("HDMI-1", 0, LEFT.area)]


def test_each_screen_that_is_asked_for_gets_a_wall_of_its_own():
    assert places(screens=(2,)) == [("HDMI-2", 0, RIGHT.area)]
    both = [("HDMI-1", 1, LEFT.area), ("HDMI-2", 2, RIGHT.area)]
    assert places(every_screen=True) == both
    assert places(screens=(2, 1)) == both


def test_screens_of_one_name_are_told_apart_by_their_number():
    keys = [key for key, _, _ in places(LEFT, RIGHT, TWIN, every_screen=True)]
    assert keys == ["HDMI-1 1", "HDMI-2", "HDMI-1 3"]


def test_one_wall_can_span_several_screens():
    assert places(spans=True) == [("HDMI-1+HDMI-2", 0, QRect(0, 0, 3000, 1920))]
    assert places(spans=True, screens=(1,)) == [("HDMI-1", 0, LEFT.area)]


def test_a_screen_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(InvalidValue, match=r"1 \(HDMI-1 1920x1080\), 2 \(HDMI-2 1080x1920\)"):
        places(screens=(3,))


def test_frames_between_panels_hide_a_strip_around_every_joint():
    bezels = bezels_of(BezelGrid(3, 1, 40), 5760, 1080)
    assert [(strip.start, strip.end) for strip in bezels.across] == [(1900, 1940), (3820, 3860)]
    assert bezels.down == ()
    assert bezels_of(None, 5760, 1080).across == ()


def test_without_a_session_bus_and_x_nothing_fails_and_the_log_says_so(qapp, caplog, qtbot):
    bus = QDBusConnection("no such bus")
    awake = AwakeScreens(bus=bus)
    awake.start()
    assert awake.way == ""
    awake.stop()
