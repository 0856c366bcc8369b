"""The banner of an alarm across a screen: a shape with a word, what it is, where, since when.

Only what nobody has answered blinks, once a second, and never its words: they can always be read.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from bigscreen.domain.wall_rules import WallTone
from bigscreen.ui.theme import Ground, Ink, State, Theme, Weight
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.wall_alarms import AlarmText, running
from bigscreen.viewmodels.wall_stack import Strip

_HEIGHT = 64
_EDGE = 24
_GAP = 22
_TITLE = 26
_DETAIL = 22
_MARK = 20
_CLOCK = 24
_HALF_BLINK_MS = 500
_LEAST_DETAIL = 120


class AlarmBanner(QWidget):
    """Takes no room while there is nothing to tell."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: AlarmText | None = None
        self._clock = ""
        self._bezels: tuple[Strip, ...] = ()
        self._is_lit = True
        self._timer = QTimer(self)
        self._timer.setInterval(_HALF_BLINK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.setFixedHeight(theme.px(_HEIGHT))
        self.hide()

    @property
    def text(self) -> AlarmText | None:
        """What is told now."""
        return self._text

    @property
    def blinks(self) -> bool:
        """Whether it blinks now."""
        return self._timer.isActive()

    def set_theme(self, theme: Theme) -> None:
        """Show everything at another scale."""
        self._theme = theme
        self.setFixedHeight(theme.px(_HEIGHT))
        self.update()

    def set_bezels(self, across: Sequence[Strip]) -> None:
        """Lay no text across the frames between screens that stand side by side."""
        self._bezels = tuple(across)
        self.update()

    def show_text(self, text: AlarmText | None, now: datetime) -> None:
        """Tell of something else, or of nothing."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text.spoken if text else "")
            self.setVisible(text is not None)
            self._blink(blinks=text is not None and text.blinks)
            self.update()
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the clock run on."""
        clock = running(self._text, now) if self._text else ""
        if clock != self._clock:
            self._clock = clock
            self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return every text; what is told of it gives way first."""
        text = self._text
        if text is None:
            return []
        px, theme = self._theme.px, self._theme
        high, gap = self.height(), px(_GAP)
        ink = Ink.ON_ACTION if self._is_alarm else Ink.FULL
        mark, mark_font = self._mark_rect(), theme.font(_MARK, Weight.BOLD)
        mark_ink = State.BAD_BAND if self._is_alarm else Ink.ON_COLOUR
        boxes = [TextBox(mark, text.mark, mark_font, mark_ink, CENTRE)]
        left, right = mark.right() + gap, self.width() - px(_EDGE)
        title_font, clock_font = theme.font(_TITLE, Weight.BOLD), theme.font(_CLOCK, Weight.BOLD)
        detail_font = theme.font(_DETAIL, Weight.MEDIUM)
        for said, font in ((self._clock, clock_font), (text.more, detail_font)):
            if said:
                wide = text_width(font, said)
                boxes.append(TextBox(QRect(right - wide, 0, wide, high), said, font, ink, RIGHT))
                right -= wide + gap
        room = (round(self._bezels[0].start) - gap if self._bezels else right) - left
        wide = min(text_width(title_font, text.title), max(1, room))
        boxes.append(
            TextBox(QRect(left, 0, wide, high), text.title, title_font, ink, LEFT, elides=True)
        )
        left += wide + gap
        if self._bezels:
            # What it is stays on the first screen, how long it lasts on the last one.
            right = min(right, round(self._bezels[0].start) - gap)
        if text.hint:
            wide = text_width(detail_font, text.hint)
            if right - wide - gap - left >= px(_LEAST_DETAIL):
                box = QRect(right - wide, 0, wide, high)
                boxes.append(TextBox(box, text.hint, detail_font, ink, RIGHT))
                right -= wide + gap
        if text.detail and right - left >= px(_LEAST_DETAIL) // 2:
            box = QRect(left, 0, right - left, high)
            boxes.append(TextBox(box, text.detail, detail_font, ink, LEFT, elides=True))
        return boxes

    def showEvent(self, event: QShowEvent) -> None:
        """Go on blinking."""
        super().showEvent(event)
        self._blink(blinks=self._text is not None and self._text.blinks)

    def hideEvent(self, event: QHideEvent) -> None:
        """Blink for nobody."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band, the shape and the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._band())
        edge = self._theme.px(4)
        line = self._line() if self._is_lit else self._band()
        painter.fillRect(0, 0, self.width(), edge, line)
        painter.fillRect(0, self.height() - edge, self.width(), edge, line)
        if self._text is not None:
            self._paint_shape(painter)
            for box in self.text_boxes():
                box.paint(painter)

    @property
    def _is_alarm(self) -> bool:
        return self._text is not None and self._text.tone is WallTone.ALARM

    def _band(self) -> QColor:
        return State.BAD_BAND if self._is_alarm else Ground.SELECTED

    def _line(self) -> QColor:
        return State.BAD if self._is_alarm else State.LATE

    def _mark_rect(self) -> QRect:
        font = self._theme.font(_MARK, Weight.BOLD)
        word = self._text.mark if self._text else ""
        high = self._theme.px(_HEIGHT - 20)
        wide = max(high, text_width(font, word) + self._theme.px(24))
        top = (self.height() - high) // 2
        return QRect(self._theme.px(_EDGE), top, wide, high)

    def _paint_shape(self, painter: QPainter) -> None:
        """An octagon stands for a call for help, a triangle's tip up for a case, else a box."""
        area = QRectF(self._mark_rect())
        fill = Ink.ON_ACTION if self._is_alarm else State.LATE
        painter.setPen(QPen(fill, self._theme.px(2)))
        painter.setBrush(fill)
        mark = self._text.mark if self._text else ""
        if mark == "SOS":
            painter.drawPolygon(_octagon(area))
        elif mark == "!":
            painter.drawRect(area)
        else:
            painter.drawPolygon(_house(area))

    def _blink(self, *, blinks: bool) -> None:
        self._is_lit = True
        if blinks:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._is_lit = not self._is_lit
        self.update()


def _octagon(area: QRectF) -> QPolygonF:
    cut = area.height() * 0.29
    left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
    return QPolygonF(
        [
            QPointF(left + cut, top),
            QPointF(right - cut, top),
            QPointF(right, top + cut),
            QPointF(right, bottom - cut),
            QPointF(right - cut, bottom),
            QPointF(left + cut, bottom),
            QPointF(left, bottom - cut),
            QPointF(left, top + cut),
        ]
    )


def _house(area: QRectF) -> QPolygonF:
    """A triangle on a low box, so that a numeral has room in it."""
    shoulder = area.top() + area.height() * 0.4
    return QPolygonF(
        [
            QPointF(area.center().x(), area.top()),
            QPointF(area.right(), shoulder),
            QPointF(area.right(), area.bottom()),
            QPointF(area.left(), area.bottom()),
            QPointF(area.left(), shoulder),
        ]
    )
