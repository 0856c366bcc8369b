"""The desk: one selection everywhere, all from the keyboard, nothing ordered by typing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bigscreen.domain.commands import AssignUnits, DeclareUnits
from bigscreen.domain.incidents import Level
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.situation import Situation
from bigscreen.ui.desk.shortcuts_overlay import ShortcutsOverlay
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.ui.widgets.text_label import TextLabel
from tests.support.boards import empty_board, full_board
from tests.support.hostile import HOSTILE
from tests.support.layout_faults import layout_faults
from tests.support.small_city import SOURCE, a_unit


@pytest.fixture
def case(scene, call):
    return call(20, level=Level.ONE)


def the_map(desk):
    return desk.panels.map_slot.map


def number_of(scene, unit_id):
    return scene.live.situation.units[unit_id].number


class TestSelection:
    def test_a_case_chosen_in_the_queue_is_chosen_everywhere(self, desk, case, qtbot):
        rect = desk.panels.queue.view.visualRect(desk.panels.queue.model.index(0))
        viewport = desk.panels.queue.view.viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
        assert the_map(desk).selected == (None, case)
        assert desk.panels.drawer.isVisible()
        assert desk.panels.drawer.title.text() == "Noise · 好又多超市"
        assert desk.panels.timeline.isVisible()

    def test_a_case_clicked_on_the_map_is_chosen_everywhere(self, desk, case, qtbot):
        the_map(desk).incident_clicked.emit(case)
        assert desk.panels.queue.view.currentIndex().row() == 0
        assert desk.panels.drawer.isVisible()
        the_map(desk).incident_clicked.emit("ghost")
        assert desk.parts.selection.incident_id == case

    def test_a_busy_unit_clicked_on_the_map_brings_its_case(self, desk, case, scene):
        scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1",)))
        the_map(desk).unit_clicked.emit(number_of(scene, "p-1"))
        assert (desk.parts.selection.incident_id, desk.parts.selection.unit_id) == (case, "p-1")
        assert the_map(desk).selected == (number_of(scene, "p-1"), case)
        assert desk.panels.unit_card.isVisible()

    def test_a_unit_clicked_beside_a_selected_case_can_be_added_to_the_order(
        self, desk, case, scene, qtbot
    ):
        desk.parts.selection.select_incident(case)
        the_map(desk).unit_clicked.emit(number_of(scene, "c-1"))
        assert desk.parts.selection.incident_id == case
        assert desk.panels.unit_card.choose.label == "Add to order"
        qtbot.keyClick(desk, Qt.Key.Key_A)
        assert desk.parts.choice.unit_ids == ("p-1", "c-1")
        assert desk.panels.unit_card.choose.label == "Take out of order"
        desk.panels.unit_card.choose.click()
        assert desk.parts.choice.unit_ids == ("p-1",)

    def test_the_units_case_can_be_opened_from_its_card(self, desk, case, scene, call):
        other = call(10, title="别处")
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-2",)))
        desk.parts.selection.select_incident(case)
        the_map(desk).unit_clicked.emit(number_of(scene, "p-2"))
        desk.panels.unit_card._cases[0].click()
        assert desk.parts.selection.incident_id == other

    def test_picking_makes_clicks_on_the_map_choose(self, desk, case, scene, qtbot):
        desk.parts.selection.select_incident(case)
        qtbot.keyClick(desk, Qt.Key.Key_M)
        assert desk.parts.actions.pick.text() == "Picking…"
        the_map(desk).unit_clicked.emit(number_of(scene, "p-2"))
        the_map(desk).unit_clicked.emit(number_of(scene, "p-1"))
        the_map(desk).unit_clicked.emit(9999)
        assert desk.parts.choice.unit_ids == ("p-2",)
        assert desk.parts.selection.unit_id == ""
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
        assert not desk.parts.actions.pick.isChecked()
        assert desk.parts.selection.incident_id == case

    def test_escape_lets_go_of_the_unit_first_and_then_the_case(self, desk, case, qtbot):
        desk.parts.selection.select_incident(case)
        desk.parts.selection.select_unit("p-1")
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
        assert (desk.parts.selection.incident_id, desk.parts.selection.unit_id) == (case, "")
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
        assert desk.parts.selection.incident_id == ""
        assert desk.panels.kpis.isVisible()
        assert the_map(desk).selected == (None, None)

    def test_a_case_that_is_gone_from_the_picture_is_let_go(self, desk, case, scene):
        desk.parts.selection.select_incident(case)
        scene.live._situation = Situation()
        desk._show_situation()
        assert desk.parts.selection.incident_id == ""

    def test_candidates_are_marked_on_the_map_the_chosen_ones_first(self, desk, case, scene):
        desk.parts.selection.select_incident(case)
        marked = the_map(desk).candidates
        assert marked[0] == number_of(scene, "p-1")
        assert len(marked) > 2
        desk.parts.selection.select_incident("")
        assert the_map(desk).candidates == []


class TestKeys:
    def test_typing_in_the_search_gives_no_order(self, desk, case, scene, qtbot):
        desk.parts.selection.select_incident(case)
        qtbot.keyClick(desk, Qt.Key.Key_Slash)
        search = desk.panels.queue.search
        assert search.hasFocus()
        qtbot.keyClicks(search, "nxdmfg12")
        qtbot.keyClick(search, Qt.Key.Key_Return)
        assert scene.sent == []
        assert search.text() == "nxdmfg12"
        assert QApplication.activeModalWidget() is None

    def test_enter_on_a_focused_button_means_that_button(self, desk, case, scene, qtbot):
        desk.parts.selection.select_incident(case)
        (pick,) = [
            b
            for b in desk.panels.drawer.findChildren(ActionButton)
            if b.action is desk.parts.actions.pick
        ]
        pick.setFocus()
        qtbot.keyClick(pick, Qt.Key.Key_Return)
        assert scene.sent == []
        assert desk.parts.actions.pick.isChecked()
        qtbot.keyClick(pick, Qt.Key.Key_Space)
        assert not desk.parts.actions.pick.isChecked()

    def test_cases_are_walked_through_with_two_keys(self, desk, case, call, qtbot):
        second = call(10, level=Level.TWO)
        desk._show_situation()
        qtbot.keyClick(desk, Qt.Key.Key_J)
        assert desk.parts.selection.incident_id == case
        qtbot.keyClick(desk, Qt.Key.Key_J)
        assert desk.parts.selection.incident_id == second
        qtbot.keyClick(desk, Qt.Key.Key_K)
        assert desk.parts.selection.incident_id == case

    def test_follow_and_full_screen(self, desk, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_F)
        assert the_map(desk).followed == 1
        qtbot.keyClick(desk, Qt.Key.Key_F11)
        assert desk.isFullScreen()
        qtbot.keyClick(desk, Qt.Key.Key_F11)
        assert not desk.isFullScreen()

    def test_escape_leaves_full_screen_last(self, desk, case, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_F11)
        desk.parts.selection.select_incident(case)
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
        assert desk.isFullScreen()
        assert desk.parts.selection.incident_id == ""
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
        assert not desk.isFullScreen()

    def test_the_sheet_of_keys_names_every_action(self, desk, settle):
        desk.parts.actions.shortcuts.trigger()
        (sheet,) = desk.findChildren(ShortcutsOverlay)
        settle(sheet)
        assert layout_faults(sheet) == []
        groups = desk.parts.actions.key_sheet(desk.actions())
        listed = [entry for _, entries in groups for entry in entries]
        assert all(keys and purpose for keys, purpose in listed)
        assert ("Enter", "Dispatch the chosen units") in listed
        said = {label.text() for label in sheet.findChildren(TextLabel)}
        assert {purpose for _, purpose in listed} | {name for name, _ in groups} <= said
        numbered = set(desk.parts.actions.ranks)
        assert {a.whatsThis() for a in desk.actions() if a not in numbered} <= said
        for name, keys in desk.centre.dialog.key_sheet():
            assert keys
            assert {f"In the centre's window: {name}", *(purpose for _, purpose in keys)} <= said

    def test_no_key_stands_for_two_actions(self, desk):
        keys = [key.toString() for action in desk.parts.actions.all for key in action.shortcuts()]
        assert len(keys) == len(set(keys))

    def test_every_button_and_list_is_reached_with_tab(self, desk, case, qtbot):
        desk.parts.selection.select_incident(case)
        desk.panels.queue.search.setFocus()
        reached = set()
        for _ in range(60):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            reached.add(QApplication.focusWidget())
        drawer = desk.panels.drawer
        assert {drawer.assign_button, drawer.candidates.view, desk.panels.queue.view} <= reached


class TestPicture:
    def test_figures_stand_where_no_case_is_selected(self, desk, scene):
        scene.show_board(full_board(scene.city, scene.now))
        assert desk.panels.kpis.isVisible()
        assert desk.panels.volume.isVisible()
        assert desk.panels.kpis.trend._figures[0].value.text() == "P50  02:14"

    def test_a_lost_link_shows_the_band_and_greys_the_panels(self, desk, scene):
        scene.set_link(LinkStatus.LOST, reason="silent")
        assert desk.band.isVisible()
        assert desk.content._veil.isVisible()
        scene.set_link(LinkStatus.LIVE)
        assert not desk.band.isVisible()
        assert not desk.content._veil.isVisible()

    def test_clocks_run_with_the_hubs_second(self, desk, case, scene):
        desk.parts.selection.select_incident(case)
        scene.pass_time(30)
        desk._hand._on_timer_timeout()
        assert desk.top_bar._clock == "12:00:31"
        assert desk.panels.drawer.facts._elapsed.text() == "Elapsed 00:50"
        for _ in range(3):
            desk._on_ticked(scene.now)

    def test_hints_name_whom_to_send_to_waiting_cases(self, desk, case, call, scene):
        call(5, level=Level.TWO)
        desk._show_situation()
        for _ in range(3):
            desk._hints._on_timer_timeout()
        hints = desk.panels.queue.model._hints
        assert sorted(hints.values()) == ["Send 巡p-1 · 0.5 min"] * 2

    def test_another_city_gets_another_map(self, desk, scene):
        first = the_map(desk)
        desk.panels.map_slot.show_city(scene.city)
        assert the_map(desk) is first
        assert desk.panels.map_slot.show_city(replace(scene.city, id="other")) is not first

    def test_an_empty_board_says_why_there_is_nothing(self, desk, scene, settle):
        scene.show_board(empty_board(scene.now))
        settle(desk)
        assert desk.panels.kpis.trend._empty.isVisible()
        assert layout_faults(desk) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_text(desk, scene, call, settle, text):
    """Whatever comes in stands as text, in its own place, in queue, drawer, timeline and card."""
    case = call(20, title="x")
    situation = scene.live.situation
    state = situation.incidents[case]
    fields = {name: getattr(state.incident, name) for name in state.incident.__slots__}
    fields |= {"title": text, "address": text, "summary": text, "number": text, "source": text}
    situation.incidents[case] = type(state)(incident=type(state.incident)(**fields), version=7)
    unit = a_unit("p-1", call_sign=text, squad=text)
    scene.happen(DeclareUnits(units=(a_unit("p-1"),)), SOURCE)
    known = situation.units["p-1"]
    situation.units["p-1"] = type(known)(unit=unit, number=known.number)
    desk._show_situation()
    desk.parts.selection.select_incident(case)
    desk.parts.selection.select_unit("p-1")
    settle(desk)
    assert layout_faults(desk) == []
    drawer = desk.panels.drawer
    assert drawer.title.textFormat() is Qt.TextFormat.PlainText
    for widget in (drawer.title, drawer.assign_button, desk.panels.unit_card.title):
        tip = widget.toolTip().removeprefix("<p style='white-space:pre-wrap'>")
        assert "<" not in tip.removesuffix("</p>")
    assert not [key for key in (drawer.assign_button.shortcut(),) if not key.isEmpty()]
