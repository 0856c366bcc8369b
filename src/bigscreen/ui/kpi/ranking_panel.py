"""Grids from the fastest to the slowest response."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.kpi_volume import RankRow, grid_ranking
from bigscreen.viewmodels.wording import tr

_ROW = 30
_HEAD = 24


class RankingPanel(Panel):
    """P90, share closed and n of each grid, today."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Grids by response"), parent)
        self.note.setText(tr("today"))
        self._table = _Table(theme)
        self._empty = EmptyText(theme, tr("No cases yet today"))
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._empty, 1)
        set_plain_tooltip(
            self._table,
            tr(
                "P90: time from received to the first unit on scene, min:s, over today's cases "
                "with an arrival (n); red: above the grid's response class. Closed: share of "
                "today's cases that are closed."
            ),
        )
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the grids of a board."""
        rows = grid_ranking(board, city) if board else ()
        self._table.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)


class _Table(QWidget):
    """The ranking; the slowest grids stay in sight when not all have room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[RankRow, ...] = ()

    def show_rows(self, rows: tuple[RankRow, ...]) -> None:
        """Show other rows."""
        if rows != self._rows:
            self._rows = rows
            self.update()

    def _shown(self) -> tuple[RankRow, ...]:
        """Return the rows that have room: from both ends, where the eye goes."""
        room = max(0, self.height() - self._theme.px(_HEAD)) // self._theme.px(_ROW)
        if len(self._rows) <= room:
            return self._rows
        best = room // 2
        return (*self._rows[:best], *self._rows[len(self._rows) - (room - best) :])

    def text_boxes(self) -> list[TextBox]:
        """Return head and cells."""
        px, theme = self._theme.px, self._theme
        head, body = theme.font(Size.NOTE), theme.font(Size.BODY)
        bold = theme.font(Size.BODY, Weight.BOLD)
        width = self.width()
        n_left, closed_left, p90_left = width - px(44), width - px(136), width - px(216)
        columns = (
            (p90_left, px(76), tr("P90")),
            (closed_left, px(84), tr("Closed")),
            (n_left, px(44), tr("n")),
        )
        boxes = [
            TextBox(QRect(left, 0, room, px(_HEAD)), name, head, Ink.FAINT, RIGHT)
            for left, room, name in columns
        ]
        shown = self._shown()
        step = px(_ROW)
        if shown:
            step = min(px(44), (self.height() - px(_HEAD)) // len(shown))
        for place, row in enumerate(shown):
            top = px(_HEAD) + place * step
            rank = NOTHING if row.rank is None else str(row.rank)
            p90_ink = State.BAD if row.is_slow else Ink.FULL
            name_rect = QRect(px(34), top, p90_left - px(44), step)
            boxes += [
                TextBox(QRect(px(2), top, px(32), step), rank, bold, Ink.FAINT),
                TextBox(name_rect, row.name, body, Ink.FULL, LEFT, elides=True),
                TextBox(QRect(p90_left, top, px(76), step), row.p90, bold, p90_ink, RIGHT),
                TextBox(QRect(closed_left, top, px(84), step), row.closed, body, Ink.FULL, RIGHT),
                TextBox(QRect(n_left, top, px(44), step), row.sample, body, Ink.LABEL, RIGHT),
            ]
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint head and cells."""
        del event
        painter = QPainter(self)
        for box in self.text_boxes():
            box.paint(painter)
