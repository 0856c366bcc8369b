"""Lets a burst of changes repaint a panel a few times a second instead of once a change."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Paced(QObject):
    """Runs an action when asked: at once after a pause, else when the pause is over.

    However often it is asked in between, the action runs once more, with the newest state.
    """

    def __init__(
        self, action: Callable[[], None], pause_ms: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._on_timer_timeout)

    @Slot()
    def ask(self) -> None:
        """Have the action run, now or soon."""
        if self._timer.isActive():
            self._asked = True
            return
        self._timer.start()
        self._action()

    def stop(self) -> None:
        """Forget what was asked."""
        self._asked = False
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._asked:
            self._asked = False
            self._timer.start()
            self._action()
