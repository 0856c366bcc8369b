"""The list of cases: thousands of rows, of which only the visible ones cost anything."""

from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea

from bigscreen.ui.queue.queue_delegate import QueueDelegate
from bigscreen.ui.queue.queue_model import ROW_ROLE, QueueModel
from bigscreen.ui.queue.row_layout import ROW_GAP, ROW_HEIGHT
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.text_box import TextBox
from bigscreen.ui.widgets.whole_rows import RowList

_CLOCK_ROOM = 120


class QueueList(RowList):
    """Shows a :class:`QueueModel`.

    Signals:
        incident_selected(str): a person chose this case, by mouse or by key.
    """

    incident_selected = Signal(str)

    def __init__(self, theme: Theme, model: QueueModel, *, can_select: bool) -> None:
        super().__init__(model, theme.px(ROW_HEIGHT + ROW_GAP / 2))
        self._theme = theme
        self._model = model
        self._selected_id = ""
        self._delegate = QueueDelegate(theme, model, self)
        self.setItemDelegate(self._delegate)
        if can_select:
            self.setMouseTracking(True)
            self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
            model.modelReset.connect(self._on_model_reset)
        else:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without choosing a case, which Qt's lists would do by themselves."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def select(self, incident_id: str) -> None:
        """Mark a case as selected without saying so; none for an empty id or one not shown."""
        self._selected_id = incident_id
        self._mark(scroll=True)

    def step(self, rows: int) -> None:
        """Select the case that many rows further down."""
        count = self._model.rowCount()
        if not count:
            return
        current = self.currentIndex()
        place = current.row() + rows if current.isValid() else 0
        self.setCurrentIndex(self._model.index(min(max(place, 0), count - 1)))

    def tick(self, now: datetime) -> None:
        """Let the clocks run on; only their column is painted again."""
        self._model.tick(now)
        room = self._theme.px(_CLOCK_ROOM)
        view = self.viewport()
        view.update(QRect(view.width() - room, 0, room, view.height()))

    def hidden_below(self) -> int:
        """Return how many rows stand below the last one that is wholly visible."""
        last = max((index.row() for index in self.rows_in_sight()), default=-1)
        return self._model.rowCount() - last - 1

    def text_boxes(self) -> list[TextBox]:
        """Return the texts of the rows in sight."""
        boxes: list[TextBox] = []
        for index in self.rows_in_sight():
            laid = self._delegate.lay(
                self.visualRect(index), index, selected=index == self.currentIndex()
            )
            boxes += laid.text_boxes()
        return boxes

    @Slot(QModelIndex, QModelIndex)
    def _on_selection_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        if current.isValid():
            self._selected_id = current.data(ROW_ROLE).incident_id
            self.incident_selected.emit(self._selected_id)

    @Slot()
    def _on_model_reset(self) -> None:
        self._mark(scroll=False)

    def _mark(self, *, scroll: bool) -> None:
        """Bring the view in line with what is selected, silently."""
        index = self._model.place_of(self._selected_id)
        marks = self.selectionModel()
        if index == marks.currentIndex() and marks.isSelected(index) == index.isValid():
            return
        was_blocked = marks.blockSignals(True)
        if index.isValid():
            marks.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            marks.clear()
        marks.blockSignals(was_blocked)
        self.viewport().update()
        if scroll and index.isValid():
            self.scrollTo(index)
