"""A click says what it hit; the selection shows on the page."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from bigscreen.domain.fixes import FixTable
from bigscreen.domain.geo import GeoPoint
from tests.support.map_scene import CENTRE, SceneSource, made_up_snapshot, marked
from tests.web.conftest import PageTester


def test_a_click_on_a_unit_names_the_unit(page, qtbot):
    with qtbot.waitSignal(page.view.unit_clicked) as told:
        page.click(page.screen(30))

    assert told.args == [30]


def test_a_click_beside_a_unit_still_means_it(page, qtbot):
    with qtbot.waitSignal(page.view.unit_clicked) as told:
        page.click(page.screen(30) + QPoint(6, 6))

    assert told.args == [30]


@pytest.mark.parametrize("case", ["i0", "i3"])
def test_a_click_on_a_case_or_on_its_label_names_the_case(page, qtbot, case):
    place = page.source.situation.incidents[case].incident.location
    with qtbot.waitSignal(page.view.incident_clicked) as told:
        page.click(page.screen_of(place.lat, place.lon))
    assert told.args == [case]

    box = next(t["box"] for t in page.state()["targets"] if t.get("id") == case and "box" in t)
    with qtbot.waitSignal(page.view.incident_clicked) as told:
        page.click(QPoint(round(box["right"] - 8), round(box["top"] + 8)))
    assert told.args == [case]


def test_a_click_on_the_ground_gives_its_place(page, qtbot):
    place = GeoPoint(CENTRE.lat - 0.0321, CENTRE.lon + 0.0023)
    at = page.screen_of(place.lat, place.lon)
    page.source.fixes = FixTable()
    page.changed()

    with qtbot.waitSignal(page.view.map_clicked) as told:
        page.click(at)

    assert told.args == [pytest.approx(place.lat, abs=2e-4), pytest.approx(place.lon, abs=2e-4)]


def test_a_drag_is_no_click_and_moves_the_view(page, qtbot):
    clicks: list[object] = []
    for signal in (page.view.unit_clicked, page.view.incident_clicked, page.view.map_clicked):
        signal.connect(lambda *args: clicks.append(args))
    before = page.state()
    surface, start = page.surface(), QPoint(500, 500)

    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(surface, start + QPoint(10 * step, 0))
        page.ask("new Promise(requestAnimationFrame)")
    with qtbot.waitSignal(page.view.view_changed, timeout=5_000) as told:
        QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))

    assert page.state()["lon"] < before["lon"]
    assert told.args[3] is True
    assert clicks == []


def test_the_selected_unit_is_highlighted_and_named(page):
    page.source.picture.select(30, None)
    page.changed()

    state = page.state()

    assert state["selectedUnit"] == 30
    assert any(t["kind"] == "unit" and t["number"] == 30 for t in state["targets"])


def test_a_selection_told_through_the_door_shows_before_the_next_frame(page):
    page.view.select(30, "i4")

    page.wait_for(lambda s: s["selectedUnit"] == 30)


def test_recommended_units_are_raised_with_their_rank(open_page):
    source = SceneSource(made_up_snapshot())
    source.picture.select(None, "i3")
    page = open_page(source)

    page.view.show_candidates(marked(40, 41, 42))

    state = page.wait_for(lambda s: len(s["candidates"]) == 3)
    assert [c["rank"] for c in state["candidates"]] == [1, 2, 3]
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    raised = {t["number"] for t in page.state()["targets"] if t["kind"] == "unit"}
    assert {40, 41, 42} <= raised


def test_the_nearest_of_several_units_is_the_one_that_is_meant(page: PageTester):
    numbers = page.ask(
        "import('/assets/hit.js').then(({ UnitIndex }) => {"
        " const n = 5000; const index = new UnitIndex();"
        " const x = Uint32Array.from({ length: n }, (_, i) => (i * 7919) % 800);"
        " const y = Uint32Array.from({ length: n }, (_, i) => (i * 104729) % 600);"
        " const number = Uint32Array.from({ length: n }, (_, i) => i + 1);"
        " const camera = { k: 1, ox: 0, oy: 0, width: 800, height: 600 };"
        " index.invalidate({ count: n, x, y, number }, camera);"
        " const wrong = []; for (let t = 0; t < 300; t += 1) {"
        "  const px = (t * 37) % 800, py = (t * 53) % 600; let d2 = 144;"
        "  for (let i = 0; i < n; i += 1) { const d = (x[i]-px)**2 + (y[i]-py)**2;"
        "   d2 = Math.min(d, d2); }"
        "  const found = index.nearest(px, py, 12);"
        "  const apart = found === null ? 144 : (x[found-1]-px)**2 + (y[found-1]-py)**2;"
        "  if (apart > d2) wrong.push([px, py]); }"
        " return [wrong, index.nearest(-500, -500, 12)]; })"
    )

    assert numbers == [[], None]
