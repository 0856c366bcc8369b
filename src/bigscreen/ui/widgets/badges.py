"""Badges of a case: a word in a frame whose shape says what kind of mark it is.

A yellow or red card is a card with the word on it; its colour is a state, never an identity.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.lock_glyph import paint_lock
from bigscreen.ui.widgets.text_box import LEFT, TextBox, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.case_badges import Badge, BadgeKind

_PAD = 6
_GAP = 6
_CARD_WIDTH = 10
_CARD_HEIGHT = 15
_LOCK = 14
_HEIGHT = 24
_CARDS = frozenset({BadgeKind.YELLOW_CARD, BadgeKind.RED_CARD})
_COLOURS: dict[BadgeKind, QColor] = {
    BadgeKind.RED_CARD: State.BAD,
    BadgeKind.YELLOW_CARD: State.LATE,
    BadgeKind.ECHELON: State.LATE,
    BadgeKind.SUPERVISED: State.BAD,
    BadgeKind.EXTENSION: State.LATE,
}


@dataclass(frozen=True, slots=True)
class PlacedBadge:
    """A badge with its rectangle; without a kind it says how many more there are."""

    rect: QRect
    label: TextBox
    kind: BadgeKind | None


def least_room(theme: Theme, badges: Sequence[Badge]) -> int:
    """Return the room in which the first badge is shown, and the others are counted."""
    if not badges:
        return 0
    more = theme.px(_GAP) + text_width(_font(theme), "+9") if len(badges) > 1 else 0
    return (
        _before(theme, badges[0]) + text_width(_font(theme), badges[0].text) + theme.px(_PAD) + more
    )


def _font(theme: Theme) -> QFont:
    return theme.font(Size.NOTE, Weight.MEDIUM)


def _before(theme: Theme, badge: Badge) -> int:
    """Return the room before a badge's word: a card or a lock stands there."""
    if badge.kind is BadgeKind.SENSITIVE:
        return theme.px(_PAD) + theme.px(_LOCK) + theme.px(_GAP)
    card = theme.px(_CARD_WIDTH) + theme.px(_GAP) if badge.kind in _CARDS else 0
    return theme.px(_PAD) + card


def place_badges(theme: Theme, badges: Sequence[Badge], room: QRect) -> list[PlacedBadge]:
    """Lay badges side by side into ``room``; those that find none are counted in a last one."""
    font = _font(theme)
    pad, gap = theme.px(_PAD), theme.px(_GAP)
    more_width = text_width(font, "+9")
    placed: list[PlacedBadge] = []
    left = room.left()
    for index, badge in enumerate(badges):
        before = _before(theme, badge)
        width = before + text_width(font, badge.text) + pad
        is_last = index == len(badges) - 1
        if left + width + (0 if is_last else gap + more_width) > room.right() + 1:
            if left + more_width <= room.right() + 1:
                rect = QRect(left, room.top(), more_width, room.height())
                more = TextBox(rect, f"+{len(badges) - index}", font, Ink.LABEL, LEFT)
                placed.append(PlacedBadge(rect, more, None))
            return placed
        rect = QRect(left, room.top(), width, room.height())
        label = TextBox(rect.adjusted(before, 0, -pad, 0), badge.text, font, _ink(badge.kind), LEFT)
        placed.append(PlacedBadge(rect, label, badge.kind))
        left += width + gap
    return placed


def paint_badges(painter: QPainter, theme: Theme, placed: Sequence[PlacedBadge]) -> None:
    """Paint badges where they were laid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for badge in placed:
        if badge.kind in _CARDS:
            _paint_card(painter, theme, badge)
        elif badge.kind is not None:
            painter.setPen(QPen(_ink(badge.kind), theme.px(1)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(badge.rect).adjusted(0.5, 0.5, -0.5, -0.5))
        if badge.kind is BadgeKind.SENSITIVE:
            size = theme.px(_LOCK)
            top = badge.rect.top() + (badge.rect.height() - size) / 2
            paint_lock(
                painter,
                QRectF(badge.rect.left() + theme.px(_PAD), top, size, size),
                _ink(badge.kind),
            )
        badge.label.paint(painter)
    painter.restore()


def _paint_card(painter: QPainter, theme: Theme, badge: PlacedBadge) -> None:
    """Paint an upright card with a folded corner before its word."""
    width, height = theme.px(_CARD_WIDTH), theme.px(_CARD_HEIGHT)
    left = badge.rect.left() + theme.px(_PAD)
    top = badge.rect.top() + (badge.rect.height() - height) / 2
    fold = width * 0.4
    colour = _ink(badge.kind)
    painter.setPen(QPen(colour, theme.px(1)))
    # A red card is full, a yellow one is not: told apart without any colour.
    painter.setBrush(colour if badge.kind is BadgeKind.RED_CARD else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(left, top),
                QPointF(left + width - fold, top),
                QPointF(left + width, top + fold),
                QPointF(left + width, top + height),
                QPointF(left, top + height),
            ]
        )
    )


def _ink(kind: BadgeKind | None) -> QColor:
    return _COLOURS.get(kind, Ink.LABEL) if kind else Ink.LABEL


class BadgeRow(QWidget):
    """The badges of one case in a row; what finds no room is in the tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badges: tuple[Badge, ...] = ()
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_badges(self, badges: Sequence[Badge]) -> None:
        """Show other badges; without any the row takes no room."""
        self._badges = tuple(badges)
        self.setVisible(bool(badges))
        self.setAccessibleName(" ".join(badge.text for badge in badges))
        set_plain_tooltip(self, "\n".join(f"{badge.text}: {badge.detail}" for badge in badges))
        self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return the words."""
        return [badge.label for badge in self._placed()]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badges."""
        del event
        paint_badges(QPainter(self), self._theme, self._placed())

    def _placed(self) -> list[PlacedBadge]:
        return place_badges(self._theme, self._badges, self.rect())
