"""Where everything in one row of the queue stands."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect

from bigscreen.ui.theme import LEVELS, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.badges import PlacedBadge, least_room, place_badges
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, fitting_font, text_width
from bigscreen.ui.widgets.unit_chips import PlacedChip, place_chips
from bigscreen.viewmodels.queue_rows import QueueRow
from bigscreen.viewmodels.trade_words import numeral

ROW_HEIGHT = 94
ROW_GAP = 8
_STRIP = 6
_LEFT = 20
_HEADLINE_LEFT = 48
_RIGHT = 12
_CHIPS_LEFT = 136
_CHIPS_ROOM = 100
_HEADLINE_SIZES = (19, 17, 15)
_SMALLEST = 13


@dataclass(frozen=True, slots=True)
class RowLayout:
    """One row laid out; ``overdue_frame`` surrounds a clock that has run out."""

    surface: QRect
    strip: QRect
    texts: tuple[TextBox, ...]
    badges: tuple[PlacedBadge, ...]
    chips: tuple[PlacedChip, ...]
    bar: QRect
    overdue_frame: QRect | None

    def text_boxes(self) -> list[TextBox]:
        """Return every text of the row."""
        badges = (badge.label for badge in self.badges)
        return [*self.texts, *badges, *(chip.label for chip in self.chips)]


def lay_row(
    theme: Theme, rect: QRect, row: QueueRow, hint: str, now: datetime, *, selected: bool
) -> RowLayout:
    """Lay one row into its rectangle."""
    px = theme.px
    surface = QRect(rect.left(), rect.top(), rect.width(), rect.height() - px(ROW_GAP))
    top, left, right = surface.top(), surface.left(), surface.right() + 1 - px(_RIGHT)
    first = QRect(left, top + px(8), surface.width(), px(32))
    second = QRect(left, top + px(42), surface.width(), px(24))

    clock_font = theme.font(20, Weight.BOLD)
    overdue = row.is_overdue(now)
    clock_text = row.clock(now)
    clock_width = text_width(clock_font, clock_text) + (px(12) if overdue else 0)
    clock_rect = QRect(right - clock_width, first.top(), clock_width, first.height())
    clock_ink = State.BAD if overdue else Ink.FULL
    headline_left = left + px(_HEADLINE_LEFT)
    headline = QRect(
        headline_left, first.top(), clock_rect.left() - px(10) - headline_left, first.height()
    )
    headline_fonts = [theme.font(size, Weight.MEDIUM) for size in _HEADLINE_SIZES]
    headline_font = fitting_font(headline_fonts, row.headline, headline.width())
    texts = [
        TextBox(
            QRect(left + px(_LEFT), first.top(), px(26), first.height()),
            numeral(row.level),
            theme.font(20, Weight.BOLD),
            LEVELS[row.level],
        ),
        TextBox(headline, row.headline, headline_font, Ink.FULL, LEFT, elides=True),
        TextBox(clock_rect, clock_text, clock_font, clock_ink, CENTRE),
    ]

    place_left = left + px(_LEFT)
    label_font = theme.font(Size.SMALL)
    if text_width(label_font, row.place + hint) > right - place_left - px(14):
        label_font = theme.font(Size.NOTE)
    follows = bool(row.chips or hint)
    place_room = (right - place_left) // 2 if follows else right - place_left
    place_width = min(text_width(label_font, row.place), place_room)
    place_rect = QRect(place_left, second.top(), place_width, second.height())
    texts.append(TextBox(place_rect, row.place, label_font, Ink.LABEL, LEFT, elides=True))
    badges_left = place_rect.right() + 1 + px(10)
    # Of badges and chips the gravest badge comes first; it is never only counted.
    whole_room = right - badges_left
    badges_room = whole_room - (px(_CHIPS_ROOM) if follows else 0)
    badges_room = min(whole_room, max(badges_room, least_room(theme, row.badges)))
    badges = place_badges(
        theme, row.badges, QRect(badges_left, second.top(), badges_room, second.height())
    )
    after = badges[-1].rect if badges else place_rect
    rest_left = max(left + px(_CHIPS_LEFT), after.right() + 1 + px(10))
    rest = QRect(rest_left, second.top(), right - rest_left, second.height())
    chips: list[PlacedChip] = []
    if row.chips:
        chips = place_chips(theme, row.chips, rest, on_selected=selected)
    elif hint and rest.width() > px(60):
        hint_font = fitting_font([label_font, theme.font(_SMALLEST)], hint, rest.width())
        texts.append(TextBox(rest, hint, hint_font, State.GOOD, LEFT, elides=True))
    due_font = theme.font(_SMALLEST)
    due_room = text_width(due_font, row.due) + px(10) if row.due else 0
    bar_right = right - due_room
    if row.due:
        due = QRect(bar_right + px(10), top + px(67), due_room - px(10), px(20))
        texts.append(TextBox(due, row.due, due_font, State.BAD if overdue else Ink.LABEL, RIGHT))
    return RowLayout(
        surface=surface,
        strip=QRect(left, top, px(_STRIP), surface.height()),
        texts=tuple(texts),
        badges=tuple(badges),
        chips=tuple(chips),
        bar=QRect(place_left, top + px(74), bar_right - place_left, px(6)),
        overdue_frame=clock_rect.adjusted(0, px(3), 0, -px(3)) if overdue else None,
    )
