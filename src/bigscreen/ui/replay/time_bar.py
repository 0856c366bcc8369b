"""The time bar of a replay: the period, what is known of it, its milestones, the moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.past import PastMark
from bigscreen.protocol.past_pages import moment_ms, moment_of
from bigscreen.ui.replay.past_band import hatched
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.text_box import CENTRE, TextBox, text_width
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.replay_words import TimeTick, moment_text, time_ticks
from bigscreen.viewmodels.wording import tr

_HEIGHT = 92
_SIDE = 44
_TRACK_TOP = 46
_TRACK_HEIGHT = 14
_MARK = 6
_REACH = 8
_TICK_ROOM = 90

_UP = ((-1.0, 1.0), (1.0, 1.0), (0.0, -1.0))
_DOWN = ((-1.0, -1.0), (1.0, -1.0), (0.0, 1.0))
_SQUARE = ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8))
_DIAMOND = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_SHAPES = {"registered": _DOWN, "on_scene": _UP, "closed": _SQUARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBarFacts:
    """What a bar shows: milliseconds since the epoch throughout.

    ``fetched`` are the stretches whose events are there, ``gaps`` those without tracks;
    ``known_from_ms`` is before which nothing was kept.
    """

    start_ms: int = 0
    end_ms: int = 0
    marks: Sequence[PastMark] = ()
    fetched: Sequence[tuple[int, int]] = ()
    gaps: Sequence[tuple[int, int]] = ()
    known_from_ms: int | None = None


class TimeBar(QWidget):
    """Click or drag for another moment; a click on a mark goes to it exactly.

    Signals:
        moment_chosen(datetime): somebody wants to see this moment.
        moment_dragged(datetime): the same, while the mouse still moves.
        mark_chosen(PastMark): somebody clicked on a mark.
    """

    moment_chosen = Signal(object)
    moment_dragged = Signal(object)
    mark_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._facts = TimeBarFacts()
        self._city: City | None = None
        self._at_ms = 0
        self._dragging = False
        self.tip_of: Callable[[PastMark], str] = lambda mark: mark.kind
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Time bar"))

    @property
    def facts(self) -> TimeBarFacts:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: TimeBarFacts, city: City | None) -> None:
        """Show a period with what is known of it."""
        self._facts, self._city = facts, city
        self.update()

    def show_moment(self, at: datetime) -> None:
        """Move the playhead."""
        at_ms = moment_ms(at)
        if at_ms != self._at_ms:
            self._at_ms = at_ms
            day, time = moment_text(at, self._city)
            self.setAccessibleDescription(f"{day} {time}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(self.theme.px(900), self.theme.px(_HEIGHT))

    def x_of(self, at_ms: float) -> int:
        """Return where a moment lies."""
        facts, side = self._facts, self.theme.px(_SIDE)
        share = (at_ms - facts.start_ms) / max(1, facts.end_ms - facts.start_ms)
        return side + round(min(max(share, 0.0), 1.0) * max(1, self.width() - 2 * side))

    def mark_near(self, x: int) -> PastMark | None:
        """Return the mark at a place, the nearest one of several."""
        reach = self.theme.px(_REACH)
        near = [
            (abs(self.x_of(moment_ms(mark.at)) - x), number)
            for number, mark in enumerate(self._facts.marks)
        ]
        distance, number = min(near, default=(reach + 1, 0))
        return self._facts.marks[number] if distance <= reach else None

    def text_boxes(self) -> list[TextBox]:
        """Return the labels with their places; those that would touch the moment's are left out."""
        if self._facts.end_ms <= self._facts.start_ms:
            return []
        moment = self._moment_box()
        boxes = [moment]
        font = self.theme.font(Size.NOTE)
        bold = self.theme.font(Size.NOTE, Weight.BOLD)
        top, height = self.theme.px(_TRACK_TOP + _TRACK_HEIGHT + 8), self.theme.px(20)
        for tick in self._ticks():
            own = bold if tick.is_day else font
            width = text_width(own, tick.text)
            rect = QRect(self.x_of(moment_ms(tick.at)) - width // 2, top, width, height)
            boxes.append(TextBox(rect, tick.text, own, Ink.LABEL, CENTRE))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, known stretches, gaps, marks, labels and playhead."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        facts = self._facts
        if facts.end_ms <= facts.start_ms:
            return
        painter.fillRect(self._track(facts.start_ms, facts.end_ms), Ground.TRACK)
        for start, end in facts.fetched:
            painter.fillRect(self._track(start, end), Ground.EDGE_STRONG)
        hatch = hatched(Ink.FAINT, self.theme)
        for start, end in facts.gaps:
            painter.fillRect(self._track(start, end), Ground.WALL)
            painter.fillRect(self._track(start, end), hatch)
        if facts.known_from_ms is not None and facts.known_from_ms > facts.start_ms:
            unknown = self._track(facts.start_ms, min(facts.known_from_ms, facts.end_ms))
            painter.fillRect(unknown, Ground.WALL)
            painter.fillRect(unknown, hatch)
        if self.hasFocus():
            painter.setPen(QPen(Ink.FULL, self.theme.px(1)))
            painter.drawRect(self._track(facts.start_ms, facts.end_ms).adjusted(-2, -2, 2, 2))
        self._paint_ticks(painter)
        for mark in self._apart():
            self._paint_mark(painter, mark)
        self._paint_playhead(painter)
        for box in self.text_boxes():
            box.paint(painter)

    def _track(self, start_ms: int, end_ms: int) -> QRect:
        left, right = self.x_of(start_ms), self.x_of(end_ms)
        top, height = self.theme.px(_TRACK_TOP), self.theme.px(_TRACK_HEIGHT)
        return QRect(left, top, max(1, right - left), height)

    def _ticks(self) -> list[TimeTick]:
        facts = self._facts
        most = max(2, self.width() // self.theme.px(_TICK_ROOM))
        found = time_ticks(moment_of(facts.start_ms), moment_of(facts.end_ms), self._city, most)
        return list(found)

    def _paint_ticks(self, painter: QPainter) -> None:
        bottom = self.theme.px(_TRACK_TOP + _TRACK_HEIGHT)
        painter.setPen(QPen(Ink.FAINT, 1))
        for tick in self._ticks():
            x = self.x_of(moment_ms(tick.at))
            painter.drawLine(x, bottom, x, bottom + self.theme.px(6))

    def _apart(self) -> list[PastMark]:
        """Return marks that do not cover each other; of several on a spot the first one."""
        least, last_x, apart = self.theme.px(_MARK), -self.width(), []
        for mark in self._facts.marks:
            x = self.x_of(moment_ms(mark.at))
            if x - last_x >= least:
                apart.append(mark)
                last_x = x
        return apart

    def _paint_mark(self, painter: QPainter, mark: PastMark) -> None:
        size = self.theme.px(_MARK)
        x, y = self.x_of(moment_ms(mark.at)), self.theme.px(_TRACK_TOP) - size - 2
        colour = {"registered": State.LATE, "on_scene": State.GOOD}.get(mark.kind, Ink.LABEL)
        shape = _SHAPES.get(mark.kind, _DIAMOND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x + dx * size, y + dy * size) for dx, dy in shape]))

    def _moment_box(self) -> TextBox:
        font = self.theme.font(Size.SMALL, Weight.BOLD)
        text = moment_text(moment_of(self._at_ms), self._city)[1]
        width = text_width(font, text) + self.theme.px(16)
        left = min(max(0, self.x_of(self._at_ms) - width // 2), self.width() - width)
        rect = QRect(left, 0, width, self.theme.px(24))
        return TextBox(rect, text, font, Ink.ON_ACTION, CENTRE)

    def _paint_playhead(self, painter: QPainter) -> None:
        x, box = self.x_of(self._at_ms), self._moment_box()
        bottom = self.theme.px(_TRACK_TOP + _TRACK_HEIGHT + 4)
        painter.setPen(QPen(State.ACTION_HOVER, self.theme.px(3)))
        painter.drawLine(x, box.rect.bottom(), x, bottom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(State.ACTION)
        radius = self.theme.px(4)
        painter.drawRoundedRect(box.rect, radius, radius)

    # The mouse.

    def event(self, event: QEvent) -> bool:
        """Say what a mark is, under the mouse."""
        if isinstance(event, QHelpEvent):
            mark = self.mark_near(event.pos().x())
            tip = plain_tooltip(self.tip_of(mark)) if mark is not None else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the mark or the moment that was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = event.position().toPoint()
        mark = self.mark_near(place.x())
        if mark is not None and place.y() < self.theme.px(_TRACK_TOP):
            self.mark_chosen.emit(mark)
            return
        self._dragging = True
        self.moment_dragged.emit(self._moment_at(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the moment along."""
        if self._dragging:
            self.moment_dragged.emit(self._moment_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay at the moment where the mouse was let go."""
        if self._dragging:
            self._dragging = False
            self.moment_chosen.emit(self._moment_at(event.position().toPoint()))

    def _moment_at(self, place: QPoint) -> datetime:
        facts, side = self._facts, self.theme.px(_SIDE)
        share = (place.x() - side) / max(1, self.width() - 2 * side)
        share = min(max(share, 0.0), 1.0)
        return moment_of(facts.start_ms + share * (facts.end_ms - facts.start_ms))
