"""Cases by grid: bars stacked by lead force, a line where last week stood, totals above."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.kpi.plots import bare_plot
from bigscreen.ui.theme import TONES, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import text_width
from bigscreen.ui.widgets.tooltips import plain_tooltip, set_plain_tooltip
from bigscreen.viewmodels.counts import count_text
from bigscreen.viewmodels.kpi_tiles import volume_tile
from bigscreen.viewmodels.kpi_volume import GridBar, grid_bars
from bigscreen.viewmodels.wording import tr

_HALF_BAR = 0.21
_HALF_LINE = 0.26
_SLOT = 92
_NARROW_SLOT = 52
"""With names in two lines; only where it shows every grid."""
_AXIS = 32
_TOTALS = 40
_LEAST_TOP = 4


class VolumePanel(Panel):
    """Today's cases of each grid, against the same weekday last week."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Cases by grid"), parent)
        self.plot = bare_plot(theme, "bottom")
        axis = self.plot.getAxis("bottom")
        axis.setTickFont(theme.font(Size.LABEL))
        axis.setTextPen(Ink.LABEL)
        axis.setStyle(hideOverlappingLabels=False)
        self._board: KpiBoard | None = None
        self._city: City | None = None
        self._bars: tuple[GridBar, ...] = ()
        self._items: list[pg.GraphicsObject] = []
        self._empty = EmptyText(theme, tr("No cases yet today"))
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self._empty, 1)
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the grids of a board."""
        self._board, self._city = board, city
        if board:
            tile = volume_tile(board)
            change = f" · {tile.change.text}" if tile.change else ""
            whole = tr(
                "today {n} / same weekday last week {before}",
                n=count_text(board.today),
                before=count_text(board.last_week),
            )
            short = tr(
                "{n} / last week {before}",
                n=count_text(board.today),
                before=count_text(board.last_week),
            )
            self.say_note(whole + change, whole, short, count_text(board.today))
            set_plain_tooltip(self.note, tile.definition)
        else:
            self.say_note("")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many bars as have room for their names."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Say what the bar under the mouse counts."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self.bar_at(event.pos())
            if bar is not None:
                QToolTip.showText(event.globalPos(), plain_tooltip(bar.definition), self)
                return True
        return super().event(event)

    def bar_at(self, place: QPoint) -> GridBar | None:
        """Return the bar in whose column ``place`` (of this panel) lies."""
        if not self._bars or not self.plot.geometry().contains(place):
            return None
        across = place.x() - self.plot.geometry().left()
        column = int(across * len(self._bars) // self.plot.width())
        return self._bars[min(column, len(self._bars) - 1)]

    def _arrange(self) -> None:
        room = self.width() - self.theme.px(32)
        limit = max(1, room // self.theme.px(_SLOT))
        grids = len(self._board.grids) if self._board else 0
        if limit < grids <= room // self.theme.px(_NARROW_SLOT):
            limit = grids
        bars = grid_bars(self._board, self._city, limit) if self._board else ()
        self.plot.setVisible(bool(bars))
        self._empty.show_where(empty=not bars, loading=self._board is None)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the bars are drawn by the height the plot has now
        if bars:
            self._draw(bars, room // len(bars))
        self._bars = bars

    def _draw(self, bars: tuple[GridBar, ...], slot: int) -> None:
        for item in self._items:
            self.plot.removeItem(item)
        top = max([_LEAST_TOP, *(max(bar.total, bar.last_week) for bar in bars)])
        self._items = [item for x, bar in enumerate(bars) for item in self._bar_items(x, bar)]
        for item in self._items:
            self.plot.addItem(item)
        high = self._name_bars(bars, slot - self.theme.px(8))
        self.plot.setXRange(-0.5, len(bars) - 0.5, padding=0)
        # The totals stand above the highest bar: their height in pixels has to be left free.
        room = max(1, self.plot.height() - high)
        above = min(0.6, self.theme.px(_TOTALS) / room)
        self.plot.setYRange(0, top / (1 - above), padding=0)

    def _name_bars(self, bars: tuple[GridBar, ...], room: int) -> int:
        """Write the names under the bars, in two lines where one is too long; return the height."""
        font = self.theme.font(Size.LABEL)
        names = [_in_lines(bar.label, font, room) for bar in bars]
        if any("\n" in name for name in names):
            font = self.theme.font(Size.NOTE)
            names = [_in_lines(bar.label, font, room) for bar in bars]
        lines = 2 if any("\n" in name for name in names) else 1
        high = self.theme.px(_AXIS) + (lines - 1) * QFontMetrics(font).lineSpacing()
        axis = self.plot.getAxis("bottom")
        axis.setTickFont(font)
        axis.setHeight(high)
        axis.setTicks([list(enumerate(names))])
        return high

    def _bar_items(self, x: int, bar: GridBar) -> list[pg.GraphicsObject]:
        items: list[pg.GraphicsObject] = []
        below = 0
        for part in bar.parts:
            colour = TONES[part.tone]
            items.append(
                pg.BarGraphItem(
                    x0=[x - _HALF_BAR],
                    width=2 * _HALF_BAR,
                    y0=[below],
                    height=[part.count],
                    brush=colour,
                    pen=QPen(colour, 0),
                )
            )
            below += part.count
        line = QPen(Ink.FULL, self.theme.px(2))
        line.setCosmetic(True)
        items.append(
            pg.PlotDataItem(
                [x - _HALF_LINE, x + _HALF_LINE], [bar.last_week, bar.last_week], pen=line
            )
        )
        total = pg.TextItem(count_text(bar.total), color=Ink.FULL, anchor=(0.5, 1.0))
        total.setFont(self.theme.font(20, Weight.BOLD))
        total.setPos(x, max(bar.total, bar.last_week))
        items.append(total)
        return items


def _in_lines(name: str, font: QFont, room: int) -> str:
    """Return a name in one line or, at one of its spaces, two; what is too long gets shorter."""
    if text_width(font, name) <= room:
        return name
    words = name.split(" ")
    if len(words) == 1 and not name.isascii():
        # Chinese breaks anywhere; in halves it reads best.
        half = (len(name) + 1) // 2
        words = [name[:half], name[half:]]
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    lines = min(
        splits, key=lambda pair: max(text_width(font, line) for line in pair), default=(name,)
    )
    metrics = QFontMetrics(font)
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in lines)
