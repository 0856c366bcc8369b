"""Measures a chart: the room its texts leave for the plot, and where each value is in it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from bigscreen.ui.meeting.chart_scale import ChartScale, total_at, value_text
from bigscreen.ui.theme import Size, Theme, Weight
from bigscreen.ui.widgets.text_box import text_width
from bigscreen.viewmodels.report_blocks import Chart

AXIS = 28
"""Room below the plot for the names of the columns."""

LEGEND = 28
"""Room above the plot for the names of the series."""

_ROOM = 10
_MOST_LABELS = 31
_NAMES = 0.3


BARS_SHARE = 0.72
"""The share of a category's room that its bars take side by side; the rest keeps them apart."""


class ChartFrame:
    """A chart block in a surface ``area``, in pixels."""

    def __init__(self, theme: Theme, block: Chart, area: QRect) -> None:
        self.px = theme.px
        self.theme = theme
        self.block = block
        self.area = area
        self.scale = ChartScale.of(block)
        self.font = theme.font(Size.NOTE)
        self.lies = self._has_to_lie()
        """Whether the bars lie down, because their names have no room side by side."""
        self.has_legend = len(block.series) > 1 or bool(block.unit)
        self.says_all = not self.lies and self._has_room_for_values(len(self.block.series))
        self.says_values = self.lies or self.says_all or self._has_room_for_values(1)
        self.plot = self._plot()

    @property
    def value_font(self) -> QFont:
        """The font of the values beside the bars."""
        bold = self.block.kind == "stacked"
        return self.theme.font(Size.NOTE, Weight.BOLD if bold else Weight.NORMAL)

    def slot(self, place: int) -> tuple[float, float]:
        """Return the two ends of a category, across or down."""
        plot, count = self.plot, max(1, len(self.block.categories))
        begin, room = (plot.top(), plot.height()) if self.lies else (plot.left(), plot.width())
        return begin + room * place / count, begin + room * (place + 1) / count

    def length(self, value: float) -> float:
        """Return how far a value is from the foot of the plot."""
        room = self.plot.width() if self.lies else self.plot.height()
        return self.scale.share(value) * room

    def left_of_columns(self) -> int:
        """Return the room the ticks take."""
        labels = self.scale.labels()
        return max(text_width(self.font, label) for label in labels) + self.px(10)

    def names_width(self) -> int:
        """Return the room the names of lying bars take."""
        widest = max((text_width(self.font, name) for name in self.block.categories), default=0)
        return min(widest, round(self.area.width() * _NAMES)) + self.px(12)

    def _has_to_lie(self) -> bool:
        block = self.block
        if block.kind == "line" or not block.categories:
            return False
        slot = (self.area.width() - self.left_of_columns()) / len(block.categories)
        return any(text_width(self.font, name) > slot - 4 for name in block.categories)

    def _has_room_for_values(self, series: int) -> bool:
        """Tell whether the values of so many series fit over their bars, side by side."""
        block = self.block
        if block.kind == "line":
            return False
        bars = len(block.categories) * (1 if block.kind == "stacked" else series)
        slot = (self.area.width() - self.left_of_columns()) / max(1, bars)
        return bars <= _MOST_LABELS and slot * BARS_SHARE > self._most_text() + self.px(4)

    def _plot(self) -> QRect:
        px = self.px
        top = px(LEGEND) if self.has_legend else px(_ROOM)
        if self.lies:
            right = self._most_text() + px(8)
            return self.area.adjusted(self.names_width(), top, -right, -px(4))
        above = px(16) if self.says_values else px(4)
        return self.area.adjusted(self.left_of_columns(), top + above, -px(6), -px(AXIS))

    def _most_text(self) -> int:
        block = self.block
        if block.kind == "stacked":
            values: list[float | None] = [total_at(block, n) for n in range(len(block.categories))]
        else:
            values = [value for one in block.series for value in one.values]
        return max((text_width(self.font, value_text(block, v)) for v in values), default=0)
