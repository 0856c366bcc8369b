"""A line around what has the keyboard, for widgets that show it by nothing of their own."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import State, Theme

_LINE = 2
_WATCHED = {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize}


class FocusRing(QWidget):
    """Lies over a widget while that one has the keyboard; takes no room and no clicks."""

    def __init__(self, theme: Theme, around: QWidget) -> None:
        super().__init__(around)
        self._line = theme.px(_LINE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come with the keyboard and go with it; stay as large as what is surrounded."""
        if event.type() in _WATCHED and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.setVisible(watched.hasFocus())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line just inside the edge."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(State.ACTION_HOVER, self._line))
        half = self._line // 2
        painter.drawRect(self.rect().adjusted(half, half, -half - 1, -half - 1))
