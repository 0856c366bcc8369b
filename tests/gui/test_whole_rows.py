"""Nothing that scrolls shows half a row, whatever its height."""

import pytest

from bigscreen.domain.commands import AddNote
from bigscreen.domain.scenes import PanelKind
from tests.support.small_city import a_unit


@pytest.fixture
def long_case(scene, call):
    scene.declare([a_unit(f"x-{n}") for n in range(30)])
    for n in range(20):
        call(100 + n)
    case = call(20)
    for n in range(30):
        scene.happen(AddNote(incident_id=case, text=f"{n}"))
    return case


def is_whole(area, row_height):
    return area.viewport().height() % row_height == 0


@pytest.mark.parametrize("size", [(1920, 1080), (1920, 1043), (1366, 768), (3840, 2160)])
def test_lists_end_with_a_whole_row(open_desk, long_case, settle, size):
    desk = open_desk(size=size)
    desk.parts.selection.select_incident(long_case)
    settle(desk)
    drawer = desk.panels.drawer
    for view in (desk.panels.queue.view, drawer.candidates.view):
        assert view.model().rowCount() > 5
        assert is_whole(view, view.row_height)
        last = list(view.rows_in_sight())[-1]
        assert view.visualRect(last).bottom() < view.viewport().height()
        view.scrollToBottom()
        assert view.visualRect(next(view.rows_in_sight())).top() == 0
    assert is_whole(drawer.log, drawer.log.lines.row_height)
    assert is_whole(desk.panels.timeline._area, desk.theme.px(42))


def test_a_log_is_scrolled_by_whole_lines(open_desk, long_case, settle):
    desk = open_desk()
    desk.parts.selection.select_incident(long_case)
    settle(desk)
    bar = desk.panels.drawer.log.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderSingleStepAdd)
    assert bar.value() == desk.panels.drawer.log.lines.row_height


@pytest.mark.parametrize("height", [1080, 1033, 900])
def test_the_wall_counts_the_rows_it_has_no_room_for(open_wall, long_case, settle, height):
    wall = open_wall(size=(1920, height))
    settle(wall)
    shown = len(list(wall.panel(PanelKind.QUEUE).view.rows_in_sight()))
    assert is_whole(wall.panel(PanelKind.QUEUE).view, wall.panel(PanelKind.QUEUE).view.row_height)
    assert wall.panel(PanelKind.QUEUE).view.hidden_below() == 21 - shown
    assert wall.panel(PanelKind.QUEUE)._more.text() == f"and {21 - shown} more"
