"""A blank screen while people are to look at each other and not at figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ground, look
from bigscreen.viewmodels.wording import tr


class Blank(QWidget):
    """Covers the window; any key or click brings the page back.

    Signals:
        lifted(): the page is wanted again.
    """

    lifted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The screen is blank; any key brings it back"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(parent.rect())
        self.setCursor(Qt.CursorShape.BlankCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing but the darkest ground; on a projector that is the quiet one."""
        shade = Ground.WALL if look() == "dark" else Ground.PANEL
        QPainter(self).fillRect(event.rect(), shade)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring the page back."""
        event.accept()
        self.lifted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the page back."""
        event.accept()
        self.lifted.emit()
