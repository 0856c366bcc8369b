"""Response times over the last half day, last week's dashed behind, the shift's figures below."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.kpi.plots import bare_plot
from bigscreen.ui.theme import JUDGEMENTS, LINE_LAST_WEEK, Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.kpi_tiles import Tile, response_tiles
from bigscreen.viewmodels.kpi_trend import Line, Trend, trend
from bigscreen.viewmodels.wording import tr

_HEADROOM = 1.12
_DOT = 6
_LOW, _HIGH, _WIDE = 280, 380, 440
_USUAL, _LARGE = 20, 34


class TrendPanel(Panel):
    """P50 and P90 of the total response."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Response P50 / P90"), parent)
        self.note.setText(tr("last 12 h · min:s"))
        self.plot = bare_plot(theme, "left", "bottom")
        self.plot.getAxis("left").setWidth(theme.px(52))
        self.plot.getAxis("bottom").setHeight(theme.px(24))
        self._grid_lines: list[pg.InfiniteLine] = []
        self._last_week = [self._line(LINE_LAST_WEEK, 2, dashed=True) for _ in range(2)]
        self._p90 = self._line(Ink.FULL, 2.5)
        self._p50 = self._line(State.GOOD, 2.5)
        self._lone = pg.ScatterPlotItem(pen=None, size=theme.px(_DOT))
        self.plot.addItem(self._lone)
        self._empty = EmptyText(theme, tr("No response times yet in the last 12 hours"))
        self._figures = (_Figure(theme, State.GOOD), _Figure(theme, Ink.FULL))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(0)
        self._is_low: bool | None = None
        self._place_figures(low=False)
        self._sample = TextLabel(theme.font(Size.NOTE), Ink.FAINT)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addSpacing(theme.px(4))
        self.body.addLayout(self._grid)
        self.body.addWidget(self._sample)
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the trend of a board."""
        shown = trend(board, city) if board else None
        has_lines = shown is not None and shown.n > 0
        self.plot.setVisible(has_lines)
        self._empty.show_where(empty=not has_lines, loading=board is None)
        if shown is not None and has_lines:
            self._draw(shown)
        tiles = response_tiles(board) if board else (None, None)
        for figure, tile in zip(self._figures, tiles, strict=True):
            figure.show_tile(tile)
        self._fit_figures()
        first = tiles[0]
        parts = (first.period, first.sample, first.compared) if first else ()
        self._sample.setText(" · ".join(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the lines their room in a low panel, write the figures larger in a high one."""
        super().resizeEvent(event)
        self._fit_figures()

    def _fit_figures(self) -> None:
        px = self.theme.px
        is_high = self.height() >= px(_HIGH) and self.width() >= px(_WIDE)
        for figure in self._figures:
            figure.value.setFont(self.theme.font(_LARGE if is_high else _USUAL, Weight.BOLD))
        beside = sum(
            label.sizeHint().width() + px(10)
            for figure in self._figures
            for label in (figure.value, figure.change)
        )
        self._place_figures(low=self.height() < px(_LOW) and beside <= self.width() - px(32))

    def _place_figures(self, *, low: bool) -> None:
        """Put each change under its figure, or beside it."""
        if low == self._is_low:
            return
        self._is_low = low
        for place, figure in enumerate(self._figures):
            for widget in (figure.value, figure.change):
                self._grid.removeWidget(widget)
            self._grid.addWidget(figure.value, 0, 2 * place)
            self._grid.addWidget(figure.change, 0 if low else 1, 2 * place + (1 if low else 0))
            self._grid.setColumnStretch(2 * place, 0 if low else 1)
            self._grid.setColumnStretch(2 * place + 1, 1 if low else 0)
        self._grid.setHorizontalSpacing(self.theme.px(10 if low else 16))

    def _line(self, colour: QColor, width: float, *, dashed: bool = False) -> pg.PlotDataItem:
        pen = QPen(colour, self.theme.px(width))
        pen.setCosmetic(True)
        if dashed:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3.0, 3.0])
        item = pg.PlotDataItem(pen=pen, connect="finite", antialias=True)
        self.plot.addItem(item)
        return item

    def _draw(self, shown: Trend) -> None:
        for item, line in (
            (self._last_week[0], shown.p50_last_week),
            (self._last_week[1], shown.p90_last_week),
            (self._p90, shown.p90),
            (self._p50, shown.p50),
        ):
            _set_line(item, line)
        self._lone.setData(
            [
                {"pos": point, "brush": colour}
                for line, colour in (
                    (shown.p50_last_week, LINE_LAST_WEEK),
                    (shown.p90_last_week, LINE_LAST_WEEK),
                    (shown.p90, Ink.FULL),
                    (shown.p50, State.GOOD),
                )
                for point in line.lone_points()
            ]
        )
        first = min(shown.p50.hours)
        self.plot.setXRange(first, 0, padding=0)
        self.plot.setYRange(0, shown.top_s * _HEADROOM, padding=0)
        self.plot.getAxis("left").setTicks([shown.value_ticks])
        self.plot.getAxis("bottom").setTicks([_inside(shown.time_ticks, first)])
        for old in self._grid_lines:
            self.plot.removeItem(old)
        self._grid_lines = [
            pg.InfiniteLine(pos=value, angle=0, pen=QPen(Ground.LINE, 0))
            for value, _ in shown.value_ticks
        ]
        for line in self._grid_lines:
            line.setZValue(-10)
            self.plot.addItem(line)


def _inside(ticks: tuple[tuple[float, str], ...], first: float) -> list[tuple[float, str]]:
    """Return the ticks whose label does not stick out over an edge of the plot."""
    edge = abs(first) * 0.06
    return [(at, text) for at, text in ticks if first + edge <= at <= -edge]


def _set_line(item: pg.PlotDataItem, line: Line) -> None:
    values = [float("nan") if value is None else value for value in line.seconds]
    item.setData(list(line.hours), values)


class _Figure:
    """One headline figure under the plot, and how it has changed."""

    def __init__(self, theme: Theme, colour: QColor) -> None:
        self.value = TextLabel(theme.font(_USUAL, Weight.BOLD), colour)
        self.change = TextLabel(theme.font(Size.SMALL), Ink.LABEL)

    def show_tile(self, tile: Tile | None) -> None:
        """Show a figure, or nothing."""
        if tile is None:
            self.value.setText("")
            self.change.setText("")
            return
        self.value.setText(f"{tile.title}  {tile.value}")
        set_plain_tooltip(self.value, tile.definition)
        set_plain_tooltip(self.change, tile.definition)
        self.change.setText(tile.change.text if tile.change else tr("no comparison"))
        self.change.set_colour(JUDGEMENTS[tile.change.judgement] if tile.change else Ink.FAINT)
