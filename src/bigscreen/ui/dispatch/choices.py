"""A combo box that gives back the very value that was chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_box import RIGHT


class Choices(QComboBox):
    """A combo box that gives back the very value that was chosen; Qt would flatten enums."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self._values = [value for _, value in choices]
        self.setFont(theme.font(Size.LABEL))
        # As wide as there is room, not as the longest name that comes from outside.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItems([name for name, _ in choices])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of a menu, which the style sheet leaves out."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(Ink.LABEL)
        room = self.rect().adjusted(0, 0, -self.height() // 3, 0)
        painter.drawText(room, int(RIGHT), "▾")

    def value(self) -> Any:
        """Return the chosen value, None in an empty box."""
        return self._values[self.currentIndex()] if self._values else None

    def choose(self, value: Any) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))
