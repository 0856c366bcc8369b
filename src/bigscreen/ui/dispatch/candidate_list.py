"""The list of candidates: click or press space to choose, several at a time."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bigscreen.ui.dispatch.candidate_layout import ROW_GAP, ROW_HEIGHT, lay_candidate
from bigscreen.ui.dispatch.candidate_model import CHOSEN_ROLE, ROW_ROLE, CandidateModel
from bigscreen.ui.theme import TONES, Ground, Ink, Theme
from bigscreen.ui.widgets.glyph import paint_mark
from bigscreen.ui.widgets.text_box import TextBox
from bigscreen.ui.widgets.whole_rows import RowList

_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Paints one candidate; a chosen one has its rank on a badge."""

    def __init__(self, theme: Theme, view: RowList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height every row has."""
        del option, index
        return QSize(self._theme.px(200), self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        row = index.data(ROW_ROLE)
        chosen = index.data(CHOSEN_ROLE)
        laid = lay_candidate(self._theme, option.rect, row, chosen=chosen)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground = Ground.HOVER if hovered else Ground.ROW
        edge = TONES[row.mark.tones[0]] if chosen else Ground.LINE
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Ground.SELECTED if chosen else ground)
        painter.setPen(QPen(Ink.FULL if focused else edge, self._theme.px(1)))
        radius = self._theme.px(6)
        painter.drawRoundedRect(laid.surface.adjusted(1, 1, -1, -1), radius, radius)
        if laid.badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Ink.FULL)
            painter.drawRoundedRect(laid.badge, radius, radius)
        painter.restore()
        paint_mark(painter, laid.glyph, row.mark)
        for box in laid.texts:
            box.paint(painter)


class CandidateList(RowList):
    """Shows a :class:`CandidateModel`.

    Signals:
        unit_toggled(str): a person chose this unit, or gave it up.
    """

    unit_toggled = Signal(str)

    def __init__(self, theme: Theme, model: CandidateModel) -> None:
        super().__init__(model, theme.px(ROW_HEIGHT + ROW_GAP))
        self._theme = theme
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with space."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def toggle_place(self, place: int) -> None:
        """Choose the candidate in this place of the list, counted from 1, if there is one."""
        self._toggle(self.model().index(place - 1, 0))

    def text_boxes(self) -> list[TextBox]:
        """Return the texts of the rows in sight."""
        boxes: list[TextBox] = []
        for index in self.rows_in_sight():
            row, chosen = index.data(ROW_ROLE), index.data(CHOSEN_ROLE)
            rect = self.visualRect(index)
            boxes += lay_candidate(self._theme, rect, row, chosen=chosen).texts
        return boxes

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            self.unit_toggled.emit(index.data(ROW_ROLE).unit_id)
