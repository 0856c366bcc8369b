"""Alarms, forms, shift, operations and lists at the desk: seen, answered, never guessed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from bigscreen.domain.alarms import AlarmStatus
from bigscreen.domain.case_orders import AdvanceHandOver, CreateHandOver
from bigscreen.domain.centre_orders import (
    AcknowledgeAlarm,
    AddShiftNote,
    EndOperation,
    EndSos,
    MuteAlarm,
    PlanOperation,
    RaiseSos,
    SetDutyLevel,
)
from bigscreen.domain.commands import RegisterIncident, SetDuty
from bigscreen.domain.duty_plan import Department, DutyLevel, DutyPlan, RosterLine
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus, HandOverStep
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.units import Duty
from bigscreen.ui.centre import lists_page
from bigscreen.ui.centre.centre_dialog import Page
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.widgets.key_button import ButtonLook
from tests.support.boards import full_board
from tests.support.desk_scene import DeskScene
from tests.support.duty_records import an_alarm
from tests.support.duty_scene import busy_duty, with_duty
from tests.support.layout_faults import layout_faults
from tests.support.small_city import IN_WEST, SOURCE, a_unit, small_city


@pytest.fixture
def scene(qapp):
    """Return the small city with a duty plan and two units."""
    plan = DutyPlan(
        levels=(
            DutyLevel(code="two", name="二级", name_en="Two"),
            DutyLevel(code="one", name="一级", name_en="One"),
        ),
        departments=(Department(code="roads", name="路政", name_en="Roads"),),
        roster=(RosterLine(unit_id="p-1", shifts=(0,)),),
    )
    made = DeskScene(replace(small_city(), plan=plan))
    made.declare((a_unit("p-1"), a_unit("p-2")))
    return made


def registered(scene, **fields):
    return scene.happen(
        RegisterIncident(**{"item_code": "noise", "title": "吵", "location": IN_WEST, **fields}),
        SOURCE,
    ).incident_id


def put_alarms(scene, *alarms):
    scene.replace_picture(replace(scene.live.situation.snapshot(), alarms=alarms))
    for alarm in alarms:
        scene.room.situation.alarms.put(alarm)


def the_dialog(centre):
    (dialog,) = [one for one in centre.findChildren(AskDialog) if one.isVisible()]
    return dialog


def answer(centre, **values):
    dialog = the_dialog(centre)
    for name, value in values.items():
        made = dialog.inputs[name]
        if hasattr(made, "choose"):
            made.choose(value)
        elif hasattr(made, "setPlainText"):
            made.setPlainText(value)
        elif hasattr(made, "setText"):
            made.setText(value)
        else:
            made.setValue(value)
    dialog.submit_button.click()


def settled(scene, centre):
    """Have the orders decided, and the window show it without waiting for its pace."""
    outcomes = scene.settle()
    centre.show_live()
    return outcomes


def sent(scene):
    return [command for _, command in scene.sent]


@pytest.fixture
def centre(desk):
    """Return the centre's window of an open desk."""
    return desk.centre.dialog


class TestAlarms:
    @pytest.fixture
    def case(self, scene):
        made = registered(scene)
        put_alarms(
            scene,
            an_alarm(id="a1", incident_id=made),
            an_alarm(id="a2", incident_id=made, status=AlarmStatus.ACKNOWLEDGED, by="desk-2"),
        )
        return made

    def test_the_button_counts_them_and_its_key_opens_the_list(self, desk, case, centre, qtbot):
        desk._show_situation()
        button = desk.panels.centre_bar.alarm_button
        assert button.label == "Alarms 2 · 1 unanswered"
        assert button.look is ButtonLook.WARNING
        qtbot.keyClick(desk, Qt.Key.Key_Q)
        assert centre.isVisible()
        assert [row.id for row in centre.alarms.table.rows] == ["a1", "a2"]
        assert centre.alarms.table.rows[0].cells[0] == "Case limit · soon due"

    def test_one_is_acknowledged_for_all_screens(self, desk, case, centre, scene, qtbot):
        centre.open_page(Page.ALARMS)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is centre)
        assert QApplication.focusWidget() is centre.alarms.table
        assert centre.alarms.table.chosen_id == "a1"
        qtbot.keyClick(centre.alarms.table, Qt.Key.Key_A)
        answer(centre, note="已派")
        assert sent(scene) == [AcknowledgeAlarm(alarm_id="a1", note="已派")]
        assert scene.live.situation.alarms.get("a1").status is AlarmStatus.SOUNDING
        settled(scene, centre)
        assert scene.live.situation.alarms.get("a1").status is AlarmStatus.ACKNOWLEDGED
        assert centre.notice.isVisible()
        assert not desk.centre.orders._acknowledge.isEnabled()

    def test_one_is_muted_for_some_minutes_with_a_note(self, desk, case, centre, scene):
        centre.open_page(Page.ALARMS)
        centre.alarms.table.choose("a1")
        desk.centre.orders._mute.click()
        answer(centre, minutes=15.0, note="等")
        assert sent(scene) == [MuteAlarm(alarm_id="a1", minutes=15, note="等")]
        settled(scene, centre)
        assert centre.alarms.table.rows[0].cells[3].startswith("Muted until ")

    def test_an_sos_heard_at_the_desk_is_raised_answered_and_ended_by_keys(
        self, desk, case, centre, scene, qtbot
    ):
        centre.open_page(Page.ALARMS)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is centre)
        qtbot.keyClick(centre.alarms.table, Qt.Key.Key_N)
        answer(centre, unit_id="p-2", note="电台里呼救")
        assert sent(scene) == [RaiseSos(unit_id="p-2", note="电台里呼救")]
        settled(scene, centre)
        rows = centre.alarms.table.rows
        assert rows[0].cells[:2] == ("SOS", "巡p-2 · West · 电台里呼救")
        centre.alarms.table.choose(rows[0].id)
        assert desk.centre.orders._acknowledge.isEnabled()
        assert not desk.centre.orders._mute.isEnabled()
        desk._show_situation()
        assert desk.panels.centre_bar.alarm_button.look is ButtonLook.ALARM
        qtbot.keyClick(centre.alarms.table, Qt.Key.Key_A)
        answer(centre, note="增援已派")
        settled(scene, centre)
        assert centre.alarms.table.rows[0].id == rows[0].id  # answered, and still above all
        qtbot.keyClick(centre.alarms.table, Qt.Key.Key_X)
        answer(centre, note="安全")
        assert sent(scene)[-1] == EndSos(alarm_id=rows[0].id, note="安全")
        settled(scene, centre)
        assert all(row.cells[0] != "SOS" for row in centre.alarms.table.rows)
        assert not desk.centre.orders._end_sos.isEnabled()

    def test_it_leads_to_its_case(self, desk, case, centre):
        centre.open_page(Page.ALARMS)
        centre.alarms.table.choose("a1")
        desk.centre.orders._alarm_case.click()
        assert desk.parts.selection.incident_id == case

    def test_unknown_time_limits_are_an_error_and_never_no_alarms(self, open_desk, scene, settle):
        scene.live._city = replace(scene.city, clock_fault="clocks.toml: line 3")
        desk = open_desk()
        button = desk.panels.centre_bar.alarm_button
        assert (button.label, button.look) == ("Time limits unknown", ButtonLook.ALARM)
        centre = desk.centre.dialog
        centre.open_page(Page.ALARMS)
        settle(centre)
        fault = "The time limits could not be read: clocks.toml: line 3"
        assert centre.alarms.line.text() == fault
        assert not centre.alarms._nothing.isVisible()
        assert layout_faults(centre) == []

    def test_without_any_the_desk_says_so(self, desk, centre):
        assert desk.panels.centre_bar.alarm_button.label == "No alarms"
        centre.open_page(Page.ALARMS)
        assert centre.alarms._nothing.isVisible()


class TestForms:
    @pytest.fixture
    def form(self, scene):
        case = registered(scene)
        scene.happen(
            CreateHandOver(
                incident_id=case, kind=HandOverKind.TRANSFER, department="roads", subject="井盖"
            )
        )
        (made,) = scene.live.situation.hand_overs
        return made

    def test_one_is_brought_a_step_on_where_it_can_go(self, desk, form, centre, scene, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
        centre.forms.table.choose(form.id)
        desk.centre.orders._step.click()
        box = the_dialog(centre).inputs["step"]
        assert [box.itemText(n) for n in range(box.count())] == ["Take on", "Return", "Withdraw"]
        answer(centre, step=HandOverStep.ACKNOWLEDGE, text="收到")
        assert sent(scene) == [
            AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.ACKNOWLEDGE, text="收到")
        ]
        settled(scene, centre)
        known = scene.live.situation.hand_overs.get(form.id)
        assert known.status is HandOverStatus.ACKNOWLEDGED
        assert centre.forms.table.rows[0].cells[4] == "Taken on"

    def test_its_form_is_saved_as_a_page(self, desk, form, centre, tmp_path):
        path = tmp_path / "form.html"
        centre.open_page(Page.FORMS)
        desk.centre.orders.save_form(form.id, str(path))
        assert form.number in path.read_text(encoding="utf-8")
        assert centre.notice.notice.title.startswith("Saved: ")
        desk.centre.orders.save_form(form.id, str(tmp_path / "none" / "form.html"))
        assert centre.notice.notice.title.startswith("Not saved: ")

    def test_it_leads_to_its_case(self, desk, form, centre):
        centre.open_page(Page.FORMS)
        centre.forms.table.choose(form.id)
        desk.centre.orders._form_case.click()
        assert desk.parts.selection.incident_id == form.incident_id


class TestShift:
    def test_the_duty_level_is_set_with_the_reason(self, desk, centre, scene):
        centre.open_page(Page.SHIFT)
        assert centre.shift.level.text() == "Duty: Two"
        centre.shift.set_level.click()
        answer(centre, level="one", reason="大型活动")
        assert sent(scene) == [SetDutyLevel(level="one", reason="大型活动")]
        settled(scene, centre)
        assert centre.shift.level.text().startswith("Duty: One · since ")

    def test_a_note_is_left_and_read(self, desk, centre, scene):
        centre.open_page(Page.SHIFT)
        centre.shift.add_note.click()
        answer(centre, text="南门施工")
        assert sent(scene) == [AddShiftNote(text="南门施工")]
        settled(scene, centre)
        assert centre.shift.notes.rows[0].cells[1:] == ("desk-1", "南门施工")

    def test_a_unit_is_put_off_duty(self, desk, centre, scene):
        centre.open_page(Page.SHIFT)
        assert not centre.shift.set_duty.isEnabled()
        centre.shift.roster.choose("p-1")
        centre.shift.set_duty.click()
        assert sent(scene) == [SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY)]
        settled(scene, centre)
        assert centre.shift.roster.rows[0].cells == ("巡p-1", "West", "1", "1 2 3 4 5 6 7",
                                                     "Off duty")  # fmt: skip

    def test_units_below_the_minimum_stand_first(self, desk, centre, scene):
        scene.show_board(with_duty(full_board(scene.city, scene.now), scene))
        centre.open_page(Page.SHIFT)
        rows = centre.shift.minimums.rows
        assert [row.tone.value for row in rows] == ["bad", "bad"]
        assert rows[0].cells[2:] == ("0", "2")
        assert centre.shift.coverage.rows[1].cells == ("East", "1 / 5", "1 / 1")


class TestOperations:
    def test_one_is_planned_changed_and_ended(self, desk, centre, scene):
        centre.open_page(Page.OPERATIONS)
        desk.centre.orders._plan.click()
        answer(centre, name="夜市整治")
        (order,) = sent(scene)
        assert isinstance(order, PlanOperation)
        assert order.ends_at - order.starts_at == timedelta(hours=3)
        (outcome,) = settled(scene, centre)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        (made,) = scene.live.situation.operations
        assert centre.operations.table.chosen_id == made.id
        desk.centre.orders._change.click()
        answer(centre, note="带无人机")
        (order,) = sent(scene)
        assert (order.operation_id, order.name, order.note) == (made.id, "夜市整治", "带无人机")
        settled(scene, centre)
        desk.centre.orders._end.click()
        answer(centre, summary="收队")
        assert sent(scene) == [EndOperation(operation_id=made.id, summary="收队")]
        settled(scene, centre)
        assert centre.operations.table.rows[0].cells[1] == "Ended"
        assert not desk.centre.orders._end.isEnabled()


class TestWindow:
    def test_the_key_of_a_page_works_from_any_other(self, desk, centre, qtbot):
        centre.open_page(Page.ALARMS)
        qtbot.waitUntil(centre.isActiveWindow)
        for key, page in (
            (Qt.Key.Key_O, Page.OPERATIONS),
            (Qt.Key.Key_L, Page.LISTS),
            (Qt.Key.Key_D, Page.SHIFT),
        ):
            qtbot.keyClick(centre, key, Qt.KeyboardModifier.ControlModifier)
            assert centre.tabs.currentIndex() == page

    def test_what_was_said_of_one_page_is_not_said_on_another(self, desk, centre, scene):
        centre.open_page(Page.SHIFT)
        desk.centre.orders._on_add_note()
        answer(centre, text="注意")
        settled(scene, centre)
        assert centre.notice.notice is not None
        centre.open_page(Page.LISTS)
        assert centre.notice.notice is None

    def test_a_file_is_saved_by_a_dialog_in_the_screens_words(self, desk, centre, scene):
        centre.open_page(Page.LISTS)
        centre.lists.save_button.click()
        (chooser,) = centre.findChildren(QFileDialog)
        assert chooser.labelText(QFileDialog.DialogLabel.FileName) == "File name"
        (name,) = (Path(path).name for path in chooser.selectedFiles())
        assert name == "Unfinished list 2026-03-02.xlsx"
        assert "QFileDialog" in chooser.styleSheet()
        chooser.reject()

    def test_lists_to_choose_from_show_whole_rows(self, desk, centre):
        centre.open_page(Page.OPERATIONS)
        desk.centre.orders._plan.click()
        asked = the_dialog(centre)
        items = asked.inputs["item_codes"]
        last = items.visualItemRect(items.item(items.count() - 1))
        assert last.bottom() <= items.viewport().height()
        asked.reject()


class TestLists:
    def test_they_are_shown_copied_saved_and_lead_to_their_cases(
        self, desk, centre, scene, tmp_path, qapp
    ):
        case = registered(scene)
        number = scene.live.situation.incidents[case].incident.number
        centre.open_page(Page.LISTS)
        assert centre.lists.views[0].rows[0].cells[0] == number
        centre.lists.copy_button.click()
        assert number in qapp.clipboard().text()
        for name in ("list.csv", "list.xlsx"):
            centre.lists.save(str(tmp_path / name))
            assert (tmp_path / name).stat().st_size
        centre.lists.save(str(tmp_path / "none" / "list.csv"))
        assert centre.notice.notice.title.startswith("Not saved: ")
        centre.lists.views[0].row_opened.emit(centre.lists.views[0].rows[0])
        assert desk.parts.selection.incident_id == case
        centre.lists.choose(2)
        assert centre.lists.views[2].rows == ()

    def test_a_long_one_comes_in_portions_after_the_window(self, centre, scene, qtbot):
        cases = [registered(scene) for _ in range(2 * lists_page._PORTION + 1)]
        centre.open_page(Page.LISTS)
        first = centre.lists.views[0]
        assert centre.isVisible()
        assert len(first.rows) == lists_page._PORTION
        qtbot.waitUntil(lambda: len(first.rows) == len(cases))
        assert {row.incident_id for row in first.rows} == set(cases)
        assert all(first.item(at, 0).text() == row.cells[0] for at, row in enumerate(first.rows))

    def test_what_is_left_of_a_long_one_is_dropped_for_another(self, centre, scene, qtbot):
        for _ in range(2 * lists_page._PORTION):
            registered(scene)
        centre.open_page(Page.LISTS)
        centre.lists.choose(2)
        qtbot.waitUntil(lambda: not centre.lists._turns.isActive())
        assert len(centre.lists.views[0].rows) == lists_page._PORTION
        centre.lists.choose(0)
        qtbot.waitUntil(lambda: len(centre.lists.views[0].rows) == 2 * lists_page._PORTION)

    def test_a_chosen_row_stays_chosen_while_others_change(self, centre, scene, qtbot):
        for _ in range(lists_page._PORTION + 1):
            registered(scene)
        centre.open_page(Page.LISTS)
        view = centre.lists.views[0]
        qtbot.waitUntil(lambda: len(view.rows) == lists_page._PORTION + 1)
        view.selectRow(3)
        chosen = view.chosen
        registered(scene)
        centre.lists.show_live()
        qtbot.waitUntil(lambda: len(view.rows) == lists_page._PORTION + 2)
        assert view.chosen == chosen


@pytest.mark.parametrize("page", list(Page))
def test_no_page_cuts_a_text(desk, centre, scene, settle, page):
    for item in ("noise", "vendor", "noise", "vendor", "noise"):
        registered(scene, item_code=item, title="蜀州路与滨河路交叉口东北角公共停车场")
    busy_duty(scene)
    scene.show_board(with_duty(full_board(scene.city, scene.now), scene))
    centre.open_page(page)
    settle(centre)
    assert layout_faults(centre) == []
