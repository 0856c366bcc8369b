"""A wall nobody can leave by accident, and staff can."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from bigscreen.ui.wall.kiosk import Kiosk

STAFF = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)


@pytest.fixture
def held(qapp, qtbot, open_wall):
    """Return a wall in kiosk mode, and what holds it."""
    kiosk = Kiosk(qapp, hold_ms=60)
    wall = open_wall()
    wall.hide()
    kiosk.take(wall)
    wall.show()
    qtbot.waitUntil(wall.isVisible)
    yield kiosk, wall
    kiosk.let_go()
    kiosk.deleteLater()


def test_it_can_not_be_closed_nor_made_smaller(held, qtbot):
    _, wall = held
    wall.setWindowState(Qt.WindowState.WindowFullScreen)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
        qtbot.keyClick(wall, key)
    assert wall.isFullScreen()
    assert not wall.close()
    assert wall.isVisible()


def test_there_is_no_cursor_and_no_menu(held):
    _, wall = held
    cursor = QGuiApplication.overrideCursor()
    assert cursor.shape() is Qt.CursorShape.BlankCursor
    assert wall.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
    assert wall.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_staff_leave_by_holding_their_keys(held, qtbot):
    kiosk, wall = held
    with qtbot.waitSignal(kiosk.leave_requested):
        QTest.keyPress(wall.windowHandle(), Qt.Key.Key_Q, STAFF)
    assert QGuiApplication.overrideCursor() is None
    assert wall.close()


def test_pressing_them_for_a_moment_is_not_enough(held, qtbot):
    kiosk, wall = held
    kiosk._held.setInterval(60_000)
    QTest.keyPress(wall.windowHandle(), Qt.Key.Key_Q, STAFF)
    assert kiosk._held.isActive()
    QTest.keyRelease(wall.windowHandle(), Qt.Key.Key_Q, STAFF)
    qtbot.waitUntil(lambda: not kiosk._held.isActive())
    QTest.keyPress(wall.windowHandle(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not kiosk._held.isActive()
    assert not wall.close()


def test_a_key_that_repeats_unmarked_counts_as_held(held):
    """X does not always mark the repeats of a key that is held down."""
    kiosk, wall = held
    kiosk._held.setInterval(60_000)
    kiosk._released.setInterval(60_000)
    handle = wall.windowHandle()
    for _ in range(3):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(handle, QKeyEvent(kind, Qt.Key.Key_Q, STAFF))
            assert kiosk._released.isActive() is (kind is QEvent.Type.KeyRelease)
    assert kiosk._held.isActive()
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert not kiosk._held.isActive()


def test_letting_go_twice_harms_nothing(held):
    kiosk, wall = held
    kiosk.let_go()
    kiosk.let_go()
    assert wall.close()
