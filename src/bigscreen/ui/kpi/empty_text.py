"""What stands where a figure would be while there is nothing to count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_label import TextLabel


class EmptyText(TextLabel):
    """A quiet sentence in the middle of the room."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme.font(Size.LABEL), Ink.FAINT, parent)
        self.setText(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
