"""A chart, painted: lines, bars side by side, bars on bars, upright or lying where names are long.

Painted by hand and not by a plotting library: every text has its own measured box, every value is
a figure that keyboard and mouse can reach, and hatches, dashes and markers repeat the colours.
"""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from bigscreen.ui.meeting.chart_bars import bars, paint_bars, value_boxes
from bigscreen.ui.meeting.chart_frame import ChartFrame
from bigscreen.ui.meeting.chart_lines import paint_lines
from bigscreen.ui.meeting.chart_scale import value_at, value_text
from bigscreen.ui.meeting.chart_texts import category_boxes, legend, tick_boxes
from bigscreen.ui.meeting.figure_surface import FigureSurface, Spot
from bigscreen.ui.meeting.series_look import fill_bar, line_pen, paint_marker
from bigscreen.ui.theme import Ground, State, Theme
from bigscreen.ui.widgets.text_box import TextBox
from bigscreen.viewmodels.report_blocks import Chart
from bigscreen.viewmodels.report_blocks import Ground as FigureGround


class ChartView(FigureSurface):
    """One chart block."""

    def __init__(self, theme: Theme, block: Chart) -> None:
        super().__init__(theme, block.title)
        self.block = block
        self.setMinimumHeight(theme.px(150))

    @property
    def frame(self) -> ChartFrame:
        """The chart measured at the size it has now."""
        return ChartFrame(self.theme, self.block, self.rect())

    @property
    def lies(self) -> bool:
        """Whether the bars lie down, because their names have no room side by side."""
        return self.frame.lies

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the chart."""
        frame = self.frame
        names = [*legend(frame)[1], *category_boxes(frame)]
        return [*names, *tick_boxes(frame), *value_boxes(frame)]

    # the figures

    def spots(self) -> list[Spot]:
        """Return the values that stand on something, category by category."""
        return self._line_spots() if self.block.kind == "line" else self._bar_spots()

    def _bar_spots(self) -> list[Spot]:
        return [
            self._spot(number, place, bar.toAlignedRect())
            for number, place, bar in bars(self.frame)
            if self.block.series[number].grounds
        ]

    def _line_spots(self) -> list[Spot]:
        frame = self.frame
        spots: list[Spot] = []
        for number, one in enumerate(self.block.series):
            if not one.grounds:
                continue
            for place in range(len(self.block.categories)):
                begin, end = frame.slot(place)
                top, high = frame.plot.top(), frame.plot.height()
                column = QRect(round(begin), top, round(end - begin), high)
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

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines of the scale, the series, the texts and the marks."""
        del event
        painter = QPainter(self)
        frame = self.frame
        self._paint_scale(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.block.kind == "line":
            paint_lines(painter, frame)
        else:
            paint_bars(painter, frame)
        for rect, number in legend(frame)[0]:
            self._paint_swatch(painter, rect, number)
        for box in self.text_boxes():
            box.paint(painter)
        self._paint_target(painter, frame)
        self.paint_marks(painter)

    def _paint_scale(self, painter: QPainter, frame: ChartFrame) -> None:
        plot = frame.plot
        painter.setPen(QPen(Ground.LINE, 1))
        if frame.lies:
            painter.drawLine(plot.topLeft(), plot.bottomLeft())
            return
        for tick in frame.scale.ticks:
            y = plot.bottom() + 1 - round(frame.length(tick))
            painter.drawLine(QPoint(plot.left(), y), QPoint(plot.right(), y))

    def _paint_swatch(self, painter: QPainter, rect: QRect, number: int) -> None:
        tone = self.block.series[number].tone
        if self.block.kind != "line":
            fill_bar(painter, QRectF(rect), tone, number, self.theme.scale)
            return
        middle = QPointF(rect.center())
        painter.setPen(line_pen(tone, number, self.theme.px(2)))
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
        paint_marker(painter, middle, tone, number, self.theme.px(7))

    def _paint_target(self, painter: QPainter, frame: ChartFrame) -> None:
        if self.block.target is None or frame.lies:
            return
        plot = frame.plot
        y = plot.bottom() + 1 - frame.length(self.block.target)
        painter.setPen(QPen(State.GOOD, self.theme.px(2), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
