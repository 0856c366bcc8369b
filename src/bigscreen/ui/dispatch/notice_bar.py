"""What became of the last order, said so that no two phases look alike."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.viewmodels.order_notice import Notice, Phase

_ICON = 26
_PAD = 12
_SIGNS = {
    Phase.PENDING: "…",
    Phase.ACCEPTED: "✓",
    Phase.WARNED: "!",
    Phase.REFUSED: "✕",
    Phase.NOT_SENT: "⊘",
    Phase.UNCONFIRMED: "?",
}
_DASHED = frozenset({Phase.PENDING, Phase.UNCONFIRMED, Phase.NOT_SENT})
"""Phases in which nothing has been done yet, as far as is known: their edge is not closed."""


class NoticeBar(QWidget):
    """A sign, a title and what it means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self._title = ClampedText(theme.font(Size.LABEL, Weight.BOLD), Ink.FULL, 3)
        self._detail = ClampedText(theme.font(Size.SMALL), Ink.LABEL, 4)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(self._title)
        column.addWidget(self._detail)
        row = QHBoxLayout(self)
        pad = theme.px(_PAD)
        row.setContentsMargins(pad + theme.px(_ICON) + pad, theme.px(8), pad, theme.px(8))
        row.addLayout(column)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice, or none."""
        self._notice = notice
        if notice is not None:
            self._title.set_text(notice.title)
            self._detail.set_text(notice.detail)
            self.setAccessibleName(f"{notice.title} {notice.detail}")
        self.setVisible(notice is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge and the sign."""
        del event
        if self._notice is None:
            return
        colour, sign = _colour(self._notice.phase), _SIGNS[self._notice.phase]
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, px(1.5))
        if self._notice.phase in _DASHED:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Ground.FIELD)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(6), px(6))
        size = px(_ICON)
        icon = QRect(px(_PAD), (self.height() - size) // 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(icon))
        painter.setPen(Ink.ON_COLOUR)
        painter.setFont(self._theme.font(Size.BODY, Weight.BOLD))
        painter.drawText(icon, Qt.AlignmentFlag.AlignCenter, sign)


def _colour(phase: Phase) -> QColor:
    match phase:
        case Phase.PENDING:
            return State.ACTION_HOVER
        case Phase.ACCEPTED:
            return State.GOOD
        case Phase.WARNED | Phase.UNCONFIRMED:
            return State.LATE
        case Phase.REFUSED | Phase.NOT_SENT:
            return State.BAD
