"""Where today's cases came from: one bar, its parts named below."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.kpi.segment_bar import Segment, SegmentBar
from bigscreen.ui.theme import CHANNEL_SHADES, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, TextBox, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.kpi_tiles import sample
from bigscreen.viewmodels.kpi_volume import ChannelPart, channel_parts
from bigscreen.viewmodels.wording import tr

_MOST_PARTS = 5
_BAR, _HIGHEST_BAR = 30, 60
_REST = 110


class ChannelsPanel(Panel):
    """Shares of the sources of today's cases."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Sources today"), parent)
        self._bar = SegmentBar(theme, _BAR)
        self._names = _Names(theme)
        self._empty = EmptyText(theme, tr("No cases yet today"))
        self.body.addStretch(1)
        self.body.addWidget(self._bar)
        self.body.addSpacing(theme.px(8))
        self.body.addWidget(self._names)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        self.show_board(None, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw a higher bar where there is room."""
        super().resizeEvent(event)
        px = self.theme.px
        self._bar.set_height(min(px(_HIGHEST_BAR), max(px(_BAR), (self.height() - px(_REST)) // 2)))

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the sources of a board."""
        del city
        parts = channel_parts(board, _MOST_PARTS) if board else ()
        self._bar.show_segments(
            [Segment(part.count, shade) for part, shade in zip(parts, CHANNEL_SHADES, strict=False)]
        )
        self._names.show_parts(parts)
        for widget in (self._bar, self._names):
            widget.setVisible(bool(parts))
            set_plain_tooltip(
                widget, "\n".join(f"{part.label}  {part.count}  {part.text}" for part in parts)
            )
        self._empty.show_where(empty=not parts, loading=board is None)
        self.note.setText(sample(sum(part.count for part in parts)) if parts else "")


class _Names(QWidget):
    """The names and shares, each under the middle of its part as far as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[ChannelPart, ...] = ()
        self.setFixedHeight(theme.px(48))

    def show_parts(self, parts: tuple[ChannelPart, ...]) -> None:
        """Show other parts."""
        self._parts = parts
        self.update()

    def _columns(self) -> list[QRect]:
        """Return a column for each part: at its own start, pushed on by the ones before it."""
        gap, swatch = self._theme.px(10), self._theme.px(14)
        widths = [
            max(
                swatch + text_width(self._theme.font(Size.SMALL), part.label),
                text_width(self._theme.font(Size.LABEL, Weight.BOLD), part.text),
            )
            for part in self._parts
        ]
        lefts: list[int] = []
        passed = 0.0
        for part, width in zip(self._parts, widths, strict=True):
            earliest = lefts[-1] + widths[len(lefts) - 1] + gap if lefts else 0
            lefts.append(max(earliest, min(round(self.width() * passed), self.width() - width)))
            passed += part.share
        limit = self.width()
        for place in range(len(lefts) - 1, -1, -1):
            lefts[place] = max(0, min(lefts[place], limit - widths[place]))
            limit = lefts[place] - gap
        return [
            QRect(left, 0, width, self.height()) for left, width in zip(lefts, widths, strict=True)
        ]

    def text_boxes(self) -> list[TextBox]:
        """Return names and shares."""
        name_font = self._theme.font(Size.SMALL)
        share_font = self._theme.font(Size.LABEL, Weight.BOLD)
        half, swatch = self.height() // 2, self._theme.px(14)
        boxes = []
        for column, part in zip(self._columns(), self._parts, strict=True):
            name = QRect(column.left() + swatch, 0, column.width() - swatch, half)
            share = QRect(column.left(), half, column.width(), half)
            boxes.append(TextBox(name, part.label, name_font, Ink.LABEL, LEFT))
            boxes.append(TextBox(share, part.text, share_font, Ink.FULL, LEFT))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a swatch, the name and the share of each part."""
        del event
        painter = QPainter(self)
        size = self._theme.px(9)
        top = (self.height() // 2 - size) // 2
        for column, shade in zip(self._columns(), CHANNEL_SHADES, strict=False):
            painter.fillRect(QRect(column.left(), top, size, size), shade)
        for box in self.text_boxes():
            box.paint(painter)
