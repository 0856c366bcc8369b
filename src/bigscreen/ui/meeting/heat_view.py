"""A field of values, painted: the shade says how much, the number how much exactly."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from bigscreen.ui.meeting.figure_surface import FigureSurface, Spot
from bigscreen.ui.theme import SEQUENCE, Ground, Ink, Size, Theme
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.report_blocks import Ground as FigureGround
from bigscreen.viewmodels.report_blocks import Heat
from bigscreen.viewmodels.value_classes import classes_of

_TOP = 26
_LEGEND = 34
_GAP = 10
_SWATCH = 18


class HeatView(FigureSurface):
    """Rows by columns; a cell without a value is empty, not 0."""

    def __init__(self, theme: Theme, block: Heat) -> None:
        super().__init__(theme, block.title)
        self._block = block
        values = (value for row in block.values for value in row if value is not None)
        self._classes = classes_of(values, decimals=block.decimals)
        self.setMinimumHeight(theme.px(_TOP + _LEGEND + 22 * max(1, len(block.rows))))

    def spots(self) -> list[Spot]:
        """Return the cells that have a value."""
        block = self._block
        return [
            Spot(
                self._cell(line, place),
                f"{block.title} · {block.rows[line]} {block.columns[place]}",
                f"{value:,.{block.decimals}f} {block.unit}",
                block.grounds[line][place] if block.grounds else FigureGround(),
            )
            for line, row in enumerate(block.values)
            for place, value in enumerate(row)
            if value is not None
        ]

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the field."""
        font, px = self.theme.font(Size.NOTE), self.theme.px
        block = self._block
        boxes = []
        for line, name in enumerate(block.rows[: len(block.values)]):
            cell = self._cell(line, 0)
            beside = QRect(0, cell.top(), self._left() - px(_GAP), cell.height())
            boxes.append(TextBox(beside, name, font, Ink.LABEL, RIGHT, elides=True))
        for place, name in enumerate(block.columns if block.values else ()):
            cell = self._cell(0, place)
            over = QRect(cell.left(), 0, cell.width(), px(_TOP - 4))
            if text_width(font, name) <= cell.width():
                boxes.append(TextBox(over, name, font, Ink.LABEL, CENTRE))
        for line, row in enumerate(block.values):
            for place, value in enumerate(row):
                boxes += self._value_box(line, place, value)
        return boxes + self._legend()[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cells, numbers and legend."""
        del event
        painter = QPainter(self)
        for line, row in enumerate(self._block.values):
            for place, value in enumerate(row):
                rect = self._cell(line, place)
                painter.setPen(QPen(Ground.PANEL, 1))
                shade = self._shade(value)
                painter.setBrush(Ground.FIELD if shade is None else shade)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        for rect, colour in self._legend()[0]:
            painter.fillRect(rect, colour)
        for box in self.text_boxes():
            box.paint(painter)
        self.paint_marks(painter)

    def _value_box(self, line: int, place: int, value: float | None) -> list[TextBox]:
        if value is None:
            return []
        text = f"{value:,.{self._block.decimals}f}"
        font = self.theme.font(Size.NOTE)
        rect = self._cell(line, place)
        if text_width(font, text) > rect.width() - 2:
            return []
        return [TextBox(rect, text, font, ink_on(self._shade(value)), CENTRE)]

    def _shade(self, value: float | None) -> QColor | None:
        number = self._classes.shade_of(value)
        return None if number is None else SEQUENCE[number]

    def _left(self) -> int:
        font = self.theme.font(Size.NOTE)
        widest = max((text_width(font, name) for name in self._block.rows), default=0)
        return min(widest, self.width() // 4) + self.theme.px(_GAP)

    def _cell(self, line: int, place: int) -> QRect:
        px, left = self.theme.px, self._left()
        columns, rows = max(1, len(self._block.columns)), max(1, len(self._block.rows))
        wide = (self.width() - left) / columns
        high = (self.height() - px(_TOP) - px(_LEGEND)) / rows
        x, y = left + round(place * wide), px(_TOP) + round(line * high)
        right, bottom = left + round((place + 1) * wide), px(_TOP) + round((line + 1) * high)
        return QRect(x, y, right - x, bottom - y)

    def _legend(self) -> tuple[list[tuple[QRect, QColor]], list[TextBox]]:
        if not self._block.values:
            return [], []
        px, font = self.theme.px, self.theme.font(Size.NOTE)
        top = self.height() - px(_LEGEND) + px(8)
        left = self._left()
        swatches, boxes = [], []
        labels = self._classes.labels()
        for label, shade in zip(labels, self._classes.shades, strict=True):
            swatches.append((QRect(left, top + px(3), px(_SWATCH), px(_SWATCH)), SEQUENCE[shade]))
            left += px(_SWATCH + 6)
            wide = text_width(font, label)
            boxes.append(TextBox(QRect(left, top, wide, px(24)), label, font, Ink.LABEL, LEFT))
            left += wide + px(16)
        unit = self._block.unit
        wide = text_width(font, unit)
        boxes.append(TextBox(QRect(left, top, wide, px(24)), unit, font, Ink.FAINT, LEFT))
        return swatches, boxes


def ink_on(shade: QColor | None) -> QColor:
    """Return the ink that is read best on a shade."""
    if shade is None:
        return Ink.FAINT
    inks = (Ink.FULL, Ink.ON_COLOUR, Ink.ON_ACTION)
    return max(inks, key=lambda ink: _contrast(ink, shade))


def _contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
