"""A unit calls for help: the desk's red card, which stays until the call is ended."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.sos_words import SosCard
from bigscreen.viewmodels.wording import tr

_TEXT_HEIGHT = 62
_EDGE = 12
_GAP = 8


class SosBanner(QWidget):
    """Who calls for help, with two buttons: answer the call, show the unit on the map.

    Signals:
        answered(alarm_id): the call is to be acknowledged.
        shown(unit_id): somebody wants to see where the unit is.
    """

    answered = Signal(str)
    shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: SosCard | None = None
        px = theme.px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.answer_button = KeyButton(theme, tr("Acknowledge"), "", design_height=36)
        self.show_button = KeyButton(theme, tr("Show the unit"), "", design_height=36)
        self.answer_button.clicked.connect(self._on_answer_button_clicked)
        self.show_button.clicked.connect(self._on_show_button_clicked)
        row = QHBoxLayout()
        row.setSpacing(px(_GAP))
        row.addWidget(self.answer_button)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_EDGE), px(_TEXT_HEIGHT), px(_EDGE), px(_EDGE))
        column.addLayout(row)

    def show_card(self, card: SosCard | None) -> None:
        """Show a call for help; without one the banner is gone."""
        if card == self._card:
            return
        self._card = card
        self.setVisible(card is not None)
        if card is None:
            return
        self.answer_button.setVisible(not card.is_answered)
        self.setAccessibleName(f"{card.title}. {card.detail}")
        self.setToolTip("")
        self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return every text, laid so that none meets another."""
        card = self._card
        if card is None:
            return []
        theme, px = self._theme, self._theme.px
        edge, line = px(_EDGE), px(24)
        width = self.width() - 2 * edge
        boxes: list[TextBox] = []
        title_width = width
        if card.more:
            more, font = tr("+{n}", n=card.more), theme.font(Size.LABEL, Weight.BOLD)
            more_width = text_width(font, more)
            place = QRect(edge + width - more_width, px(8), more_width, line)
            boxes.append(TextBox(place, more, font, Ink.ON_ACTION, RIGHT))
            title_width -= more_width + px(_GAP)
        bold = theme.font(Size.HEADING, Weight.BOLD)
        title = QRect(edge, px(8), title_width, line)
        boxes.append(TextBox(title, card.title, bold, Ink.ON_ACTION, LEFT, elides=True))
        detail = QRect(edge, px(8) + line, width, line)
        small = theme.font(Size.SMALL)
        boxes.append(TextBox(detail, card.detail, small, Ink.ON_ACTION, LEFT, elides=True))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the red card and its words."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(State.BAD, max(1, self._theme.px(2))))
        painter.setBrush(State.BAD_BAND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self.text_boxes():
            box.paint(painter)

    @Slot()
    def _on_answer_button_clicked(self) -> None:
        if self._card is not None:
            self.answered.emit(self._card.alarm_id)

    @Slot()
    def _on_show_button_clicked(self) -> None:
        if self._card is not None:
            self.shown.emit(self._card.unit_id)
