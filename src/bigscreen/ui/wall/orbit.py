"""Moves a wall's static parts by a pixel or two now and then, so that nothing burns in."""

from itertools import cycle

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QLayout

from bigscreen.ui.theme import Theme

_EVERY_MS = 90_000
_ORBIT = ((0, 0), (1, 0), (2, 1), (1, 2), (0, 2), (-1, 1), (-1, 0), (0, -1))


class Orbit(QObject):
    """Shifts the margins of a layout along a small circle."""

    def __init__(self, moved: QLayout, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._moved = moved
        self._theme = theme
        self._steps = cycle(_ORBIT)
        self._margins = moved.contentsMargins()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()
        next(self._steps)

    @Slot()
    def _on_timer_timeout(self) -> None:
        x, y = next(self._steps)
        dx, dy = round(x * self._theme.scale), round(y * self._theme.scale)
        at = self._margins
        self._moved.setContentsMargins(
            at.left() + dx, at.top() + dy, at.right() - dx, at.bottom() - dy
        )
