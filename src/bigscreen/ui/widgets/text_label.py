"""A line or a paragraph of plain text; what comes from outside is never read as markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from bigscreen.ui.widgets.tooltips import set_plain_tooltip


class TextLabel(QLabel):
    """Plain text in one font and colour, given the room it needs."""

    def __init__(self, font: QFont, colour: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self.set_colour(colour)

    def set_colour(self, colour: QColor) -> None:
        """Change the colour of the text."""
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)


class ElidedLabel(TextLabel):
    """One line of outside text that gives way: shortened with an ellipsis, whole in the tip."""

    def __init__(self, font: QFont, colour: QColor, parent: QWidget | None = None) -> None:
        super().__init__(font, colour, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Set the text, and the tip with it."""
        super().setText(text)
        set_plain_tooltip(self, text)

    def minimumSizeHint(self) -> QSize:
        """Give way to the neighbours, down to a few letters."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.averageCharWidth() * 4, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)
