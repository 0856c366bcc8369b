"""The wall: shows everything, takes no orders, stays readable for weeks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.scenes import PanelKind
from bigscreen.ui.queue.queue_hints import QueueHints
from bigscreen.ui.theme import Ink, State
from bigscreen.ui.wall.orbit import Orbit
from bigscreen.ui.wall.watch_strip import WatchStrip
from bigscreen.viewmodels.watch_line import WatchItem
from tests.support.boards import full_board
from tests.support.desk_scene import DeskScene
from tests.support.duty_scene import busy_duty, with_duty
from tests.support.layout_faults import layout_faults
from tests.support.small_city import SOURCE


def test_the_wall_shows_queue_figures_and_map(open_wall, scene, call, qtbot):
    wall = open_wall()
    call(20)
    scene.show_board(full_board(scene.city, scene.now))
    qtbot.waitUntil(lambda: queue(wall).model.rowCount() == 1)
    assert wall.scenes.map_slot.map is not None
    assert wall.panel(PanelKind.RANKING)._table.isVisible()
    assert wall.panel(PanelKind.COMPLIANCE)._labels[0]._value.text() == "71.1%"
    wall._on_ticked(scene.now)
    look_for_hints(wall)
    assert queue(wall).model._hints


def test_nobody_can_select_anything(open_wall, scene, call, qtbot):
    call(20)
    wall = open_wall()
    middle = queue(wall).view.visualRect(queue(wall).model.index(0)).center()
    qtbot.mouseClick(queue(wall).view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert queue(wall).view.selectedIndexes() == []
    assert scene.sent == []


def test_the_keys_of_a_wall_are_about_its_size(open_wall, qtbot):
    wall = open_wall()
    qtbot.keyClick(wall, Qt.Key.Key_F11)
    assert wall.isFullScreen()
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    assert not wall.isFullScreen()


def test_a_screen_can_be_given_another_name(open_wall):
    wall = open_wall()
    wall.show_name("北厅\n\u202e2")
    assert "北厅 2" in [box.text for box in wall.top_bar.text_boxes()]
    assert wall.windowTitle() == "bigscreen · 北厅 2"


def test_units_online_are_grey_while_the_link_is_lost(open_wall, scene):
    wall = open_wall()
    scene.show_board(full_board(scene.city, scene.now))
    inks = {}
    for status in (LinkStatus.LIVE, LinkStatus.LOST):
        scene.set_link(status, reason="silent")
        inks |= {box.text: box.colour for box in wall.top_bar.text_boxes()}
    assert inks[" · online 214/228"] == Ink.LABEL
    assert inks[" · last known online 214/228"] == Ink.FAINT
    assert inks["Link lost"] == State.BAD


def test_static_parts_move_by_a_pixel_or_two_and_come_back(open_wall):
    wall = open_wall()
    (orbit,) = wall.findChildren(Orbit)
    margins = wall.content.layout().contentsMargins
    start = margins()
    seen = set()
    for _ in range(8):
        orbit._on_timer_timeout()
        moved = margins()
        seen.add((moved.left() - start.left(), moved.top() - start.top()))
        assert moved.left() + moved.right() == start.left() + start.right()
    assert margins() == start
    assert len(seen) == 8
    assert max(abs(x) for pair in seen for x in pair) <= 2


def test_a_wall_that_has_never_heard_of_its_hub_says_so(open_wall, scene, settle):
    wall = open_wall()
    scene.set_link(LinkStatus.REFUSED, last_event_at=None, reason="bad_token")
    assert wall.band.isVisible()
    settle(wall)
    assert layout_faults(wall) == []


def test_before_the_first_picture_there_is_a_sentence_for_the_map(qtbot, theme, open_wall):
    wall = open_wall()
    wall.scenes.map_slot._city = None
    assert wall.scenes.map_slot.show_city(None) is None
    assert DeskScene().city == wall.live.city


def test_limits_that_can_not_be_read_are_told_and_nothing_says_no_alarms(open_wall, scene, settle):
    wall = open_wall()
    assert "No alarms" in every_text(wall)

    scene.replace_city(replace(scene.city, clock_fault="clocks.toml, line 3: limit_hours"))
    settle(wall)

    told = every_text(wall)
    assert "Time limits can not be read: clocks.toml, line 3: limit_hours" in told
    assert not [text for text in told if "No alarms" in text]
    boxes = {box.text: box.colour for box in wall.panel(PanelKind.WATCH).text_boxes()}
    assert next(iter(boxes.values())) == State.BAD


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (3840, 1080), (1080, 1920)])
def test_a_busy_duty_is_told_in_two_lines_and_nothing_is_cut(open_wall, scene, settle, size):
    for item in range(6):
        scene.happen(RegisterIncident(item_code="noise", title=f"店{item}"), SOURCE)
    busy_duty(scene)
    wall = open_wall(size)
    scene.show_board(with_duty(full_board(scene.city, scene.now), scene))
    settle(wall)

    boxes = wall.panel(PanelKind.WATCH).text_boxes()
    above, below = sorted({box.rect.top() for box in boxes})
    texts = {row: " ".join(b.text for b in boxes if b.rect.top() == row) for row in (above, below)}
    assert all(word in texts[above] for word in ("Alarms", "Echelon Ⅱ", "Below minimum"))
    assert all(word in texts[below] for word in ("Must-visit points", "Operation 夜市整治"))
    assert layout_faults(wall) == []


def test_what_has_no_room_on_the_strip_is_counted(qtbot, theme):
    strip = WatchStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(420, 72)
    strip.show_items(
        (
            WatchItem(text="告警 3，未应答 1", is_bad=True),
            WatchItem(text="很长" * 40),
            WatchItem(text="缺 2"),
        )
    )
    assert [box.text for box in strip.text_boxes()] == ["告警 3，未应答 1", "缺 2", "+1"]
    strip.show_items((WatchItem(text="很长" * 40, is_bad=True),))
    (box,) = strip.text_boxes()
    assert box.rect.right() <= 420


def queue(wall):
    return wall.panel(PanelKind.QUEUE)


def look_for_hints(wall) -> None:
    for hints in wall.findChildren(QueueHints):
        hints._on_timer_timeout()


def every_text(wall) -> list[str]:
    drawn = [w.text_boxes() for w in wall.findChildren(QWidget) if hasattr(w, "text_boxes")]
    labels = [label.text() for label in wall.findChildren(QLabel)]
    return [box.text for boxes in drawn for box in boxes] + labels
