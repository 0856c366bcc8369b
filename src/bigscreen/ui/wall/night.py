"""Dims a wall at night: a dark veil over everything, by the city's schedule."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.service.wall_schedule import dimming


class NightVeil(QWidget):
    """Lies over a window while it is to be dim; mouse and keys go through.

    An alarm is seen at full light: :meth:`lift` takes the veil off while there is one.
    """

    def __init__(self, live: LiveSituation, window: QWidget) -> None:
        super().__init__(window)
        self._live = live
        self._share = 0.0
        self._is_lifted = False
        self._painted = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.installEventFilter(self)

    @property
    def share(self) -> float:
        """The share of its light the wall gives up now."""
        return 0.0 if self._is_lifted else self._share

    @Slot()
    def look(self) -> None:
        """See what hour it is."""
        self._share = dimming(self._live.city, self._live.hub_now())
        self._show()

    def lift(self, *, is_lifted: bool) -> None:
        """Show everything at full light, whatever the hour, or dim again."""
        if is_lifted != self._is_lifted:
            self._is_lifted = is_lifted
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the window."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is missing of the light."""
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlphaF(self.share)
        QPainter(self).fillRect(event.rect(), shade)

    def _show(self) -> None:
        if self.share == self._painted:
            return
        self._painted = self.share
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.setVisible(self.share > 0)
        self.raise_()
        self.update()
