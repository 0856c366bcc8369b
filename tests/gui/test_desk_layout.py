"""How somebody has arranged a desk is there again at the next start, on several screens too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from bigscreen.domain.incidents import Level
from bigscreen.ui.desk.desk_layout import Columns
from bigscreen.ui.desk.desk_window import DeskWindow
from bigscreen.ui.desk.side_window import MAP, QUEUE
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.settings.desk_settings import DeskSettings, SideWindow, WindowPlace
from bigscreen.ui.settings.settings_file import load, save
from bigscreen.ui.settings.settings_store import SettingsStore
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.queue_rows import Order
from bigscreen.viewmodels.queue_view import QueueView
from tests.support.fake_map import FakeMap
from tests.support.layout_faults import layout_faults


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.json"


@pytest.fixture
def start(qtbot, scene, windows, path):
    """Return a function that starts a desk on the settings of ``path``."""

    def started(size=(1920, 1080)) -> DeskWindow:
        window = DeskWindow(
            scene.live,
            scene.commands,
            Advisor(scene.live),
            lambda _city, _theme: FakeMap(),
            Theme.for_size(*size),
            "指挥席 3",
            None,
            SettingsStore(path),
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
        return window

    return started


def columns(desk) -> Columns:
    return desk._layout.columns


def test_columns_are_as_drawn_the_last_time_and_as_designed_the_first(start, settle):
    desk = start()
    assert columns(desk).sizes()[0] == pytest.approx(372, abs=2)
    assert columns(desk).sizes()[2] == pytest.approx(482, abs=2)
    desk.close()


def test_a_drawn_edge_comes_back(start, path, settle):
    desk = start()
    handle = columns(desk).handle(1)
    handle.moveSplitter(450)
    desk._layout.middle.handle(1).moveSplitter(600)
    drawn = columns(desk).sizes(), desk._layout.middle.sizes()
    desk.close()
    again = start()
    assert columns(again).sizes() == pytest.approx(drawn[0], abs=3)
    assert again._layout.middle.sizes() == pytest.approx(drawn[1], abs=3)
    again.parts.actions.reset_layout.trigger()
    assert columns(again).sizes()[0] == pytest.approx(372, abs=2)
    again.close()
    assert load(path).columns == ()


def test_an_edge_moves_with_the_arrow_keys(start, qtbot):
    desk = start()
    before = columns(desk).sizes()[0]
    handle = columns(desk).handle(1)
    assert handle.accessibleName()
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert columns(desk).sizes()[0] > before
    desk.close()


def test_nothing_is_cut_at_the_least_widths(start, call, settle):
    desk = start()
    desk.parts.selection.select_incident(call(20, title="好又多超市", level=Level.ONE))
    desk.parts.selection.select_unit("p-1")
    columns(desk).handle(1).moveSplitter(0)
    columns(desk).handle(2).moveSplitter(3000)
    desk._layout.middle.handle(1).moveSplitter(3000)
    settle(desk)
    assert min(columns(desk).sizes()) > 300
    assert layout_faults(desk) == []
    desk.close()


def test_the_queues_view_and_own_views_come_back(start):
    desk = start()
    desk.panels.queue.use_view(QueueView(order=Order.NUMBER))
    desk.panels.queue._keep_view("夜班")
    desk.close()
    again = start()
    assert again.panels.queue.model.view.order is Order.NUMBER
    assert [view.name for view in again.panels.queue.own_views] == ["夜班"]
    again.close()


def test_parts_of_the_map_stay_switched_off(start, path, monkeypatch):
    desk = start()
    desk.panels.map_slot.map.part_shown.emit("grids", False)
    desk.close()
    assert load(path).layers == {"grids": False}
    told = []
    monkeypatch.setattr(
        FakeMap, "show_part", lambda _self, part, *, shown: told.append((part, shown))
    )
    start().close()
    assert told == [("grids", False)]


def test_language_and_look_are_kept_for_the_next_start(start, path):
    desk = start()
    desk._preferences._on_answered({"language": "en"})
    desk._preferences._on_answered({"look": "light"})
    kept = load(path)
    assert (kept.language, kept.look) == ("en", "light")
    desk.close()


def test_further_windows_show_the_same_selection_and_come_back(start, path, call, scene, qtbot):
    case = call(20, title="甲", level=Level.ONE)
    desk = start()
    desk.parts.actions.map_window.trigger()
    desk.parts.actions.queue_window.trigger()
    sides = desk.sides.open_ones
    assert set(sides) == {MAP, QUEUE}
    desk.parts.selection.select_incident(case)
    assert sides[MAP].slot.map.selected == (None, case)
    assert sides[QUEUE].queue.view.currentIndex().isValid()
    sides[MAP].slot.map.unit_clicked.emit(scene.live.situation.units["p-2"].number)
    assert desk.parts.selection.unit_id == "p-2"
    second = call(10, title="乙", level=Level.TWO)
    sides[QUEUE].show_live()
    sides[QUEUE].queue.step(1)
    assert desk.parts.selection.incident_id == second
    desk.close()
    assert {side.kind for side in load(path).sides} == {MAP, QUEUE}
    again = start()
    again.sides.reopen()
    assert set(again.sides.open_ones) == {MAP, QUEUE}
    again.parts.actions.map_window.trigger()
    assert set(again.sides.open_ones) == {QUEUE}
    assert not again.parts.actions.map_window.isChecked()
    again.sides.open_ones[QUEUE].close()
    qtbot.waitUntil(lambda: again.store.settings.sides == ())
    again.close()
    assert load(path).sides == ()


def test_a_further_queue_is_shown_at_once_with_the_rows_the_desk_has_made(start, call):
    call(20, title="甲", level=Level.ONE)
    call(10, title="乙", level=Level.TWO)
    desk = start()
    desk.parts.actions.queue_window.trigger()
    side = desk.sides.open_ones[QUEUE]
    assert side.isVisible()
    made = desk.parts.panels.queue.model.shown_rows()
    assert len(made) == 2
    shown = side.queue.model.shown_rows()
    assert all(one is other for one, other in zip(shown, made, strict=True))


def test_a_program_that_ends_forgets_no_window_whichever_is_closed_first(start, path):
    desk = start()
    desk.parts.actions.queue_window.trigger()
    desk.sides.open_ones[QUEUE].close()
    desk.close()
    assert [side.kind for side in load(path).sides] == [QUEUE]


def test_keys_of_the_desk_work_in_a_further_window(start, qtbot):
    desk = start()
    desk.parts.actions.queue_window.trigger()
    side = desk.sides.open_ones[QUEUE]
    with qtbot.waitActive(side):
        side.activateWindow()
    with qtbot.waitSignal(desk.parts.actions.follow.triggered):
        qtbot.keyClick(side, Qt.Key.Key_F)
    desk.close()


def test_a_window_whose_screen_is_gone_is_shown_where_it_can_be_seen(start, path):
    save(path, replace(DeskSettings(), window=WindowPlace(x=90000, y=0, width=800, height=600)))
    desk = start()
    desk.show_as_kept()
    assert desk.isVisible()
    assert desk.x() < 90000
    desk.close()


def test_a_window_that_hangs_over_the_edge_is_shown_wholly(start, path, qapp):
    area = qapp.primaryScreen().availableGeometry()
    place = WindowPlace(x=area.right() - 200, y=area.bottom() - 200, width=9000, height=300)
    side = SideWindow(kind=QUEUE, place=place)
    save(path, replace(DeskSettings(), sides=(side,)))
    desk = start((800, 500))
    desk.sides.reopen()
    shown = desk.sides.open_ones[QUEUE].geometry()
    assert shown.topLeft().x() == area.left()
    assert shown.top() < area.bottom() - 200
    desk.close()


def test_a_broken_file_starts_a_desk_as_designed(start, path):
    path.write_text("{oops")
    desk = start()
    assert columns(desk).sizes()[0] == pytest.approx(372, abs=2)
    desk.close()
