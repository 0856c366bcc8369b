"""Notices that nobody has touched mouse or keyboard for a while."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Inactivity(QObject):
    """Watches the whole program while a time is set.

    Signals:
        passed(): nobody did anything for that long.
    """

    passed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    def watch(self, minutes: float) -> None:
        """Wait so many minutes from every sign of somebody; 0 for not at all."""
        app = QCoreApplication.instance()
        if app is None:
            return
        app.removeEventFilter(self)
        self._timer.stop()
        if minutes > 0:
            self._timer.setInterval(int(minutes * 60_000))
            self._timer.start()
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew at every sign of somebody."""
        if event.type() in _SIGNS and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._timer.start()
        self.passed.emit()
