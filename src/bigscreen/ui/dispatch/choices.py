"""A combo box that gives back the very value that was chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_box import RIGHT
from bigscreen.ui.widgets.tooltips import set_plain_tooltip

_PAD = 4


class Choices(QComboBox):
    """A combo box that gives back the very value that was chosen; Qt would flatten enums."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self._values = [value for _, value in choices]
        self.setFont(theme.font(Size.LABEL))
        # As wide as there is room, not as the longest name that comes from outside.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._pad = theme.px(_PAD)
        self.currentTextChanged.connect(self._on_current_text_changed)
        self.addItems([name for name, _ in choices])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the choice, shortened, and the sign of a menu, which the style sheet leaves out."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setPen(Ink.LABEL)
        room = self.rect().adjusted(0, 0, -self.height() // 3, 0)
        painter.drawText(room, int(RIGHT), "▾")

    def shown_text(self) -> str:
        """Return the name of the choice as far as there is room for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room = field.width() - 2 * self._pad
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    @Slot(str)
    def _on_current_text_changed(self, text: str) -> None:
        set_plain_tooltip(self, text)

    def value(self) -> Any:
        """Return the chosen value, None in an empty box."""
        return self._values[self.currentIndex()] if self._values else None

    def choose(self, value: Any) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))
