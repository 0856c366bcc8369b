"""A chart, painted: lines, bars side by side, bars on bars, upright or lying where names are long.

Painted by hand and not by a plotting library: every text has its own measured box, every value is
a figure that keyboard and mouse can reach, and hatches, dashes and markers repeat the colours.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF

from bigscreen.ui.meeting.chart_scale import ChartScale, total_at, value_at, value_text
from bigscreen.ui.meeting.figure_surface import FigureSurface, Spot
from bigscreen.ui.meeting.series_look import fill_bar, line_pen, paint_marker
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.report_blocks import Chart, Series
from bigscreen.viewmodels.report_blocks import Ground as FigureGround

_LEGEND = 28
_AXIS = 28
_ROOM = 10
_SWATCH = 20
_MOST_LABELS = 31
_NAMES = 0.3
_LEAST_ROW = 22


class ChartView(FigureSurface):
    """One chart block."""

    def __init__(self, theme: Theme, block: Chart) -> None:
        super().__init__(theme, block.title)
        self.block = block
        self._scale = ChartScale.of(block)
        self._font = theme.font(Size.NOTE)
        self.setMinimumHeight(theme.px(150))

    # the frame

    @property
    def lies(self) -> bool:
        """Whether the bars lie down, because their names have no room side by side."""
        block = self.block
        if block.kind == "line" or not block.categories:
            return False
        slot = (self.width() - self._left_of_columns()) / len(block.categories)
        return any(text_width(self._font, name) > slot - 4 for name in block.categories)

    def _plot(self) -> QRect:
        px = self.theme.px
        top = px(_LEGEND) if self._has_legend else px(_ROOM)
        if self.lies:
            right = self._most_text() + px(8)
            return self.rect().adjusted(self._names_width(), top, -right, -px(4))
        above = px(16) if self._says_values else px(4)
        return self.rect().adjusted(self._left_of_columns(), top + above, -px(6), -px(_AXIS))

    @property
    def _has_legend(self) -> bool:
        return len(self.block.series) > 1 or bool(self.block.unit)

    @property
    def _says_values(self) -> bool:
        block = self.block
        if block.kind == "line":
            return False
        bars = len(block.categories) * (1 if block.kind == "stacked" else len(block.series))
        slot = (self.width() - self._left_of_columns()) / max(1, bars)
        return bars <= _MOST_LABELS and slot > self._most_text() + 2

    def _most_text(self) -> int:
        block = self.block
        if block.kind == "stacked":
            values: list[float | None] = [total_at(block, n) for n in range(len(block.categories))]
        else:
            values = [value for one in block.series for value in one.values]
        return max((text_width(self._font, value_text(block, v)) for v in values), default=0)

    def _left_of_columns(self) -> int:
        labels = self._scale.labels()
        return max(text_width(self._font, label) for label in labels) + self.theme.px(10)

    def _names_width(self) -> int:
        widest = max((text_width(self._font, name) for name in self.block.categories), default=0)
        return min(widest, round(self.width() * _NAMES)) + self.theme.px(12)

    # what stands where

    def _slot(self, place: int) -> tuple[float, float]:
        """Return the two ends of a category, across or down."""
        plot, count = self._plot(), max(1, len(self.block.categories))
        begin, room = (plot.top(), plot.height()) if self.lies else (plot.left(), plot.width())
        return begin + room * place / count, begin + room * (place + 1) / count

    def _length(self, value: float) -> float:
        plot = self._plot()
        room = plot.width() if self.lies else plot.height()
        return self._scale.share(value) * room

    def _bars(self) -> Iterator[tuple[int, int, QRectF]]:
        """Yield number of the series, of the category, and the bar."""
        block, plot = self.block, self._plot()
        for place in range(len(block.categories)):
            begin, end = self._slot(place)
            pad = (end - begin) * (0.14 if self.lies or block.kind == "bar" else 0.2)
            begin, end = begin + pad, end - pad
            if block.kind == "stacked" and not self.lies:
                middle, half = (begin + end) / 2, min((end - begin) / 2, self.theme.px(32))
                begin, end = middle - half, middle + half
            below = 0.0
            for number, one in enumerate(block.series):
                value = value_at(one, place)
                if value is None:
                    continue
                if block.kind == "stacked":
                    first, last = self._length(below), self._length(below + value)
                    below += value
                    yield number, place, self._bar(plot, begin, end, first, last)
                else:
                    wide = (end - begin) / len(block.series)
                    side = begin + wide * number
                    yield (
                        number,
                        place,
                        self._bar(plot, side, side + wide * 0.9, 0.0, self._length(value)),
                    )

    def _bar(self, plot: QRect, begin: float, end: float, first: float, last: float) -> QRectF:
        if self.lies:
            return QRectF(plot.left() + first, begin, _seen(last - first), end - begin)
        bottom = plot.bottom() + 1 - first
        return QRectF(begin, bottom - (last - first), end - begin, _seen(last - first))

    def _points(self, series: Series) -> list[QPointF | None]:
        plot = self._plot()
        points: list[QPointF | None] = []
        for place in range(len(self.block.categories)):
            value = value_at(series, place)
            begin, end = self._slot(place)
            y = None if value is None else plot.bottom() + 1 - self._length(value)
            points.append(None if y is None else QPointF((begin + end) / 2, y))
        return points

    def spots(self) -> list[Spot]:
        """Return the values that stand on something, category by category."""
        return self._line_spots() if self.block.kind == "line" else self._bar_spots()

    def _bar_spots(self) -> list[Spot]:
        return [
            self._spot(number, place, bar.toAlignedRect())
            for number, place, bar in self._bars()
            if self.block.series[number].grounds
        ]

    def _line_spots(self) -> list[Spot]:
        plot = self._plot()
        spots: list[Spot] = []
        for number, one in enumerate(self.block.series):
            if not one.grounds:
                continue
            for place in range(len(self.block.categories)):
                begin, end = self._slot(place)
                column = QRect(round(begin), plot.top(), round(end - begin), plot.height())
                spots.append(self._spot(number, place, column))
        return spots

    def _spot(self, number: int, place: int, rect: QRect) -> Spot:
        block = self.block
        one = block.series[number]
        ground = one.grounds[place] if place < len(one.grounds) else FigureGround()
        said = value_text(block, value_at(one, place)) or "—"
        name = f"{block.title} · {block.categories[place]}"
        if len([series for series in block.series if series.grounds]) > 1:
            name = f"{name} · {one.name}"
        return Spot(rect, name, f"{said} {block.unit}".strip(), ground)

    # text

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the chart."""
        names = self._row_names() if self.lies else self._column_names()
        return [*self._legend()[1], *names, *self._tick_boxes(), *self._value_boxes()]

    def _legend(self) -> tuple[list[tuple[QRect, int]], list[TextBox]]:
        """Lay the names of the series from the right; the unit stands on the left."""
        if not self._has_legend:
            return [], []
        px, block = self.theme.px, self.block
        height, unit_width = px(_LEGEND - 6), text_width(self._font, block.unit)
        boxes = [TextBox(QRect(0, 0, unit_width, height), block.unit, self._font, Ink.FAINT, LEFT)]
        swatches: list[tuple[QRect, int]] = []
        right, least = self.width(), unit_width + px(16)
        if len(block.series) < 2:
            return swatches, boxes
        for number in range(len(block.series) - 1, -1, -1):
            name = block.series[number].name
            wide = min(text_width(self._font, name), px(220))
            left = right - wide
            if left - px(_SWATCH + 8) < least:
                break
            place = QRect(left, 0, wide, height)
            boxes.append(TextBox(place, name, self._font, Ink.LABEL, LEFT, elides=True))
            mark = QRect(left - px(_SWATCH + 6), (height - px(10)) // 2, px(_SWATCH), px(10))
            swatches.append((mark, number))
            right = mark.left() - px(18)
        return swatches, boxes

    def _column_names(self) -> list[TextBox]:
        block, plot = self.block, self._plot()
        count = len(block.categories)
        if not count:
            return []
        widest = max(text_width(self._font, name) for name in block.categories) + self.theme.px(10)
        every = max(1, -(-widest * count // max(1, plot.width())))
        boxes: list[TextBox] = []
        for place in range(0, count, every):
            begin, end = self._slot(place)
            name = block.categories[place]
            wide = text_width(self._font, name)
            left = round((begin + end - wide) / 2)
            left = min(max(0, left), self.width() - wide)
            rect = QRect(left, plot.bottom() + 2, wide, self.theme.px(_AXIS) - 4)
            if boxes and rect.left() < boxes[-1].rect.right() + 4:
                continue
            boxes.append(TextBox(rect, name, self._font, Ink.LABEL, LEFT))
        return boxes

    def _row_names(self) -> list[TextBox]:
        width = self._names_width() - self.theme.px(10)
        boxes: list[TextBox] = []
        for place, name in enumerate(self.block.categories):
            begin, end = self._slot(place)
            rect = QRect(0, round(begin), width, round(end - begin))
            boxes.append(TextBox(rect, name, self._font, Ink.LABEL, RIGHT, elides=True))
        return boxes

    def _tick_boxes(self) -> list[TextBox]:
        if self.lies:
            return []
        plot, height = self._plot(), self.theme.px(18)
        boxes: list[TextBox] = []
        width = self._left_of_columns() - self.theme.px(8)
        for tick, label in zip(self._scale.ticks, self._scale.labels(), strict=True):
            y = plot.bottom() + 1 - round(self._length(tick))
            rect = QRect(0, y - height // 2, width, height)
            boxes.append(TextBox(rect, label, self._font, Ink.FAINT, RIGHT))
        return boxes

    def _value_boxes(self) -> list[TextBox]:
        if not (self.lies or self._says_values):
            return []
        if self.block.kind == "stacked":
            return self._total_boxes()
        if self.lies and len(self.block.series) > 1:
            return self._first_boxes()
        return [
            self._beside(bar, value_text(self.block, value_at(self.block.series[number], place)))
            for number, place, bar in self._bars()
        ]

    def _first_boxes(self) -> list[TextBox]:
        """Say the present values, behind the longest bar of each category that lies."""
        ends: dict[int, QRectF] = {}
        for _, place, bar in self._bars():
            ends[place] = ends[place].united(bar) if place in ends else bar
        first = self.block.series[0]
        least = self._font.pixelSize()
        return [
            self._beside(bar, value_text(self.block, value_at(first, place)))
            for place, bar in ends.items()
            if bar.height() >= least and value_at(first, place) is not None
        ]

    def _total_boxes(self) -> list[TextBox]:
        ends: dict[int, QRectF] = {}
        for _, place, bar in self._bars():
            ends[place] = ends[place].united(bar) if place in ends else bar
        texts = {place: value_text(self.block, total_at(self.block, place)) for place in ends}
        return [self._beside(bar, texts[place]) for place, bar in ends.items()]

    def _beside(self, bar: QRectF, text: str) -> TextBox:
        font = self._value_font()
        wide, high = text_width(font, text), self.theme.px(16)
        if self.lies:
            rect = QRect(
                round(bar.right()) + self.theme.px(6),
                round(bar.center().y()) - high // 2,
                wide,
                high,
            )
            return TextBox(rect, text, font, Ink.FULL, LEFT)
        rect = QRect(round(bar.center().x()) - wide // 2, round(bar.top()) - high, wide, high)
        return TextBox(rect, text, font, Ink.FULL, CENTRE)

    def _value_font(self) -> QFont:
        bold = self.block.kind == "stacked"
        return self.theme.font(Size.NOTE, Weight.BOLD if bold else Weight.NORMAL)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines of the scale, the series, the texts and the marks."""
        del event
        painter = QPainter(self)
        self._paint_scale(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.block.kind == "line":
            for number in range(len(self.block.series) - 1, -1, -1):
                self._paint_line(painter, number)
        else:
            for number, _, bar in self._bars():
                fill_bar(painter, bar, self.block.series[number].tone, number, self.theme.scale)
        for rect, number in self._legend()[0]:
            self._paint_swatch(painter, rect, number)
        for box in self.text_boxes():
            box.paint(painter)
        self._paint_target(painter)
        self.paint_marks(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.setPen(QPen(Ground.LINE, 1))
        if self.lies:
            painter.drawLine(plot.topLeft(), plot.bottomLeft())
            return
        for tick in self._scale.ticks:
            y = plot.bottom() + 1 - round(self._length(tick))
            painter.drawLine(QPoint(plot.left(), y), QPoint(plot.right(), y))

    def _paint_line(self, painter: QPainter, number: int) -> None:
        series = self.block.series[number]
        points = self._points(series)
        width = self.theme.px(2.5 if number == 0 else 2)
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
        slot = self._plot().width() / max(1, len(points))
        if len(known) == 1 or slot > self.theme.px(14):
            size = self.theme.px(8 if number == 0 else 6)
            for point in known:
                paint_marker(painter, point, series.tone, number, size)

    def _paint_swatch(self, painter: QPainter, rect: QRect, number: int) -> None:
        tone = self.block.series[number].tone
        if self.block.kind != "line":
            fill_bar(painter, QRectF(rect), tone, number, self.theme.scale)
            return
        middle = QPointF(rect.center())
        painter.setPen(line_pen(tone, number, self.theme.px(2)))
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
        paint_marker(painter, middle, tone, number, self.theme.px(7))

    def _paint_target(self, painter: QPainter) -> None:
        if self.block.target is None or self.lies:
            return
        plot = self._plot()
        y = plot.bottom() + 1 - self._length(self.block.target)
        painter.setPen(QPen(State.GOOD, self.theme.px(2), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))


def _seen(length: float) -> float:
    """Return the length of a bar: something is at least a pixel long, nothing is nothing."""
    return max(1.0, length) if length > 0 else 0.0
