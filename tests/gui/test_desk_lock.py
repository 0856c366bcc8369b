"""A locked desk shows everything and takes nothing, until the code of this run is entered."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from bigscreen.domain.incidents import Level
from bigscreen.ui.desk.code_dialog import CodeDialog
from bigscreen.ui.desk.lock_code import LockCode
from bigscreen.ui.desk.lock_dialog import LockDialog, code_fault
from tests.support.layout_faults import layout_faults


@pytest.fixture
def locked(desk, qtbot):
    """Return the lock of a desk that somebody has locked with 1234."""
    desk.parts.actions.lock.trigger()
    (asked,) = desk.findChildren(CodeDialog)
    asked.code.setText("1234")
    assert not asked.submit_button.isEnabled()
    asked.again.setText("1234")
    asked.submit_button.click()
    (dialog,) = desk.findChildren(LockDialog)
    yield dialog
    dialog.end_with_window()


def test_keys_and_mouse_do_not_get_through(desk, locked, call, scene, qtbot):
    case = call(20, level=Level.ONE)
    desk.parts.selection.select_incident(case)
    assert QApplication.activeModalWidget() is locked
    assert locked.windowModality() is Qt.WindowModality.ApplicationModal
    handle = desk.windowHandle()
    qtbot.keyClick(handle, Qt.Key.Key_Return)
    qtbot.keyClick(handle, Qt.Key.Key_E)
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=desk.panels.drawer.assign_button.pos())
    assert scene.sent == []
    qtbot.keyClick(locked, Qt.Key.Key_Escape)
    locked.close()
    assert locked.isVisible()


def test_the_picture_goes_on(desk, locked, call):
    call(20, title="新来的")
    desk._show_situation()
    assert desk.panels.queue.model.rowCount() == 1
    assert layout_faults(locked) == []


def test_the_code_opens_and_another_does_not(desk, locked, qtbot):
    qtbot.keyClicks(locked.field, "4321")
    qtbot.keyClick(locked.field, Qt.Key.Key_Return)
    assert locked.isVisible()
    assert locked._said.text() == "That is not the code"
    qtbot.keyClicks(locked.field, "1234")
    qtbot.keyClick(locked.field, Qt.Key.Key_Return)
    assert not locked.isVisible()
    assert not desk.lock.is_locked


def test_after_five_wrong_codes_the_right_one_has_to_wait():
    code = LockCode("1234")
    assert not any(code.opens(wrong, 100.0) for wrong in ("a", "b", "c", "d", "e"))
    assert code.wait_s(100.0) == 30.0
    assert not code.opens("1234", 129.0)
    assert code.opens("1234", 130.0)
    assert code.wait_s(130.0) == 0.0


@pytest.mark.parametrize(
    ("code", "again", "fault"),
    [
        ("123", "123", "At least 4 characters"),
        ("1234", "1235", "The two codes are not the same"),
        ("12 34", "12 34", ""),
    ],
)
def test_a_code_is_long_enough_and_typed_twice(code, again, fault):
    assert code_fault(code, again) == fault


def test_a_desk_nobody_touches_locks_itself(desk, qtbot):
    desk.lock._code = LockCode("1234")
    desk.lock._watch.watch(0.002)
    qtbot.waitUntil(lambda: desk.lock.is_locked, timeout=3000)
    desk.lock._watch.watch(0)
    (dialog,) = desk.findChildren(LockDialog)
    dialog.end_with_window()


def test_every_touch_starts_the_time_anew(desk):
    watch = desk.lock._watch
    watch.watch(1)
    watch._timer.start(60_000)
    before = watch._timer.remainingTime()
    QApplication.sendEvent(desk, QEvent(QEvent.Type.Wheel))
    assert watch._timer.remainingTime() >= before
    watch.watch(0)
    assert not watch._timer.isActive()


def test_the_minutes_are_kept(desk):
    desk.lock._on_minutes_answered({"minutes": 10})
    assert desk.store.settings.lock_after_min == 10
    assert desk.lock._watch._timer.isActive()
    assert desk.findChildren(CodeDialog)
    desk.lock._watch.watch(0)
