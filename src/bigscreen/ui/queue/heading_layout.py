"""Where everything in a heading of the queue stands; as high as a row, so that all are equal."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from bigscreen.ui.queue.row_layout import ROW_GAP
from bigscreen.ui.theme import LEVELS, Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.queue_view import Heading
from bigscreen.viewmodels.wording import tr

_SIDE = 12


@dataclass(frozen=True, slots=True)
class HeadingLayout:
    """One heading laid out."""

    theme: Theme
    heading: Heading
    surface: QRect
    texts: tuple[TextBox, ...]

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the heading."""
        return list(self.texts)

    def paint(self, painter: QPainter, *, selected: bool, hovered: bool) -> None:
        """Paint the heading: no surface of its own, a line under it."""
        px = self.theme.px
        if selected or hovered:
            painter.fillRect(self.surface, Ground.SELECTED if selected else Ground.HOVER)
        level = self.heading.level
        painter.setPen(QPen(LEVELS[level] if level else Ground.EDGE_STRONG, px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bottom = self.surface.bottom() - px(1)
        painter.drawLine(self.surface.left(), bottom, self.surface.right(), bottom)
        for box in self.texts:
            box.paint(painter)


def lay_heading(theme: Theme, rect: QRect, heading: Heading) -> HeadingLayout:
    """Lay a heading into its rectangle, in the lower part, near to its rows."""
    px = theme.px
    surface = QRect(rect.left(), rect.top(), rect.width(), rect.height() - px(ROW_GAP))
    left, right = surface.left() + px(_SIDE), surface.right() + 1 - px(_SIDE)
    has_more = bool(heading.overdue or heading.waiting)
    up = px(68 if has_more else 44)
    first = QRect(left, surface.bottom() - up, right - left, px(32))
    second = QRect(left, first.bottom() + px(2), right - left, px(26))
    number_font = theme.font(Size.FIGURE, Weight.BOLD)
    count = str(heading.count)
    count_width = text_width(number_font, count)
    count_rect = QRect(right - count_width, first.top(), count_width, first.height())
    arrow_font = theme.font(Size.LABEL)
    arrow = "▸" if heading.folded else "▾"
    name_left = left + text_width(arrow_font, arrow) + px(8)
    name = QRect(name_left, first.top(), count_rect.left() - px(10) - name_left, first.height())
    bold = theme.font(19, Weight.BOLD)
    texts = [
        TextBox(
            QRect(left, first.top(), name_left - left, first.height()), arrow, arrow_font, Ink.LABEL
        ),
        TextBox(name, heading.text, bold, Ink.FULL, LEFT, elides=True),
        TextBox(count_rect, count, number_font, Ink.FULL, RIGHT),
    ]
    small = theme.font(Size.SMALL)
    place = left
    for number, text, colour in (
        (heading.overdue, tr("overdue {n}", n=heading.overdue), State.BAD),
        (heading.waiting, tr("to dispatch {n}", n=heading.waiting), State.GOOD),
    ):
        if number:
            width = text_width(small, text)
            texts.append(
                TextBox(QRect(place, second.top(), width, second.height()), text, small, colour)
            )
            place += width + px(16)
    return HeadingLayout(theme, heading, surface, tuple(texts))
