"""All keys of a meeting on one sheet; any key closes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_COLUMNS = 2


class KeySheet(QDialog):
    """Keys, and what each is for."""

    def __init__(self, theme: Theme, sheet: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("All keys"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(style_sheet(theme))
        self.setPalette(theme.palette())
        column = QVBoxLayout(self)
        margin = theme.px(28)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(18))
        title = TextLabel(theme.font(22, Weight.BOLD), Ink.FULL)
        title.setText(tr("All keys"))
        column.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(8))
        rows = -(-len(sheet) // _COLUMNS)
        for place, (keys, purpose) in enumerate(sheet):
            across, row = divmod(place, rows)
            key = TextLabel(theme.font(Size.LABEL, Weight.BOLD), Ink.FULL)
            key.setText(keys)
            said = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
            said.setText(purpose)
            grid.addWidget(key, row, 2 * across)
            grid.addWidget(said, row, 2 * across + 1)
        column.addLayout(grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close."""
        del event
        self.accept()
