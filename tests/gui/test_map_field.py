"""Units on the map: chosen together, told apart on one spot, tracked, sent instead of others."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bigscreen.bridge.hub_questions import HubQuestions
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.city import Station
from bigscreen.domain.commands import AssignUnits, RecordMilestone, ReleaseUnit
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.past import Gap, Tracks, TracksQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.protocol.link_facts import AnswerTold
from bigscreen.service.track_columns import E7, TrackColumns, packed
from bigscreen.ui.desk.desk_window import DeskWindow
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.key_button import ButtonLook
from bigscreen.viewmodels.order_notice import Phase
from tests.support.fake_map import FakeMap
from tests.support.layout_faults import layout_faults
from tests.support.small_city import IN_WEST, OTHER_DESK, a_unit


@pytest.fixture
def case(desk, call):
    """Return a selected call nobody was sent to."""
    made = call(20)
    desk.parts.selection.select_incident(made)
    return made


def the_map(desk) -> FakeMap:
    return desk.panels.map_slot.map


def numbers(scene, *unit_ids: str) -> list[int]:
    return [scene.live.situation.units[unit_id].number for unit_id in unit_ids]


def orders(scene) -> list:
    return [command for _, command in scene.sent]


def notice(desk):
    return desk.panels.drawer.notice.notice


def answer(desk, words: str) -> None:
    [dialog] = desk.findChildren(AskDialog)
    next(iter(dialog.inputs.values())).setPlainText(words)
    dialog.submit()


class TestGroup:
    def test_a_box_marks_units_and_counts_those_that_can_be_sent(self, desk, case, scene):
        the_map(desk).units_boxed.emit(numbers(scene, "p-1", "p-2", "c-1"), False)
        assert desk.parts.group.unit_ids == ("p-1", "p-2", "c-1")
        assert the_map(desk).group == numbers(scene, "p-1", "p-2", "c-1")
        bar = desk.panels.group_bar
        assert bar.isVisible()
        assert bar.accessibleName() == "3 units marked"
        assert bar.send_button.label == "Send 3 to Noise · 好又多超市"
        assert bar.send_button.look is ButtonLook.PRIMARY
        assert not scene.sent

    def test_shift_enter_sends_them_all_in_one_order(self, desk, case, scene, qtbot):
        the_map(desk).units_boxed.emit(numbers(scene, "p-1", "c-1"), False)
        qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert orders(scene) == [AssignUnits(incident_id=case, unit_ids=("p-1", "c-1"))]
        assert notice(desk).phase is Phase.PENDING
        assert not desk.panels.group_bar.isVisible()
        scene.settle()
        assert notice(desk).phase is Phase.ACCEPTED

    def test_held_units_are_warned_of_and_confirmed_as_ever(self, desk, case, scene, qtbot, call):
        other = call(300, title="旧案")
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-2",)), OTHER_DESK)
        the_map(desk).units_boxed.emit(numbers(scene, "p-1", "p-2"), False)
        desk.panels.group_bar.send_button.click()
        scene.settle()
        assert notice(desk).phase is Phase.WARNED
        qtbot.keyClick(desk, Qt.Key.Key_Return)
        [again] = orders(scene)
        assert (again.unit_ids, again.confirm) == (("p-1", "p-2"), True)
        scene.settle()
        assert notice(desk).phase is Phase.ACCEPTED

    def test_a_box_with_ctrl_joins_and_a_click_with_shift_adds_and_takes_out(self, desk, scene):
        the_map(desk).units_boxed.emit(numbers(scene, "p-1"), False)
        the_map(desk).units_boxed.emit(numbers(scene, "p-2"), True)
        the_map(desk).unit_added.emit(numbers(scene, "p-3")[0])
        the_map(desk).unit_added.emit(numbers(scene, "p-1")[0])
        assert desk.parts.group.unit_ids == ("p-2", "p-3")
        the_map(desk).units_boxed.emit([], False)
        assert desk.parts.group.unit_ids == ()

    def test_without_a_case_nothing_can_be_sent_and_escape_lets_them_go(self, desk, scene, qtbot):
        the_map(desk).units_boxed.emit(numbers(scene, "p-1"), False)
        button = desk.panels.group_bar.send_button
        assert (button.isEnabled(), button.label) == (False, "Select a case to send them to")
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
        assert desk.parts.group.unit_ids == ()
        assert the_map(desk).group == []
        assert not desk.panels.group_bar.isVisible()

    def test_more_than_one_order_can_send_is_said(self, desk, case, scene):
        scene.declare(a_unit(f"x-{n}") for n in range(60))
        the_map(desk).units_boxed.emit(numbers(scene, *(f"x-{n}" for n in range(60))), False)
        button = desk.panels.group_bar.send_button
        assert not button.isEnabled()
        assert "at most 50" in button.label

    def test_the_bar_lies_inside_the_map(self, desk, case, scene, settle):
        the_map(desk).units_boxed.emit(numbers(scene, "p-1"), False)
        settle(desk)
        slot, bar = desk.panels.map_slot, desk.panels.group_bar
        assert slot.rect().contains(bar.geometry())


class TestMapParts:
    def test_a_key_turns_the_reach_off_and_on(self, desk, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_Z)
        assert the_map(desk).parts == {"reach": False}
        qtbot.keyClick(desk, Qt.Key.Key_Z)
        assert the_map(desk).parts == {"reach": True}

    def test_what_the_layer_control_hides_the_key_shows(self, desk, qtbot):
        the_map(desk).part_shown.emit("track", False)
        qtbot.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
        assert the_map(desk).parts == {"track": True}


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
class TestSpot:
    def test_the_units_on_a_spot_are_listed_spread_and_chosen_by_key(self, desk, scene, qtbot):
        scene.pass_time(5)
        scene.place({unit_id: GeoPoint(30.51, 103.3) for unit_id in ("p-1", "p-3", "c-1")}, 1)
        desk.parts.selection.select_unit("p-3")
        assert desk.panels.unit_card.spot.label == "2 more here"
        qtbot.keyClick(desk, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
        menu = desk._unit_ties.spot.menu
        assert sorted(the_map(desk).spread_out) == sorted(numbers(scene, "p-1", "p-3", "c-1"))
        named = [action for action in menu.actions() if "城c-1" in action.text()]
        named[0].trigger()
        assert desk.parts.selection.unit_id == "c-1"
        menu.close()
        assert the_map(desk).spread_out == []

    def test_all_of_a_spot_can_be_marked(self, desk, scene):
        scene.pass_time(5)
        scene.place({unit_id: GeoPoint(30.51, 103.3) for unit_id in ("p-1", "p-3")}, 1)
        desk.parts.selection.select_unit("p-3")
        desk.parts.actions.spot.trigger()
        desk._unit_ties.spot.menu.actions()[-1].trigger()
        desk._unit_ties.spot.menu.close()
        assert set(desk.parts.group.unit_ids) == {"p-1", "p-3"}

    def test_with_nothing_selected_it_says_what_to_do(self, desk):
        desk.parts.actions.spot.trigger()
        menu = desk._unit_ties.spot.menu
        [only] = menu.actions()
        menu.close()
        assert not only.isEnabled()


class TestInstead:
    @pytest.fixture
    def refused(self, desk, case, scene, qtbot, call):
        """Have another desk take p-1 while this desk's order for it is on its way."""
        other = call(300, title="旧案")
        desk.parts.selection.select_incident(case)
        qtbot.keyClick(desk, Qt.Key.Key_Return)
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-1",)), OTHER_DESK)
        scene.answer(
            OutcomeStatus.REFUSED, code="unit_held", facts={"unit": "p-1"}, can_confirm=False
        )
        return case

    def test_a_refusal_says_who_holds_the_unit_and_offers_the_next_best(self, desk, refused):
        assert notice(desk).phase is Phase.REFUSED
        assert "旧案" in notice(desk).detail
        assert "desk-2" in notice(desk).detail
        button = desk.panels.drawer.next_best_button
        assert button.isVisible()
        assert button.label == "Send 巡p-2 instead"

    def test_one_key_sends_the_next_best(self, desk, refused, scene, qtbot):
        qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert orders(scene) == [AssignUnits(incident_id=refused, unit_ids=("p-2",))]
        assert not desk.panels.drawer.next_best_button.isVisible()
        scene.settle()
        assert notice(desk).phase is Phase.ACCEPTED
        assert desk.parts.actions.next_best.isEnabled() is False

    def test_a_warning_offers_it_too(self, desk, case, scene, qtbot, call):
        other = call(300, title="旧案")
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-1",)), OTHER_DESK)
        qtbot.keyClick(desk, Qt.Key.Key_Return)
        scene.settle()
        assert notice(desk).phase is Phase.WARNED
        assert desk.panels.drawer.next_best_button.label == "Send 巡p-2 instead"

    def test_another_case_has_no_such_offer(self, desk, refused, call):
        desk.parts.selection.select_incident(call(3, title="别处"))
        assert not desk.panels.drawer.next_best_button.isVisible()


class TestMove:
    @pytest.fixture
    def busy(self, desk, case, scene, call):
        """Have p-1 on another case, and both it and this case selected."""
        other = call(300, title="旧案")
        scene.happen(AssignUnits(incident_id=other, unit_ids=("p-1",)), OTHER_DESK)
        desk.parts.selection.select_unit("p-1")
        return other

    def test_a_unit_is_released_first_and_sent_once_that_is_done(
        self, desk, case, busy, scene, qtbot
    ):
        assert desk.panels.unit_card.move_here.isVisible()
        qtbot.keyClick(desk, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
        answer(desk, "更近")
        assert orders(scene) == [ReleaseUnit(incident_id=busy, unit_id="p-1", reason="更近")]
        assert notice(desk).title == "Move 巡p-1 to Noise · 好又多超市"
        scene.settle()
        assert orders(scene) == [AssignUnits(incident_id=case, unit_ids=("p-1",))]
        assert notice(desk).phase is Phase.PENDING
        scene.settle()
        assert notice(desk).phase is Phase.ACCEPTED

    def test_a_release_that_is_refused_sends_nobody(self, desk, case, busy, scene):
        desk.panels.unit_card.move_here.click()
        answer(desk, "更近")
        scene.answer(OutcomeStatus.REFUSED, code="not_allowed", facts={})
        assert scene.sent == []
        assert notice(desk).phase is Phase.REFUSED

    def test_a_free_unit_is_not_moved_but_sent(self, desk, case):
        desk.parts.selection.select_unit("p-2")
        assert not desk.parts.actions.move_unit.isEnabled()
        assert not desk.panels.unit_card.move_here.isVisible()


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1366, 768)])
def test_everything_at_once_cuts_no_text(open_desk, scene, call, settle, qtbot, size):
    """A marked group, a busy unit with its neighbours, a warning with its way out."""
    desk = open_desk(size=size)
    other, case = call(300, title="旧案"), call(20, title="占道经营" * 12)
    scene.pass_time(5)
    scene.place({unit_id: GeoPoint(30.51, 103.3) for unit_id in ("p-1", "p-3", "c-1")}, 1)
    desk.parts.selection.select_incident(case)
    desk.parts.choice.take(["p-1"])
    scene.happen(AssignUnits(incident_id=other, unit_ids=("p-1",)), OTHER_DESK)
    qtbot.keyClick(desk, Qt.Key.Key_Return)
    scene.settle()
    desk.parts.selection.select_unit("p-1")
    desk._show_situation()
    the_map(desk).units_boxed.emit(numbers(scene, "p-1", "p-3", "c-1"), False)
    settle(desk)
    assert desk.panels.drawer.next_best_button.isVisible()
    assert desk.panels.unit_card.move_here.isVisible()
    assert desk.panels.unit_card.spot.isVisible()
    assert layout_faults(desk) == []


def test_nothing_on_the_map_changes_because_of_a_click_alone(desk, case, scene, qtbot):
    """Whatever is ordered, the picture the map is fed from stays until the hub says otherwise."""
    situation = scene.live.situation
    scene.happen(AssignUnits(incident_id=case, unit_ids=("p-2",)), OTHER_DESK)
    before, seq = situation.snapshot(), situation.seq
    qtbot.keyClick(desk, Qt.Key.Key_Return)
    desk.parts.selection.select_unit("p-2")
    qtbot.keyClick(desk, Qt.Key.Key_G)
    qtbot.keyClick(desk, Qt.Key.Key_D)
    assert {type(one) for one in orders(scene)} == {AssignUnits, RecordMilestone, ReleaseUnit}
    QApplication.processEvents()
    assert (situation.snapshot(), situation.seq) == (before, seq)
    assert situation.units["p-2"].assignment_ids
    [assignment] = situation.assignments.values()
    assert set(assignment.stamps) == {Milestone.DISPATCHED}


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
class TestTypedAddress:
    @pytest.fixture
    def form(self, desk, scene, qtbot):
        """Return the form for a new case in a city that knows two places."""
        stations = (
            Station(id="s1", name="北门工作站", name_en="North", location=IN_WEST, grid_id="west"),
            Station(id="s2", name="南门工作站", name_en="South", location=GeoPoint(30.4, 103.7)),
        )
        scene.replace_city(replace(scene.city, stations=stations))
        qtbot.waitUntil(lambda: not desk.search.feed.is_reading)
        qtbot.keyClick(desk, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        return desk._orders._registering

    def offered(self, form) -> list[str]:
        model = form.address.offers
        return [model.item(row).text() for row in range(model.rowCount())]

    def test_a_place_is_offered_by_its_initials_and_names_the_spot(self, desk, form, scene, qtbot):
        qtbot.keyClicks(form.address, "bmgzz")
        [offer] = self.offered(form)
        assert "North" in offer
        qtbot.keyClick(form.address.popup, Qt.Key.Key_Down)
        qtbot.keyClick(form.address.popup, Qt.Key.Key_Return)
        assert form.address.text() == "North"
        assert form.place.text().endswith("· West")
        assert the_map(desk).centred == IN_WEST
        assert form.command().location == IN_WEST
        assert form.command().address == "North"

    def test_words_nobody_knows_stay_the_address(self, form, qtbot):
        qtbot.keyClicks(form.address, "nowhere at all")
        assert self.offered(form) == []
        assert form.command().address == "nowhere at all"
        assert form.command().location is None


class TestTrack:
    @pytest.fixture
    def asked(self):
        return []

    @pytest.fixture
    def questions(self, asked, qapp):
        return HubQuestions(lambda question_id, question: asked.append((question_id, question)))

    @pytest.fixture
    def desk(self, scene, questions, qtbot, windows):
        window = DeskWindow(
            scene.live,
            scene.commands,
            Advisor(scene.live),
            lambda _city, _theme: FakeMap(),
            Theme(),
            "指挥席 3",
            questions,
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1920, 1080)
        window.show()
        return window

    def told(self, questions, asked, scene, places, *, gaps=()):
        now_ms = int(scene.now.timestamp() * 1000)
        columns = TrackColumns(
            unit=np.zeros(len(places), np.uint32),
            at_ms=np.array([now_ms - 1000 * ago for ago, _ in places], np.int64),
            lat_e7=np.array([(IN_WEST.lat + d) * E7 for _, d in places], np.int32),
            lon_e7=np.full(len(places), IN_WEST.lon * E7, np.int32),
        )
        tracks = Tracks(
            start=scene.now - timedelta(hours=1),
            end=scene.now,
            unit_ids=("p-1",),
            columns=packed(columns),
            gaps=gaps,
        )
        question_id, _ = asked[-1]
        questions.on_live_answers_arrived([AnswerTold(question_id=question_id, answer=tracks)])

    def line(self, desk) -> str:
        return desk.panels.unit_card._track.text()

    def test_selecting_a_unit_asks_for_its_last_hour(self, desk, asked, scene):
        desk.parts.selection.select_unit("p-1")
        [(_, question)] = asked
        assert isinstance(question, TracksQuestion)
        assert question.unit_ids == ("p-1",)
        assert question.end - question.start == timedelta(hours=1)
        assert "reading" in self.line(desk)

    def test_the_answer_is_drawn_and_goes_on_with_what_comes_live(
        self, desk, asked, questions, scene
    ):
        desk.parts.selection.select_unit("p-1")
        self.told(questions, asked, scene, [(1800, 0.001), (1750, 0.002), (1700, 0.003)])
        drawn = the_map(desk).track
        assert drawn["tint"] == 0
        assert sum(len(line) for line in drawn["lines"]) == 6
        assert self.line(desk) == "Track of the last hour on the map"
        assert desk._unit_ties.state.points == 4  # the live position stands at its end
        desk.parts.selection.clear()
        assert the_map(desk).track is None

    def test_an_answer_to_an_older_question_is_not_drawn(self, desk, asked, questions, scene):
        desk.parts.selection.select_unit("p-1")
        old = asked[0]
        desk.parts.selection.select_unit("p-2")
        asked.append(old)
        self.told(questions, asked, scene, [(1800, 0.001), (1750, 0.002)])
        assert "reading" in self.line(desk)

    def test_a_gap_and_a_unit_that_stood_still_are_said(self, desk, asked, questions, scene):
        desk.parts.selection.select_unit("p-1")
        gap = Gap(start=scene.now - timedelta(minutes=40), end=scene.now - timedelta(minutes=20))
        self.told(questions, asked, scene, [(1800, 0.001), (100, 0.002)], gaps=(gap,))
        assert "with a gap" in self.line(desk)

    def test_a_fault_is_said_and_a_link_that_comes_back_asks_again(
        self, desk, asked, questions, scene
    ):
        desk.parts.selection.select_unit("p-1")
        questions.on_live_link_lost()
        assert "no link to the hub" in self.line(desk)
        scene.set_link(LinkStatus.LIVE)
        assert len(asked) == 2
        fault = AnswerTold(
            question_id=asked[-1][0], fault=QuestionFault(code="history_unavailable")
        )
        questions.on_live_answers_arrived([fault])
        assert "can not read its records" in self.line(desk)
        assert the_map(desk).track is None
