"""The bar across the top: title, area, clock, duty level, link, screen."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
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
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, fitting_font, text_width
from bigscreen.viewmodels.link_banner import LinkTone
from bigscreen.viewmodels.top_bar import TopBarFacts, day, time_of_day
from bigscreen.viewmodels.unit_marks import Tone
from bigscreen.viewmodels.wall_stack import Strip

_HEIGHT = 80
_FIRST_LINE = 72
_SECOND_LINE = 44
_NARROW = 1500
"""Below this width (of the design) what does not concern everybody gets a line of its own."""
_EDGE = 24
_DOT = 24
_GAP = 30
_TITLES = (Size.TITLE, 28, 24, 20, Size.BODY)
_BETWEEN = " · "
_LEAST_TEXT = 60
"""A text that has less room is not shown at all."""


class TopBar(QWidget):
    """What every screen says at the top; the clock stands in the middle, or beside the bezel there.

    A narrow screen, a portrait one above all, has two lines.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screen = ""
        self._scene = ""
        self._facts: TopBarFacts | None = None
        self._clock = ""
        self._day = ""
        self._strips: tuple[Strip, ...] = ()
        self.setFixedHeight(theme.px(_HEIGHT))

    def show_name(self, screen_name: str) -> None:
        """Call the screen something else."""
        if screen_name != self._screen:
            self._screen = screen_name
            self.update()

    def show_scene(self, scene_name: str) -> None:
        """Say which scene is shown; a screen without scenes says nothing."""
        if scene_name != self._scene:
            self._scene = scene_name
            self.update()

    def set_bezels(self, strips: Sequence[Strip]) -> None:
        """Write across none of these strips of the width, in pixels."""
        self._strips = tuple(sorted(strips, key=lambda strip: strip.start))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line where one is too narrow."""
        super().resizeEvent(event)
        self.setFixedHeight(
            self._theme.px(_HEIGHT) + (self._theme.px(_SECOND_LINE) if self._is_narrow else 0)
        )

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(_NARROW)

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the bar, laid so that none meets another."""
        facts, clock = self._facts, self._clock_rect()
        boxes = [TextBox(clock, self._clock, self._clock_font(), Ink.FULL, CENTRE)]
        if facts is None:
            return boxes
        px = self._theme.px
        edge, gap = px(_EDGE), px(28)
        fonts = [self._theme.font(size, Weight.BOLD) for size in _TITLES]
        title_font = fitting_font(fonts, facts.title, clock.left() - gap - edge)
        body = self._theme.font(Size.BODY)
        title = self._after(edge, text_width(title_font, facts.title), clock.left() - gap)
        rect = self._rect(*title)
        boxes.append(TextBox(rect, facts.title, title_font, Ink.FULL, LEFT, elides=True))
        if self._is_narrow:
            right, free_left = self._right(facts, edge, second=True)
            boxes += right + self._left(facts, edge, free_left - px(_GAP), second=True)
            free_left = self.width() - edge
        else:
            boxes += self._left(facts, sum(title) + px(40), clock.left() - gap)
            right, free_left = self._right(facts, clock.right() + 1)
            boxes += right
            free_left -= gap
        wide = text_width(body, self._day)
        left, wide = self._after(clock.right() + 1 + px(14), wide, free_left)
        if wide >= text_width(body, self._day):
            boxes.append(TextBox(self._rect(left, wide), self._day, body, Ink.LABEL, LEFT))
        return boxes

    def _left(
        self, facts: TopBarFacts, start: int, end: int, *, second: bool = False
    ) -> list[TextBox]:
        """Lay the scene's name and the area from the left."""
        boxes: list[TextBox] = []
        left = start
        for text, font, ink in (
            (self._scene, self._theme.font(Size.BODY, Weight.MEDIUM), Ink.FULL),
            (facts.area, self._theme.font(Size.BODY), Ink.LABEL),
        ):
            while text_width(font, text) > end - left and _BETWEEN in text:
                text = text.rpartition(_BETWEEN)[0]  # noqa: PLW2901 - what matters less, first
            whole = text_width(font, text)
            at, wide = self._after(left, whole, end)
            if text and wide >= min(whole, self._theme.px(_LEAST_TEXT)):
                rect = self._rect(at, wide, second=second)
                boxes.append(TextBox(rect, text, font, ink, LEFT, elides=True))
                left = at + wide + self._theme.px(20)
        return boxes

    def _right(
        self, facts: TopBarFacts, start: int, *, second: bool = False
    ) -> tuple[list[TextBox], int]:
        """Lay screen, units, link and duty from the right edge; return where they begin too."""
        font = self._theme.font(Size.BODY)
        gap = self._theme.px(_GAP)
        end = self.width() - self._theme.px(_EDGE)
        link_ink = Ink.LABEL if facts.link.tone is LinkTone.GOOD else LINK_TONES[facts.link.tone]
        # Units that were online are no fault of theirs while the link is gone: never in its colour.
        online_ink = Ink.LABEL if facts.online_is_now else Ink.FAINT
        online = f" · {facts.online}" if facts.online else ""
        boxes: list[TextBox] = []
        begins = end
        for text, ink, most, space in (
            (self._screen, Ink.FAINT, self._theme.px(160), gap),
            (online, online_ink, end, 0),
            (facts.link.text, link_ink, end, gap + self._theme.px(_DOT)),
            (facts.duty, Ink.FULL, self._theme.px(260), gap),
        ):
            width = min(text_width(font, text), most)
            left, width = self._before(end, width, start + gap)
            if text and width > 0:
                rect = self._rect(left, width, second=second)
                boxes.append(TextBox(rect, text, font, ink, RIGHT, elides=True))
                begins = left
                end = left - space
        return boxes, begins

    # Around bezels.

    def _after(self, left: int, width: int, limit: int) -> tuple[int, int]:
        """Return where a text of ``width`` begins at ``left`` or after, and what it gets."""
        pad = self._theme.px(6)
        for strip in self._strips:
            if strip.start < left + width + pad and left < strip.end + pad:
                left = round(strip.end) + pad
        return left, max(0, min(width, limit - left))

    def _before(self, right: int, width: int, limit: int) -> tuple[int, int]:
        """Return where a text of ``width`` begins that ends at ``right`` or before."""
        pad = self._theme.px(6)
        for strip in reversed(self._strips):
            if strip.start < right + pad and right - width < strip.end + pad:
                right = round(strip.start) - pad
        left = max(limit, right - width)
        return left, max(0, right - left)

    def _dot(self) -> QPoint | None:
        """Return the middle of the link's dot, left of its words."""
        if self._facts is None:
            return None
        words = next((b for b in self.text_boxes() if b.text == self._facts.link.text), None)
        if words is None:
            return None
        middle = self._middle(second=self._is_narrow)
        return QPoint(words.rect.left() - self._theme.px(16), middle)

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
        middle = (self.width() - width) // 2
        pad = self._theme.px(6)
        for strip in self._strips:
            if strip.start < middle + width + pad and middle < strip.end + pad:
                left_of, right_of = round(strip.start) - pad - width, round(strip.end) + pad
                nearer_left = middle - left_of <= right_of - middle
                middle = left_of if nearer_left else right_of
        return self._rect(middle, width)

    def _middle(self, *, second: bool = False) -> int:
        rect = self._rect(0, 1, second=second)
        return rect.top() + rect.height() // 2

    def _rect(self, left: int, width: int, *, second: bool = False) -> QRect:
        """Return a rectangle of the first line, or of the second one under it."""
        whole = self.height() - self._theme.px(2)
        first = self._theme.px(_FIRST_LINE) if self._is_narrow else whole
        if second:
            return QRect(left, first, max(0, width), whole - first)
        return QRect(left, 0, max(0, width), first)
