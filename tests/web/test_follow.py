"""The view follows the open cases until a hand moves it, and again when it is told to."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.situation import Situation
from tests.support.map_scene import CENTRE, SceneSource, made_up_snapshot
from tests.web.conftest import PageTester


def show_cases(page: PageTester, *ids: str) -> None:
    """Leave only these cases open."""
    snapshot = made_up_snapshot()
    kept = tuple(i for i in snapshot.incidents if i.incident.id in ids)
    held = {a for i in kept for a in i.assignment_ids}
    page.source.picture.show(
        Situation(
            replace(
                snapshot,
                incidents=kept,
                assignments=tuple(a for a in snapshot.assignments if a.id in held),
            )
        )
    )
    page.changed()


def view_of(state: dict) -> tuple[float, float, float]:
    return round(state["lat"], 6), round(state["lon"], 6), state["zoom"]


def wheel(page: PageTester, steps: int) -> None:
    at = QPointF(500, 300)
    event = QWheelEvent(
        at,
        page.surface().mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.surface(), event)


def test_the_view_fits_the_open_cases_and_refits_when_their_set_changes(page):
    all_cases = view_of(page.state())

    show_cases(page, "i3")

    place = page.source.situation.incidents["i3"].incident.location
    state = page.state()
    assert view_of(state) != all_cases
    assert abs(state["lat"] - place.lat) < 0.001
    assert abs(state["lon"] - place.lon) < 0.001


def test_a_change_that_leaves_the_set_alone_moves_nothing(page):
    before = view_of(page.state())

    page.source.picture.set_overdue({"i0", "i3"})
    page.changed()

    assert view_of(page.state()) == before


def test_with_no_case_open_the_whole_city_is_shown(page):
    show_cases(page)

    lat, lon, _ = view_of(page.state())
    assert abs(lat - CENTRE.lat) < 0.002
    assert abs(lon - CENTRE.lon) < 0.002


def test_a_gesture_locks_the_view_and_says_so_on_the_page(page, qtbot):
    wheel(page, 2)
    state = page.wait_for(lambda s: s["locked"])
    assert state["banner"] == "View locked · F follows again"
    page.wait_for(lambda s: s["zoom"] > 13)
    qtbot.wait(300)  # the wheel's own debounce
    locked = view_of(page.state())

    show_cases(page, "i3")

    assert view_of(page.state()) == locked


def test_resume_follows_again_and_once_more_restores_the_earlier_view(page):
    earlier = GeoPoint(30.64, 103.65)
    page.view.centre(earlier, 16)
    page.wait_for(lambda s: s["locked"] and s["zoom"] == 16)

    page.view.resume_follow()
    state = page.wait_for(lambda s: not s["locked"])
    assert state["zoom"] < 16
    assert state["banner"] == ""

    page.view.resume_follow()
    state = page.wait_for(lambda s: s["locked"])
    assert view_of(state) == (earlier.lat, earlier.lon, 16)


def test_resume_with_nothing_to_go_back_to_stays(page):
    before = view_of(page.state())

    page.view.resume_follow()

    assert view_of(page.state()) == before


def test_the_program_is_told_of_view_and_lock(page, qtbot):
    with qtbot.waitSignal(
        page.view.view_changed, check_params_cb=lambda *a: a[2:] == (15.0, True)
    ) as told:
        page.view.centre(GeoPoint(30.64, 103.65), 15)

    assert [round(a, 4) for a in told.args[:2]] == [30.64, 103.65]


def test_fit_shows_an_area_whole(page):
    page.view.fit(GeoPoint(30.62, 103.66), GeoPoint(30.64, 103.68))

    state = page.wait_for(lambda s: s["locked"])
    assert abs(state["lat"] - 30.63) < 1e-3
    assert abs(state["lon"] - 103.67) < 1e-3


def test_a_screen_that_does_not_follow_stays_and_shows_no_lock(open_page):
    page = open_page(SceneSource(), follow=False)
    before = view_of(page.state())

    show_cases(page, "i3")
    page.view.centre(GeoPoint(30.64, 103.65), 15)

    state = page.wait_for(lambda s: s["zoom"] == 15)
    assert (state["locked"], state["banner"]) == (False, "")
    assert before != view_of(state)


def test_a_view_nobody_moved_fits_again_when_the_window_grows(page):
    before = page.state()["zoom"]

    page.view.resize(1800, 1200)

    page.wait_for(lambda s: s["zoom"] > before)
    assert page.state()["locked"] is False


def test_a_view_somebody_moved_keeps_its_zoom_when_the_window_grows(page):
    page.view.centre(GeoPoint(30.64, 103.65), 15)
    page.wait_for(lambda s: s["zoom"] == 15)

    page.view.resize(1400, 900)

    width = "document.querySelector('.live-canvas').width"
    page.qtbot.waitUntil(lambda: page.ask(width) == 1400)
    assert page.state()["zoom"] == 15


def test_the_program_s_keys_work_while_the_map_has_the_focus(page, qtbot):
    follow = QAction(page.view)
    follow.setShortcut("F")
    page.view.addAction(follow)
    page.view.activateWindow()
    page.surface().setFocus()
    page.click(page.screen(30))

    with qtbot.waitSignal(follow.triggered, timeout=3_000):
        QTest.keyClick(page.surface(), Qt.Key.Key_F)


def test_cases_all_over_the_city_show_the_whole_city(page):
    lat, lon, zoom = view_of(page.state())

    show_cases(page)

    assert view_of(page.state()) == (lat, lon, zoom)
