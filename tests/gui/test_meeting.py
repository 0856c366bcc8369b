"""The meeting window: periods, pages, the way into a figure and back, keys of a presenter."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.past_cases import CaseFileQuestion, CasesQuestion, Part
from bigscreen.ui.meeting.asking import PageAsker
from bigscreen.ui.meeting.case_view import CaseView
from bigscreen.ui.meeting.chart_bars import bars
from bigscreen.ui.meeting.chart_view import ChartView
from bigscreen.ui.meeting.drill_view import DrillView
from bigscreen.ui.meeting.figure_surface import FigureSurface
from bigscreen.ui.meeting.heat_view import HeatView
from bigscreen.ui.meeting.meeting_actions import MeetingActions
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.meeting_state import MeetingState
from bigscreen.ui.meeting.meeting_window import MeetingWindow
from bigscreen.ui.meeting.tiles_view import TilesView
from bigscreen.ui.theme import Theme, look, use_look
from bigscreen.viewmodels.meeting.periods import PeriodKind
from bigscreen.viewmodels.report_blocks import Chart, Ground, Heat, Series
from tests.support.layout_faults import layout_faults
from tests.support.meeting_figures import NOW, week_cases
from tests.support.meeting_lane import MeetingLane

CASES = week_cases(4)


class Meeting:
    """A meeting window with a hand for its hub."""

    def __init__(self, qtbot, scene, size=(1920, 1080)) -> None:
        self.qtbot = qtbot
        self.lane = MeetingLane(CASES, scene.city)
        self.parts = MeetingParts(
            live=scene.live,
            lane=self.lane,
            asker=PageAsker(self.lane),
            actions=MeetingActions(),
            state=MeetingState(),
        )
        self.window = MeetingWindow(self.parts, Theme.for_size(*size), "会商 1")
        self.window.resize(*size)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()

    @property
    def face(self):
        return self.window.face

    @property
    def shown(self):
        return self.face.views.currentWidget()

    def settle(self) -> None:
        """Answer whatever is asked, until there is a page and nothing more is asked."""

        def rested() -> bool:
            self.lane.answer_all()
            page = self.face.host.page
            asks_no_more = not self.lane.waiting and not self.parts.asker.is_asking
            return asks_no_more and (page is not None or bool(self.parts.state.steps))

        self.qtbot.waitUntil(rested)

    def press(self, key: str) -> None:
        self.qtbot.keySequence(QApplication.focusWidget() or self.window, key)


@pytest.fixture
def meeting(qtbot, scene):
    scene.set_time(NOW)
    made = Meeting(qtbot, scene)
    made.settle()
    yield made
    use_look("dark")


def test_it_opens_on_the_last_whole_week(meeting) -> None:
    period = meeting.parts.state.period
    assert period.kind is PeriodKind.WEEK
    assert period.end <= NOW
    assert meeting.face.page.key == "overview"


def test_every_page_has_room_for_its_texts(meeting, settle) -> None:
    for number, page in enumerate(meeting.parts.pages, start=1):
        meeting.press(str(number))
        meeting.settle()
        assert meeting.face.page.key == page.key
        settle(meeting.window)
        assert layout_faults(meeting.window) == [], page.key


def test_a_presenter_turns_pages_with_a_clicker(meeting) -> None:
    for key, page in (("PgDown", "trends"), ("Space", "speeds"), ("PgUp", "trends")):
        meeting.press(key)
        meeting.settle()
        assert meeting.face.page.key == page
    meeting.press("1")
    meeting.press("Left")
    meeting.settle()
    assert meeting.face.page.key == "backlog"


def test_a_page_that_was_seen_comes_back_without_asking(meeting) -> None:
    meeting.press("2")
    meeting.settle()
    asked = len(meeting.lane.asked)
    meeting.press("1")
    meeting.settle()
    assert len(meeting.lane.asked) == asked
    meeting.press("R")
    meeting.settle()
    assert len(meeting.lane.asked) > asked


def test_answers_of_a_period_that_was_left_are_dropped(meeting) -> None:
    meeting.press("[")
    meeting.qtbot.waitUntil(lambda: bool(meeting.lane.waiting))
    (old,) = meeting.lane.waiting
    meeting.press("]")
    assert old not in meeting.lane.waiting
    before = meeting.face.page
    meeting.lane.answered.emit(old, "too late")
    meeting.settle()
    assert meeting.face.page == before


def test_a_period_of_another_kind_is_about_the_same_time(meeting) -> None:
    for key, kind in (("M", "month"), ("D", "day"), ("S", "shift"), ("C", "custom")):
        meeting.press(key)
        meeting.settle()
        assert meeting.parts.state.period.kind is PeriodKind(kind)
        assert meeting.parts.state.period.start <= NOW
    assert meeting.face.period_bar.first.isVisible()
    assert not meeting.face.period_bar.later.isEnabled() or meeting.parts.state.period.end <= NOW


def test_a_figure_leads_to_its_cases_a_case_to_its_record_and_back(meeting) -> None:
    tiles = meeting.window.findChild(TilesView)
    place = tiles.spots()[1].rect.center()
    meeting.qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=place)
    meeting.settle()
    assert isinstance(meeting.shown, DrillView)
    assert isinstance(meeting.lane.asked[-1][1], CasesQuestion)
    assert meeting.lane.asked[-1][1].measure == "volume"
    meeting.shown.parts.button(Part.LEFT_OUT.value).click()
    meeting.settle()
    assert meeting.lane.asked[-1][1].part is Part.LEFT_OUT
    table = meeting.shown.table
    assert table.hasFocus()
    meeting.qtbot.keyClick(table, Qt.Key.Key_Return)
    meeting.settle()
    assert isinstance(meeting.shown, CaseView)
    assert isinstance(meeting.lane.asked[-1][1], CaseFileQuestion)
    assert meeting.face.case_in_sight == meeting.lane.asked[-1][1].incident_id
    meeting.press("Backspace")
    meeting.settle()
    assert isinstance(meeting.shown, DrillView)
    assert meeting.shown.drill.part is Part.COUNTED or meeting.shown.drill.part is Part.HELD
    meeting.qtbot.keyClick(meeting.shown.table, Qt.Key.Key_Escape)
    meeting.settle()
    assert meeting.shown is meeting.face.host


def test_every_figure_can_be_reached_by_key_and_says_what_it_stands_on(meeting) -> None:
    meeting.qtbot.keyClick(meeting.face.views, Qt.Key.Key_Tab)
    tiles = meeting.window.findChild(TilesView)
    assert tiles.hasFocus()
    seen = set()
    for key in (Qt.Key.Key_Right,) * 5 + (Qt.Key.Key_Down,):
        seen.add(tiles.current.label)
        meeting.qtbot.keyClick(tiles, key)
    assert len(seen) == 6
    assert "n " in tiles.accessibleDescription()
    meeting.qtbot.keyClick(tiles, Qt.Key.Key_Return)
    meeting.settle()
    assert isinstance(meeting.shown, DrillView)


def test_replay_asks_for_the_case_in_sight_else_for_the_period(meeting) -> None:
    with meeting.qtbot.waitSignal(meeting.window.period_replay_requested) as told:
        meeting.press("P")
    assert told.args[1] == meeting.parts.state.period.end
    meeting.face.open_case("c5")
    meeting.settle()
    with meeting.qtbot.waitSignal(meeting.window.replay_requested) as told:
        meeting.press("P")
    assert told.args == ["c5"]


def test_a_fault_is_said_in_words_and_can_be_tried_again(meeting) -> None:
    meeting.press("[")
    meeting.qtbot.waitUntil(lambda: bool(meeting.lane.waiting))
    meeting.lane.fail_all("history_unavailable")
    notice = meeting.face.host.notice
    assert notice.isVisible()
    assert "history" in notice.accessibleName()
    meeting.press("R")
    meeting.settle()
    assert meeting.face.host.page is not None


def test_what_a_lost_link_left_unanswered_comes_back_with_it(meeting, scene) -> None:
    meeting.face.open_case("c5")
    meeting.lane.fail_all("not_sent")
    assert meeting.shown.fault == "not_sent"
    scene.set_link(LinkStatus.LIVE, lag_s=0.1)
    assert meeting.shown.fault == ""
    meeting.settle()
    assert meeting.face.page.title == "c5"


def test_a_busy_hub_is_asked_again_by_itself(meeting) -> None:
    meeting.press("[")
    meeting.qtbot.waitUntil(lambda: bool(meeting.lane.waiting))
    asked = len(meeting.lane.asked)
    meeting.lane.fail_all("busy")
    meeting.qtbot.waitUntil(lambda: len(meeting.lane.asked) > asked)
    meeting.settle()


def test_a_history_still_being_read_says_how_far_it_is(meeting) -> None:
    meeting.press("[")
    meeting.qtbot.waitUntil(lambda: bool(meeting.lane.waiting))
    (question_id,) = meeting.lane.waiting
    meeting.lane.loading.emit(question_id, 0.42)
    assert meeting.face.host.notice.share == 0.42
    assert "42%" in meeting.face.host.notice.accessibleName()
    meeting.settle()


def test_look_and_type_change_and_the_page_stays(meeting) -> None:
    meeting.press("3")
    meeting.settle()
    height = meeting.face.theme.px(100)
    meeting.press("L")
    meeting.settle()
    assert (look(), meeting.face.page.key) == ("light", "speeds")
    meeting.press("+")
    meeting.settle()
    assert meeting.face.theme.px(100) > height
    meeting.press("Ctrl+0")
    meeting.settle()
    assert meeting.face.theme.px(100) == height


@pytest.mark.parametrize("key", ["+", "-"])
def test_at_any_size_of_type_the_page_stays_on_the_screen(meeting, key, settle) -> None:
    for _ in range(4):
        meeting.press(key)
    meeting.press("C")
    meeting.settle()
    settle(meeting.window)
    assert (meeting.window.width(), meeting.window.height()) == (1920, 1080)
    assert meeting.window.minimumSizeHint().width() <= 1920
    assert layout_faults(meeting.window) == []


def test_a_blank_screen_takes_any_key_and_gives_the_page_back(meeting) -> None:
    meeting.press("B")
    assert not meeting.parts.actions.next_page.isEnabled()
    meeting.press("Space")
    meeting.settle()
    assert meeting.parts.actions.next_page.isEnabled()
    assert meeting.face.page.key == "overview"


def test_figures_can_be_narrowed_to_a_part_of_the_city(meeting) -> None:
    meeting.face.narrow((("grid", "west"),))
    meeting.settle()
    figures = [one for _, one in meeting.lane.asked if isinstance(one, FiguresQuestion)]
    assert ("grid", "west") in figures[-1].only
    assert meeting.face.area.label in {"West", "西"}


def test_all_keys_are_listed(meeting) -> None:
    sheet = meeting.parts.actions.key_sheet()
    said = " ".join(key for key, _ in sheet)
    assert all(key in said for key in ("F11", "Ctrl+E", "Backspace", "Enter", "Tab"))


def drawn(widget) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_Grayscale8)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def test_series_are_told_apart_without_colour(qtbot, theme) -> None:
    """Two bars of one colour differ by their hatch; what is printed in grey stays readable."""
    values = (50.0, 50.0)
    series = tuple(Series(name=name, values=values, tone="now") for name in ("a", "b"))
    block = Chart(key="k", title="t", kind="bar", categories=("x", "y"), series=series)
    chart = ChartView(theme, block)
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    chart.show()
    image = drawn(chart)
    first = {number: bar for number, place, bar in bars(chart.frame) if place == 0}
    shades = [
        {
            image.pixelColor(x, y).lightness()
            for x in range(round(bar.left()) + 3, round(bar.right()) - 3)
            for y in range(round(bar.top()) + 3, round(bar.bottom()) - 3)
        }
        for bar in (first[0], first[1])
    ]
    assert len(shades[0]) == 1
    assert len(shades[1]) > 1


def test_huge_names_lie_down_and_nothing_meets(qtbot, theme) -> None:
    names = tuple(f"{'网格' * 30}{n} 🚓" for n in range(30))
    block = Chart(
        key="k",
        title="t",
        kind="bar",
        categories=names,
        series=(Series(name="n" * 60, values=tuple(map(float, range(30))), tone="now"),),
        unit="件",
    )
    chart = ChartView(theme, block)
    qtbot.addWidget(chart)
    chart.resize(900, 700)
    chart.show()
    assert chart.lies
    assert layout_faults(chart) == []


def test_a_field_says_what_is_under_the_keyboard(qtbot, theme) -> None:
    ground = Ground(n=3, measure="volume", definition="D")
    block = Heat(
        key="k",
        title="t",
        rows=("a", "b"),
        columns=("1", "2", "3"),
        values=((1.0, None, 3.0), (4.0, 5.0, 6.0)),
        grounds=((ground,) * 3,) * 2,
    )
    heat = HeatView(theme, block)
    qtbot.addWidget(heat)
    heat.resize(600, 300)
    heat.show()
    assert len(heat.spots()) == 5
    assert layout_faults(heat) == []
    opened: list[object] = []
    heat.drill_requested.connect(lambda what, _: opened.append(what))
    qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=heat.spots()[0].rect.center())
    assert opened == [ground]
    assert isinstance(heat, FigureSurface)
    assert replace(ground, n=4) not in opened
