"""Every window without a mouse and without eyes: reach, a focus that is seen, names to be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QTabBar,
    QWidget,
)

from bigscreen.domain.incidents import Level
from bigscreen.ui.centre.centre_dialog import Page
from bigscreen.ui.meeting.asking import PageAsker
from bigscreen.ui.meeting.meeting_actions import MeetingActions
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.meeting_state import MeetingState
from bigscreen.ui.meeting.meeting_window import MeetingWindow
from bigscreen.ui.theme import Theme, use_look
from bigscreen.viewmodels.design_tokens import LOOKS
from tests.support.boards import full_board
from tests.support.meeting_figures import NOW, week_cases
from tests.support.meeting_lane import MeetingLane

MOST_TABS = 150
HOMES = {"QStackedWidget", "PageHost"}
"""Here the keyboard rests while nothing in particular is chosen."""


def focusable(window: QWidget) -> list[QWidget]:
    """Return what the keyboard can be in, without the parts of it."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and not is_part(widget)
    ]


def is_part(widget: QWidget) -> bool:
    around = widget.parentWidget()
    is_viewport = isinstance(around, QAbstractScrollArea) and around.viewport() is widget
    return is_viewport or isinstance(around, QComboBox) or widget.objectName().startswith("qt_")


def told(widget: QWidget) -> str:
    named = getattr(widget, "label", "") or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {named}".strip()


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in (window, *focusable(window)):
        read = QAccessible.queryAccessibleInterface(widget)
        if read is None or not read.text(QAccessible.Text.Name).strip():
            found.append(told(widget))
    return found


def out_of_reach(qtbot, window: QWidget) -> list[str]:
    """Return the controls that neither Tab comes to nor a key means."""
    reached, at = set(), window.focusWidget() or window
    for _ in range(MOST_TABS):
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget() or window
        if at in reached and len(reached) > 1:
            break
        reached.add(at)
    # A page of tabs is turned with the arrow keys, so what is behind is looked at by itself.
    missed = [one for one in focusable(window) if one not in reached]
    mouse_only = [
        one
        for one in window.findChildren(QAbstractButton)
        if one.isVisible()
        and one.focusPolicy() == Qt.FocusPolicy.NoFocus
        and not is_part(one)
        and not isinstance(one.parentWidget(), QTabBar | QLineEdit)
    ]
    return [told(one) for one in (*missed, *mouse_only) if not has_key(window, one)]


def has_key(window: QWidget, widget: QWidget) -> bool:
    action = getattr(widget, "action", None)
    if action is not None and not callable(action) and action.shortcuts():
        return True
    key = getattr(widget, "key", "")
    keys = [one.key() for one in window.findChildren(QShortcut)]
    return bool(key) and QKeySequence(key) in keys


def picture(widget: QWidget) -> QImage:
    for _ in range(2):
        QApplication.processEvents()
    return widget.grab().toImage()


def unseen_focus(window: QWidget) -> list[str]:
    """Return the kinds of controls that look alike with the keyboard in them and without."""
    found = []
    for kind, one in {(type(w).__name__, w.objectName()): w for w in focusable(window)}.items():
        if kind[0] in HOMES:
            continue
        other = next((w for w in focusable(window) if w is not one), None)
        (other or window).setFocus(Qt.FocusReason.TabFocusReason)
        if other is None:
            one.clearFocus()
        without = picture(one)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.hasFocus() and picture(one) == without:
            found.append(told(one))
    return found


def faults(qtbot, window: QWidget) -> dict[str, list[str]]:
    found = {
        "no name": nameless(window),
        "out of reach": out_of_reach(qtbot, window),
        "focus not seen": unseen_focus(window),
    }
    return {fault: widgets for fault, widgets in found.items() if widgets}


@pytest.fixture(params=LOOKS)
def look(request):
    use_look(request.param)
    yield
    use_look("dark")


@pytest.mark.usefixtures("look")
def test_the_desk(qtbot, open_desk, scene, call):
    case = call(20, level=Level.ONE)
    scene.show_board(full_board(scene.city, scene.now))
    desk = open_desk()
    assert len(focusable(desk)) > 10
    assert faults(qtbot, desk) == {}
    desk.parts.selection.select_incident(case)
    desk.parts.selection.select_unit("p-1")
    assert faults(qtbot, desk) == {}


DIALOGS = (
    "register", "escalate", "transfer", "note", "close", "lock_after", "language", "walls",
    "palette", "correct", "link", "hand_over",
)  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_the_dialogs_of_the_desk(qtbot, desk, call, name):
    case = call(20, level=Level.ONE)
    desk.parts.selection.select_incident(case)
    getattr(desk.parts.actions, name).trigger()
    for dialog in desk.findChildren(QDialog):
        if dialog.isVisible():
            dialog.activateWindow()
            QApplication.processEvents()
            assert faults(qtbot, dialog) == {}
            dialog.close()


@pytest.mark.parametrize("page", Page)
def test_the_pages_of_the_centre(qtbot, desk, call, page):
    call(20, level=Level.ONE)
    desk.centre.dialog.open_page(page)
    QApplication.processEvents()
    assert faults(qtbot, desk.centre.dialog) == {}


def test_a_wall_has_nothing_to_be_reached(open_wall, scene, call):
    call(20, level=Level.ONE)
    scene.show_board(full_board(scene.city, scene.now))
    wall = open_wall()
    assert nameless(wall) == []
    assert [told(one) for one in wall.findChildren(QAbstractButton) if one.isVisible()] == []


def test_the_meeting(qtbot, scene):
    scene.set_time(NOW)
    lane = MeetingLane(week_cases(4), scene.city)
    parts = MeetingParts(
        live=scene.live,
        lane=lane,
        asker=PageAsker(lane),
        actions=MeetingActions(),
        state=MeetingState(),
    )
    window = MeetingWindow(parts, Theme(), "会商 1")
    window.resize(1920, 1080)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()

    def rested() -> bool:
        lane.answer_all()
        return not lane.waiting and not parts.asker.is_asking and window.face.host.page is not None

    qtbot.waitUntil(rested)
    assert faults(qtbot, window) == {}
