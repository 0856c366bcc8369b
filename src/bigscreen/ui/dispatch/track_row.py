"""One unit's way through a case, drawn: a dot a stage, its time below, what to do at the end."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, TextBox, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.ui.widgets.unit_chips import PlacedChip, paint_chips, place_chips
from bigscreen.viewmodels.case_tracks import StageCell, UnitTrack
from bigscreen.viewmodels.duty_words import CASE_BAR, case_stage_name
from bigscreen.viewmodels.queue_rows import UnitChip
from bigscreen.viewmodels.trade_words import STAGE_COUNT, milestone_name
from bigscreen.viewmodels.wording import tr

ROW_HEIGHT = 42
LINE_HEIGHT = 64
_NAMES_WIDTH = 190
_BUTTONS_WIDTH = 216
_CHIP_HEIGHT = 24
_DOT = 6


def stage_columns(theme: Theme, width: int) -> list[QRect]:
    """Return the column of each stage, between the unit's name and its buttons."""
    return _columns(theme.px(_NAMES_WIDTH), width - theme.px(_BUTTONS_WIDTH), STAGE_COUNT)


def _columns(left: int, right: int, count: int) -> list[QRect]:
    room = max(0, right - left)
    edges = [left + room * place // count for place in range(count + 1)]
    return [QRect(a, 0, b - a, 0) for a, b in pairwise(edges)]


def time_boxes(
    theme: Theme, columns: Sequence[QRect], cells: Sequence[StageCell], top: int
) -> list[TextBox]:
    """Return the time of each stage, a corrected one marked."""
    font = theme.font(Size.NOTE)
    boxes = []
    for column, cell in zip(columns, cells, strict=True):
        if cell.text:
            rect = QRect(column.left(), top, column.width(), theme.px(20))
            text = f"{cell.text}*" if cell.corrected else cell.text
            ink = State.LATE if cell.corrected else Ink.LABEL if cell.reached else Ink.FAINT
            boxes.append(TextBox(rect, text, font, ink, CENTRE))
    return boxes


def paint_line(
    painter: QPainter,
    theme: Theme,
    columns: Sequence[QRect],
    cells: Sequence[StageCell],
    middle: int,
) -> None:
    """Paint the stages: dots full when reported, hollow when only passed, dark when to come."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in range(1, len(columns)):
        painter.setPen(QPen(State.GOOD if cells[place].reached else Ground.EMPTY, theme.px(3)))
        left, right = columns[place - 1].center().x(), columns[place].center().x()
        painter.drawLine(left, middle, right, middle)
    radius = theme.px(_DOT)
    for column, cell in zip(columns, cells, strict=True):
        colour = State.GOOD if cell.reached else Ground.EMPTY
        painter.setPen(QPen(colour, theme.px(2)))
        painter.setBrush(Ground.PANEL if cell.backfilled else colour)
        x = column.center().x()
        painter.drawEllipse(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))
    painter.restore()


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
        boxes += time_boxes(self._theme, self._columns(), self._cells, px(20))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, dots and texts."""
        del event
        painter = QPainter(self)
        paint_line(painter, self._theme, self._columns(), self._cells, self._theme.px(11))
        paint_chips(painter, self._theme, self._chips())
        for box in self.text_boxes():
            box.paint(painter)

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


class CaseLine(QWidget):
    """The nine stages of a city-management case with their names and times."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: tuple[StageCell, ...] = ()
        self.setFixedHeight(theme.px(LINE_HEIGHT))

    def show_cells(self, cells: tuple[StageCell, ...]) -> None:
        """Show a case's stages; a police call has none, and the line takes no room."""
        self._cells = cells
        self.setVisible(bool(cells))
        words = "\n".join(cell.detail for cell in cells)
        self.setAccessibleName(words)
        set_plain_tooltip(self, words)
        self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return names and times."""
        px, columns = self._theme.px, self._columns()
        font = self._theme.font(Size.NOTE)
        names = [
            TextBox(
                QRect(column.left(), 0, column.width(), px(22)),
                case_stage_name(stage),
                font,
                Ink.FULL,
                CENTRE,
            )
            for column, stage in zip(columns, CASE_BAR, strict=False)
        ]
        return names + time_boxes(self._theme, columns, self._cells, px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, dots and times."""
        del event
        painter = QPainter(self)
        paint_line(painter, self._theme, self._columns(), self._cells, self._theme.px(32))
        for box in self.text_boxes():
            box.paint(painter)

    def _columns(self) -> list[QRect]:
        return _columns(0, self.width(), max(1, len(self._cells)))[: len(self._cells)]
