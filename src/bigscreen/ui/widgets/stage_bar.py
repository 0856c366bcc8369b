"""How far a case has come: seven cells, the passed ones filled."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bigscreen.ui.theme import Ground, State, Theme
from bigscreen.viewmodels.trade_words import STAGE_COUNT

_GAP = 4


def paint_stage_bar(painter: QPainter, theme: Theme, rect: QRect, stage: int) -> None:
    """Paint the bar of a case that has passed ``stage`` stages."""
    gap = theme.px(_GAP)
    room = rect.width() - gap * (STAGE_COUNT - 1)
    for cell in range(STAGE_COUNT):
        left = rect.left() + room * cell // STAGE_COUNT + gap * cell
        right = rect.left() + room * (cell + 1) // STAGE_COUNT + gap * cell
        painter.fillRect(
            QRect(left, rect.top(), right - left, rect.height()),
            State.GOOD if cell < stage else Ground.EMPTY,
        )
