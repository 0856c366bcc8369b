"""A paragraph of outside text in at most so many lines."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bigscreen.ui.widgets.tooltips import set_plain_tooltip


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
        lines: list[str] = []
        for paragraph in self._text.split("\n") if self._text else ():
            lines += self._broken(paragraph)
        if len(lines) > self._most:
            rest = "".join(lines[self._most - 1 :])
            metrics = QFontMetrics(self.font())
            last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
            lines = [*lines[: self._most - 1], last]
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def _broken(self, paragraph: str) -> list[str]:
        """Break one paragraph into lines of the present width."""
        layout = QTextLayout(paragraph, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid() and len(lines) <= self._most:
            line.setLineWidth(max(1, self.width()))
            lines.append(_slice(paragraph, line.textStart(), line.textLength()))
        layout.endLayout()
        return lines or [""]


def _slice(text: str, start: int, length: int) -> str:
    """Cut by Qt's counting: UTF-16 units, of which one emoji has two."""
    units = text.encode("utf-16-le")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "ignore").rstrip()
