"""The bar across the top: title, area, clock, duty level, link, screen."""

from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.ui.theme import (
    LINK_TONES,
    TONES,
    Ground,
    Ink,
    Size,
    State,
    Theme,
    Weight,
)
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.link_banner import LinkTone
from bigscreen.viewmodels.top_bar import TopBarFacts, day, time_of_day
from bigscreen.viewmodels.unit_marks import Tone

_HEIGHT = 80
_EDGE = 24
_DOT = 24


class TopBar(QWidget):
    """What every screen says at the top; the clock stands in the middle whatever happens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screen = ""
        self._facts: TopBarFacts | None = None
        self._clock = ""
        self._day = ""
        self.setFixedHeight(theme.px(_HEIGHT))

    def show_name(self, screen_name: str) -> None:
        """Call the screen something else."""
        if screen_name != self._screen:
            self._screen = screen_name
            self.update()

    def show_facts(self, facts: TopBarFacts) -> None:
        """Show other facts."""
        if facts != self._facts:
            self._facts = facts
            self.setAccessibleName(f"{facts.title} {facts.area} {facts.link.text}")
            self.update()

    def tick(self, now: datetime, city: City | None) -> None:
        """Show the time; only the clock is painted again, and the date at midnight."""
        today = day(now, city)
        self._clock = time_of_day(now, city)
        if today != self._day:
            self._day = today
            self.update()
        else:
            self.update(self._clock_rect())

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the bar, laid so that none meets another."""
        facts = self._facts
        left_end, right_start = self._clock_rect().left(), self._clock_rect().right() + 1
        boxes = [TextBox(self._clock_rect(), self._clock, self._clock_font(), Ink.FULL, CENTRE)]
        if facts is None:
            return boxes
        gap = self._theme.px(28)
        boxes += self._left(facts, left_end - gap)
        right, free_left = self._right(facts, right_start)
        boxes += right
        font = self._theme.font(Size.BODY)
        width = text_width(font, self._day)
        left = right_start + self._theme.px(14)
        if left + width + gap <= free_left:
            boxes.append(TextBox(self._rect(left, width), self._day, font, Ink.LABEL, LEFT))
        return boxes

    def _left(self, facts: TopBarFacts, end: int) -> list[TextBox]:
        px = self._theme.px
        title_font = self._theme.font(Size.TITLE, Weight.BOLD)
        title = self._rect(px(_EDGE), min(text_width(title_font, facts.title), end - px(_EDGE)))
        area_left = title.right() + 1 + px(40)
        area_font = self._theme.font(Size.BODY)
        area = self._rect(area_left, min(text_width(area_font, facts.area), end - area_left))
        return [
            TextBox(title, facts.title, title_font, Ink.FULL),
            TextBox(area, facts.area, area_font, Ink.LABEL, LEFT, elides=True),
        ]

    def _right(self, facts: TopBarFacts, start: int) -> tuple[list[TextBox], int]:
        """Lay screen, units, link and duty from the right edge; return where they begin too."""
        font = self._theme.font(Size.BODY)
        gap = self._theme.px(30)
        end = self.width() - self._theme.px(_EDGE)
        link_ink = Ink.LABEL if facts.link.tone is LinkTone.GOOD else LINK_TONES[facts.link.tone]
        # Units that were online are no fault of theirs while the link is gone: never in its colour.
        online_ink = Ink.LABEL if facts.online_is_now else Ink.FAINT
        online = f" · {facts.online}" if facts.online else ""
        boxes: list[TextBox] = []
        for text, ink, most, space in (
            (self._screen, Ink.FAINT, self._theme.px(160), gap),
            (online, online_ink, end, 0),
            (facts.link.text, link_ink, end, gap + self._theme.px(_DOT)),
            (facts.duty, Ink.FULL, self._theme.px(260), gap),
        ):
            width = min(text_width(font, text), most, max(0, end - start - gap))
            if text and width > 0:
                boxes.append(
                    TextBox(self._rect(end - width, width), text, font, ink, RIGHT, elides=True)
                )
                end -= width + space
        return boxes, end + gap

    def _dot(self) -> QPoint | None:
        """Return the middle of the link's dot, left of its words."""
        if self._facts is None:
            return None
        words = next((b for b in self.text_boxes() if b.text == self._facts.link.text), None)
        if words is None:
            return None
        return QPoint(words.rect.left() - self._theme.px(16), self._middle())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar over its two-coloured line."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Ground.BAR)
        line = self._theme.px(2)
        half = self.width() // 2
        painter.fillRect(0, self.height() - line, half, line, TONES[Tone.POLICE])
        painter.fillRect(
            half, self.height() - line, self.width() - half, line, TONES[Tone.CHENGGUAN]
        )
        for box in self.text_boxes():
            box.paint(painter)
        dot = self._dot()
        if dot and self._facts:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(LINK_TONES.get(self._facts.link.tone, State.WAIT))
            radius = self._theme.px(7)
            painter.drawEllipse(dot, radius, radius)

    def _clock_font(self) -> QFont:
        return self._theme.font(Size.CLOCK, Weight.BOLD)

    def _clock_rect(self) -> QRect:
        width = text_width(self._clock_font(), "00:00:00") + self._theme.px(4)
        return self._rect((self.width() - width) // 2, width)

    def _middle(self) -> int:
        return (self.height() - self._theme.px(2)) // 2

    def _rect(self, left: int, width: int) -> QRect:
        return QRect(left, 0, max(0, width), self.height() - self._theme.px(2))
