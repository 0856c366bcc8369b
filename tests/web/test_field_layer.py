"""What the page does about areas of reach, tracks, units on one spot, and units in a box."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from bigscreen.viewmodels.map_frame import mercator_world_u32
from tests.support.map_scene import SceneSource, at, made_up_city, marked

PARKED = (50, 51, 52)
SPOT = at(0.6, 0.35)


@pytest.fixture
def source() -> SceneSource:
    """Return the made-up situation with three units parked on one spot, everybody else away."""
    source = SceneSource()
    table = source.fixes
    for number in range(13, len(table.lat)):
        table.lat[number], table.lon[number] = at(0.02, 0.02).lat, at(0.02, 0.02).lon
    for number in PARKED:
        table.lat[number], table.lon[number] = SPOT.lat, SPOT.lon
    table.generation += 1
    return source


@pytest.fixture
def page(open_page, source):
    page = open_page(source, painter="stamp")
    page.view.centre(SPOT, 15.0)
    page.wait_for(lambda state: state["zoom"] == 15.0)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    return page


def ring(*places: tuple[float, float]) -> list[int]:
    """Return an outline by shares of the city, counted from its centre."""
    centre = made_up_city().centre
    points = [at(*place) for place in places]
    x, y = mercator_world_u32([p.lat for p in points], [p.lon for p in points])
    [origin_x], [origin_y] = mercator_world_u32(centre.lat, centre.lon)
    pairs = zip(x.tolist(), y.tolist(), strict=True)
    return [value for a, b in pairs for value in (a - int(origin_x), b - int(origin_y))]


def spread(state: dict) -> list[dict]:
    """Return what of the page's targets belongs to spread units."""
    return [target for target in state["targets"] if target.get("spread")]


def where(page) -> QPoint:
    return page.screen_of(SPOT.lat, SPOT.lon)


def drag(page, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier) -> None:
    surface, left = page.surface(), Qt.MouseButton.LeftButton
    QTest.mousePress(surface, left, keys, start)
    for share in (0.3, 0.7, 1.0):
        step = start + QPoint(
            round((end.x() - start.x()) * share), round((end.y() - start.y()) * share)
        )
        QTest.mouseMove(surface, step)
        QTest.qWait(20)
    QTest.mouseRelease(surface, left, keys, end)


def test_areas_are_drawn_on_the_ground_with_their_labels(page):
    middle = where(page) + QPoint(0, 60)
    before = page.colour(middle)
    areas = [
        {"label": "1 min · 2 free", "rings": [ring((0.5, 0.2), (0.7, 0.2), (0.7, 0.5), (0.5, 0.5))]}
    ]
    page.view.show_reach({"areas": areas, "note": None})
    page.wait_for(lambda state: state["reach"]["areas"] == ["1 min · 2 free"])
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    assert page.colour(middle).green() > before.green()
    page.view.show_part("reach", shown=False)
    page.wait_for(lambda state: "reach" not in state["parts"])
    page.view.show_reach({"areas": [], "note": {"x": 0, "y": 0, "words": "no streets"}})
    assert page.wait_for(lambda state: not state["reach"]["areas"])["reach"]["note"] == "no streets"


def test_a_click_on_parked_units_spreads_them_and_a_second_one_chooses(page, qtbot):
    clicked: list[int] = []
    page.view.unit_clicked.connect(clicked.append)
    page.click(where(page))
    state = page.wait_for(lambda state: bool(spread(state)))
    assert state["heap"] == list(PARKED)
    assert clicked == []
    assert {one["number"] for one in spread(state)} == set(PARKED)
    chosen = next(one for one in spread(state) if one["number"] == 51)["box"]
    middle = QPoint(
        round((chosen["left"] + chosen["right"]) / 2),
        round((chosen["top"] + chosen["bottom"]) / 2),
    )
    with qtbot.waitSignal(page.view.unit_clicked):
        page.click(middle)
    assert clicked == [51]
    page.click(where(page) + QPoint(-260, 200))
    page.wait_for(lambda state: not state["heap"])


def test_resting_on_parked_units_spreads_them_until_the_pointer_leaves(page):
    spot = where(page)
    QTest.mouseMove(page.surface(), spot - QPoint(200, 100))
    for step in (4, 2, 0):
        QTest.mouseMove(page.surface(), spot + QPoint(step, 0))
        QTest.qWait(15)
    page.wait_for(lambda state: state["heap"] == list(PARKED))
    for step in (60, 160, 320):
        QTest.mouseMove(page.surface(), spot + QPoint(step, 180))
        QTest.qWait(15)
    page.wait_for(lambda state: not state["heap"])


def test_spread_units_do_not_overlap_and_stay_in_the_view(page):
    page.view.spread(list(range(13, 60)))
    state = page.wait_for(lambda state: bool(spread(state)))
    boxes = [one["box"] for one in spread(state)]
    assert len(boxes) == 47
    for box in boxes:
        assert box["top"] >= 0
        assert box["bottom"] <= page.view.height()
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
    page.view.spread([])
    page.wait_for(lambda state: not state["heap"])


def test_shift_and_drag_chooses_what_is_in_the_box_and_moves_nothing(page, qtbot):
    before = page.state()
    spot = where(page)
    with qtbot.waitSignal(page.view.units_boxed) as boxed:
        drag(page, spot - QPoint(60, 50), spot + QPoint(60, 50), Qt.KeyboardModifier.ShiftModifier)
    numbers, is_adding = boxed.args
    assert set(PARKED) <= set(numbers)
    assert is_adding is False
    after = page.state()
    assert (after["lat"], after["lon"], after["zoom"]) == (
        before["lat"],
        before["lon"],
        before["zoom"],
    )
    page.view.show_group(numbers)
    assert page.wait_for(lambda state: bool(state["group"]))["group"] == numbers


def test_a_hidden_part_stays_hidden_after_a_reload_and_is_told(page, qtbot):
    with qtbot.waitSignal(page.view.part_shown) as told:
        page.view.show_part("grids", shown=False)
    assert told.args == ["grids", False]
    with qtbot.waitSignal(page.view.page_loaded, timeout=20_000):
        page.view._load()
    page.wait_for(lambda state: "grids" not in state["parts"] and state["sequence"] > 0)


def test_candidates_have_the_number_of_their_row(page):
    page.view.select(None, "i0")
    page.view.show_candidates(marked(50, 51))
    state = page.wait_for(lambda state: bool(state["candidates"]))
    assert [one["rank"] for one in state["candidates"]] == [1, 2]
