"""All keys of the desk on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_COLUMNS = 3


class ShortcutsOverlay(QDialog):
    """Every action with its keys; Escape closes it."""

    def __init__(self, theme: Theme, sheet: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("All keys"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(style_sheet(theme))
        title = TextLabel(theme.font(20, Weight.BOLD), Ink.FULL)
        title.setText(tr("All keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(8))
        rows = -(-len(sheet) // _COLUMNS)
        for place, (key, purpose) in enumerate(sheet):
            column, row = divmod(place, rows)
            keys = TextLabel(theme.font(Size.LABEL, Weight.BOLD), Ink.FULL)
            keys.setText(key)
            text = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
            text.setText(purpose)
            grid.addWidget(keys, row, 2 * column)
            grid.addWidget(text, row, 2 * column + 1)
        column_layout = QVBoxLayout(self)
        margin = theme.px(24)
        column_layout.setContentsMargins(margin, margin, margin, margin)
        column_layout.setSpacing(theme.px(16))
        column_layout.addWidget(title)
        column_layout.addLayout(grid)
