"""The palette: one field finds everything and does everything, by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.duty_plan import DutyPlan, Officer, Squad
from bigscreen.domain.incidents import Level
from bigscreen.ui.find.palette import Palette
from tests.support.hostile import HOSTILE
from tests.support.layout_faults import layout_faults
from tests.support.small_city import IN_WEST


@pytest.fixture
def city(scene):
    plan = DutyPlan(
        squads=(Squad(code="s9", name="北城中队", name_en="North", force="cg"),),
        officers=(Officer(id="P01", name="李娜", force="police", unit_id="p-2"),),
    )
    streets = (Street(name="滨河路", rank=1, line=(IN_WEST, IN_WEST)),)
    scene.replace_city(replace(scene.city, plan=plan, base_map=BaseMap(streets=streets)))
    return scene.city


@pytest.fixture
def typed(desk, city, qtbot):
    """Return a function that opens the palette with its key, and types."""

    def opened(text=""):
        qtbot.waitUntil(lambda: not desk.search.feed.is_reading)
        qtbot.keyClick(desk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        (palette,) = [one for one in desk.findChildren(Palette) if one.isVisible()]
        qtbot.keyClicks(palette.field, text)
        return palette

    return opened


def lines(palette):
    return [palette.model.line(place) for place in range(palette.model.rowCount())]


def chosen(palette):
    return palette.model.line(palette.view.currentIndex().row())


def enter(palette, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_every_action_of_the_window_is_offered_before_anything_is_typed(desk, typed, settle):
    extra = QAction("Added later", desk)
    desk.addAction(extra)
    palette = typed()
    offered = {line.text for line in lines(palette)}
    assert {action.whatsThis() or action.text() for action in desk.actions()} <= offered
    assert "Order: By deadline" in offered
    settle(palette)
    assert layout_faults(palette) == []


def test_an_action_is_found_by_its_name_and_run_after_the_palette_is_gone(desk, typed, qtbot):
    palette = typed("full scr")
    assert chosen(palette).text == "Full screen"
    assert chosen(palette).keys == "F11"
    with qtbot.waitSignal(desk.parts.actions.full_screen.triggered):
        enter(palette, qtbot)
    qtbot.waitUntil(lambda: not desk.findChildren(Palette) or not palette.isVisible())


def test_an_action_that_can_not_be_done_says_so_and_stays(desk, typed, scene, qtbot):
    palette = typed("escalate")
    assert not chosen(palette).enabled
    enter(palette, qtbot)
    assert palette.isVisible()
    assert palette._notice.text() == "Escalate: not possible now"
    assert scene.sent == []


def test_enter_selects_the_case_that_was_found(desk, typed, call, qtbot):
    case = call(20, title="好又多超市", level=Level.ONE)
    palette = typed("hyd")
    enter(palette, qtbot)
    assert desk.parts.selection.incident_id == case
    assert desk.panels.map_slot.map.centred == IN_WEST


def test_enter_shows_the_unit_and_an_officers_unit(desk, typed, qtbot):
    palette = typed("xp-1")
    enter(palette, qtbot)
    assert desk.parts.selection.unit_id == "p-1"
    palette = typed("lina")
    enter(palette, qtbot)
    assert desk.parts.selection.unit_id == "p-2"
    assert desk.panels.map_slot.map.centred.lat == pytest.approx(IN_WEST.lat + 0.004)


def test_a_squad_without_a_unit_says_so(desk, typed, qtbot):
    palette = typed("bczd")
    enter(palette, qtbot)
    assert palette._notice.text() == "North has no unit on duty"


def test_enter_brings_a_street_into_the_middle(desk, typed, qtbot):
    palette = typed("binhe")
    enter(palette, qtbot)
    assert desk.panels.map_slot.map.centred == IN_WEST
    assert desk.parts.selection.incident_id == ""


def test_keys_walk_past_headings_and_round(desk, typed, call, qtbot):
    call(20, title="滨河路口")
    palette = typed("bin")
    first = chosen(palette)
    assert not first.is_heading
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    second = chosen(palette)
    assert second != first
    assert not second.is_heading
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert not chosen(palette).is_heading
    qtbot.keyClick(palette.field, Qt.Key.Key_PageUp)
    assert chosen(palette) == first


def test_typing_gives_no_order_and_escape_changes_nothing(desk, typed, call, scene, qtbot):
    case = call(20, level=Level.ONE)
    desk.parts.selection.select_incident(case)
    palette = typed("nxdmfg12")
    assert palette._nothing.isVisible()
    enter(palette, qtbot)
    assert palette.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert scene.sent == []
    assert desk.parts.selection.incident_id == case
    assert QApplication.activeModalWidget() is None


def test_what_is_chosen_stays_chosen_while_more_is_read(desk, typed, call, qtbot):
    call(20, title="滨河路口")
    palette = typed("bin")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    before = chosen(palette)
    call(1, title="滨江东路", level=Level.ONE)
    with qtbot.waitSignal(desk.search.feed.read, timeout=3000):
        pass
    qtbot.waitUntil(lambda: "滨江东路" in "".join(line.text for line in lines(palette)))
    assert chosen(palette) == before


def test_a_click_chooses(desk, typed, call, qtbot):
    case = call(20, title="好又多超市")
    palette = typed("hyd")
    rect = palette.view.visualRect(palette.view.currentIndex())
    qtbot.mouseClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.parts.selection.incident_id == case


def test_what_happens_later_is_found_and_what_is_gone_is_not(desk, typed, call, scene, qtbot):
    palette = typed("qxwl")
    assert lines(palette) == []
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    case = call(1, title="七星万里")
    qtbot.waitUntil(lambda: desk.search.find_cases("qxwl") == {case}, timeout=3000)
    desk.panels.queue.search.setText("qxwl")
    assert [row.incident_id for row in desk.panels.queue.model.shown_rows()] == [case]


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_hostile_names_are_text(desk, typed, call, text, settle):
    call(20, title="七星")
    desk.search.feed.index.put(
        replace(next(iter(desk.search.feed.index.ids("unit").values())), name=text, words=("zq",))
    )
    palette = typed("zq")
    settle(palette)
    assert layout_faults(palette) == []
