"""The band that says across the whole width: this is the past, and which moment of it."""

from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from bigscreen.domain.city import City
from bigscreen.ui.replay.replay_actions import ReplayActions
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.replay_words import moment_text
from bigscreen.viewmodels.wording import tr

_HEIGHT = 64
_TIME_SIZE = 34
_HATCH_WIDTH = 40
_LEAVE_WIDTH = 200


def hatched(colour: QColor, theme: Theme) -> QBrush:
    """Return a hatch in a colour, as wide on every screen."""
    brush = QBrush(colour, Qt.BrushStyle.BDiagPattern)
    brush.setTransform(QTransform.fromScale(theme.scale, theme.scale))
    return brush


class PastBand(QWidget):
    """Day and time of the moment, large; what the period is; a hatch at both ends."""

    def __init__(self, theme: Theme, actions: ReplayActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = TextLabel(theme.font(Size.HEADING, Weight.BOLD), Ink.FULL)
        self._name.setText(tr("REPLAY · not live"))
        self._day = TextLabel(theme.font(Size.BODY, Weight.MEDIUM), Ink.LABEL)
        self.time = TextLabel(theme.font(_TIME_SIZE, Weight.BOLD), Ink.FULL)
        self.about = ElidedLabel(theme.font(Size.BODY), Ink.LABEL)
        self.note = TextLabel(theme.font(Size.LABEL, Weight.MEDIUM), State.LATE)
        leave = ActionButton(theme, actions.leave, design_height=40)
        leave.setFixedWidth(theme.px(_LEAVE_WIDTH))
        row = QHBoxLayout(self)
        side = theme.px(_HATCH_WIDTH + 16)
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(theme.px(20))
        for widget in (self._name, self._day, self.time):
            row.addWidget(widget)
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(self.about, 1)
        row.addWidget(self.note)
        row.addWidget(leave)
        self.setFixedHeight(theme.px(_HEIGHT))
        self.note.hide()

    def show_moment(self, at: datetime, city: City | None) -> None:
        """Say the moment."""
        day, time = moment_text(at, city)
        self._day.setText(day)
        self.time.setText(time)
        self.setAccessibleName(f"{self._name.text()}: {day} {time}")

    def show_about(self, text: str) -> None:
        """Say what is replayed: a period, or a case."""
        self.about.setText(text)

    def show_note(self, text: str) -> None:
        """Say what is wrong or waited for; nothing with an empty text."""
        self.note.set_colour(State.LATE)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the hatch at both ends, and the edges."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Ground.SELECTED)
        hatch = self._theme.px(_HATCH_WIDTH)
        brush = hatched(State.WAIT, self._theme)
        for left in (0, self.width() - hatch):
            painter.fillRect(QRect(left, 0, hatch, self.height()), brush)
        edge = self._theme.px(3)
        painter.fillRect(QRect(0, 0, self.width(), edge), State.WAIT)
        painter.fillRect(QRect(0, self.height() - edge, self.width(), edge), State.WAIT)
