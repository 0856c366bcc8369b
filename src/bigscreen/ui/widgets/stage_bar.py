"""How far a case has come: a cell a stage, the passed ones filled."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bigscreen.ui.theme import Ground, State, Theme

_GAP = 4


def paint_stage_bar(painter: QPainter, theme: Theme, rect: QRect, stage: int, stages: int) -> None:
    """Paint the bar of a case that has passed ``stage`` of so many ``stages``."""
    gap = theme.px(_GAP)
    room = rect.width() - gap * (stages - 1)
    for cell in range(stages):
        left = rect.left() + room * cell // stages + gap * cell
        right = rect.left() + room * (cell + 1) // stages + gap * cell
        painter.fillRect(
            QRect(left, rect.top(), right - left, rect.height()),
            State.GOOD if cell < stage else Ground.EMPTY,
        )
