"""A table of plain texts that keeps what is selected while its rows change."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from bigscreen.ui.theme import Ink, Size, State, Theme
from bigscreen.ui.widgets.focus_ring import FocusRing
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.wording import tr

_ROW = 34
_NARROWEST = 60
_MEASURED = 60
"""How many rows say how wide a column is; Qt's own thousand take longer than filling them."""

_TONES: dict[RowTone, QColor] = {
    RowTone.PLAIN: Ink.FULL,
    RowTone.LATE: State.LATE,
    RowTone.BAD: State.BAD,
    RowTone.DONE: Ink.LABEL,
}


class RowTable(QTableWidget):
    """Rows to look at and to choose one from; cells that are too narrow say the rest in a tip.

    Signals:
        row_chosen(id): another row is selected, an empty id for none.
        row_opened(row): a row was double-clicked or Enter was pressed on it.
    """

    row_chosen = Signal(str)
    row_opened = Signal(object)

    def __init__(self, theme: Theme, headings: Sequence[str], *, wide: int = 0) -> None:
        super().__init__(0, len(headings))
        self._rows: tuple[TableRow, ...] = ()
        self.setFont(theme.font(Size.SMALL))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeaderLabels(list(headings))
        self.setAccessibleName(", ".join(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        FocusRing(theme, self)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.verticalHeader().setMinimumSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setFont(theme.font(Size.SMALL))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.px(_NARROWEST))
        header.setResizeContentsPrecision(_MEASURED)
        self.itemSelectionChanged.connect(self._on_item_selection_changed)
        self.itemActivated.connect(self._on_item_activated)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave free what would show half a row."""
        super().resizeEvent(event)
        header = self.horizontalHeader().height()
        row = self.verticalHeader().defaultSectionSize()
        rest = max(0, self.height() - header) % row
        margins = self.viewportMargins()
        if margins.bottom() != rest:
            margins.setBottom(rest)
            self.setViewportMargins(margins)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in so many words that there is no row."""
        super().paintEvent(event)
        if not self._rows:
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(Ink.FAINT)
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing to report")
            )

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows; the selected record stays selected while it is there."""
        if tuple(rows) == self._rows:
            return
        chosen, old = self.chosen_id, self._rows
        self._rows = tuple(rows)
        was_blocked = self.blockSignals(True)
        self.setRowCount(len(self._rows))
        self._write(
            {
                place: row
                for place, row in enumerate(self._rows)
                if place >= len(old) or old[place] != row
            }
        )
        if self.chosen_id != chosen:
            self.clearSelection()
            self.choose(chosen)
        self.blockSignals(was_blocked)
        self.row_chosen.emit(self.chosen_id)

    def show_portion(self, first: int, rows: Sequence[TableRow], *, is_last: bool) -> None:
        """Show other rows from place ``first`` on; those after them stay unless these are last."""
        after = () if is_last else self._rows[first + len(rows) :]
        self.show_rows((*self._rows[:first], *rows, *after))

    def _write(self, changed: Mapping[int, TableRow]) -> None:
        """Put rows by place into the table, and tell the view once.

        It measures its columns anew after each cell it is told of.
        """
        if not changed:
            return
        model = self.model()
        was_blocked = model.blockSignals(True)
        for place, row in changed.items():
            for column, text in enumerate(row.cells):
                cell = QTableWidgetItem(text)
                cell.setForeground(_TONES[row.tone])
                cell.setToolTip(plain_tooltip(text))
                self.setItem(place, column, cell)
        model.blockSignals(was_blocked)
        last = model.index(max(changed), self.columnCount() - 1)
        model.dataChanged.emit(model.index(min(changed), 0), last)

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows as they are shown."""
        return self._rows

    @property
    def chosen(self) -> TableRow | None:
        """The selected row, None for none."""
        places = {index.row() for index in self.selectedIndexes()}
        place = next(iter(places), -1)
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def chosen_id(self) -> str:
        """The id of the selected row, empty for none."""
        return self.chosen.id if self.chosen else ""

    def choose(self, record_id: str) -> None:
        """Select a row by its id."""
        for place, row in enumerate(self._rows):
            if row.id == record_id:
                self.selectRow(place)

    def choose_first(self) -> None:
        """Select the first row where none is selected."""
        if self.chosen is None and self._rows:
            self.selectRow(0)

    @Slot()
    def _on_item_selection_changed(self) -> None:
        self.row_chosen.emit(self.chosen_id)

    @Slot(QTableWidgetItem)
    def _on_item_activated(self, _item: QTableWidgetItem) -> None:
        if self.chosen is not None:
            self.row_opened.emit(self.chosen)
