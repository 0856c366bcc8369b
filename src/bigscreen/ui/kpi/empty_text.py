"""What stands where a figure would be while there is nothing to count, or nothing has come yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr


class EmptyText(TextLabel):
    """A quiet sentence in the middle of the room."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme.font(Size.LABEL), Ink.FAINT, parent)
        self._text = text
        self.setText(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_where(self, *, empty: bool, loading: bool) -> None:
        """Show the sentence where there is nothing; while figures are awaited, say that."""
        self.setText(tr("Waiting for the first figures") if loading else self._text)
        self.setVisible(empty)
