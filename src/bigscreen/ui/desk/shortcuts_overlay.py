"""All keys of the desk and of the centre's window on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.wording import tr

_COLUMNS = 4

Entry = tuple[str, str]
"""A key and what it is for."""


class ShortcutsOverlay(QDialog):
    """Every action with its keys, then each page of the centre's; Escape closes it."""

    def __init__(
        self,
        theme: Theme,
        sheet: Sequence[Entry],
        pages: Sequence[tuple[str, Sequence[Entry]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(tr("All keys"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(style_sheet(theme))
        column_layout = QVBoxLayout(self)
        margin = theme.px(24)
        column_layout.setContentsMargins(margin, margin, margin, margin)
        column_layout.setSpacing(theme.px(16))
        column_layout.addWidget(self._title(tr("All keys")))
        column_layout.addLayout(self._keys_in_columns(sheet))
        column_layout.addWidget(self._title(tr("In the centre's window")))
        column_layout.addLayout(self._page_columns(pages))

    def _title(self, text: str) -> TextLabel:
        return self._label(text, self._theme.font(20, Weight.BOLD), Ink.FULL)

    def _label(self, text: str, font: QFont, ink: QColor) -> TextLabel:
        label = TextLabel(font, ink)
        label.setText(text)
        return label

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(20))
        grid.setVerticalSpacing(self._theme.px(8))
        return grid

    def _put(self, grid: QGridLayout, entry: Entry, row: int, column: int) -> None:
        key, purpose = entry
        bold, plain = self._theme.font(Size.LABEL, Weight.BOLD), self._theme.font(Size.LABEL)
        grid.addWidget(self._label(key, bold, Ink.FULL), row, column)
        grid.addWidget(self._label(purpose, plain, Ink.LABEL), row, column + 1)
        grid.setColumnStretch(column + 1, 1)

    def _keys_in_columns(self, sheet: Sequence[Entry]) -> QGridLayout:
        grid = self._grid()
        rows = -(-len(sheet) // _COLUMNS)
        for place, entry in enumerate(sheet):
            column, row = divmod(place, rows)
            self._put(grid, entry, row, 2 * column)
        return grid

    def _page_columns(self, pages: Sequence[tuple[str, Sequence[Entry]]]) -> QGridLayout:
        grid = self._grid()
        heading = self._theme.font(Size.LABEL, Weight.MEDIUM)
        for place, (name, entries) in enumerate(pages):
            grid.addWidget(self._label(name, heading, Ink.LABEL), 0, 2 * place, 1, 2)
            for row, entry in enumerate(entries, start=1):
                self._put(grid, entry, row, 2 * place)
        return grid
