"""The strip over the wall's map: what there is to know beside the cases."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.watch_line import WatchItem
from bigscreen.viewmodels.wording import tr

_HEIGHT = 40
_EDGE = 14
_GAP = 26


class WatchStrip(QWidget):
    """Items from left to right, the gravest first; what has no room is counted at the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[WatchItem, ...] = ()
        self.setFixedHeight(theme.px(_HEIGHT))

    def show_items(self, items: tuple[WatchItem, ...]) -> None:
        """Show other items."""
        if items != self._items:
            self._items = items
            self.setAccessibleName(". ".join(item.text for item in items))
            self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return every text, laid so that none meets another; the last one may be cut short."""
        px, end = self._theme.px, self.width() - self._theme.px(_EDGE)
        left = px(_EDGE)
        boxes: list[TextBox] = []
        for place, item in enumerate(self._items):
            font = self._theme.font(Size.BODY, Weight.BOLD if item.is_bad else Weight.MEDIUM)
            rest = tr("+{n}", n=len(self._items) - place - 1)
            is_last = place == len(self._items) - 1
            spare = 0 if is_last else px(_GAP) + text_width(font, rest)
            room = end - left - spare
            wanted = text_width(font, item.text)
            if boxes and wanted > room:
                more = tr("+{n}", n=len(self._items) - place)
                box = QRect(end - text_width(font, more), 0, text_width(font, more), self.height())
                boxes.append(TextBox(box, more, font, Ink.LABEL, RIGHT))
                break
            width = min(wanted, max(0, room))
            ink = State.BAD if item.is_bad else Ink.LABEL
            boxes.append(
                TextBox(
                    QRect(left, 0, width, self.height()), item.text, font, ink, LEFT, elides=True
                )
            )
            left += width + px(_GAP)
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Ground.PANEL)
        for box in self.text_boxes():
            box.paint(painter)
