"""The lock that stands before what is kept back, so that it is seen without reading."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def paint_lock(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paint a closed padlock into a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    left = rect.center().x() - side / 2
    top = rect.center().y() - side / 2
    bow = QRectF(left + side * 0.24, top + side * 0.04, side * 0.52, side * 0.72)
    painter.setPen(QPen(colour, side * 0.13))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(bow, 0, 180 * 16)
    body = QRectF(left + side * 0.1, top + side * 0.42, side * 0.8, side * 0.54)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(body, side * 0.1, side * 0.1)
    painter.restore()
