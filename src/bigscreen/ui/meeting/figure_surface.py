"""A painted surface of figures: each can be pointed at, reached by key, explained and opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from bigscreen.ui.theme import Ink, State, Theme
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.meeting.drill import can_drill
from bigscreen.viewmodels.meeting.ground_text import ground_lines
from bigscreen.viewmodels.report_blocks import Ground

_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure on a surface: where it is, what it is called, its value, what it stands on."""

    rect: QRect
    label: str
    value: str
    ground: Ground

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of it."""
        return ground_lines(self.label, self.value, self.ground)


class FigureSurface(QWidget):
    """Knows its spots; a subclass lays them in :meth:`spots` and paints them.

    Tab comes to the surface, arrows go from figure to figure, Enter opens one, Escape leaves.

    Signals:
        drill_requested(ground, label): the cases behind a figure are wanted.
    """

    drill_requested = Signal(object, str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._current = -1
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def spots(self) -> Sequence[Spot]:
        """Return every figure of the surface, in reading order."""
        raise NotImplementedError

    @property
    def current(self) -> Spot | None:
        """The figure the keyboard is at."""
        spots = self.spots()
        return spots[self._current] if 0 <= self._current < len(spots) else None

    def spot_at(self, place: QPoint) -> int:
        """Return the number of the figure under a place, -1 for none."""
        inside = [n for n, spot in enumerate(self.spots()) if spot.rect.contains(place)]
        return inside[-1] if inside else -1

    def paint_marks(self, painter: QPainter) -> None:
        """Paint which figure is pointed at, and which the keyboard is at."""
        spots = self.spots()
        for number, colour in ((self._hovered, Ink.FAINT), (self._focused(), State.ACTION_HOVER)):
            if 0 <= number < len(spots):
                painter.setPen(QPen(colour, self.theme.px(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(spots[number].rect, self.theme.px(3), self.theme.px(3))

    def event(self, event: QEvent) -> bool:
        """Explain the figure under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._explain(self.spot_at(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the figure under the mouse."""
        hovered = self.spot_at(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            opens = hovered >= 0 and can_drill(self.spots()[hovered].ground)
            shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cases behind the figure that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.spot_at(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first figure, or where the keyboard was."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._go_to(max(0, self._current))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Explain no more."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from figure to figure, open one, or leave."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._step(*_MOVES[key])
        elif key in _ENTER:
            self._open(self._current)
        elif key == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _wants(self, event: QEvent) -> bool:
        """Tell whether a key means this surface: the window has other uses for some of them."""
        if not isinstance(event, QKeyEvent) or not self.hasFocus():
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        return key in _MOVES or key in _ENTER or key == Qt.Key.Key_Escape

    def _focused(self) -> int:
        return self._current if self.hasFocus() else -1

    def _step(self, across: int, down: int) -> None:
        """Go to the nearest figure in a direction; along the reading order where there is none."""
        spots = self.spots()
        here = self.current
        if here is None:
            self._go_to(0)
            return
        centre = here.rect.center()
        best, least = -1, 0.0
        for number, spot in enumerate(spots):
            away = spot.rect.center() - centre
            ahead = away.x() * across + away.y() * down
            aside = abs(away.x() * down) + abs(away.y() * across)
            if ahead <= 0:
                continue
            cost = ahead + 3.0 * aside
            if best < 0 or cost < least:
                best, least = number, cost
        if best < 0:
            best = self._current + (across or down)
        self._go_to(best)

    def _go_to(self, number: int) -> None:
        spots = self.spots()
        if not 0 <= number < len(spots):
            return
        self._current = number
        spot = spots[number]
        self.setAccessibleDescription("; ".join(spot.lines))
        self._explain(number, self.mapToGlobal(spot.rect.bottomLeft()))
        self.update()

    def _explain(self, number: int, place: QPoint) -> None:
        spots = self.spots()
        if not 0 <= number < len(spots):
            QToolTip.hideText()
            return
        text = "\n".join(spots[number].lines)
        QToolTip.showText(place, plain_tooltip(text), self, spots[number].rect)

    def _open(self, number: int) -> None:
        spots = self.spots()
        if 0 <= number < len(spots) and can_drill(spots[number].ground):
            QToolTip.hideText()
            self.drill_requested.emit(spots[number].ground, spots[number].label)
