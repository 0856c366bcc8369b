"""Where everything in one row of the candidates stands."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from bigscreen.ui.theme import Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.candidate_rows import CandidateRow

ROW_HEIGHT = 58
ROW_GAP = 8
_GLYPH = 20


@dataclass(frozen=True, slots=True)
class CandidateLayout:
    """One row laid out; ``badge`` lies under the rank of a chosen unit."""

    surface: QRect
    badge: QRect | None
    glyph: QRectF
    texts: tuple[TextBox, ...]


def lay_candidate(theme: Theme, rect: QRect, row: CandidateRow, *, chosen: bool) -> CandidateLayout:
    """Lay one candidate into its rectangle."""
    px = theme.px
    surface = QRect(rect.left(), rect.top(), rect.width(), rect.height() - px(ROW_GAP))
    left, right = surface.left(), surface.right() + 1 - px(14)
    top = surface.top() + (surface.height() - px(ROW_HEIGHT)) // 2
    upper = QRect(left, top + px(4), surface.width(), px(26))
    lower = QRect(left, top + px(30), surface.width(), px(22))
    bold, small = theme.font(20, Weight.BOLD), theme.font(Size.NOTE)
    rank_font = theme.font(Size.BODY, Weight.BOLD)
    figures = px(16) + max(text_width(bold, row.travel), text_width(small, row.distance))
    text_left = left + px(80)
    text_room = right - figures - text_left
    glyph_size = px(_GLYPH)
    ink = Ink.FULL if row.is_free else Ink.LABEL
    rank_ink = Ink.ON_COLOUR if chosen else Ink.FAINT
    rank_width = max(px(24), text_width(rank_font, str(row.place)) + px(8))
    rank = QRect(left + px(8), top + px(16), rank_width, px(26))
    travel = QRect(right - figures, upper.top(), figures, upper.height())
    metres = QRect(right - figures, lower.top(), figures, lower.height())
    name = QRect(text_left, upper.top(), text_room, upper.height())
    reasons = QRect(text_left, lower.top(), text_room, lower.height())
    return CandidateLayout(
        surface=surface,
        badge=rank if chosen else None,
        glyph=QRectF(
            left + px(48),
            surface.top() + (surface.height() - glyph_size) / 2,
            glyph_size,
            glyph_size,
        ),
        texts=(
            TextBox(rank, str(row.place), rank_font, rank_ink, CENTRE),
            TextBox(
                name, row.call_sign, theme.font(Size.BODY, Weight.MEDIUM), ink, LEFT, elides=True
            ),
            TextBox(reasons, row.reasons, small, Ink.LABEL, LEFT, elides=True),
            TextBox(travel, row.travel, bold, ink, RIGHT),
            TextBox(metres, row.distance, small, Ink.LABEL, RIGHT),
        ),
    )
