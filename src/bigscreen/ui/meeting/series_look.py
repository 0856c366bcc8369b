"""How the series of a chart are told apart: by tone, and by hatch, dash and marker as well.

A chart has to be read by somebody who sees no colour, and on a grey print.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTransform

from bigscreen.ui.theme import CHANNEL_SHADES, LINE_LAST_WEEK, TONES, Ground, Ink, State
from bigscreen.viewmodels.unit_marks import Tone

_HATCHES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense7Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.CrossPattern,
)
_DASHES: tuple[list[float], ...] = ([], [5.0, 3.0], [1.5, 2.5], [6.0, 2.0, 1.5, 2.0], [1.0, 4.0])
_MARKERS = 4
_HATCH_ALPHA = 90


def tone_colour(tone: str) -> QColor:
    """Return the colour of a tone in the look that is worn; the ink for one that is not known."""
    known = {
        **{one.value: colour for one, colour in TONES.items()},
        "now": CHANNEL_SHADES[0],
        "before": LINE_LAST_WEEK,
        "year": CHANNEL_SHADES[2],
        "good": State.GOOD,
        "late": State.LATE,
        "bad": State.BAD,
    }
    return known.get(tone, Ink.FULL)


def is_identity(tone: str) -> bool:
    """Tell whether a tone stands for a force."""
    return tone in {one.value for one in Tone}


def fill_bar(painter: QPainter, rect: QRectF, tone: str, place: int, scale: float) -> None:
    """Paint a bar of the series that stands at ``place``, its hatch at the picture's scale."""
    colour = tone_colour(tone)
    painter.fillRect(rect, colour)
    hatch = _HATCHES[place % len(_HATCHES)]
    if hatch is not Qt.BrushStyle.NoBrush and rect.width() > 2 and rect.height() > 2:
        line = QColor(Ground.PANEL)
        line.setAlpha(_HATCH_ALPHA)
        brush = QBrush(line, hatch)
        brush.setTransform(QTransform.fromScale(max(1.0, scale), max(1.0, scale)))
        painter.fillRect(rect, brush)


def line_pen(tone: str, place: int, width: float) -> QPen:
    """Return the pen of a line."""
    pen = QPen(tone_colour(tone), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes := _DASHES[place % len(_DASHES)]:
        pen.setDashPattern(dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def paint_marker(painter: QPainter, at: QPointF, tone: str, place: int, size: float) -> None:
    """Paint the marker of a line at a point."""
    colour = tone_colour(tone)
    painter.setPen(QPen(colour, max(1.0, size / 5)))
    painter.setBrush(colour)
    half = size / 2
    match place % _MARKERS:
        case 0:
            painter.drawEllipse(at, half, half)
        case 1:
            painter.setBrush(Ground.PANEL)
            painter.drawRect(QRectF(at.x() - half, at.y() - half, size, size))
        case 2:
            corners = [(0.0, -half), (half, half), (-half, half)]
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
        case _:
            corners = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
