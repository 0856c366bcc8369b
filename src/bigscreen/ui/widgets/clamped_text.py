"""A paragraph of outside text in at most so many lines."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.ui.widgets.wrapping import wrapped


class ClampedText(QWidget):
    """Wraps plain text anywhere it must; what is left after the last line shows in the tip."""

    def __init__(
        self, font: QFont, colour: QColor, most_lines: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colour = colour
        self._most = most_lines
        self._text = ""
        self._lines: list[str] = []
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_colour(self, colour: QColor) -> None:
        """Change the colour of the text."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        set_plain_tooltip(self, text)
        self._wrap()

    def lines(self) -> list[str]:
        """Return the lines as they are painted."""
        return list(self._lines)

    def sizeHint(self) -> QSize:
        """Return the room for the lines there are."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.averageCharWidth() * 12, metrics.lineSpacing() * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the lines are kept, their length gives way."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._colour)
        metrics = QFontMetrics(self.font())
        for number, line in enumerate(self._lines):
            baseline = number * metrics.lineSpacing() + metrics.ascent()
            painter.drawText(QPointF(0, baseline), line)

    def _wrap(self) -> None:
        lines = wrapped(self._text, self.font(), self.width(), self._most)
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()
