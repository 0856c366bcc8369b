"""One case on a wall: its clock, what it is, what is due; what is kept back, under a lock."""

from datetime import datetime

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import LEVELS, Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.badges import PlacedBadge, paint_badges, place_badges
from bigscreen.ui.widgets.lock_glyph import paint_lock
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, fitting_font, text_width
from bigscreen.ui.widgets.wrapping import wrapped
from bigscreen.viewmodels.wall_case import WallCase
from bigscreen.viewmodels.wording import tr

_CLOCKS = (52, 46, 40, 36)
_HEADLINES = (28, 24, 22, 20)
_MOST_HEADLINE_LINES = 3
_MOST_LINES = 2
_BADGE = 26
_LOCK = 18
_SPACE = 8


class FactsPanel(Panel):
    """The facts of a case; those that have no room are left out, the least important first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Case"), parent)
        self.facts = _Facts(theme)
        self._empty = EmptyText(theme, tr("No open case"))
        self.body.addWidget(self.facts, 1)
        self.body.addWidget(self._empty, 1)

    def show_case(self, case: WallCase | None, now: datetime) -> None:
        """Show a case, or that there is none."""
        self.note.setText(case.number if case else "")
        self.facts.show_case(case, now)
        self.facts.setVisible(case is not None)
        self._empty.setVisible(case is None)

    def tick(self, now: datetime) -> None:
        """Let the clock run on."""
        self.facts.tick(now)


class _Facts(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._case: WallCase | None = None
        self._now: datetime | None = None

    def show_case(self, case: WallCase | None, now: datetime) -> None:
        """Show another case."""
        self._now = now
        if case != self._case:
            self._case = case
            if case is not None:
                told = (case.headline, case.level_text, case.masked, *case.lines)
                self.setAccessibleName(". ".join(one for one in told if one))
            self.update()

    def tick(self, now: datetime) -> None:
        """Let the clock run on."""
        self._now = now
        self.update()

    def _head(self, case: WallCase) -> tuple[list[TextBox], int]:
        """Lay level, clock and headline; return where they end too."""
        px, theme = self._theme.px, self._theme
        now = self._now or case.received_at
        late = case.is_overdue(now)
        clock = case.clock(now)
        level_fonts = [theme.font(size, Weight.BOLD) for size in (32, 26, 22, Size.BODY)]
        clock_font = fitting_font(
            [theme.font(size, Weight.BOLD) for size in _CLOCKS], clock, self.width() * 6 // 10
        )
        high = px(64)
        clock_wide = min(text_width(clock_font, clock), self.width())
        room = max(0, self.width() - clock_wide - px(12))
        level_font = fitting_font(level_fonts, case.level_text, room)
        boxes = [
            TextBox(QRect(0, 0, room, high), case.level_text, level_font,
                    LEVELS[case.level], LEFT, elides=True),
            TextBox(QRect(self.width() - clock_wide, 0, clock_wide, high), clock, clock_font,
                    State.BAD if late else Ink.FULL, RIGHT),
        ]  # fmt: skip
        top = high + px(_SPACE)
        for size in _HEADLINES:
            font = theme.font(size, Weight.BOLD)
            if len(wrapped(case.headline, font, self.width(), 99)) <= _MOST_HEADLINE_LINES - 1:
                break
        top = self._put(boxes, case.headline, font, Ink.FULL, top, _MOST_HEADLINE_LINES)
        return boxes, top + px(_SPACE)

    def _put(
        self,
        boxes: list[TextBox],
        text: str,
        font: QFont,
        ink: QColor,
        top: int,
        most: int,
        left: int = 0,
    ) -> int:
        """Lay a paragraph if there is room for a line of it; return where the next one begins."""
        high = QFontMetrics(font).lineSpacing()
        room = (self.height() - top) // high
        for line in wrapped(text, font, self.width() - left, min(most, room)):
            rect = QRect(left, top, self.width() - left, high)
            boxes.append(TextBox(rect, line, font, ink, LEFT, elides=True))
            top += high
        return top

    def _laid(self) -> tuple[list[TextBox], list[PlacedBadge], QRectF | None]:
        case = self._case
        if case is None:
            return [], [], None
        px, theme = self._theme.px, self._theme
        boxes, top = self._head(case)
        badges: list[PlacedBadge] = []
        if case.badges and top + px(_BADGE) <= self.height():
            badges = place_badges(theme, case.badges, QRect(0, top, self.width(), px(_BADGE)))
            top += px(_BADGE) + px(_SPACE)
        lock = None
        body = theme.font(Size.BODY)
        if case.masked:
            before = top
            top = self._put(boxes, case.masked, body, State.LATE, top, 2, px(_LOCK + 8))
            if top > before:
                high = QFontMetrics(body).lineSpacing()
                lock = QRectF(0, before + (high - px(_LOCK)) / 2, px(_LOCK), px(_LOCK))
                top += px(_SPACE)
        for line in (*case.lines[:3], case.summary, *case.lines[3:]):
            before = top
            top = self._put(boxes, line, body, Ink.LABEL, top, _MOST_LINES)
            top += px(_SPACE) if top > before else 0
        return boxes, badges, lock

    def text_boxes(self) -> list[TextBox]:
        """Return every text."""
        boxes, badges, _ = self._laid()
        return [*boxes, *(badge.label for badge in badges)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the facts."""
        del event
        painter = QPainter(self)
        boxes, badges, lock = self._laid()
        painter.fillRect(QRect(0, self._theme.px(64), self.width(), 1), Ground.LINE)
        for box in boxes:
            box.paint(painter)
        paint_badges(painter, self._theme, badges)
        if lock is not None:
            paint_lock(painter, lock, State.LATE)
