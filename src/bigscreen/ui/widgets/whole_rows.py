"""Lists and scrolled rows that never show half a row at their lower edge."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QWidget


class RowList(QListView):
    """A list of equal rows, scrolled by whole ones.

    Rows are ``least_height`` pixels high, or somewhat more, so that whole ones fill the list.
    With a ``least_width`` they stand in as many columns as have room, down the first one first.
    """

    def __init__(
        self, model: QAbstractItemModel, least_height: int, *, least_width: int = 0, gap: int = 0
    ) -> None:
        super().__init__()
        self._least_height = least_height
        self._row_height = least_height
        self._least_width = least_width
        self._gap = gap
        self._columns = 1
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        if least_width:
            model.modelReset.connect(self._on_model_changed)

    @property
    def row_height(self) -> int:
        """How high every row is, for the delegate."""
        return self._row_height

    @property
    def columns(self) -> int:
        """In how many columns the rows stand."""
        return self._columns

    @property
    def column_width(self) -> int:
        """How wide every row is, for the delegate."""
        return (self.width() + self._gap) // self._columns

    def cell(self, rect: QRect) -> QRect:
        """Return the part of a row's rectangle to paint in: columns stand apart."""
        return rect.adjusted(0, 0, -self._gap, 0) if self._columns > 1 else rect

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let whole rows fill the list, and leave free what is left."""
        self._set_columns()
        super().resizeEvent(event)

    def _set_columns(self) -> None:
        if self._least_width:
            room = self.width() + self._gap
            most = max(1, room // (self._least_width + self._gap))
            whole = self.height() // self._least_height
            self._columns = most if self.model().rowCount() > whole else 1
            self.setWrapping(self._columns > 1)
        # Qt begins the next column one pixel before this one is full.
        room = self.height() - (2 if self._columns > 1 else 0)
        rows = max(1, room // self._least_height)
        self._row_height = max(self._least_height, room // rows)
        rest = max(0, room - rows * self._row_height)
        # The gap behind the last column lies outside, so that columns fill the width.
        beyond = -self._gap if self._columns > 1 else 0
        self.setViewportMargins(0, 0, beyond, rest)
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_model_changed(self) -> None:
        self._set_columns()

    def rows_in_sight(self) -> Iterator[QModelIndex]:
        """Return the rows that can be seen now, from above."""
        index = self.indexAt(QPoint(1, 1))
        while index.isValid():
            place = self.visualRect(index)
            if place.top() >= self.viewport().height() or place.left() >= self.width() - 1:
                return
            yield index
            index = index.siblingAtRow(index.row() + 1)


class RowArea(QScrollArea):
    """A scrolled column of widgets or lines, each ``row_height`` pixels high."""

    def __init__(self, column: QWidget, row_height: int) -> None:
        super().__init__()
        self._row_height = row_height
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(row_height)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(column)
        column.setAutoFillBackground(False)  # setWidget has turned it on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave free what would show half a row."""
        rest = self.height() % self._row_height if self.height() > self._row_height else 0
        self.setViewportMargins(0, 0, 0, rest)
        super().resizeEvent(event)
