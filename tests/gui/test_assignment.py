"""From a case to an answered order: pending, accepted, refused, warned, undone, never twice."""

import pytest
from PySide6.QtCore import Qt

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.units import Duty
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.viewmodels.order_notice import Phase
from tests.support.small_city import OTHER_DESK, SOURCE


@pytest.fixture
def case(desk, call):
    """Return a selected call nobody was sent to."""
    made = call(20)
    desk.parts.selection.select_incident(made)
    return made


def orders(scene):
    return [command for _, command in scene.sent]


def notice(desk):
    return desk.panels.drawer.notice.notice


def button(desk):
    return desk.panels.drawer.assign_button


def press_enter(qtbot, desk):
    qtbot.keyClick(desk, Qt.Key.Key_Return)


def test_the_nearest_unit_of_the_lead_force_is_proposed(desk, case):
    assert desk.parts.choice.unit_ids == ("p-1",)
    assert button(desk).label == "Dispatch 巡p-1"
    assert button(desk).look is ButtonLook.PRIMARY
    rows = desk.panels.drawer.candidates.model.rows()
    assert rows[0].unit_id == "p-1"
    assert "leads" in rows[0].reasons


def test_enter_sends_exactly_what_the_button_says(desk, case, scene, qtbot):
    press_enter(qtbot, desk)
    assert orders(scene) == [AssignUnits(incident_id=case, unit_ids=("p-1",))]


def test_a_pending_order_looks_pending_and_moves_nothing(desk, case, scene, qtbot):
    qtbot.mouseClick(button(desk), Qt.MouseButton.LeftButton)
    assert notice(desk).phase is Phase.PENDING
    assert button(desk).look is ButtonLook.PENDING
    assert not button(desk).isEnabled()
    assert desk.panels.queue.model.row(0).chips == ()
    press_enter(qtbot, desk)
    assert len(scene.sent) == 1


def test_an_accepted_order_shows_when_the_event_is_there(desk, case, scene, qtbot):
    press_enter(qtbot, desk)
    scene.settle()
    assert notice(desk).phase is Phase.ACCEPTED
    qtbot.waitUntil(lambda: len(desk.panels.queue.model.row(0).chips) == 1)
    assert desk.parts.choice.unit_ids == ()
    assert button(desk).label == "Choose units to dispatch"
    press_enter(qtbot, desk)
    assert scene.sent == []


def test_the_good_news_goes_after_a_while_and_a_refusal_stays(desk, case, scene, qtbot):
    press_enter(qtbot, desk)
    scene.settle()
    scene.pass_time(13)
    desk._on_ticked(scene.now)
    assert notice(desk) is None
    desk.parts.choice.toggle("p-2")
    press_enter(qtbot, desk)
    scene.answer(OutcomeStatus.REFUSED, code="off_duty", facts={"call_sign": "巡p-2"})
    scene.pass_time(3600)
    desk._on_ticked(scene.now)
    assert notice(desk).phase is Phase.REFUSED
    assert notice(desk).detail == "巡p-2 is off duty."


def test_a_refused_order_leaves_the_choice_to_try_again(desk, case, scene, qtbot):
    press_enter(qtbot, desk)
    scene.answer(OutcomeStatus.REFUSED, code="ledger_unavailable")
    assert desk.parts.choice.unit_ids == ("p-1",)
    assert button(desk).look is ButtonLook.PRIMARY
    press_enter(qtbot, desk)
    assert len(scene.sent) == 1


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        (OutcomeStatus.NOT_SENT, Phase.NOT_SENT),
        (OutcomeStatus.UNCONFIRMED, Phase.UNCONFIRMED),
    ],
)
def test_an_order_over_a_broken_line_says_which_way_it_broke(
    desk, case, scene, qtbot, status, phase
):
    press_enter(qtbot, desk)
    scene.answer(status)
    assert notice(desk).phase is phase


def test_an_unconfirmed_order_settles_once_more(desk, case, scene, qtbot):
    press_enter(qtbot, desk)
    again = list(scene.sent)
    scene.answer(OutcomeStatus.UNCONFIRMED)
    scene.sent[:] = again
    scene.settle()
    assert notice(desk).phase is Phase.ACCEPTED
    assert desk.parts.desk.undoable().unit_ids == ("p-1",)


def test_no_two_phases_look_alike(desk, case, scene, qtbot):
    looks = set()
    for phase in ("pending", "settled"):
        if phase == "pending":
            press_enter(qtbot, desk)
        else:
            scene.settle()
        desk.panels.drawer.notice.grab()
        looks.add(desk.panels.drawer.notice.grab().toImage().pixel(25, 25))
    assert len(looks) == 2


class TestHeldUnit:
    @pytest.fixture
    def held(self, desk, case, scene, call):
        """Have another desk send p-1 elsewhere, and this desk choose it all the same."""
        other = call(300, title="旧案")
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-1",)), OTHER_DESK)
        desk._show_situation()
        assert desk.parts.choice.unit_ids == ("p-1",)
        return case

    def test_a_warning_says_who_holds_the_unit_and_a_second_order_confirms(
        self, desk, held, scene, qtbot
    ):
        press_enter(qtbot, desk)
        scene.settle()
        assert notice(desk).phase is Phase.WARNED
        assert "旧案" in notice(desk).title
        assert "desk-2" in notice(desk).title
        assert button(desk).look is ButtonLook.WARNING
        press_enter(qtbot, desk)
        assert orders(scene) == [AssignUnits(incident_id=held, unit_ids=("p-1",), confirm=True)]
        scene.settle()
        assert notice(desk).phase is Phase.ACCEPTED

    def test_another_choice_withdraws_the_warning(self, desk, held, scene, qtbot):
        press_enter(qtbot, desk)
        scene.settle()
        desk.parts.choice.toggle("p-2")
        assert notice(desk) is None
        assert button(desk).look is ButtonLook.PRIMARY
        press_enter(qtbot, desk)
        assert orders(scene)[0].confirm is False

    def test_a_warning_belongs_to_its_case(self, desk, held, scene, qtbot, call):
        press_enter(qtbot, desk)
        scene.settle()
        desk.parts.selection.select_incident(call(5, title="别处"))
        assert notice(desk) is None
        desk.parts.selection.select_incident(held)
        assert notice(desk).phase is Phase.WARNED

    def test_where_the_city_blocks_nothing_can_be_confirmed(self, desk, held, scene, qtbot):
        press_enter(qtbot, desk)
        scene.answer(OutcomeStatus.REFUSED, code="unit_held", facts={}, can_confirm=False)
        assert notice(desk).phase is Phase.REFUSED
        assert button(desk).look is ButtonLook.PRIMARY


class TestUndo:
    def test_undo_releases_the_last_accepted_assignment(self, desk, case, scene, qtbot):
        action = desk.parts.actions.undo
        assert not action.isEnabled()
        press_enter(qtbot, desk)
        scene.settle()
        qtbot.waitUntil(action.isEnabled)
        assert action.text() == "Undo 巡p-1"
        qtbot.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert orders(scene) == [ReleaseUnit(incident_id=case, unit_id="p-1", reason="undo")]
        scene.settle()
        qtbot.waitUntil(lambda: not action.isEnabled())

    def test_undo_goes_back_to_the_case_it_changes(self, desk, case, scene, qtbot, call):
        press_enter(qtbot, desk)
        scene.settle()
        desk.parts.selection.select_incident(call(5, title="别处"))
        qtbot.waitUntil(desk.parts.actions.undo.isEnabled)
        desk.parts.actions.undo.trigger()
        assert desk.parts.selection.incident_id == case

    def test_what_somebody_else_has_released_can_not_be_undone(self, desk, case, scene, qtbot):
        desk.parts.choice.toggle("p-2")
        press_enter(qtbot, desk)
        scene.settle()
        qtbot.waitUntil(desk.parts.actions.undo.isEnabled)
        scene.happen(ReleaseUnit(incident_id=case, unit_id="p-1"), OTHER_DESK)
        qtbot.waitUntil(lambda: desk.parts.actions.undo.text() == "Undo 巡p-2")
        scene.happen(ReleaseUnit(incident_id=case, unit_id="p-2"), OTHER_DESK)
        qtbot.waitUntil(lambda: not desk.parts.actions.undo.isEnabled())
        assert desk.parts.desk.undo() == ""

    def test_an_answer_that_comes_before_its_event_is_not_forgotten(self, desk, case, scene):
        desk.parts.desk.assign(case, ("p-1",))
        scene.answer(OutcomeStatus.ACCEPTED, last_seq=scene.live.situation.seq + 1)
        assert desk.parts.desk.undoable() is None
        scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1",)))
        assert desk.parts.desk.undoable().unit_ids == ("p-1",)


class TestChoice:
    def test_digits_and_clicks_choose_several(self, desk, case, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_2)
        second = desk.panels.drawer.candidates.model.rows()[1].unit_id
        assert desk.parts.choice.unit_ids == ("p-1", second)
        view = desk.panels.drawer.candidates.view
        middle = view.visualRect(view.model().index(0, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert desk.parts.choice.unit_ids == (second,)

    def test_space_chooses_the_candidate_under_the_focus(self, desk, case, qtbot):
        view = desk.panels.drawer.candidates.view
        view.setFocus()
        view.setCurrentIndex(view.model().index(1, 0))
        qtbot.keyClick(view, Qt.Key.Key_Space)
        assert len(desk.parts.choice.unit_ids) == 2

    def test_a_joint_order_says_so(self, desk, case, scene):
        desk.parts.choice.toggle("c-1")
        assert button(desk).label == "Joint dispatch 巡p-1 + 城c-1"

    def test_a_unit_that_goes_off_duty_is_given_up(self, desk, case, scene):
        scene.happen(SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY), SOURCE)
        desk._show_situation()
        assert desk.parts.choice.unit_ids == ()

    def test_new_positions_never_change_the_choice(self, desk, case, scene):
        scene.place({"p-2": scene.live.situation.incidents[case].incident.location}, age_s=0)
        desk._case_view._show_candidates()
        assert desk.panels.drawer.candidates.model.rows()[0].unit_id == "p-2"
        assert desk.parts.choice.unit_ids == ("p-1",)

    def test_a_case_somebody_is_on_proposes_nobody(self, desk, case, scene, call):
        other = call(10)
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-2",)))
        desk.parts.selection.select_incident(other)
        assert desk.parts.choice.unit_ids == ()

    def test_a_unit_that_holds_the_case_can_not_be_added_again(self, desk, case, scene):
        scene.happen(AssignUnits(incident_id=case, unit_ids=("p-2",)))
        desk._show_situation()
        desk._orders._on_candidates_unit_toggled("p-2")
        assert desk.parts.choice.unit_ids == ("p-1",)


class TestOtherOrders:
    def answer_dialog(self, desk, text):
        (dialog,) = desk.findChildren(AskDialog)
        (field,) = dialog.inputs.values()
        field.setPlainText(text)
        dialog.submit_button.click()

    def test_a_note_needs_words(self, desk, case, scene, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_N)
        (dialog,) = desk.findChildren(AskDialog)
        assert not dialog.submit_button.isEnabled()
        self.answer_dialog(desk, "  带警戒线 ")
        assert orders(scene) == [AddNote(incident_id=case, text="带警戒线")]

    def test_closing_carries_the_version_that_was_seen(self, desk, case, scene, qtbot):
        seen = scene.live.situation.incidents[case].version
        qtbot.keyClick(desk, Qt.Key.Key_X)
        scene.happen(AddNote(incident_id=case, text="x"), OTHER_DESK)
        self.answer_dialog(desk, "调解")
        assert orders(scene) == [
            CloseIncident(incident_id=case, disposition="调解", expected_version=seen)
        ]
        scene.settle()
        assert notice(desk).phase is Phase.REFUSED

    def test_a_closed_case_can_be_reopened_and_takes_no_units(self, desk, case, scene, qtbot):
        scene.happen(CloseIncident(incident_id=case))
        desk._show_situation()
        assert not button(desk).isVisible()
        assert not desk.panels.drawer.candidates.isVisible()
        press_enter(qtbot, desk)
        qtbot.keyClick(desk, Qt.Key.Key_O)
        self.answer_dialog(desk, "复发")
        assert orders(scene) == [ReopenIncident(incident_id=case, reason="复发")]

    def test_the_next_milestone_of_the_only_unit_is_one_key(self, desk, case, scene, qtbot):
        scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1",)))
        desk._show_situation()
        assert desk.parts.actions.record.text() == "+ Accepted"
        qtbot.keyClick(desk, Qt.Key.Key_G)
        qtbot.keyClick(desk, Qt.Key.Key_D)
        assert orders(scene) == [
            RecordMilestone(incident_id=case, unit_id="p-1", milestone=Milestone.ACCEPTED),
            ReleaseUnit(incident_id=case, unit_id="p-1"),
        ]

    def test_of_several_units_the_selected_one_is_meant(self, desk, case, scene, qtbot):
        scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1", "p-2")))
        desk._show_situation()
        assert not desk.parts.actions.release.isEnabled()
        desk.parts.selection.select_unit("p-2")
        qtbot.keyClick(desk, Qt.Key.Key_D)
        assert orders(scene) == [ReleaseUnit(incident_id=case, unit_id="p-2")]

    def test_the_timeline_has_a_row_and_buttons_for_every_unit(self, desk, case, scene, qtbot):
        assert len(desk.panels.timeline.rows()) == 1
        scene.happen(AssignUnits(incident_id=case, unit_ids=("p-1", "p-2")))
        desk._show_situation()
        first, second = desk.panels.timeline.rows()
        second._record.click()
        first._release.click()
        assert orders(scene) == [
            RecordMilestone(incident_id=case, unit_id="p-2", milestone=Milestone.ACCEPTED),
            ReleaseUnit(incident_id=case, unit_id="p-1"),
        ]


class TestRegister:
    @pytest.fixture
    def form(self, desk, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        return desk._orders._registering

    def test_a_case_is_registered_at_the_place_clicked_on_the_map(self, desk, form, scene, qtbot):
        desk.panels.map_slot.map.map_clicked.emit(30.5, 103.25)
        assert form.place.text() == "30.50000, 103.25000 · West"
        form.title.setText("好又多超市")
        form.submit_button.click()
        (command,) = orders(scene)
        assert (command.item_code, command.title, command.level) == ("noise", "好又多超市", None)
        assert (command.location.lat, command.location.lon) == (30.5, 103.25)
        assert not form.submit_button.isEnabled()
        scene.settle()
        assert desk._orders._registering is None
        assert scene.live.situation.incidents[desk.parts.selection.incident_id].incident.title == (
            "好又多超市"
        )

    def test_a_refused_registration_keeps_the_form(self, desk, form, scene):
        form.submit_button.click()
        scene.answer(OutcomeStatus.REFUSED, code="unknown_item", facts={"item": "noise"})
        assert form.isVisible()
        assert form.notice.notice.phase is Phase.REFUSED
        assert form.submit_button.isEnabled()

    def test_there_is_one_form_at_a_time_and_a_place_outside_the_grids_says_so(self, desk, form):
        desk.parts.actions.register.trigger()
        assert desk._orders._registering is form
        form.set_place(10.0, 10.0)
        assert form.place.text().endswith("outside every grid")
        form.reject()
        assert desk._orders._registering is None
        desk._orders.take_place(30.5, 103.2)

    def test_every_choice_comes_back_as_it_was_offered(self, form):
        form.item.choose("vendor")
        form.channel.setCurrentIndex(1)
        form.level.setCurrentIndex(1)
        command = form.command()
        assert command.item_code == "vendor"
        assert command.channel.name == "VIDEO"
        assert command.level.name == "ONE"


def test_orders_of_another_window_are_none_of_this_desks_business(desk, case, scene):
    scene.commands.submit(AddNote(incident_id=case, text="x"))
    scene.settle()
    assert notice(desk) is None
