"""Paints the rows of the queue."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bigscreen.ui.queue.heading_layout import HeadingLayout, lay_heading
from bigscreen.ui.queue.queue_model import HINT_ROLE, LINE_ROLE, QueueModel
from bigscreen.ui.queue.row_layout import RowLayout, lay_row
from bigscreen.ui.theme import LEVELS, Ground, State, Theme
from bigscreen.ui.widgets.badges import paint_badges
from bigscreen.ui.widgets.stage_bar import paint_stage_bar
from bigscreen.ui.widgets.unit_chips import paint_chips
from bigscreen.ui.widgets.whole_rows import RowList
from bigscreen.viewmodels.queue_view import Heading

_DIM = 0.35
"""How much is left of a sensitive case's row on a wall."""
_DIM_BADGES = 0.7

_Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """One row: level, headline, clock, place, badges, chips or hint, stage bar; or a heading."""

    def __init__(self, theme: Theme, model: QueueModel, view: RowList) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height every row has."""
        del option, index
        wide = self._view.column_width if self._view.columns > 1 else self._theme.px(200)
        return QSize(wide, self._view.row_height)

    def lay(self, rect: QRect, index: _Index, *, selected: bool) -> RowLayout | HeadingLayout:
        """Lay the row or the heading of ``index`` into ``rect``."""
        row, hint = index.data(LINE_ROLE), index.data(HINT_ROLE)
        rect = self._view.cell(rect)
        if isinstance(row, Heading):
            return lay_heading(self._theme, rect, row)
        return lay_row(self._theme, rect, row, hint, self._model.now, selected=selected)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        laid = self.lay(option.rect, index, selected=selected)
        row = index.data(LINE_ROLE)
        painter.save()
        if isinstance(laid, HeadingLayout):
            laid.paint(painter, selected=selected, hovered=hovered)
            painter.restore()
            return
        if row.dimmed:
            painter.setOpacity(_DIM)
        ground = Ground.HOVER if hovered else Ground.ROW
        painter.fillRect(laid.surface, Ground.SELECTED if selected else ground)
        painter.fillRect(laid.strip, LEVELS[row.level])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if selected:
            painter.setPen(QPen(State.ACTION_HOVER, self._theme.px(1)))
            painter.drawRect(laid.surface.adjusted(0, 0, -1, -1))
        if laid.overdue_frame:
            painter.setPen(QPen(State.BAD, self._theme.px(1)))
            painter.drawRect(laid.overdue_frame.adjusted(0, 0, -1, -1))
        for box in laid.texts:
            box.paint(painter)
        paint_chips(painter, self._theme, laid.chips)
        paint_stage_bar(painter, self._theme, laid.bar, row.stage, row.stages)
        if row.dimmed:
            painter.setOpacity(_DIM_BADGES)  # that something is kept back has to be read
        paint_badges(painter, self._theme, laid.badges)
        painter.restore()
