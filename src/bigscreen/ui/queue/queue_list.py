"""The list of cases: thousands of rows, of which only the visible ones cost anything."""

from bisect import bisect_left
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea

from bigscreen.ui.queue.queue_delegate import QueueDelegate
from bigscreen.ui.queue.queue_model import LINE_ROLE, QueueModel
from bigscreen.ui.queue.row_layout import ROW_GAP, ROW_HEIGHT
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.focus_ring import FocusRing
from bigscreen.ui.widgets.text_box import TextBox
from bigscreen.ui.widgets.whole_rows import RowList
from bigscreen.viewmodels.queue_view import Heading, line_key
from bigscreen.viewmodels.wording import tr

_CLOCK_ROOM = 120
_LEAST_WIDTH = 440
"""Of a row on a wall: wider lists have several columns."""


class QueueList(RowList):
    """Shows a :class:`QueueModel`.

    Signals:
        incident_selected(str): a person chose this case, by mouse or by key.
    """

    incident_selected = Signal(str)

    def __init__(self, theme: Theme, model: QueueModel, *, can_select: bool) -> None:
        super().__init__(
            model,
            theme.px(ROW_HEIGHT + ROW_GAP / 2),
            least_width=0 if can_select else theme.px(_LEAST_WIDTH),
            gap=theme.px(ROW_GAP),
        )
        self._theme = theme
        self._model = model
        self._selected_id = ""
        self._heading = ""
        self.setAccessibleName(tr("Cases"))
        self._delegate = QueueDelegate(theme, model, self)
        self.setItemDelegate(self._delegate)
        if can_select:
            self.setMouseTracking(True)
            FocusRing(theme, self)
            self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
            model.lines_changed.connect(self._on_model_lines_changed)
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
        self._heading = ""
        self._mark(scroll=True)

    def step(self, rows: int) -> None:
        """Select the case that many rows further down."""
        cases = [
            place
            for place in range(self._model.rowCount())
            if not isinstance(self._model.line(place), Heading)
        ]
        if not cases:
            return
        current = self.currentIndex()
        if not current.isValid():
            target = 0
        else:  # a heading stands before the first of its cases
            target = bisect_left(cases, current.row())
            on_case = target < len(cases) and cases[target] == current.row()
            target += rows if on_case or rows < 0 else rows - 1
        self.setCurrentIndex(self._model.index(cases[min(max(target, 0), len(cases) - 1)]))

    def fold(self, index: QModelIndex, *, folded: bool | None = None) -> bool:
        """Fold or unfold the group of a heading; tell whether ``index`` is one."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Heading):
            return False
        self._model.fold(line.key, folded=not line.folded if folded is None else folded)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with the left key, unfold with the right one, either with space."""
        keys = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False, Qt.Key.Key_Space: None}
        key = Qt.Key(event.key())
        if key not in keys or not self.fold(self.currentIndex(), folded=keys[key]):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold a group with a click on its heading."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.fold(self.indexAt(event.position().toPoint()))

    def tick(self, now: datetime) -> None:
        """Let the clocks run on; only their column is painted again."""
        self._model.tick(now)
        room = self._theme.px(_CLOCK_ROOM)
        view = self.viewport()
        for right in range(self.column_width, view.width() + 1, self.column_width):
            view.update(QRect(right - room, 0, room, view.height()))
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
        if self._model.is_moving or not current.isValid():
            return  # only a person chooses
        line = current.data(LINE_ROLE)
        self._heading = line_key(line) if isinstance(line, Heading) else ""
        if not isinstance(line, Heading):
            self._selected_id = line.incident_id
            self.incident_selected.emit(self._selected_id)

    @Slot()
    def _on_model_lines_changed(self) -> None:
        self._mark(scroll=False)

    def _mark(self, *, scroll: bool) -> None:
        """Bring the view in line with what is selected, silently."""
        index = self._model.place_of(self._heading or self._selected_id)
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
