"""Lays the names around a chart: of its series, its categories, its ticks."""

from PySide6.QtCore import QRect

from bigscreen.ui.meeting.chart_frame import AXIS, LEGEND, ChartFrame
from bigscreen.ui.theme import Ink
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width

_SWATCH = 20


def legend(frame: ChartFrame) -> tuple[list[tuple[QRect, int]], list[TextBox]]:
    """Lay the names of the series from the right; the unit stands on the left.

    Returns the swatches, each with the number of its series, and the texts.
    """
    if not frame.has_legend:
        return [], []
    px, block, font = frame.px, frame.block, frame.font
    height, unit_width = px(LEGEND - 6), text_width(font, block.unit)
    boxes = [TextBox(QRect(0, 0, unit_width, height), block.unit, font, Ink.FAINT, LEFT)]
    swatches: list[tuple[QRect, int]] = []
    right, least = frame.area.width(), unit_width + px(16)
    if len(block.series) < 2:
        return swatches, boxes
    for number in range(len(block.series) - 1, -1, -1):
        name = block.series[number].name
        wide = min(text_width(font, name), px(220))
        left = right - wide
        if left - px(_SWATCH + 8) < least:
            break
        place = QRect(left, 0, wide, height)
        boxes.append(TextBox(place, name, font, Ink.LABEL, LEFT, elides=True))
        mark = QRect(left - px(_SWATCH + 6), (height - px(10)) // 2, px(_SWATCH), px(10))
        swatches.append((mark, number))
        right = mark.left() - px(18)
    return swatches, boxes


def category_boxes(frame: ChartFrame) -> list[TextBox]:
    """Return the names of the categories: below the columns, or left of lying bars."""
    return _row_names(frame) if frame.lies else _column_names(frame)


def tick_boxes(frame: ChartFrame) -> list[TextBox]:
    """Return the ticks, left of the columns."""
    if frame.lies:
        return []
    height = frame.px(18)
    boxes: list[TextBox] = []
    width = frame.left_of_columns() - frame.px(8)
    for tick, label in zip(frame.scale.ticks, frame.scale.labels(), strict=True):
        y = frame.plot.bottom() + 1 - round(frame.length(tick))
        rect = QRect(0, y - height // 2, width, height)
        boxes.append(TextBox(rect, label, frame.font, Ink.FAINT, RIGHT))
    return boxes


def _column_names(frame: ChartFrame) -> list[TextBox]:
    block, plot, font = frame.block, frame.plot, frame.font
    count = len(block.categories)
    if not count:
        return []
    widest = max(text_width(font, name) for name in block.categories) + frame.px(10)
    every = max(1, -(-widest * count // max(1, plot.width())))
    boxes: list[TextBox] = []
    for place in range(0, count, every):
        begin, end = frame.slot(place)
        name = block.categories[place]
        wide = text_width(font, name)
        left = round((begin + end - wide) / 2)
        left = min(max(0, left), frame.area.width() - wide)
        rect = QRect(left, plot.bottom() + 2, wide, frame.px(AXIS) - 4)
        if boxes and rect.left() < boxes[-1].rect.right() + 4:
            continue
        boxes.append(TextBox(rect, name, font, Ink.LABEL, LEFT))
    return boxes


def _row_names(frame: ChartFrame) -> list[TextBox]:
    width = frame.names_width() - frame.px(10)
    boxes: list[TextBox] = []
    for place, name in enumerate(frame.block.categories):
        begin, end = frame.slot(place)
        rect = QRect(0, round(begin), width, round(end - begin))
        boxes.append(TextBox(rect, name, frame.font, Ink.LABEL, RIGHT, elides=True))
    return boxes
