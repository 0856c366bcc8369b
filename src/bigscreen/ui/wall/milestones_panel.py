"""The milestones of a case on a wall: a line for the case, one for every unit on it."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.dispatch.track_row import paint_line
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Ink, Size, State, Theme
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, TextBox, text_width
from bigscreen.ui.widgets.unit_chips import PlacedChip, paint_chips, place_chips
from bigscreen.viewmodels.case_tracks import StageCell, UnitTrack
from bigscreen.viewmodels.duty_words import CASE_BAR, case_stage_name
from bigscreen.viewmodels.queue_rows import UnitChip
from bigscreen.viewmodels.trade_words import STAGE_COUNT, stage_names
from bigscreen.viewmodels.wall_case import WallCase
from bigscreen.viewmodels.wording import tr

_NAMES = 230
_HEAD = 28
_ROW, _LEAST_ROW = 46, 40
_MORE = 24
_CHIP = 26
_LINE = 76


class MilestonesPanel(Panel):
    """Stages over their columns, then a row a unit; units that have no room are counted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Timeline of this case"), parent)
        self.chart = _Chart(theme)
        self._empty = EmptyText(theme, tr("No open case"))
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self._empty, 1)

    def show_case(self, case: WallCase | None) -> None:
        """Show a case, or that there is none."""
        self.chart.show_case(case)
        self.chart.setVisible(case is not None)
        self._empty.setVisible(case is None)
        self.note.setText(tr("units {n}", n=len(case.tracks)) if case and case.tracks else "")


class _Chart(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._case: WallCase | None = None

    def show_case(self, case: WallCase | None) -> None:
        """Show another case."""
        if case != self._case:
            self._case = case
            if case is not None:
                words = [f"{track.text} {track.state}" for track in case.tracks]
                self.setAccessibleName(", ".join(words))
            self.update()

    def _columns(self, left: int, count: int) -> list[QRect]:
        room = max(0, self.width() - left)
        edges = [left + room * place // count for place in range(count + 1)]
        return [QRect(a, 0, b - a, 0) for a, b in pairwise(edges)]

    def _line_height(self) -> int:
        """Return the height of the city-management stages; a police call has none."""
        return self._theme.px(_LINE) if self._case and self._case.case_line else 0

    def _tracks(self) -> list[tuple[int, UnitTrack | None]]:
        """Return the top of every unit's row that has room; a case nobody is on has one row."""
        case = self._case
        if case is None:
            return []
        px = self._theme.px
        first = self._line_height() + px(_HEAD)
        tracks: list[UnitTrack | None] = list(case.tracks) or [None]
        room = max(0, self.height() - first)
        step = max(px(_LEAST_ROW), min(px(_ROW), room // len(tracks)))
        rows = room // step
        if rows < len(tracks):
            rows = max(0, (room - px(_MORE)) // step)
        return [(first + place * step, t) for place, t in enumerate(tracks[:rows])]

    def _more(self) -> list[TextBox]:
        """Return how many units have no row of their own, under the last one that has."""
        shown = self._tracks()
        hidden = len(self._case.tracks) - len(shown) if self._case else 0
        if not shown or hidden <= 0:
            return []
        high = self._theme.px(_MORE)
        rect = QRect(0, self.height() - high, self.width(), high)
        more = tr("+{n}", n=hidden)
        return [TextBox(rect, more, self._theme.font(Size.SMALL), Ink.FAINT, LEFT)]

    def _chips(self, top: int, track: UnitTrack) -> list[PlacedChip]:
        px = self._theme.px
        chip = UnitChip(unit_id=track.unit_id, text=track.text, mark=track.mark)
        words = text_width(self._theme.font(Size.SMALL), track.state)
        wide = max(px(60), px(_NAMES - 24) - words)
        return place_chips(
            self._theme, [chip], QRect(0, top + px(8), wide, px(_CHIP)), on_selected=False
        )

    def text_boxes(self) -> list[TextBox]:
        """Return names of stages and units, and times."""
        case = self._case
        if case is None:
            return []
        px = self._theme.px
        small = self._theme.font(Size.SMALL)
        boxes: list[TextBox] = []
        if case.case_line:
            columns = self._columns(0, len(case.case_line))
            names = [case_stage_name(stage) for stage in CASE_BAR]
            boxes += _named(columns, names, 0, px(24), small)
            boxes += _times(columns, case.case_line, px(44), px(24), small)
        columns = self._columns(px(_NAMES), STAGE_COUNT)
        if self._tracks():
            boxes += _named(columns, stage_names(), self._line_height(), px(24), small)
        for top, track in self._tracks():
            left = 0
            if track is not None:
                chips = self._chips(top, track)
                boxes += [chip.label for chip in chips]
                left = chips[-1].rect.right() + px(10)
            cells: Sequence[StageCell] = track.cells if track else (case.received,)
            state = track.state if track else tr("To dispatch")
            ink = State.GOOD if track is None else Ink.LABEL if track.is_open else Ink.FAINT
            rect = QRect(left, top + px(8), px(_NAMES - 4) - left, px(_CHIP))
            boxes.append(TextBox(rect, state, small, ink, LEFT, elides=True))
            boxes += _times(columns, cells, top + px(18), px(22), small)
        return boxes + self._more()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines, dots, chips and texts."""
        del event
        case = self._case
        if case is None:
            return
        painter = QPainter(self)
        px = self._theme.px
        if case.case_line:
            columns = self._columns(0, len(case.case_line))
            paint_line(painter, self._theme, columns, case.case_line, px(34))
        columns = self._columns(px(_NAMES), STAGE_COUNT)
        waiting = StageCell(text="", detail="", reached=False)
        for top, track in self._tracks():
            cells = track.cells if track else (case.received, *[waiting] * (STAGE_COUNT - 1))
            paint_line(painter, self._theme, columns, cells, top + px(11))
            if track is not None:
                paint_chips(painter, self._theme, self._chips(top, track))
        for box in self.text_boxes():
            box.paint(painter)


def _named(
    columns: Sequence[QRect], names: Sequence[str], top: int, high: int, font: QFont
) -> list[TextBox]:
    return [
        TextBox(QRect(c.left(), top, c.width(), high), name, font, Ink.FULL, CENTRE, elides=True)
        for c, name in zip(columns, names, strict=False)
    ]


def _times(
    columns: Sequence[QRect], cells: Sequence[StageCell], top: int, high: int, font: QFont
) -> list[TextBox]:
    boxes = []
    for column, cell in zip(columns, cells, strict=False):
        if cell.text:
            text = f"{cell.text}*" if cell.corrected else cell.text
            ink = State.LATE if cell.corrected else Ink.LABEL if cell.reached else Ink.FAINT
            rect = QRect(column.left(), top, column.width(), high)
            boxes.append(TextBox(rect, text, font, ink, CENTRE, elides=True))
    return boxes
