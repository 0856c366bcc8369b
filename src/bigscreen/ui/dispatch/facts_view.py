"""The facts of a case at the top of the drawer."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.theme import LEVELS, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.badges import BadgeRow
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.incident_sheet import IncidentSheet

_MOST_LINES = 2


class FactsView(QWidget):
    """Level, who is in charge, when it came, what is due, where and what, who commands there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: IncidentSheet | None = None
        self._level = TextLabel(theme.font(22, Weight.BOLD), Ink.FULL)
        self._duty = ClampedText(theme.font(Size.BODY), Ink.FULL, _MOST_LINES)
        self._received = ElidedLabel(theme.font(Size.LABEL), Ink.LABEL)
        self._elapsed = TextLabel(theme.font(Size.LABEL, Weight.BOLD), Ink.FULL)
        self._badges = BadgeRow(theme)
        self._due = ElidedLabel(theme.font(Size.LABEL), Ink.FULL)
        self._chain = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._ties = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._address = ElidedLabel(theme.font(Size.LABEL), Ink.FULL)
        self._summary = ClampedText(theme.font(Size.LABEL), Ink.FULL, _MOST_LINES)
        self._closing = ElidedLabel(theme.font(Size.LABEL), State.GOOD)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(theme.px(14))
        first.addWidget(self._level)
        first.addWidget(self._duty, 1)
        second.setSpacing(theme.px(14))
        second.addWidget(self._received, 1)
        second.addWidget(self._elapsed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(first)
        column.addLayout(second)
        for widget in (
            self._badges,
            self._due,
            self._address,
            self._summary,
            self._chain,
            self._ties,
            self._closing,
        ):
            column.addWidget(widget)

    def show_sheet(self, sheet: IncidentSheet, now: datetime) -> None:
        """Show a case."""
        self._sheet = sheet
        self._level.setText(sheet.level_text)
        self._level.set_colour(LEVELS[sheet.level])
        self._duty.set_text(sheet.duty_line)
        self._received.setText(sheet.received_line)
        self._badges.show_badges(sheet.badges)
        for label, text in (
            (self._due, sheet.due_line),
            (self._address, sheet.address),
            (self._chain, sheet.chain_line),
            (self._ties, sheet.ties_line),
            (self._closing, sheet.closing_line),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._summary.set_text(sheet.summary)
        self._summary.setVisible(bool(sheet.summary))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the clock run on."""
        if self._sheet is None:
            return
        self._elapsed.setText(self._sheet.elapsed_line(now))
        late = self._sheet.is_overdue(now)
        self._elapsed.set_colour(State.BAD if late else Ink.FULL)
        self._due.set_colour(State.BAD if late else Ink.FULL)
