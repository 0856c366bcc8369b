"""The running shift: duty level, units out against the minimum, coverage, roster, notes."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.ui.centre.row_table import RowTable
from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels import shift_rows
from bigscreen.viewmodels.wording import tr


class ShiftPage(QWidget):
    """Four tables and the duty level; the buttons are wired by whoever gives the orders.

    :attr:`keys` are keys and what they are for.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.keys: list[tuple[str, str]] = []
        self.level = ElidedLabel(theme.font(Size.HEADING, Weight.BOLD), Ink.FULL)
        self.shift = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
        self.set_level = self._button(tr("Set duty level"), "L")
        self.add_note = self._button(tr("Leave a note"), "N")
        self.set_duty = self._button(tr("On or off duty"), "D")
        self.minimums = RowTable(theme, shift_rows.minimum_headings())
        self.coverage = RowTable(theme, shift_rows.coverage_headings())
        self.roster = RowTable(theme, shift_rows.roster_headings(), wide=1)
        self.notes = RowTable(theme, shift_rows.note_headings(), wide=2)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.level, 1)
        head.addWidget(self.shift)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for button in (self.set_level, self.add_note, self.set_duty):
            buttons.addWidget(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(6))
        for place, (name, table) in enumerate(
            (
                (tr("On duty against the minimum"), self.minimums),
                (tr("Roster"), self.roster),
                (tr("Covered in this shift"), self.coverage),
                (tr("Notes between shifts"), self.notes),
            )
        ):
            row, side = divmod(place, 2)
            grid.addWidget(self._heading(name), 2 * row, side)
            grid.addWidget(table, 2 * row + 1, side)
            grid.setRowStretch(2 * row + 1, 1)
            grid.setColumnStretch(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addLayout(grid, 1)
        column.addLayout(buttons)

    def show_live(self, live: LiveSituation, now: datetime) -> None:
        """Show the shift as it stands."""
        situation, city, board = live.situation, live.city, live.board
        self.level.setText(shift_rows.level_line(situation.shift, city, now))
        self.shift.setText(shift_rows.shift_line(situation.shift, city, now))
        self.minimums.show_rows(shift_rows.minimum_rows(board.minimums if board else (), city))
        self.coverage.show_rows(shift_rows.coverage_rows(board.coverage if board else (), city))
        self.roster.show_rows(shift_rows.roster_rows(situation, city))
        self.notes.show_rows(shift_rows.note_rows(situation.shift, city, now))

    def _heading(self, text: str) -> TextLabel:
        label = TextLabel(self._theme.font(Size.LABEL, Weight.MEDIUM), Ink.LABEL)
        label.setText(text)
        label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        return label

    def _button(self, text: str, key: str) -> KeyButton:
        button = KeyButton(self._theme, text, key, design_height=40)
        QShortcut(QKeySequence(key), self).activated.connect(button.click)
        self.keys.append((key, text))
        return button
