"""The marks of units and cases as shapes, so that colour is never the only difference."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import TONES, Theme
from bigscreen.viewmodels.unit_marks import Mark, Shape


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Paint a unit's mark into a square rectangle."""
    colours = [TONES[tone] for tone in mark.tones]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours[0])
    match mark.shape:
        case Shape.CIRCLE:
            painter.drawEllipse(rect)
        case Shape.SQUARE:
            _round_square(painter, rect)
        case Shape.JOINT:
            _joint(painter, rect, colours)
        case Shape.RING:
            width = rect.width() / 5
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours[0], width))
            painter.drawEllipse(rect.adjusted(width, width, -width, -width))
        case Shape.CROSS:
            _cross(painter, rect)
    painter.restore()


def _round_square(painter: QPainter, rect: QRectF) -> None:
    inset = rect.width() * 0.05
    square = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(square, rect.width() * 0.16, rect.width() * 0.16)


def _joint(painter: QPainter, rect: QRectF, colours: list[QColor]) -> None:
    """Paint the left half as the first force's circle, the right half as the other's square."""
    middle = rect.center().x()
    for colour, left, right, is_circle in (
        (colours[0], rect.left(), middle, True),
        (colours[-1], middle, rect.right(), False),
    ):
        painter.save()
        painter.setClipRect(QRectF(left, rect.top(), right - left, rect.height()))
        painter.setBrush(colour)
        if is_circle:
            painter.drawEllipse(rect)
        else:
            _round_square(painter, rect)
        painter.restore()


def _cross(painter: QPainter, rect: QRectF) -> None:
    arm = rect.width() * 0.3
    middle = rect.center()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(QRectF(rect.left(), middle.y() - arm / 2, rect.width(), arm))
    path.addRect(QRectF(middle.x() - arm / 2, rect.top(), arm, rect.height()))
    painter.drawPath(path)


class MarkGlyph(QWidget):
    """A unit's mark as a widget."""

    def __init__(self, theme: Theme, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self.setFixedSize(theme.px(size), theme.px(size))

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark, or none."""
        if mark != self._mark:
            self._mark = mark
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        if self._mark:
            paint_mark(QPainter(self), QRectF(self.rect()), self._mark)
