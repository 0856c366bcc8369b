"""A renderer that dies or hangs is replaced, and the map shows the same again."""

import os
import signal

import pytest
import shiboken6
from PySide6.QtCore import QElapsedTimer

from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.map.map_view import MapView
from bigscreen.ui.map.page_builder import build_page
from tests.support.map_scene import SceneSource, made_up_city, made_up_snapshot, marked
from tests.web.conftest import WEB_ROOT, PageTester

BACK_WITHIN_MS = 1000


def kill_renderer(page: PageTester) -> None:
    os.kill(page.view._page.renderProcessPid(), signal.SIGKILL)


def test_after_a_killed_renderer_all_units_are_back_within_a_second(open_page, qtbot):
    page = open_page(SceneSource(made_up_snapshot(2000)))
    pid = page.view._page.renderProcessPid()
    painted = []
    page.view._channel.page_painted.connect(lambda seq, paints: painted.append(paints))
    took = QElapsedTimer()
    took.start()

    with qtbot.waitSignal(page.view.page_loaded, timeout=10_000):
        kill_renderer(page)
    page.wait_for(lambda s: s["units"] == 2000 and s["paints"] > 0)

    took_ms = took.elapsed()
    assert page.view._page.renderProcessPid() != pid
    assert took_ms < BACK_WITHIN_MS, took_ms


def test_camera_selection_texts_scale_and_link_are_restored(page, qtbot):
    place = GeoPoint(30.641, 103.652)
    page.view.centre(place, 15.5)
    page.view.select(30, "i2")
    page.source.picture.select(30, "i2")
    page.view.show_candidates(marked(40, 41))
    page.view.set_link_lost(True)
    page.view.set_scale(1.5)
    page.changed()

    with qtbot.waitSignal(page.view.page_loaded, timeout=10_000):
        kill_renderer(page)

    state = page.wait_for(lambda s: s["selectedUnit"] == 30 and s["zoom"] == 15.5)
    assert (round(state["lat"], 5), round(state["lon"], 5)) == (place.lat, place.lon)
    assert state["locked"] is True
    assert state["banner"] == "Link lost · last known picture"
    assert len(state["candidates"]) == 2
    assert (
        page.ask("getComputedStyle(document.documentElement).getPropertyValue('--scale')") == "1.5"
    )


def test_a_view_that_followed_follows_again(page, qtbot):
    with qtbot.waitSignal(page.view.page_loaded, timeout=10_000):
        kill_renderer(page)

    page.wait_for(lambda s: s["sequence"] > 0)
    assert page.state()["locked"] is False


def test_a_page_in_an_endless_loop_is_replaced(open_page, qtbot):
    page = open_page(SceneSource(), hang_after_ms=1500)
    pid = page.view._page.renderProcessPid()

    with qtbot.waitSignal(page.view.page_loaded, timeout=15_000):
        page.view._page.runJavaScript("for (;;) {}")

    assert page.view._page.renderProcessPid() != pid
    page.wait_for(lambda s: s["units"] == 130)


def test_a_stopped_renderer_is_replaced(open_page, qtbot):
    page = open_page(SceneSource(), hang_after_ms=1500)

    with qtbot.waitSignal(page.view.page_loaded, timeout=15_000):
        os.kill(page.view._page.renderProcessPid(), signal.SIGSTOP)

    page.wait_for(lambda s: s["units"] == 130)


def test_a_page_that_keeps_dying_is_reported_and_tried_more_slowly(page, qtbot):
    reasons = []
    page.view.page_failed.connect(reasons.append)
    for _ in range(3):
        with qtbot.waitSignal(page.view.page_loaded, timeout=10_000):
            kill_renderer(page)
        page.wait_for(lambda s: s["units"] == 130)
    assert reasons == []

    with qtbot.waitSignal(page.view.page_loaded, timeout=10_000):
        kill_renderer(page)

    assert reasons == ["renderer ended: KilledTerminationStatus, code 9"]


def test_our_own_pause_is_not_taken_for_the_page_s(open_page, qtbot):
    page = open_page(SceneSource(), hang_after_ms=1500)
    loads = []
    page.view.page_loaded.connect(lambda: loads.append(1))
    busy = QElapsedTimer()
    busy.start()

    while busy.elapsed() < 3000:  # the program is busy and reads no heartbeat
        pass
    beats = []
    page.view._channel.page_painted.connect(lambda *a: beats.append(a))
    qtbot.waitUntil(lambda: len(beats) >= 3, timeout=10_000)

    assert loads == []


def test_wishes_before_the_page_is_up_are_kept(open_page, qtbot):
    source = SceneSource()
    view = MapView(build_page(made_up_city()), source, WEB_ROOT)
    view.centre(GeoPoint(30.65, 103.66), 16)
    view.select(12, None)
    view.resize(800, 500)
    with qtbot.waitSignal(view.page_loaded, timeout=20_000):
        view.show()
    page = PageTester(qtbot, view, source)

    page.wait_for(lambda s: s["zoom"] == 16 and s["units"] == 130)

    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(view))


@pytest.mark.parametrize("after_load", [True, False])
def test_a_map_is_taken_down_without_a_word(qtbot, after_load):
    view = MapView(build_page(made_up_city()), SceneSource(), WEB_ROOT)
    view.resize(400, 300)
    view.show()
    if after_load:
        qtbot.waitSignal(view.page_loaded, timeout=20_000).wait()

    view.deleteLater()

    qtbot.waitUntil(lambda: not shiboken6.isValid(view))
