"""Everything of the duty model can be ordered at the desk, by its key, and only where legal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AttachEvidence,
    CorrectMilestone,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    LinkIncidents,
    MergeIncident,
    RecordCallBack,
    RegradeIncident,
    RequestExtension,
    SetHandlingLevel,
    SetSensitivity,
    StandDown,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.city import Disposition
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    RegisterIncident,
    ReopenIncident,
)
from bigscreen.domain.duty_plan import Department, DutyLevel, DutyPlan, Echelon
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.progress import (
    CaseStage,
    CaseStep,
    Extension,
    HandlingLevel,
    LinkKind,
    Satisfaction,
)
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.widgets.screen_actions import GROUP
from bigscreen.viewmodels.order_notice import Phase
from tests.support.desk_scene import DeskScene
from tests.support.small_city import IN_WEST, SOURCE, a_unit, small_city

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard",  # menus do, and the offscreen one can not
    extend=True,
)


@pytest.fixture
def scene(qapp):
    """Return the small city with echelons, departments, dispositions and duty levels."""
    plan = DutyPlan(
        levels=(
            DutyLevel(code="two", name="二级", name_en="Two"),
            DutyLevel(code="one", name="一级", name_en="One"),
        ),
        echelons=tuple(Echelon(number=n, name=f"{n}", name_en=f"E{n}") for n in (1, 2)),
        departments=(Department(code="roads", name="路政", name_en="Roads"),),
    )
    ends = (
        Disposition(code="done", name="已办", name_en="Done"),
        Disposition(code="false", name="谎报", name_en="False report", valid=False),
    )
    return DeskScene(replace(small_city(), plan=plan, dispositions=ends))


def registered(scene, item="vendor", place=IN_WEST, title="摊"):
    return scene.happen(
        RegisterIncident(item_code=item, title=title, location=place), SOURCE
    ).incident_id


@pytest.fixture
def case(scene):
    return registered(scene)


@pytest.fixture
def chosen(desk, case):
    """Return the desk with the case selected."""
    desk.parts.selection.select_incident(case)
    return desk


def the_dialog(desk):
    """Return the open question."""
    (dialog,) = [one for one in desk.findChildren(AskDialog) if one.isVisible()]
    return dialog


def answer(desk, **values):
    """Fill the open question and give its order."""
    dialog = the_dialog(desk)
    for name, value in values.items():
        made = dialog.inputs[name]
        if hasattr(made, "choose"):
            made.choose(value)
        elif hasattr(made, "setPlainText"):
            made.setPlainText(value)
        elif hasattr(made, "setText"):
            made.setText(value)
        elif hasattr(made, "setDateTime"):
            made.setDateTime(value)
        else:
            made.setValue(value)
    dialog.submit_button.click()


def sent(scene):
    return [command for _, command in scene.sent]


def state_of(scene, case):
    return scene.live.situation.incidents[case]


_K, _SHIFT, _NONE = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class TestEachAction:
    @pytest.mark.parametrize(
        ("key", "said", "made"),
        [
            ("R", {"level": Level.ONE, "reason": "伤"},
             lambda i: RegradeIncident(incident_id=i, level=Level.ONE, reason="伤")),
            ("Shift+V", {"handling": HandlingLevel.SPECIAL, "reason": "重"},
             lambda i: SetHandlingLevel(
                 incident_id=i, handling=HandlingLevel.SPECIAL, reason="重")),
            ("W", {"sensitivity": Sensitivity.HIDE},
             lambda i: SetSensitivity(incident_id=i, sensitivity=Sensitivity.HIDE)),
            ("L", {"hours": 8.0, "reason": "量"},
             lambda i: RequestExtension(incident_id=i, hours=8.0, reason="量")),
            ("E", {"reason": "多"},
             lambda i: EscalateIncident(incident_id=i, echelon=1, reason="多")),
            ("I", {"kind": "before", "reference": "照 1"},
             lambda i: AttachEvidence(incident_id=i, kind="before", reference="照 1")),
            ("H", {"subject": "井盖", "text": "修"},
             lambda i: CreateHandOver(incident_id=i, kind=HandOverKind.HAND_OVER,
                                      department="roads", subject="井盖", text="修")),
            ("T", {"subject": "井盖"},
             lambda i: CreateHandOver(incident_id=i, kind=HandOverKind.TRANSFER,
                                      department="roads", subject="井盖")),
            ("S", {"subject": "井盖"},
             lambda i: CreateHandOver(incident_id=i, kind=HandOverKind.SUPERVISION,
                                      department="roads", subject="井盖")),
        ],
    )  # fmt: skip
    def test_asks_once_and_gives_its_order(self, chosen, scene, case, qtbot, key, said, made):
        held = _SHIFT if key.startswith("Shift+") else _NONE
        qtbot.keyClick(chosen, getattr(_K, f"Key_{key[-1]}"), held)
        answer(chosen, **said)
        assert sent(scene) == [made(case)]
        assert chosen.parts.desk.is_pending(case)
        (outcome,) = scene.settle()
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        assert chosen.parts.desk.notice(case).phase is Phase.ACCEPTED

    def test_a_refused_order_says_why(self, chosen, scene, case, qtbot):
        qtbot.keyClick(chosen, _K.Key_S)
        answer(chosen, subject="井盖")
        scene.answer(OutcomeStatus.REFUSED, code="unknown_department",
                     facts={"department": "roads", "could": ["a", "b"]})  # fmt: skip
        notice = chosen.panels.drawer.notice.notice
        assert notice.phase is Phase.REFUSED
        assert notice.detail == "The city has no department roads; possible are a, b."

    def test_an_order_that_needs_words_can_not_be_given_without_them(self, chosen, qtbot):
        qtbot.keyClick(chosen, _K.Key_R)
        assert not the_dialog(chosen).submit_button.isEnabled()

    def test_what_has_to_be_said_is_marked(self, chosen, qtbot):
        qtbot.keyClick(chosen, _K.Key_R)
        assert the_dialog(chosen).inputs["reason"].placeholderText() == "Required"

    def test_a_long_name_is_shortened_and_not_cut(self, chosen, scene, qtbot):
        title = "蜀州路与滨河路交叉口东北角公共停车场出入口"
        scene.happen(RegisterIncident(item_code="vendor", title=title, location=IN_WEST), SOURCE)
        chosen._show_situation()
        qtbot.keyClick(chosen, _K.Key_Y)
        other = the_dialog(chosen).inputs["other"]
        assert other.shown_text().endswith("…")
        assert title in other.toolTip()

    def test_more_time_that_was_asked_for_can_be_decided(self, chosen, scene, case, qtbot):
        scene.happen(RequestExtension(incident_id=case, hours=4, reason="量"))
        chosen._show_situation()
        assert not chosen.parts.actions.more_time.isEnabled()
        qtbot.keyClick(chosen, _K.Key_L, _SHIFT)
        answer(chosen, approved=True)
        assert sent(scene) == [DecideExtension(incident_id=case, approved=True)]
        scene.settle()
        (extension,) = state_of(scene, case).progress.extensions
        assert isinstance(extension, Extension)
        assert extension.approved

    def test_reinforcement_is_stood_down(self, chosen, scene, case, qtbot):
        scene.happen(EscalateIncident(incident_id=case, reason="多"))
        chosen._show_situation()
        qtbot.keyClick(chosen, _K.Key_E, _SHIFT)
        answer(chosen, reason="散")
        assert sent(scene) == [StandDown(incident_id=case, reason="散")]

    def test_the_nearest_other_case_stands_first_when_merging(self, chosen, scene, case, qtbot):
        registered(scene, place=GeoPoint(30.6, 103.25))
        near = registered(scene, place=GeoPoint(30.501, 103.25))
        scene.happen(
            RegisterIncident(item_code="vendor", title="演", location=IN_WEST, drill=True), SOURCE
        )
        chosen._show_situation()
        qtbot.keyClick(chosen, _K.Key_U)
        answer(chosen)
        assert sent(scene) == [MergeIncident(incident_id=case, into_id=near)]
        scene.settle()
        chosen._show_situation()
        assert chosen.parts.actions.unmerge.isEnabled()
        assert not chosen.parts.actions.reopen.isEnabled()
        qtbot.keyClick(chosen, _K.Key_U, _SHIFT)
        answer(chosen, reason="不是")
        assert sent(scene) == [UnmergeIncident(incident_id=case, reason="不是")]

    def test_cases_are_linked_and_unlinked(self, chosen, scene, case, qtbot):
        other = registered(scene)
        chosen._show_situation()
        qtbot.keyClick(chosen, _K.Key_Y)
        answer(chosen, kind=LinkKind.PARENT)
        tie = LinkIncidents(incident_id=case, other_id=other, kind=LinkKind.PARENT)
        assert sent(scene) == [tie]
        scene.settle()
        chosen._show_situation()
        qtbot.keyClick(chosen, _K.Key_Y, _SHIFT)
        answer(chosen)
        assert sent(scene) == [UnlinkIncidents(incident_id=case, other_id=other)]

    def test_a_wrong_time_is_corrected_with_the_reason(self, open_desk, scene, qtbot):
        from_units = registered(scene, "noise")
        scene.declare(units := [a_unit("p-1")])
        scene.happen(AssignUnits(incident_id=from_units, unit_ids=(units[0].id,)))
        sent_at = scene.now
        scene.pass_time(120)
        desk = open_desk()
        desk.parts.selection.select_incident(from_units)
        qtbot.keyClick(desk, _K.Key_C)
        stood = the_dialog(desk).values()["at"]
        assert stood == sent_at, "the time that is wrong, ready to be put right"
        moment = the_dialog(desk).inputs["at"]
        answer(desk, at=moment.dateTime().addSecs(60), reason="记错")
        (order,) = sent(scene)
        assert order == CorrectMilestone(
            incident_id=from_units, unit_id="p-1", milestone=Milestone.DISPATCHED,
            at=sent_at + timedelta(seconds=60), reason="记错",
        )  # fmt: skip
        (outcome,) = scene.settle()
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        desk._show_situation()
        (row,) = desk.panels.timeline.rows()
        assert any(box.text.endswith("*") for box in row.text_boxes())

    def test_the_reporter_of_a_closed_call_is_called_back(self, desk, scene, qtbot):
        call = registered(scene, "noise")
        desk.parts.selection.select_incident(call)
        assert not desk.parts.actions.call_back.isEnabled()
        scene.happen(CloseIncident(incident_id=call, disposition="done"))
        desk._show_situation()
        qtbot.keyClick(desk, _K.Key_B)
        answer(desk, satisfaction=Satisfaction.FAIRLY_SATISFIED, text="慢")
        assert sent(scene) == [
            RecordCallBack(incident_id=call, satisfaction=Satisfaction.FAIRLY_SATISFIED, text="慢")
        ]


class TestSteps:
    def names(self, desk):
        desk.parts.actions.step.trigger()
        return [action.text() for action in desk._case_orders.steps.actions()]

    def take(self, desk, place):
        desk._case_orders.steps.actions()[place].trigger()
        desk._case_orders.steps.close()

    def test_only_legal_steps_are_offered_and_one_is_ordered_at_once(self, chosen, scene, case):
        assert self.names(chosen) == ["&1  Report up", "&2  Void the case"]
        self.take(chosen, 0)
        assert sent(scene) == [AdvanceCase(incident_id=case, step=CaseStep.REPORT)]
        scene.settle()
        assert state_of(scene, case).progress.stage is CaseStage.REPORTED
        chosen._show_situation()
        assert self.names(chosen)[0] == "&1  Verify"

    def test_a_step_that_needs_a_reason_asks_for_it(self, chosen, scene, case):
        self.names(chosen)
        self.take(chosen, 1)
        assert sent(scene) == []
        answer(chosen, reason="误报")
        assert sent(scene) == [AdvanceCase(incident_id=case, step=CaseStep.VOID, reason="误报")]

    def test_routing_asks_for_the_department(self, chosen, scene, case):
        for step in (CaseStep.REPORT, CaseStep.VERIFY, CaseStep.OPEN):
            scene.happen(AdvanceCase(incident_id=case, step=step))
        chosen._show_situation()
        assert self.names(chosen)[0] == "&1  Route"
        self.take(chosen, 0)
        answer(chosen, department="roads")
        route = AdvanceCase(incident_id=case, step=CaseStep.ROUTE, department="roads")
        assert sent(scene) == [route]

    def test_a_suspended_case_can_only_be_resumed_or_voided(self, chosen, scene, case):
        for step in (CaseStep.REPORT, CaseStep.VERIFY, CaseStep.OPEN):
            scene.happen(AdvanceCase(incident_id=case, step=step))
        scene.happen(AdvanceCase(incident_id=case, step=CaseStep.SUSPEND, reason="雨"))
        chosen._show_situation()
        assert self.names(chosen) == ["&1  Resume", "&2  Void the case"]


class TestClosing:
    def test_the_citys_codes_are_offered_by_name(self, chosen, scene, case, qtbot):
        seen = state_of(scene, case).version
        qtbot.keyClick(chosen, _K.Key_X)
        box = the_dialog(chosen).inputs["disposition"]
        assert [box.itemText(n) for n in range(box.count())] == [
            "Not said", "Done", "False report (no valid case)",
        ]  # fmt: skip
        answer(chosen, disposition="done")
        assert sent(scene) == [
            CloseIncident(incident_id=case, disposition="done", expected_version=seen)
        ]

    def test_closing_too_early_has_to_be_ordered_twice_and_counts_as_forced(
        self, chosen, scene, case, qtbot
    ):
        qtbot.keyClick(chosen, _K.Key_X)
        answer(chosen, disposition="done")
        scene.settle()
        notice = chosen.panels.drawer.notice.notice
        assert notice.phase is Phase.WARNED
        assert "counts as forced" in notice.detail
        qtbot.keyClick(chosen, _K.Key_X)
        (order,) = sent(scene)
        assert (order.confirm, order.disposition) == (True, "done")
        scene.settle()
        assert state_of(scene, case).progress.forced

    def test_a_closed_case_is_reopened_with_its_reason(self, chosen, scene, case, qtbot):
        scene.happen(CloseIncident(incident_id=case, disposition="done", confirm=True))
        chosen._show_situation()
        qtbot.keyClick(chosen, _K.Key_O)
        answer(chosen, reason="复发")
        assert sent(scene) == [ReopenIncident(incident_id=case, reason="复发")]


def test_an_account_that_may_not_order_finds_nothing_enabled(chosen, scene):
    scene.set_link(LinkStatus.LIVE, role="lead")
    actions = chosen.parts.actions
    for name in ("step", "escalate", "hand_over", "regrade", "close", "merge", "note", "register"):
        chosen._show_situation()
        assert not getattr(actions, name).isEnabled(), name
    scene.set_link(LinkStatus.LIVE, role="desk")
    chosen._show_situation()
    assert actions.escalate.isEnabled()


def test_a_drill_and_its_sensitivity_are_registered(desk, scene):
    desk.parts.actions.register.trigger()
    dialog = desk._orders._registering
    dialog.title.setText("演练")
    dialog.drill.setChecked(True)
    dialog.sensitivity.choose(Sensitivity.DIM)
    dialog.submit()
    (order,) = sent(scene)
    assert (order.drill, order.sensitivity) == (True, Sensitivity.DIM)


def test_the_form_of_a_new_case_leaves_the_map_to_be_clicked(desk):
    desk.parts.actions.register.trigger()
    dialog = desk._orders._registering
    on_desk = dialog.mapToGlobal(QPoint(0, 0)) - desk.mapToGlobal(QPoint(0, 0))
    assert on_desk.x() > desk.panels.map_slot.mapTo(desk, QPoint(0, 0)).x() + (
        desk.panels.map_slot.width() // 2
    )
    dialog.reject()


def test_a_click_on_the_map_leaves_the_keyboard_with_the_form(desk, qtbot):
    desk.parts.actions.register.trigger()
    dialog = desk._orders._registering
    qtbot.waitUntil(dialog.isActiveWindow)
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk._orders.take_place(IN_WEST.lat, IN_WEST.lon)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.reject()


def test_while_a_form_asks_for_a_place_symbols_are_places_and_select_nothing(desk, scene, case):
    place = GeoPoint(30.51, 103.26)
    scene.declare((a_unit("p-1"),))
    scene.place({"p-1": place})
    the_map = desk.panels.map_slot.map
    desk.parts.selection.clear()
    desk.parts.actions.register.trigger()
    dialog = desk._orders._registering
    the_map.unit_clicked.emit(scene.live.situation.units["p-1"].number)
    assert dialog.command().location == place
    the_map.incident_clicked.emit(case)
    assert dialog.command().location == scene.live.situation.incidents[case].incident.location
    assert not desk.parts.selection.incident_id
    assert not desk.parts.selection.unit_id
    dialog.reject()
    the_map.incident_clicked.emit(case)
    assert desk.parts.selection.incident_id == case


def test_both_units_of_a_joint_dispatch_are_seen_on_the_timeline_of_a_city_case(
    open_desk, scene, settle
):
    desk = open_desk()
    scene.declare((a_unit("c-1", force_codes=("cg",)), a_unit("p-9")))
    case = scene.happen(
        RegisterIncident(item_code="vendor", title="摊", location=IN_WEST)
    ).incident_id
    scene.happen(AssignUnits(incident_id=case, unit_ids=("c-1", "p-9")))
    desk.parts.selection.select_incident(case)
    settle(desk)
    timeline = desk.panels.timeline
    assert len(timeline.rows()) == 2
    assert not timeline._area.verticalScrollBar().isVisible()


def test_the_menu_of_a_case_holds_what_has_no_button(chosen):
    chosen.parts.actions.more.trigger()
    menu = chosen._case_orders.more
    held = {action for action in menu.actions() if not action.isSeparator()}
    buttons = {
        button.action
        for panel in (chosen.panels.drawer, chosen.panels.centre_bar)
        for button in panel.findChildren(type(chosen.panels.drawer.assign_button))
    }
    menu.close()
    actions = chosen.parts.actions
    of_cases = {one for one in actions.all if one.property(GROUP) == actions.close.property(GROUP)}
    assert len(of_cases) > 20
    assert {one.whatsThis() for one in of_cases - held - buttons} == set()
