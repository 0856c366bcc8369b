"""One unit's way through a case, drawn: a dot a stage, its time below, what to do at the end."""

from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, TextBox, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.ui.widgets.unit_chips import PlacedChip, paint_chips, place_chips
from bigscreen.viewmodels.incident_sheet import StageCell, UnitTrack
from bigscreen.viewmodels.queue_rows import UnitChip
from bigscreen.viewmodels.trade_words import STAGE_COUNT, milestone_name
from bigscreen.viewmodels.wording import tr

ROW_HEIGHT = 42
_NAMES_WIDTH = 190
_BUTTONS_WIDTH = 216
_CHIP_HEIGHT = 24
_DOT = 6


def stage_columns(theme: Theme, width: int) -> list[QRect]:
    """Return the column of each stage, between the unit's name and its buttons."""
    left, right = theme.px(_NAMES_WIDTH), width - theme.px(_BUTTONS_WIDTH)
    room = max(0, right - left)
    edges = [left + room * place // STAGE_COUNT for place in range(STAGE_COUNT + 1)]
    return [QRect(a, 0, b - a, 0) for a, b in pairwise(edges)]


class TrackRow(QWidget):
    """One unit.

    Signals:
        record_requested(unit_id, milestone): note by hand that it got there.
        release_requested(unit_id): take it off the case.
    """

    record_requested = Signal(str, str)
    release_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._track: UnitTrack | None = None
        self._cells: tuple[StageCell, ...] = ()
        self.setFixedHeight(theme.px(ROW_HEIGHT))
        self._record = KeyButton(theme, design_height=32)
        self._release = KeyButton(theme, tr("Release"), design_height=32)
        self._record.setFixedWidth(theme.px(116))
        self._release.setFixedWidth(theme.px(88))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(self._record)
        row.addWidget(self._release)
        self._record.clicked.connect(self._on_record_clicked)
        self._release.clicked.connect(self._on_release_clicked)

    def show_track(self, track: UnitTrack) -> None:
        """Show a unit's track."""
        self._track, self._cells = track, track.cells
        following = track.next_milestone
        self._record.setVisible(following is not None)
        self._release.setVisible(track.is_open)
        if following is not None:
            self._record.set_label(tr("+ {stage}", stage=milestone_name(following)))
        words = [f"{track.text} {track.state}", *(cell.detail for cell in track.cells)]
        self.setAccessibleName(", ".join(words))
        set_plain_tooltip(self, "\n".join(words))
        self.update()

    def show_received(self, cell: StageCell) -> None:
        """Show a case nobody was sent to."""
        waiting = StageCell(text="", detail="", reached=False)
        self._track = None
        self._cells = (cell, *([waiting] * (STAGE_COUNT - 1)))
        self._record.hide()
        self._release.hide()
        set_plain_tooltip(self, cell.detail)
        self.update()

    def _chips(self) -> list[PlacedChip]:
        if self._track is None:
            return []
        px = self._theme.px
        chip = UnitChip(unit_id=self._track.unit_id, text=self._track.text, mark=self._track.mark)
        # The chip is shortened before the word of what the unit is doing.
        words = text_width(self._theme.font(Size.NOTE), self._track.state)
        room = QRect(0, px(8), px(_NAMES_WIDTH - 18) - words, px(_CHIP_HEIGHT))
        return place_chips(self._theme, [chip], room, on_selected=False)

    def text_boxes(self) -> list[TextBox]:
        """Return chip, state and the time of each stage."""
        px = self._theme.px
        small = self._theme.font(Size.NOTE)
        state = self._track.state if self._track else tr("To dispatch")
        ink = Ink.FAINT if self._track and not self._track.is_open else Ink.LABEL
        chips = self._chips()
        left = chips[-1].rect.right() + px(10) if chips else 0
        boxes = [chip.label for chip in chips]
        boxes.append(
            TextBox(
                QRect(left, px(8), px(_NAMES_WIDTH - 8) - left, px(_CHIP_HEIGHT)),
                state,
                self._theme.font(Size.NOTE),
                State.GOOD if not self._track else ink,
                LEFT,
            )
        )
        for column, cell in zip(self._columns(), self._cells, strict=True):
            if cell.text:
                rect = QRect(column.left(), px(20), column.width(), px(20))
                boxes.append(
                    TextBox(
                        rect, cell.text, small, Ink.LABEL if cell.reached else Ink.FAINT, CENTRE
                    )
                )
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, dots and texts."""
        del event
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns, middle = self._columns(), px(11)
        for place in range(1, len(columns)):
            reached = self._cells[place].reached
            painter.setPen(QPen(State.GOOD if reached else Ground.EMPTY, px(3)))
            painter.drawLine(
                columns[place - 1].center().x(), middle, columns[place].center().x(), middle
            )
        for column, cell in zip(columns, self._cells, strict=True):
            self._dot(painter, column.center().x(), middle, cell)
        paint_chips(painter, self._theme, self._chips())
        for box in self.text_boxes():
            box.paint(painter)

    def _dot(self, painter: QPainter, x: int, y: int, cell: StageCell) -> None:
        """Paint a stage: full when reported, hollow when only passed, dark when to come."""
        radius = self._theme.px(_DOT)
        colour = State.GOOD if cell.reached else Ground.EMPTY
        painter.setPen(QPen(colour, self._theme.px(2)))
        painter.setBrush(Ground.PANEL if cell.backfilled else colour)
        painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _columns(self) -> list[QRect]:
        return stage_columns(self._theme, self.width())

    @Slot()
    def _on_record_clicked(self) -> None:
        if self._track and self._track.next_milestone:
            self.record_requested.emit(self._track.unit_id, self._track.next_milestone.value)

    @Slot()
    def _on_release_clicked(self) -> None:
        if self._track:
            self.release_requested.emit(self._track.unit_id)
