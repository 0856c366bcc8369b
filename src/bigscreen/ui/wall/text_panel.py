"""A panel that says what a city has written for it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ink, Theme
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, TextBox
from bigscreen.ui.widgets.wrapping import wrapped
from bigscreen.viewmodels.plain_text import one_line, paragraph

_SIZES = (28, 24, 22, 20, 18)
"""The largest in which the whole text has room; the last one is body text."""
_MOST = 200


class TextPanel(Panel):
    """Plain text under a title, as large as there is room for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.words = _Words(theme)
        self.body.addWidget(self.words, 1)

    def show_text(self, title: str, text: str) -> None:
        """Show another text."""
        self.title.setText(one_line(title))
        self.title.setVisible(bool(title))
        self.setAccessibleName(f"{one_line(title)}. {paragraph(text)}")
        self.words.show_text(paragraph(text))


class _Words(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return the lines; where even the smallest size has no room the last one ends early."""
        for size in _SIZES:
            font = self._theme.font(size)
            high = QFontMetrics(font).lineSpacing()
            most = max(1, self.height() // high)
            lines = wrapped(self._text, font, self.width(), _MOST)
            if len(lines) <= most:
                break
        else:
            lines = wrapped(self._text, font, self.width(), most)
        return [
            TextBox(
                QRect(0, place * high, self.width(), high), line, font, Ink.FULL, LEFT, elides=True
            )
            for place, line in enumerate(lines)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter = QPainter(self)
        for box in self.text_boxes():
            box.paint(painter)
