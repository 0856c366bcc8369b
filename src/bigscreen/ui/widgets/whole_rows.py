"""Lists and scrolled rows that never show half a row at their lower edge."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QWidget


class RowList(QListView):
    """A list of equal rows, scrolled by whole ones.

    Rows are ``least_height`` pixels high, or somewhat more, so that whole ones fill the list.
    """

    def __init__(self, model: QAbstractItemModel, least_height: int) -> None:
        super().__init__()
        self._least_height = least_height
        self._row_height = least_height
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)

    @property
    def row_height(self) -> int:
        """How high every row is, for the delegate."""
        return self._row_height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let whole rows fill the list, and leave free what is left."""
        rows = max(1, self.height() // self._least_height)
        self._row_height = max(self._least_height, self.height() // rows)
        self.setViewportMargins(0, 0, 0, max(0, self.height() - rows * self._row_height))
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def rows_in_sight(self) -> Iterator[QModelIndex]:
        """Return the rows that can be seen now, from above."""
        index = self.indexAt(QPoint(1, 1))
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
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
