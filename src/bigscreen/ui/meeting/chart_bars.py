"""The bars of a chart, side by side or on each other, upright or lying, with their values."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from bigscreen.ui.meeting.chart_frame import BARS_SHARE, ChartFrame
from bigscreen.ui.meeting.chart_scale import total_at, value_at, value_text
from bigscreen.ui.meeting.series_look import fill_bar
from bigscreen.ui.theme import Ink
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, TextBox, text_width


def bars(frame: ChartFrame) -> Iterator[tuple[int, int, QRectF]]:
    """Yield number of the series, of the category, and the bar."""
    block = frame.block
    for place in range(len(block.categories)):
        begin, end = frame.slot(place)
        pad = (end - begin) * ((1 - BARS_SHARE) / 2 if frame.lies or block.kind == "bar" else 0.2)
        begin, end = begin + pad, end - pad
        if block.kind == "stacked" and not frame.lies:
            middle, half = (begin + end) / 2, min((end - begin) / 2, frame.px(32))
            begin, end = middle - half, middle + half
        below = 0.0
        for number, one in enumerate(block.series):
            value = value_at(one, place)
            if value is None:
                continue
            if block.kind == "stacked":
                first, last = frame.length(below), frame.length(below + value)
                below += value
                yield number, place, _bar(frame, begin, end, first, last)
            else:
                wide = (end - begin) / len(block.series)
                side = begin + wide * number
                yield (
                    number,
                    place,
                    _bar(frame, side, side + wide * 0.9, 0.0, frame.length(value)),
                )


def paint_bars(painter: QPainter, frame: ChartFrame) -> None:
    """Paint every bar."""
    for number, _, bar in bars(frame):
        fill_bar(painter, bar, frame.block.series[number].tone, number, frame.theme.scale)


def value_boxes(frame: ChartFrame) -> list[TextBox]:
    """Return the values beside the bars, where they have room."""
    if not frame.says_values:
        return []
    if frame.block.kind == "stacked":
        return _total_boxes(frame)
    if not frame.says_all and len(frame.block.series) > 1:
        return _first_boxes(frame)
    return [
        _beside(frame, bar, value_text(frame.block, value_at(frame.block.series[number], place)))
        for number, place, bar in bars(frame)
    ]


def _bar(frame: ChartFrame, begin: float, end: float, first: float, last: float) -> QRectF:
    if frame.lies:
        return QRectF(frame.plot.left() + first, begin, _seen(last - first), end - begin)
    bottom = frame.plot.bottom() + 1 - first
    return QRectF(begin, bottom - (last - first), end - begin, _seen(last - first))


def _seen(length: float) -> float:
    """Return the length of a bar: something is at least a pixel long, nothing is nothing."""
    return max(1.0, length) if length > 0 else 0.0


def _first_boxes(frame: ChartFrame) -> list[TextBox]:
    """Say the present values only, beyond the longest bar of each category."""
    first = frame.block.series[0]
    least = frame.font.pixelSize()
    return [
        _beside(frame, bar, value_text(frame.block, value_at(first, place)))
        for place, bar in _united(frame).items()
        if (bar.height() if frame.lies else bar.width()) >= least
        and value_at(first, place) is not None
    ]


def _total_boxes(frame: ChartFrame) -> list[TextBox]:
    block = frame.block
    return [
        _beside(frame, bar, value_text(block, total_at(block, place)))
        for place, bar in _united(frame).items()
    ]


def _united(frame: ChartFrame) -> dict[int, QRectF]:
    """Return what the bars of each category cover together."""
    ends: dict[int, QRectF] = {}
    for _, place, bar in bars(frame):
        ends[place] = ends[place].united(bar) if place in ends else bar
    return ends


def _beside(frame: ChartFrame, bar: QRectF, text: str) -> TextBox:
    font = frame.value_font
    wide, high = text_width(font, text), frame.px(16)
    if frame.lies:
        left, top = round(bar.right()) + frame.px(6), round(bar.center().y()) - high // 2
        return TextBox(QRect(left, top, wide, high), text, font, Ink.FULL, LEFT)
    left, top = round(bar.center().x()) - wide // 2, round(bar.top()) - high
    return TextBox(QRect(left, top, wide, high), text, font, Ink.FULL, CENTRE)
