"""A small window in the middle of the screen while the program has nothing else to show yet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.ui.theme import TONES, Ground, Ink, Theme, Weight
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.unit_marks import Tone

_WIDTH = 640
_HEIGHT = 180


class WaitingNotice(QWidget):
    """One sentence over the two-coloured line."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle("bigscreen")
        self.setPalette(theme.palette())
        self.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        label = TextLabel(theme.font(22, Weight.MEDIUM), Ink.FULL)
        label.setText(text)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(label)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle, also where no window manager sees to it."""
        super().showEvent(event)
        if not self.isWindow():
            return
        around = self.frameGeometry()
        around.moveCenter(QGuiApplication.primaryScreen().availableGeometry().center())
        self.move(around.topLeft())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface, its edge and the line of both forces."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(Ground.LINE, 1))
        painter.setBrush(Ground.BAR)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        line, half = self._theme.px(2), self.width() // 2
        top = self.height() - line
        painter.fillRect(0, top, half, line, TONES[Tone.POLICE])
        painter.fillRect(half, top, self.width() - half, line, TONES[Tone.CHENGGUAN])
