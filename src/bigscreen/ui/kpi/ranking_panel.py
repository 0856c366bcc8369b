"""Grids from the fastest to the slowest response."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Ink, State, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.kpi_volume import RankRow, grid_ranking
from bigscreen.viewmodels.wording import tr

_ROW = 23
_WIDEST_ROW = 44
_TEXT = 17


class RankingPanel(Panel):
    """P90, share closed and n of each grid, today."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Grids by response"), parent)
        self.note.setText(tr("today: P90 · closed · n"))
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

    def _shown(self) -> tuple[RankRow | None, ...]:
        """Return the rows that have room: from both ends, where the eye goes, None between."""
        room = self.height() // self._theme.px(_ROW)
        if len(self._rows) <= room:
            return self._rows
        best = max(0, room - 1) // 2
        worst = max(0, room - 1 - best)
        return (*self._rows[:best], None, *self._rows[len(self._rows) - worst :])

    def text_boxes(self) -> list[TextBox]:
        """Return the cells."""
        px, theme = self._theme.px, self._theme
        body, bold = theme.font(_TEXT), theme.font(_TEXT, Weight.BOLD)
        width = self.width()
        n_left, closed_left, p90_left = width - px(44), width - px(132), width - px(212)
        shown = self._shown()
        step = min(px(_WIDEST_ROW), self.height() // max(1, len(shown)))
        boxes: list[TextBox] = []
        for place, row in enumerate(shown):
            top = place * step
            name_rect = QRect(px(34), top, p90_left - px(44), step)
            if row is None:
                boxes.append(TextBox(name_rect, "⋯", body, Ink.FAINT))
                continue
            rank = NOTHING if row.rank is None else str(row.rank)
            p90_ink = State.BAD if row.is_slow else Ink.FULL
            boxes += [
                TextBox(QRect(px(2), top, px(32), step), rank, bold, Ink.FAINT),
                TextBox(name_rect, row.name, body, Ink.FULL, LEFT, elides=True),
                TextBox(QRect(p90_left, top, px(76), step), row.p90, bold, p90_ink, RIGHT),
                TextBox(QRect(closed_left, top, px(84), step), row.closed, body, Ink.FULL, RIGHT),
                TextBox(QRect(n_left, top, px(44), step), row.sample, body, Ink.LABEL, RIGHT),
            ]
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells."""
        del event
        painter = QPainter(self)
        for box in self.text_boxes():
            box.paint(painter)
