"""A wall nobody can leave by accident: no cursor, no menus, no closing but by the staff's keys."""

import structlog
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

HOLD_MS = 2000
"""How long the staff's keys, Ctrl+Alt+Shift+Q, have to be held."""

_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)
_CHORD_KEYS = frozenset({Qt.Key.Key_Q, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift})
_LEAVING_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F11})
_PRESSES = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})

_log = structlog.get_logger(__name__)


class Kiosk(QObject):
    """Holds windows in kiosk mode; one for the whole program.

    The end of the program itself (a service manager's SIGTERM) goes through.

    Signals:
        leave_requested: the staff's keys were held long enough.
    """

    leave_requested = Signal()

    def __init__(self, app: QApplication, hold_ms: int = HOLD_MS) -> None:
        super().__init__(app)
        self._app = app
        self._windows: list[QWidget] = []
        self._may_leave = False
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(hold_ms)
        self._held.timeout.connect(self._on_held_timeout)
        app.installEventFilter(self)
        app.setOverrideCursor(Qt.CursorShape.BlankCursor)

    def take(self, window: QWidget) -> None:
        """Hold a window."""
        self._windows.append(window)
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def let_go(self) -> None:
        """Let all windows go: they can be closed, and there is a cursor again."""
        if not self._may_leave:
            self._may_leave = True
            self._app.removeEventFilter(self)
            self._app.restoreOverrideCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse what would end or uncover a held window."""
        kind = event.type()
        if kind is QEvent.Type.Quit:
            self.let_go()
            return False
        if kind is QEvent.Type.Close and watched in self._windows:
            event.ignore()
            _log.info("kiosk_stays", refused="close")
            return True
        if kind is QEvent.Type.ContextMenu:
            return True
        if kind in {QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationStateChange}:
            self._held.stop()
        return isinstance(event, QKeyEvent) and self._refuses(event)

    def _refuses(self, event: QKeyEvent) -> bool:
        """Watch the staff's keys; tell whether this key is one that would leave."""
        if event.type() in _PRESSES and event.key() in _LEAVING_KEYS:
            event.accept()  # an override that is accepted is no shortcut of any action
            return True
        if event.isAutoRepeat():
            return False
        if event.type() is QEvent.Type.KeyRelease and event.key() in _CHORD_KEYS:
            self._held.stop()
        elif event.type() is QEvent.Type.KeyPress and self._is_chord(event):
            if not self._held.isActive():
                self._held.start()
            return True
        return False

    def _is_chord(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Q and (event.modifiers() & _CHORD) == _CHORD

    @Slot()
    def _on_held_timeout(self) -> None:
        _log.info("kiosk_left", keys="Ctrl+Alt+Shift+Q")
        self.let_go()
        self.leave_requested.emit()
