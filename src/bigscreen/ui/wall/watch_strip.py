"""The strip over the wall's map: what there is to know beside the cases."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.watch_line import WatchItem
from bigscreen.viewmodels.wording import tr

_HEIGHT = 72
_EDGE = 14
_GAP = 26


class WatchStrip(QWidget):
    """Two lines: above, what may be wrong, the gravest first; below, how the duty goes.

    What has no room is counted at the end of its line. The height never changes, so that the
    map below stays as it is when an alarm comes.
    """

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
        """Return every text, laid so that none meets another; the first of a line may be cut."""
        lines = [
            [item for item in self._items if item.is_routine is below] for below in (False, True)
        ]
        shown = [line for line in lines if line]
        edge = self._theme.px(_EDGE) // 2
        high = (self.height() - 2 * edge) // max(1, len(shown))
        return [
            box
            for place, line in enumerate(shown)
            for box in self._line(line, edge + place * high, high)
        ]

    def _line(self, items: list[WatchItem], top: int, high: int) -> list[TextBox]:
        """Lay what has room from the left to the right; what has none is counted at the end."""
        px = self._theme.px
        end = self.width() - px(_EDGE)
        fonts = [self._font(item) for item in items]
        rest_font = self._theme.font(Size.BODY, Weight.MEDIUM)
        rest_width = text_width(rest_font, tr("+{n}", n=len(items)))
        whole = sum(text_width(f, i.text) + px(_GAP) for f, i in zip(fonts, items, strict=True))
        limit = end if px(_EDGE) + whole - px(_GAP) <= end else end - rest_width - px(_GAP)
        left = px(_EDGE)
        boxes: list[TextBox] = []
        for item, font in zip(items, fonts, strict=True):
            wanted = text_width(font, item.text)
            if boxes and left + wanted > limit:
                continue
            width = min(wanted, max(0, limit - left))
            ink = State.BAD if item.is_bad else Ink.LABEL
            boxes.append(
                TextBox(QRect(left, top, width, high), item.text, font, ink, LEFT, elides=True)
            )
            left += width + px(_GAP)
        if len(boxes) < len(items):
            more = tr("+{n}", n=len(items) - len(boxes))
            place = QRect(end - rest_width, top, rest_width, high)
            boxes.append(TextBox(place, more, rest_font, Ink.LABEL, RIGHT))
        return boxes

    def _font(self, item: WatchItem) -> QFont:
        return self._theme.font(Size.BODY, Weight.BOLD if item.is_bad else Weight.MEDIUM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Ground.PANEL)
        for box in self.text_boxes():
            box.paint(painter)
