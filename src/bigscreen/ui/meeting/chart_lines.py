"""The lines of a chart: broken where a value is missing, with markers where they have room."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from bigscreen.ui.meeting.chart_frame import ChartFrame
from bigscreen.ui.meeting.chart_scale import value_at
from bigscreen.ui.meeting.series_look import line_pen, paint_marker
from bigscreen.viewmodels.report_blocks import Series


def paint_lines(painter: QPainter, frame: ChartFrame) -> None:
    """Paint every line, the first one on top."""
    for number in range(len(frame.block.series) - 1, -1, -1):
        _paint_line(painter, frame, number)


def _points(frame: ChartFrame, series: Series) -> list[QPointF | None]:
    points: list[QPointF | None] = []
    for place in range(len(frame.block.categories)):
        value = value_at(series, place)
        begin, end = frame.slot(place)
        y = None if value is None else frame.plot.bottom() + 1 - frame.length(value)
        points.append(None if y is None else QPointF((begin + end) / 2, y))
    return points


def _paint_line(painter: QPainter, frame: ChartFrame, number: int) -> None:
    series = frame.block.series[number]
    points = _points(frame, series)
    width = frame.px(2.5 if number == 0 else 2)
    stretch: list[QPointF] = []
    for point in (*points, None):
        if point is not None:
            stretch.append(point)
            continue
        painter.setPen(line_pen(series.tone, number, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(stretch))
        stretch = []
    known = [point for point in points if point is not None]
    slot = frame.plot.width() / max(1, len(points))
    if len(known) == 1 or slot > frame.px(14):
        size = frame.px(8 if number == 0 else 6)
        for point in known:
            paint_marker(painter, point, series.tone, number, size)
