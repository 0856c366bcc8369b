"""Grids from the fastest to the slowest response, each with its patrol coverage."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Ink, State, Theme, Weight
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, fitting_font, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.kpi_volume import RankRow, grid_ranking
from bigscreen.viewmodels.wording import tr

_ROW = 23
_WIDEST_ROW = 60
_TEXT = 17
_LARGER = ((46, 24), (40, 22), (33, 20))
"""Where rows are at least so high, text is so large."""
_NAME_SIZES = (15, 14, 13)
_WIDE_ENOUGH = 420
_GAP = 12
_RANK = 26
_FIGURES = 4


class RankingPanel(Panel):
    """P90, share closed and n of each grid today, patrol duties done of all in this shift."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Grids by response"), parent)
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
            )
            + "\n"
            + tr("Patrol: must-visit points and must-patrol lines done in this shift, of all."),
        )
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the grids of a board."""
        rows = grid_ranking(board, city) if board else ()
        covers = any(row.covered for row in rows)
        self.note.setText(
            tr("P90 · closed · n · patrol") if covers else tr("today: P90 · closed · n")
        )
        self._table.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.show_where(empty=not rows, loading=board is None)


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
        shown = self._shown()
        step = min(px(_WIDEST_ROW), self.height() // max(1, len(shown)))
        size = next((size for least, size in _LARGER if step >= px(least)), _TEXT)
        if self.width() < px(_WIDE_ENOUGH):
            size = min(size, _LARGER[-1][1])
        body, bold = theme.font(size), theme.font(size, Weight.BOLD)
        rows = [row for row in shown if row is not None]
        columns = self._columns(rows, body, bold)
        ranks = [_rank(row) for row in rows]
        rank_width = max([px(_RANK), *(text_width(bold, rank) for rank in ranks)])
        name_left = rank_width + px(6)
        name_room = min((left for left, _ in columns), default=self.width()) - px(8) - name_left
        longest = max(
            (row.name for row in rows), key=lambda name: text_width(body, name), default=""
        )
        names = [theme.font(one) for one in (size, _TEXT, *_NAME_SIZES) if one <= size]
        name_font = fitting_font(names, longest, name_room)
        boxes: list[TextBox] = []
        for place, row in enumerate(shown):
            top = place * step
            name_rect = QRect(name_left, top, name_room, step)
            if row is None:
                boxes.append(TextBox(name_rect, "⋯", body, Ink.FAINT))
                continue
            rank_rect = QRect(0, top, rank_width, step)
            boxes.append(TextBox(rank_rect, _rank(row), bold, Ink.FAINT, RIGHT))
            boxes.append(TextBox(name_rect, row.name, name_font, Ink.FULL, LEFT, elides=True))
            inks = (State.BAD if row.is_slow else Ink.FULL, Ink.FULL, Ink.LABEL, Ink.LABEL)
            for (left, width), text, ink in zip(columns, _figures(row), inks, strict=True):
                font = bold if left == columns[0][0] else body
                boxes.append(TextBox(QRect(left, top, width, step), text, font, ink, RIGHT))
        return boxes

    def _columns(self, rows: list[RankRow], body: QFont, bold: QFont) -> list[tuple[int, int]]:
        """Return left edge and width of each column of figures, as wide as its widest one."""
        columns: list[tuple[int, int]] = []
        right = self.width()
        is_wide = right >= self._theme.px(_WIDE_ENOUGH)
        gap = right // 18 if is_wide else self._theme.px(_GAP)
        for place in reversed(range(_FIGURES)):
            font = body if place else bold
            width = max((text_width(font, _figures(row)[place]) for row in rows), default=0)
            columns.insert(0, (right - width, width))
            right -= width + (gap if width else 0)
        return columns

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells."""
        del event
        painter = QPainter(self)
        for box in self.text_boxes():
            box.paint(painter)


def _rank(row: RankRow) -> str:
    return NOTHING if row.rank is None else str(row.rank)


def _figures(row: RankRow) -> tuple[str, str, str, str]:
    """Return the cells of a row from the left to the right."""
    return row.p90, row.closed, row.sample, row.covered
