"""Looks for text that is cut or covered, in everything a window shows."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.text_box import TextBox, text_width
from bigscreen.ui.widgets.text_label import ElidedLabel

_TOLERANCE = 2


def layout_faults(window: QWidget) -> list[str]:
    """Return a line for every text that is cut, leaves its widget or meets another text."""
    faults = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        faults += _of_labels(widget)
        if hasattr(widget, "text_boxes"):
            faults += _of_boxes(widget)
        if isinstance(widget, pg.PlotWidget):
            faults += _of_plot(widget)
        faults += _of_siblings(widget)
    return faults


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()


def _of_labels(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ClampedText):
        needed = QFontMetrics(widget.font()).lineSpacing() * len(widget.lines())
        if needed > widget.height() + _TOLERANCE:
            yield f"{widget.text()!r} needs {needed} px of height, has {widget.height()}"
        return
    if not isinstance(widget, QLabel) or not widget.text():
        return
    room = widget.contentsRect()
    if QFontMetrics(widget.font()).height() > room.height() + _TOLERANCE:
        yield f"{widget.text()!r} is higher than its label"
    if isinstance(widget, ElidedLabel) or widget.wordWrap():
        return
    if text_width(widget.font(), widget.text()) > room.width() + _TOLERANCE:
        yield f"{widget.text()!r} is cut: {room.width()} px"


def _of_boxes(widget: QWidget) -> Iterator[str]:
    boxes: list[TextBox] = [box for box in widget.text_boxes() if box.text]
    surface = widget.viewport().rect() if hasattr(widget, "viewport") else widget.rect()
    for box in boxes:
        if not box.elides and box.needed_width > box.rect.width() + _TOLERANCE:
            yield f"{_name(widget)}: {box.text!r} is cut: {box.rect.width()} px"
        if box.rect.width() <= 0:
            yield f"{_name(widget)}: {box.text!r} has no room"
        if QFontMetrics(box.font).ascent() > box.rect.height() + _TOLERANCE:
            yield f"{_name(widget)}: {box.text!r} is higher than its row"
        if not surface.adjusted(-1, 0, 1, 0).contains(box.ink.left(), surface.center().y()):
            yield f"{_name(widget)}: {box.text!r} begins outside"
        if box.ink.right() > surface.right() + _TOLERANCE:
            yield f"{_name(widget)}: {box.text!r} ends outside"
    for one, other in combinations(boxes, 2):
        if one.ink.intersects(other.ink):
            yield f"{_name(widget)}: {one.text!r} meets {other.text!r}"


def _of_plot(plot: pg.PlotWidget) -> Iterator[str]:
    view = plot.viewport().rect()
    rects = []
    for item in plot.getPlotItem().items:
        if isinstance(item, pg.TextItem):
            rect = plot.mapFromScene(item.mapRectToScene(item.boundingRect())).boundingRect()
            rects.append((item.toPlainText(), rect))
            if rect.top() < view.top() - _TOLERANCE or rect.right() > view.right() + _TOLERANCE:
                yield f"{item.toPlainText()!r} leaves its plot"
    for (one, a), (other, b) in combinations(rects, 2):
        if a.adjusted(4, 4, -4, -4).intersects(b.adjusted(4, 4, -4, -4)):
            yield f"{one!r} meets {other!r} in a plot"
    axis = plot.getPlotItem().getAxis("bottom")
    if axis.isVisible() and axis._tickLevels:
        ticks = axis._tickLevels[0]
        font = axis.style["tickFont"]
        (low, high), width = plot.getPlotItem().viewRange()[0], axis.boundingRect().width()
        places = [((at - low) / (high - low) * width, text) for at, text in ticks]
        for (x1, one), (x2, other) in pairwise(places):
            wide = [max(text_width(font, line) for line in t.split("\n")) for t in (one, other)]
            if sum(wide) / 2 > x2 - x1:
                yield f"{one!r} meets {other!r} on an axis"


def _of_siblings(parent: QWidget) -> Iterator[str]:
    """Compare the texts a widget's own children show; a scroll area may hide some."""
    if isinstance(parent, QScrollArea):
        return
    shown = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    texts = [child for child in shown if isinstance(child, QLabel | ClampedText) and child.text()]
    for label in texts:
        inside = QRect(QPoint(0, 0), parent.size()).adjusted(-1, -1, 1, 1)
        if not inside.contains(label.geometry()) and parent.parentWidget() is not None:
            yield f"{label.text()!r} leaves {_name(parent)}"
    for label in texts:
        for other in shown:
            if other is not label and label.geometry().intersects(other.geometry()):
                yield f"{label.text()!r} is covered by {_name(other)}"
