"""The past on a screen: units and cases move together, by mouse and by key, and it says so."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from bigscreen.bridge.past_situation import SPEEDS, PastSituation
from bigscreen.domain.past import PastBoardQuestion, PastQuestion, TracksQuestion
from bigscreen.protocol.past_pages import moment_ms
from bigscreen.ui.desk.shortcuts_overlay import ShortcutsOverlay
from bigscreen.ui.replay.replay_view import ReplayView
from bigscreen.ui.replay.replay_window import ReplayDoor
from bigscreen.ui.widgets.text_label import TextLabel
from tests.support.fake_map import FakeMap
from tests.support.layout_faults import layout_faults
from tests.support.past_scene import PastScene
from tests.support.small_city import NOON, small_city

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Watch:
    """The steady clock of a past situation, in a test's hand."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def past_scene(scene) -> PastScene:
    scene.set_time(NOON + HOUR)
    scene.deliver()
    return PastScene(scene.live)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def past(past_scene, watch) -> PastSituation:
    return PastSituation(past_scene.questions, small_city(), steady_clock=watch)


@pytest.fixture
def view(past_scene, theme, qapp):
    made = ReplayView(past_scene, small_city(), lambda *_: FakeMap(), theme)
    made.resize(1920, 1080)
    made.show()
    made.open_period(NOON, NOON + HOUR)
    past_scene.answer()
    yield made
    made.close()
    made.deleteLater()


def place(past: PastSituation, number: int) -> float:
    """How many ten-thousandths of a degree north of its first place a unit is."""
    return round((past.fixes.lat[number] - 30.5) * 10_000, 3)


def test_a_moment_shows_units_and_cases_once_both_have_come(past, past_scene):
    past.open(NOON, NOON + HOUR, NOON + 16 * MINUTE)
    assert past.waiting
    past_scene.answer(lambda question: isinstance(question, PastQuestion))
    assert past.waiting, "without positions it is not the whole picture"
    past_scene.answer()
    assert not past.waiting
    assert past.situation.snapshot() == past_scene.folded(NOON + 16 * MINUTE).snapshot()
    assert place(past, 1) == 96
    assert place(past, 2) == 0
    assert past.board.as_of == NOON + 16 * MINUTE


def test_everything_moves_together_as_it_plays_and_it_ends_at_the_end(past, past_scene, watch):
    past.open(NOON, NOON + HOUR)
    past_scene.answer()
    past.set_speed(60.0)
    past.play()
    for second in range(1, 70):
        watch.seconds += 1.0
        past._on_timer_timeout()
        past_scene.answer()
        at = min(NOON + second * MINUTE, NOON + HOUR)
        assert past.hub_now() == at
        assert past.situation.snapshot() == past_scene.folded(at).snapshot()
        assert place(past, 1) == 6 * min(second, 60)
        assert past.playing is (second < 60)
    past.play()
    assert past.hub_now() == NOON, "from the end it begins again"


def test_time_waits_where_the_picture_has_not_come(past, past_scene, watch):
    past.open(NOON, NOON + HOUR)
    past_scene.answer()
    past.set_speed(600.0)
    past.play()
    watch.seconds += 2.0
    past._on_timer_timeout()
    assert past.waiting
    assert past.hub_now() == NOON
    past_scene.answer()
    watch.seconds += 0.1
    past._on_timer_timeout()
    assert past.hub_now() == NOON + MINUTE


def test_backwards_and_forwards_is_the_same(past, past_scene):
    past.open(NOON, NOON + HOUR)
    past_scene.answer()
    for minutes in (50, 6, 41, 5, 59, 0, 16):
        at = NOON + minutes * MINUTE
        past.seek(at)
        past_scene.answer()
        assert past.situation.snapshot() == past_scene.folded(at).snapshot()
        assert place(past, 1) == 6 * minutes


def test_at_high_speed_positions_are_fetched_thinner(past, past_scene):
    past.open(NOON, NOON + HOUR)
    past.set_speed(600.0)
    past_scene.answer(lambda question: not isinstance(question, TracksQuestion))
    asked = [one for _, one in past_scene.asked if isinstance(one, TracksQuestion)]
    assert any(one.every_s > 0 for one in asked)


def test_a_seek_asks_for_nothing_the_last_one_wanted(past, past_scene):
    past.open(NOON, NOON + HOUR)
    past_scene.answer()
    before = past.board
    for minutes in (10, 20, 30):
        past.seek(NOON + minutes * MINUTE)
    past_scene.answer()
    assert past.board is not before
    assert past.board.as_of == NOON + 30 * MINUTE
    assert not past.waiting


def test_the_same_moment_chosen_twice_still_gets_its_figures(past, past_scene):
    past.open(NOON, NOON + HOUR)
    past_scene.answer()
    at = NOON + 2 * MINUTE
    past.seek(at)
    past.seek(at)
    past_scene.answer()
    assert past.board.as_of == at


def test_figures_are_asked_for_once_a_second_at_most_while_it_plays(past, past_scene, watch):
    past.open(NOON, NOON + HOUR)
    past_scene.answer()
    past.play()
    asked = 0
    for _ in range(40):
        watch.seconds += 0.1
        past._on_timer_timeout()
        asked += sum(isinstance(one, PastBoardQuestion) for _, one in past_scene.asked)
        past_scene.answer()
    assert asked <= 5


def test_a_lost_link_is_said_and_tried_again(past_scene, view):
    view.past.seek(NOON + 30 * MINUTE)
    past_scene.fail("not_sent")
    assert "link" in view.band.note.text()
    assert not past_scene.asked
    view.past._fetcher._retry.stop()
    view.past._fetcher._on_retry_timeout()
    past_scene.answer()
    assert view.band.note.text() == ""
    assert not view.past.waiting


def test_it_is_unmistakably_the_past(view):
    assert view.band.time.text() == "12:00:00"
    view.past.seek(NOON + 16 * MINUTE)
    assert view.band.time.text() == "12:16:00"
    assert view.band.isVisible()
    assert "REPLAY" in view.band.accessibleName()


def test_the_queue_and_the_figures_are_those_of_the_moment(view, past_scene):
    view.past.seek(NOON + 25 * MINUTE)
    past_scene.answer()
    view._show_situation()
    assert {row.incident_id for row in view.queue.model.all_rows()} >= {"i1", "i2"}
    assert "12:25:00" in view.figures.text()


def test_keys_steer_it(view, past_scene):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(view, key, modifier)
        past_scene.answer()

    view.activateWindow()
    view.setFocus()
    press(Qt.Key.Key_Right)
    assert view.past.hub_now() == NOON + MINUTE
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.past.hub_now() == NOON + 11 * MINUTE
    press(Qt.Key.Key_Left)
    assert view.past.hub_now() == NOON + 10 * MINUTE
    press(Qt.Key.Key_Period)
    assert view.past.hub_now() == NOON + 15 * MINUTE, "on scene"
    press(Qt.Key.Key_Comma)
    press(Qt.Key.Key_Comma)
    assert view.past.hub_now() == NOON + 6 * MINUTE, "dispatched"
    press(Qt.Key.Key_End)
    assert view.past.hub_now() == NOON + HOUR
    press(Qt.Key.Key_Home)
    assert view.past.hub_now() == NOON
    speed = view.past.speed
    press(Qt.Key.Key_BracketRight)
    assert view.past.speed == SPEEDS[SPEEDS.index(speed) + 1]
    press(Qt.Key.Key_BracketLeft)
    assert view.past.speed == speed
    press(Qt.Key.Key_Space)
    assert view.past.playing
    press(Qt.Key.Key_Space)
    assert not view.past.playing


def test_a_milestone_is_clicked_and_the_bar_dragged(view, past_scene):
    bar = view.bar.time_bar
    on_scene = NOON + 15 * MINUTE
    mark = QPoint(bar.x_of(moment_ms(on_scene)) + 2, bar.theme.px(38))
    assert bar.mark_near(mark.x()).kind == "on_scene"
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=mark)
    assert view.past.hub_now() == on_scene, "to the second, though the mouse was beside it"
    track = QPoint(bar.x_of(moment_ms(NOON + 30 * MINUTE)), bar.theme.px(52))
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=track)
    assert abs(view.past.hub_now() - (NOON + 30 * MINUTE)) < MINUTE
    assert "巡u-1" in bar.tip_of(next(one for one in bar.facts.marks if one.unit_id))


def test_a_case_is_replayed_with_its_own_milestones(view, past_scene):
    view.open_case("i1")
    past_scene.answer()
    assert view.past.start == NOON + 3 * MINUTE
    assert view.past.end == NOON + 43 * MINUTE
    kinds = [mark.kind for mark in view.bar.time_bar.facts.marks]
    assert kinds == ["registered", "dispatched", "en_route", "on_scene", "closed"]
    assert "火警" in view.band.about.text()
    assert view.map_slot.map.selected == (None, "i1")


def test_a_case_nothing_was_kept_of_is_said(view, past_scene):
    view.open_case("gone")
    past_scene.fail("invalid_question")
    assert view.band.note.text() == "Of this case no course was kept"


def test_marks_are_those_of_the_chosen_case_or_of_all_grave_ones(view, past_scene):
    def cases():
        return {mark.incident_id for mark in view.bar.time_bar.facts.marks}

    assert cases() == {"i1"}, "i2 is of level Ⅳ"
    view.past.seek(NOON + 25 * MINUTE)
    past_scene.answer()
    view.queue.view.incident_selected.emit("i2")
    assert cases() == {"i2"}
    view.actions_.all_cases.trigger()
    assert cases() == {"i1"}


def test_a_period_begins_where_something_was_kept(view, past_scene):
    view.open_period(NOON - 3 * HOUR, NOON + HOUR)
    past_scene.answer()
    assert view.past.start == NOON
    assert view.past.hub_now() == NOON
    view.open_period(NOON - 3 * HOUR, NOON - 2 * HOUR)
    past_scene.answer()
    assert "Nothing is kept before" in view.band.note.text()


def test_a_period_is_chosen_from_the_menu_or_asked_for(view, past_scene):
    view.bar.period_chosen.emit("last_hour")
    assert view.past.end - view.past.start == HOUR
    view.bar.period_chosen.emit("")
    dialog = view.steering.dialog
    assert dialog.isVisible()
    dialog.answered.emit({"start": NOON + 40 * MINUTE, "end": NOON + 10 * MINUTE})
    assert (view.past.start, view.past.end) == (NOON + 10 * MINUTE, NOON + 40 * MINUTE)
    dialog.reject()


def test_a_clicked_unit_says_what_it_is_doing_as_time_goes_on(view, past_scene):
    view.map_slot.map.unit_clicked.emit(1)
    assert view.map_slot.map.selected == (1, None)
    for minutes, doing in ((2, "Free"), (9, "Under way · JQ-i1"), (16, "At scene · JQ-i1")):
        view.past.seek(NOON + minutes * MINUTE)
        past_scene.answer()
        view._show_situation()
        assert view.bar.note.text().startswith(f"巡u-1 · {doing}")


def test_all_keys_are_listed(view):
    view.actions_.shortcuts.trigger()
    sheet = view.findChild(ShortcutsOverlay)
    texts = {label.text() for label in sheet.findChildren(TextLabel)}
    assert {action.whatsThis() for action in view.actions_.own} <= texts
    assert layout_faults(sheet) == []
    sheet.close()


def test_no_text_is_cut(view, past_scene):
    view.past.seek(NOON + 25 * MINUTE)
    past_scene.answer()
    view._show_situation()
    assert layout_faults(view) == []
    assert view.minimumSizeHint().height() <= 1080


def test_the_window_opens_once_goes_on_and_ends_with_its_screen(past_scene, theme, qapp, qtbot):
    screen = FakeMap()
    qtbot.addWidget(screen)
    screen.resize(1600, 900)
    door = ReplayDoor(past_scene, lambda *_: FakeMap(), theme, screen)
    door.open()
    first = door.window
    past_scene.answer()
    assert first.isVisible()
    first.view.past.seek(NOON + 30 * MINUTE)
    past_scene.answer()
    door.open()
    assert door.window is first
    assert first.view.past.hub_now() == NOON + 30 * MINUTE
    door.open_case("i1")
    past_scene.answer()
    assert first.view.past.start == NOON + 3 * MINUTE
    first.view.actions_.leave.trigger()
    assert not first.isVisible()
    door.close()
    assert door.window is None
