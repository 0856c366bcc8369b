"""The search of the queue: typing never gives an order."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from bigscreen.ui.theme import Size, Theme

_LONGEST = 100


class SearchField(QLineEdit):
    """A line to search in.

    Signals:
        left_downwards(): Enter or the down key: the person goes on to what was found.
    """

    left_downwards = Signal()

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__()
        self.setFont(theme.font(Size.SMALL))
        self.setFixedHeight(theme.px(38))
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def event(self, event: QEvent) -> bool:
        """Claim Enter and Escape before the window's shortcuts: here they give no order."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter or down, empty the field with Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
