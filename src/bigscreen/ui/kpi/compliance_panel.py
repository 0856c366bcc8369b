"""1-3-5 compliance: a bar a response class, a line where the target is."""

import pyqtgraph as pg
from PySide6.QtGui import QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.kpi.plots import bare_plot
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import RIGHT
from bigscreen.ui.widgets.text_label import TextLabel
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.kpi_tiles import ComplianceBar, compliance_bars, compliance_title
from bigscreen.viewmodels.wording import tr

_MOST_ROWS = 4
_BAR = 0.42
_LINE = 0.64
_LINE_WIDTH = 0.011
_HIGHEST_BAR = 34
_LOW_ROW = 54
"""In lower rows n stands beside the figure, not under it."""
_FIGURES = ((120, 40), (96, 34), (76, 28))
"""Where a row is at least so high, its figure is so large."""
_LABELS = ((96, 26), (76, 23))


_REST, _LEGEND = 64, 26
"""Heights of what is not rows."""


class CompliancePanel(Panel):
    """Share of the calls of each class that were reached in time, today."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, compliance_title(None), parent)
        self.note.setText(tr("today"))
        self.plot = bare_plot(theme)
        self._items: list[pg.BarGraphItem] = []
        self._bars: tuple[ComplianceBar, ...] = ()
        self._labels = [_Labels(theme) for _ in range(_MOST_ROWS)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.plot, 0, 1, _MOST_ROWS, 1)
        for place, labels in enumerate(self._labels):
            self._grid.addWidget(labels.label, place, 0)
            self._grid.addWidget(labels.right, place, 2)
        self._empty = EmptyText(theme, tr("No police calls yet today"))
        self._legend = TextLabel(theme.font(Size.NOTE), Ink.FAINT)
        self._legend.setText(tr("Line: target"))
        self.body.addLayout(self._grid, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._legend)
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the classes of a board."""
        del city
        self.title.setText(compliance_title(board))
        bars = compliance_bars(board)[:_MOST_ROWS] if board else ()
        for place, labels in enumerate(self._labels):
            labels.show_bar(bars[place] if place < len(bars) else None)
            self._grid.setRowStretch(place, 1 if place < len(bars) else 0)
        self.plot.setVisible(bool(bars))
        self._empty.show_where(empty=not bars, loading=board is None)
        self._legend.setVisible(any(bar.target is not None for bar in bars))
        self._bars = bars
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write larger where there is room; bars do not grow without end."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        legend = px(_LEGEND) if self._legend.isVisibleTo(self) else 0
        room = (self.height() - px(_REST) - legend) // max(1, len(self._bars))
        for labels in self._labels:
            labels.fit(room)
        self._draw(self._bars, room)

    def _draw(self, bars: tuple[ComplianceBar, ...], row_px: int) -> None:
        thick = min(_BAR, self.theme.px(_HIGHEST_BAR) / max(1, row_px))
        for item in self._items:
            self.plot.removeItem(item)
        self._items = []
        for place, bar in enumerate(bars):
            # The first class stands on top; pyqtgraph counts upwards.
            middle = len(bars) - place - 0.5
            self._add(middle, 0.0, 1.0, thick, Ground.TRACK)
            if bar.share is not None:
                colour = State.LATE if bar.is_short else State.GOOD
                self._add(middle, 0.0, bar.share, thick, colour)
            if bar.target is not None:
                left = min(bar.target, 1.0 - _LINE_WIDTH / 2) - _LINE_WIDTH / 2
                self._add(middle, left, _LINE_WIDTH, thick * _LINE / _BAR, Ink.FULL)
        self.plot.setXRange(0, 1, padding=0)
        self.plot.setYRange(0, max(1, len(bars)), padding=0)

    def _add(self, y: float, left: float, width: float, height: float, colour: QColor) -> None:
        item = pg.BarGraphItem(
            x0=[left], width=[width], y=[y], height=height, brush=colour, pen=QPen(colour, 0)
        )
        self._items.append(item)
        self.plot.addItem(item)


class _Labels:
    """What stands left and right of one bar."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.label = TextLabel(theme.font(20), Ink.FULL)
        self.right = QWidget()
        self._value = TextLabel(theme.font(Size.FIGURE, Weight.BOLD), Ink.FULL)
        self._sample = TextLabel(theme.font(Size.NOTE), Ink.FAINT)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.right)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        for label in (self._value, self._sample):
            label.setAlignment(RIGHT)
            self._box.addWidget(label)
        self._box.addStretch(1)

    def fit(self, row_px: int) -> None:
        """Write as large as a row of this height allows."""
        px, theme = self._theme.px, self._theme
        low = row_px < px(_LOW_ROW)
        direction = QBoxLayout.Direction.RightToLeft if low else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        self._box.setSpacing(px(8) if low else 0)
        value = next((size for least, size in _FIGURES if row_px >= px(least)), Size.FIGURE)
        label = next((size for least, size in _LABELS if row_px >= px(least)), 20)
        self._value.setFont(theme.font(value, Weight.BOLD))
        self.label.setFont(theme.font(label))
        self._sample.setFont(theme.font(Size.BODY if row_px >= px(_FIGURES[1][0]) else Size.NOTE))

    def show_bar(self, bar: ComplianceBar | None) -> None:
        """Show a class, or nothing."""
        self.label.setVisible(bar is not None)
        self.right.setVisible(bar is not None)
        if bar is None:
            return
        self.label.setText(bar.label)
        self._value.setText(bar.value)
        self._value.set_colour(State.LATE if bar.is_short else Ink.FULL)
        self._sample.setText(bar.sample)
        for widget in (self.label, self.right):
            set_plain_tooltip(widget, bar.definition)
