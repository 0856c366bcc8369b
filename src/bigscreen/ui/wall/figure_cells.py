"""Large figures in cells: as many as have room, side by side and under each other."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, TextBox, fitting_font, text_width
from bigscreen.viewmodels.big_figures import BigFigure, FigureTone
from bigscreen.viewmodels.wall_stack import Strip, segments

_LEAST_WIDTH = 166
_LEAST_HEIGHT = 96
_GAP = 10
_PAD = 12
_STRIP = 4
_VALUES = (84, 72, 64, 56, 48, 42, 36, 32, 28)
"""Sizes of the figures; body text is 18, and a key figure twice that wherever it has room."""
_VALUE_SHARE = 0.5
_BETWEEN = " · "


class FigureCells(QWidget):
    """Paints figures; all values in one size, the largest in which each has room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: tuple[BigFigure, ...] = ()
        self._strips: tuple[Strip, ...] = ()

    def show_figures(self, figures: Sequence[BigFigure]) -> None:
        """Show other figures."""
        if tuple(figures) != self._figures:
            self._figures = tuple(figures)
            self.setAccessibleName(
                ". ".join(f"{one.title} {one.value} {_BETWEEN.join(one.notes)}" for one in figures)
            )
            self.update()

    def set_strips(self, strips: Sequence[Strip]) -> None:
        """Put no cell across these strips of the width."""
        if tuple(strips) != self._strips:
            self._strips = tuple(strips)
            self.update()

    def _cells(self) -> list[QRect]:
        """Return a rectangle for each figure that has room, in even rows."""
        free = segments(0, self.width(), self._strips)
        if len(free) > 1:
            return self._cells_between(free)
        count = len(self._figures)
        if not count:
            return []
        px = self._theme.px
        gap = px(_GAP)
        columns = max(1, min(count, (self.width() + gap) // (px(_LEAST_WIDTH) + gap)))
        most_rows = max(1, (self.height() + gap) // (px(_LEAST_HEIGHT) + gap))
        rows = min(most_rows, math.ceil(count / columns))
        shown = min(count, rows * columns)
        columns = math.ceil(shown / rows)
        wide = (self.width() + gap) / columns
        high = (self.height() + gap) / rows
        cells = []
        for place in range(shown):
            row, column = divmod(place, columns)
            left, top = round(column * wide), round(row * high)
            # The last row is filled: no hole stands where a figure could.
            is_last = place == shown - 1
            right = self.width() if is_last else round((column + 1) * wide) - gap
            cells.append(QRect(left, top, right - left, round((row + 1) * high) - gap - top))
        return cells

    def _cells_between(self, free: Sequence[tuple[float, float]]) -> list[QRect]:
        """Return one row of cells, in each stretch as many as its part of the width holds."""
        px = self._theme.px
        whole = sum(end - begin for begin, end in free)
        cells: list[QRect] = []
        passed = 0.0
        for begin, end in free:
            passed += (end - begin) / whole
            wanted = round(passed * len(self._figures)) - len(cells)
            count = min(wanted, int(end - begin) // px(_LEAST_WIDTH))
            wide = (end - begin - px(_GAP)) / max(1, count)
            for place in range(count):
                left = round(begin + px(_GAP) / 2 + place * wide)
                cells.append(QRect(left, 0, round(wide) - px(_GAP), self.height()))
        return cells

    def _value_font(self, cells: Sequence[QRect]) -> QFont:
        room = min(cell.width() for cell in cells) - self._theme.px(2 * _PAD)
        high = min(cell.height() for cell in cells) * _VALUE_SHARE
        fonts = [self._theme.font(size, Weight.BOLD) for size in _VALUES]
        fonts = [one for one in fonts if QFontMetrics(one).ascent() <= high] or fonts[-1:]
        widest = max(
            (one.value for one in self._figures[: len(cells)]),
            key=lambda value: text_width(fonts[0], value),
        )
        return fitting_font(fonts, widest, room)

    def text_boxes(self) -> list[TextBox]:
        """Return title, value and notes of every figure that is shown."""
        cells = self._cells()
        if not cells:
            return []
        px = self._theme.px
        value_font = self._value_font(cells)
        boxes: list[TextBox] = []
        for cell, figure in zip(cells, self._figures, strict=False):
            room = cell.adjusted(px(_PAD), px(6), -px(_PAD), -px(6))
            titles = [self._theme.font(size) for size in (Size.BODY, Size.LABEL, Size.NOTE, 12)]
            title_font = fitting_font(titles, figure.title, room.width())
            high = px(24)
            title = QRect(room.left(), room.top(), room.width(), high)
            note = QRect(room.left(), room.bottom() + 1 - high, room.width(), high)
            value = QRect(room.left(), title.bottom() + 1, room.width(), 0)
            value.setBottom(note.top() - 1)
            boxes.append(TextBox(title, figure.title, title_font, Ink.LABEL, LEFT, elides=True))
            boxes.append(TextBox(value, figure.value, value_font, _ink(figure.tone), LEFT))
            note_font = self._theme.font(Size.SMALL)
            words = _fitting(figure.notes, note_font, room.width())
            if words:
                ink = Ink.LABEL if figure.tone is FigureTone.PLAIN else _ink(figure.tone)
                boxes.append(TextBox(note, words, note_font, ink, LEFT, elides=True))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells."""
        del event
        painter = QPainter(self)
        for cell, figure in zip(self._cells(), self._figures, strict=False):
            painter.fillRect(cell, Ground.ROW)
            if figure.tone is not FigureTone.PLAIN:
                strip = QRect(cell.left(), cell.top(), self._theme.px(_STRIP), cell.height())
                painter.fillRect(strip, _ink(figure.tone))
        for box in self.text_boxes():
            box.paint(painter)


def _ink(tone: FigureTone) -> QColor:
    return {
        FigureTone.PLAIN: Ink.FULL,
        FigureTone.GOOD: State.GOOD,
        FigureTone.LATE: State.LATE,
        FigureTone.BAD: State.BAD,
    }[tone]


def _fitting(notes: Sequence[str], font: QFont, room: int) -> str:
    """Return as many notes as have room whole; of the first one what has."""
    shown = list(notes[:1])
    for note in notes[1:]:
        if text_width(font, _BETWEEN.join([*shown, note])) <= room:
            shown.append(note)
    return _BETWEEN.join(shown)
