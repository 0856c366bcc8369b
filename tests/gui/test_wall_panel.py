"""The window in which a desk directs the walls."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from bigscreen.bridge.screen_direction import ScreenDirection
from bigscreen.domain.screens import ScreenState, ScreenView, ScreenWish
from bigscreen.protocol.link_facts import DirectionSettled, ScreensTold
from bigscreen.ui.desk.wall_panel import WallPanel
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.viewmodels.order_notice import Phase
from tests.support.layout_faults import layout_faults


class Lane:
    """The line to the walls, by hand: what was sent, and what comes back."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, ScreenWish]] = []
        self.screens = ScreenDirection(lambda *sent: self.sent.append(sent), lambda _view: None)

    def tell(self, *screens: ScreenState) -> None:
        self.screens.on_live_screen_facts_arrived([ScreensTold(screens=screens)])

    def settle(self, place: int, fault: str = "") -> None:
        fact = DirectionSettled(direction_id=self.sent[place][0], fault=fault)
        self.screens.on_live_screen_facts_arrived([fact])


@pytest.fixture
def lane() -> Lane:
    return Lane()


@pytest.fixture
def panel(desk, lane, qtbot, scene, theme):
    """Return the walls' window of an open desk, with two walls on the hub."""
    made = WallPanel(desk.parts, lane.screens, theme, desk)
    first = ScreenState(
        id="s-1",
        name="北厅",
        account="wall-1",
        view=ScreenView(scene="overview"),
        since=scene.now,
    )
    lane.tell(first, replace(first, id="s-2", name="南厅", account="wall-2"))
    with qtbot.waitActive(made.dialog):
        desk.parts.actions.walls.trigger()
    return made


def asked_by(qtbot, panel, key) -> AskDialog:
    """Press a key of the window; return what it asks, ready for keys."""
    qtbot.keyClick(panel.dialog.walls.table, key)
    asked = panel.dialog.findChild(AskDialog)
    qtbot.waitUntil(asked.isActiveWindow)
    return asked


def send(qtbot, asked: AskDialog) -> None:
    qtbot.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def rows(panel) -> list[tuple[str, ...]]:
    return [row.cells for row in panel.dialog.walls.table.rows]


def test_every_wall_is_listed_with_what_it_shows_and_why(panel, lane, scene, call, qtbot):
    case = call(20)
    state = lane.screens.screens[0]
    lane.tell(
        replace(state, view=ScreenView(scene="kpi", held_by="desk")),
        replace(state, id="s-2", view=ScreenView(scene="incident", incident_id=case)),
        replace(state, id="s-3", view=ScreenView(scene="grid", grid_id="west", held_by="alarm")),
        replace(state, id="s-4", view=ScreenView(scene="kpi", fault="unknown_scene")),
        replace(state, id="s-5", view=ScreenView(scene="kpi", held_by="hand")),
    )
    qtbot.waitUntil(lambda: len(rows(panel)) == 5)
    told = [(cells[1], cells[2]) for cells in rows(panel)]
    assert told == [
        ("Figures", "sent by a desk"),
        ("Case · Noise · 好又多超市", "in turn"),
        ("Grid · West", "held by an alarm"),
        ("Figures", "in turn · The city of this wall has no such scene."),
        ("Figures", "somebody has moved its map"),
    ]


def test_by_key_a_scene_is_sent_and_its_fate_is_told(panel, lane, qtbot):
    asked = asked_by(qtbot, panel, Qt.Key.Key_S)
    asked.inputs["what"].setCurrentIndex(2)
    asked.inputs["hold_s"].setCurrentIndex(2)
    send(qtbot, asked)
    assert [(to, wish) for _, to, wish in lane.sent] == [
        ("s-1", ScreenWish(scene="kpi", hold_s=300.0))
    ]
    assert panel.dialog.notice.notice.phase is Phase.PENDING
    lane.settle(0)
    notice = panel.dialog.notice.notice
    assert (notice.phase, notice.title) == (Phase.ACCEPTED, "北厅 ← Figures")


def test_by_mouse_a_grid_is_sent_to_all_walls_and_each_answers_for_itself(panel, lane, qtbot):
    qtbot.mouseClick(panel._buttons[1], Qt.MouseButton.LeftButton)
    asked = panel.dialog.findChild(AskDialog)
    asked.inputs["where"].setCurrentIndex(1)
    qtbot.mouseClick(asked.submit_button, Qt.MouseButton.LeftButton)
    assert [(to, wish.grid_id) for _, to, wish in lane.sent] == [("s-1", "west"), ("s-2", "west")]
    lane.settle(0)
    lane.settle(1, "screen_gone")
    notice = panel.dialog.notice.notice
    assert (notice.phase, notice.title) == (Phase.REFUSED, "南厅 ← West")
    assert notice.detail == "This wall is gone: it has left the hub."


def test_the_selected_case_is_offered_first(panel, lane, desk, call, qtbot):
    first = call(50)
    call(20)
    desk.parts.selection.select_incident(first)
    asked = asked_by(qtbot, panel, Qt.Key.Key_C)
    send(qtbot, asked)
    assert lane.sent[0][2] == ScreenWish(incident_id=first)
    lane.settle(0, "case_not_shown")
    assert "hidden" in panel.dialog.notice.notice.detail


def test_without_an_open_case_there_is_none_to_send(panel, lane, qtbot):
    qtbot.keyClick(panel.dialog.walls.table, Qt.Key.Key_C)
    assert panel.dialog.notice.notice.detail == "There is none now."
    assert panel.dialog.findChild(AskDialog) is None


def test_a_wall_is_let_go_again(panel, lane, qtbot):
    qtbot.keyClick(panel.dialog.walls.table, Qt.Key.Key_R)
    (sent,) = lane.sent
    assert sent[2].resumes
    lane.settle(0, "not_sent")
    assert panel.dialog.notice.notice.phase is Phase.NOT_SENT


def test_when_the_last_wall_goes_nothing_can_be_sent(panel, lane, qtbot):
    lane.screens.on_live_link_lost()
    qtbot.waitUntil(lambda: rows(panel) == [])
    assert not any(button.isEnabled() for button in panel._buttons)


def test_a_row_opens_its_case_at_the_desk(panel, lane, desk, call, qtbot):
    case = call(20)
    view = ScreenView(scene="incident", incident_id=case)
    lane.tell(replace(lane.screens.screens[0], view=view))
    qtbot.waitUntil(lambda: len(rows(panel)) == 1)
    qtbot.keyClick(panel.dialog.walls.table, Qt.Key.Key_Return)
    assert desk.parts.selection.incident_id == case


def test_long_names_are_not_cut_where_they_meet(panel, lane, settle):
    state = lane.screens.screens[0]
    lane.tell(replace(state, name="很长的名字" * 12, account="w" * 60))
    panel.show_walls()
    settle(panel.dialog)
    assert layout_faults(panel.dialog) == []
