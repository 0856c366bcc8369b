"""Unit chips: a call sign in its force's colour, with the force's shape before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from bigscreen.ui.theme import TONE_TEXTS, TONES, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.glyph import paint_mark
from bigscreen.ui.widgets.text_box import LEFT, TextBox, text_width
from bigscreen.viewmodels.queue_rows import UnitChip
from bigscreen.viewmodels.unit_marks import Mark

_GLYPH = 10
_PAD = 8
_GAP = 8
_LEAST = 64
_WIDEST = 120


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip with its rectangle; without a mark it says how many more there are."""

    rect: QRect
    label: TextBox
    mark: Mark | None


def place_chips(
    theme: Theme, chips: Sequence[UnitChip], room: QRect, *, on_selected: bool
) -> list[PlacedChip]:
    """Lay chips side by side into ``room``; those that find none are counted in a last one."""
    font = theme.font(Size.NOTE, Weight.MEDIUM)
    gap, pad, glyph = theme.px(_GAP), theme.px(_PAD), theme.px(_GLYPH)
    widest = min(theme.px(_WIDEST), room.width())
    least = theme.px(_LEAST)
    more_width = text_width(font, "+999") + 2 * pad
    placed: list[PlacedChip] = []
    left = room.left()
    for index, chip in enumerate(chips):
        width = min(text_width(font, chip.text) + 2 * pad + glyph + gap // 2, widest)
        is_last = index == len(chips) - 1
        is_readable = width >= least or width < widest
        if (
            not is_readable
            or left + width + (0 if is_last else gap + more_width) > room.right() + 1
        ):
            more = f"+{len(chips) - index}"
            more_width = min(more_width, room.right() + 1 - left)
            if more_width < text_width(font, more):
                return placed
            rect = QRect(left, room.top(), more_width, room.height())
            label = TextBox(rect, more, font, Ink.LABEL, Qt.AlignmentFlag.AlignCenter)
            return [*placed, PlacedChip(rect, label, None)]
        rect = QRect(left, room.top(), width, room.height())
        text_rect = rect.adjusted(pad + glyph + gap // 2, 0, -pad + 1, 0)
        colour = Ink.FULL if on_selected else TONE_TEXTS[chip.mark.tones[0]]
        label = TextBox(text_rect, chip.text, font, colour, LEFT, elides=True)
        placed.append(PlacedChip(rect, label, chip.mark))
        left += width + gap
    return placed


def paint_chips(painter: QPainter, theme: Theme, placed: Sequence[PlacedChip]) -> None:
    """Paint chips where they were laid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for chip in placed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_edge(chip, theme))
        frame = QRectF(chip.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.px(5), theme.px(5))
        if chip.mark:
            size = theme.px(_GLYPH)
            top = chip.rect.top() + (chip.rect.height() - size) / 2
            paint_mark(
                painter, QRectF(chip.rect.left() + theme.px(_PAD), top, size, size), chip.mark
            )
        chip.label.paint(painter)
    painter.restore()


def _edge(chip: PlacedChip, theme: Theme) -> QPen:
    if chip.mark is None:
        return QPen(Ink.FAINT, theme.px(1))
    colours: list[QColor] = [TONES[tone] for tone in chip.mark.tones]
    if len(colours) == 1:
        return QPen(colours[0], theme.px(1))
    halves = QLinearGradient(chip.rect.left(), 0, chip.rect.right(), 0)
    halves.setColorAt(0.0, colours[0])
    halves.setColorAt(0.499, colours[0])
    halves.setColorAt(0.501, colours[1])
    halves.setColorAt(1.0, colours[1])
    return QPen(halves, theme.px(1))
