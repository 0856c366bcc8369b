"""Notices a page that has stopped answering, without mistaking our own pauses for its."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

_TICK_MS = 500
_OWN_PAUSE_MS = 4 * _TICK_MS


class PageWatch(QObject):
    """Waits for heartbeats while ``start`` … ``stop``.

    Signals:
        page_hung(int): no heartbeat for the limit; milliseconds since the last one.
    """

    page_hung = Signal(int)

    def __init__(self, limit_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit_ms = limit_ms
        self._since_beat = QElapsedTimer()
        self._since_tick = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin to watch; the page has the whole limit for its first heartbeat."""
        self._since_beat.start()
        self._since_tick.start()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching: the page is being loaded, hidden or taken down."""
        self._timer.stop()

    def beat(self) -> None:
        """The page has just shown that it is alive."""
        self._since_beat.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._since_tick.restart() > _OWN_PAUSE_MS:
            self._since_beat.start()  # it was us who stood still: heartbeats wait in the queue
        silent_ms = self._since_beat.elapsed()
        if silent_ms > self._limit_ms:
            self.stop()
            self.page_hung.emit(silent_ms)
