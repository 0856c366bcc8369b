"""Text with its place: laid out first, so that what is painted can be checked, then painted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class TextBox:
    """One line of text in its rectangle.

    Only a text from outside may be shortened (``elides``): the program's own words are given
    the room they need. Always painted as plain text.
    """

    rect: QRect
    text: str
    font: QFont
    colour: QColor
    align: Qt.AlignmentFlag = LEFT
    elides: bool = False

    @property
    def needed_width(self) -> int:
        """The width the whole text takes."""
        return text_width(self.font, self.text)

    @property
    def ink(self) -> QRect:
        """The part of the rectangle the text covers."""
        width = min(self.needed_width, self.rect.width())
        left = self.rect.left()
        if self.align & Qt.AlignmentFlag.AlignRight:
            left = self.rect.right() + 1 - width
        elif self.align & Qt.AlignmentFlag.AlignHCenter:
            left += (self.rect.width() - width) // 2
        return QRect(left, self.rect.top(), width, self.rect.height())

    def paint(self, painter: QPainter) -> None:
        """Paint the text inside its rectangle."""
        if self.rect.width() <= 0:
            return
        text = self.text
        if self.elides:
            text = QFontMetrics(self.font).elidedText(
                text, Qt.TextElideMode.ElideRight, self.rect.width()
            )
        painter.setFont(self.font)
        painter.setPen(self.colour)
        painter.drawText(self.rect, int(self.align) | Qt.TextFlag.TextSingleLine, text)


def fitting_font(fonts: Sequence[QFont], text: str, room: int) -> QFont:
    """Return the first font in which ``text`` has room, the last one where it never has."""
    return next((font for font in fonts if text_width(font, text) <= room), fonts[-1])


def text_width(font: QFont, text: str) -> int:
    """Return how many pixels ``text`` is wide."""
    # Advances are fractions of a pixel; a rectangle one too narrow would cost the last letters.
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1 if text else 0
