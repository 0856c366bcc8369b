"""A wall nobody can leave by accident: no cursor, no menus, no closing but by the staff's keys."""

import structlog
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

HOLD_MS = 2000
"""How long the staff's keys, Ctrl+Alt+Shift+Q, have to be held."""

_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)
_CHORD_KEYS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift})
_SHARE_OF_HOLD = 8
"""A key that is down again within this part of the time to hold it was never let go."""
_LEAVING = frozenset({"Esc", "F11"})

_log = structlog.get_logger(__name__)


class Kiosk(QObject):
    """Holds windows in kiosk mode; one for the whole program.

    It listens to its windows alone: a filter over the whole application would make Python
    objects of what a web page is drawn with, which ends the program
    (https://github.com/TimeLineAnnotator/desktop/pull/549, seen with PySide6 6.11).

    Signals:
        leave_requested: the staff's keys were held long enough.
    """

    leave_requested = Signal()

    def __init__(self, app: QApplication, hold_ms: int = HOLD_MS) -> None:
        super().__init__(app)
        self._app = app
        self._windows: list[QWidget] = []
        self._handles: dict[QWidget, QWindow] = {}
        self._is_held = True
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(hold_ms)
        self._held.timeout.connect(self._on_held_timeout)
        # A key that is held down comes as many presses and releases, which X does not always mark.
        self._released = QTimer(self)
        self._released.setSingleShot(True)
        self._released.setInterval(hold_ms // _SHARE_OF_HOLD)
        self._released.timeout.connect(self._held.stop)
        app.setOverrideCursor(Qt.CursorShape.BlankCursor)

    def take(self, window: QWidget) -> None:
        """Hold a window, before it is shown."""
        self._windows.append(window)
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for action in window.actions():
            if any(key.toString() in _LEAVING for key in action.shortcuts()):
                action.setEnabled(False)
        window.installEventFilter(self)

    def let_go(self) -> None:
        """Let all windows go: they can be closed, and there is a cursor again."""
        if not self._is_held:
            return
        self._is_held = False
        self._held.stop()
        for listened in (*self._windows, *self._handles.values()):
            listened.removeEventFilter(self)
        self._app.restoreOverrideCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse what would end a held window; watch the staff's keys."""
        match event.type():
            case QEvent.Type.Close:
                event.ignore()
                _log.info("kiosk_stays", refused="close")
                return True
            case QEvent.Type.Show | QEvent.Type.WinIdChange if isinstance(watched, QWidget):
                self._listen_to_keys(watched)
            case QEvent.Type.FocusOut:
                self._held.stop()
            case QEvent.Type.KeyPress | QEvent.Type.KeyRelease if isinstance(watched, QWindow):
                self._take_key(event)
        return False

    def _listen_to_keys(self, window: QWidget) -> None:
        """Listen where keys arrive first, whatever has the focus within the window."""
        handle = window.windowHandle()
        if self._handles.get(window) is not handle:
            self._handles[window] = handle
            handle.installEventFilter(self)

    def _take_key(self, event: QEvent) -> None:
        if not isinstance(event, QKeyEvent):
            return
        is_letter = event.key() == Qt.Key.Key_Q
        if event.type() is QEvent.Type.KeyRelease:
            if event.key() in _CHORD_KEYS:
                self._held.stop()
            elif is_letter and not event.isAutoRepeat():
                self._released.start()
        elif is_letter and (event.modifiers() & _CHORD) == _CHORD:
            self._released.stop()
            if not self._held.isActive():
                self._held.start()

    @Slot()
    def _on_held_timeout(self) -> None:
        _log.info("kiosk_left", keys="Ctrl+Alt+Shift+Q")
        self.let_go()
        self.leave_requested.emit()
