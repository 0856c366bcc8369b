"""A page of records: a line that says how things stand, a table, and buttons for the chosen one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.centre.row_table import RowTable
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.viewmodels.table_rows import TableRow


class RecordsPage(QWidget):
    """A table with what can be done about its rows; :attr:`keys` are keys and what they are for.

    Signals:
        case_requested(incident_id): show the case of a row.
    """

    case_requested = Signal(str)

    def __init__(self, theme: Theme, headings: Sequence[str], empty: str, *, wide: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._empty = empty
        self.line = ClampedText(theme.font(Size.LABEL, Weight.MEDIUM), Ink.FULL, 2)
        self.table = RowTable(theme, headings, wide=wide)
        self._nothing = TextLabel(theme.font(Size.LABEL), Ink.FAINT)
        self._nothing.setText(empty)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.keys: list[tuple[str, str]] = []
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.line)
        column.addWidget(self._nothing)
        column.addWidget(self.table, 1)
        column.addLayout(self.buttons)
        self.line.hide()
        self.setFocusProxy(self.table)
        self.table.row_opened.connect(self._on_table_row_opened)
        self.show_rows(())

    def add_button(self, text: str, key: str, pressed: Callable[[], None]) -> KeyButton:
        """Add a button; its key works while the page is shown."""
        button = KeyButton(self._theme, text, key, design_height=40)
        button.clicked.connect(pressed)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(button.click)
        self.keys.append((key, text))
        self.buttons.addWidget(button)
        return button

    def show_line(self, text: str, colour: QColor = Ink.FULL) -> None:
        """Say how things stand, above the table."""
        self.line.set_colour(colour)
        self.line.set_text(text)
        self.line.setVisible(bool(text))

    def show_rows(self, rows: Sequence[TableRow], *, may_say_empty: bool = True) -> None:
        """Show rows, one of them chosen; an empty table says so unless nobody can know."""
        self.table.show_rows(rows)
        self.table.choose_first()
        self._nothing.setVisible(not rows and may_say_empty)
        self.table.setVisible(bool(rows))

    @Slot(object)
    def _on_table_row_opened(self, row: TableRow) -> None:
        if row.incident_id:
            self.case_requested.emit(row.incident_id)
