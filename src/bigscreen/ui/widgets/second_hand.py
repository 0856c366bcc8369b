"""The one clock of a window: ticks when the hub's second changes, so that every clock agrees."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

_LEAST_MS = 50
_PAST_THE_SECOND_MS = 5


class SecondHand(QObject):
    """Tells the time once a second.

    Signals:
        ticked(datetime): the hub's time, UTC, just after a full second.
    """

    ticked = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin to tick, at once."""
        self._on_timer_timeout()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        now = self._now()
        left_ms = 1000 - now.microsecond // 1000 + _PAST_THE_SECOND_MS
        self._timer.start(max(_LEAST_MS, left_ms))
        self.ticked.emit(now)
