"""A table block as Qt's views want it; five thousand rows cost nothing until they are seen."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from bigscreen.ui.theme import Ink, State
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.meeting.drill import can_drill
from bigscreen.viewmodels.meeting.ground_text import ground_lines
from bigscreen.viewmodels.report_blocks import Ground, Table

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel):
    """Rows to look at."""

    def __init__(self, block: Table) -> None:
        super().__init__()
        self.block = block
        self._numbers = [self._is_number(column) for column in range(len(block.columns))]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.block.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.block.columns)

    def ground(self, index: _Index) -> Ground | None:
        """Return what the figure in a cell stands on, None for a cell without a figure."""
        grounds = self.block.grounds
        if not index.isValid() or index.row() >= len(grounds):
            return None
        row = grounds[index.row()]
        found = row[index.column()] if index.column() < len(row) else Ground()
        return found if can_drill(found) or found.n or found.definition else None

    def case_id(self, index: _Index) -> str:
        """Return the id of the case in a row, empty where there is none."""
        ids = self.block.case_ids
        return ids[index.row()] if index.isValid() and index.row() < len(ids) else ""

    def title(self, index: _Index) -> str:
        """Return what a cell's figure is called: its row's names and its column."""
        row = self.block.rows[index.row()]
        names = [cell for cell in row[:2] if isinstance(cell, str)]
        return " · ".join([*names, self.block.columns[index.column()]])

    def text(self, index: _Index) -> str:
        """Return a cell as it is shown."""
        cell = self.block.rows[index.row()][index.column()]
        match cell:
            case None:
                return "—"
            case str():
                return cell
            case int():
                return f"{cell:,}"
            case _:
                return f"{cell:,.1f}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks of a cell."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text(index)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._numbers[index.column()] else _LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(index)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index)
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.block.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._numbers[section] else _LEFT
        return None

    def _is_number(self, column: int) -> bool:
        cells = (row[column] for row in self.block.rows)
        first = next((cell for cell in cells if cell is not None), None)
        return first is not None and not isinstance(first, str)

    def _ink(self, index: _Index) -> object:
        text = self.text(index)
        if text.startswith(("−", "-")):
            return State.BAD
        return Ink.FULL if text != "—" else Ink.FAINT

    def _tip(self, index: _Index) -> str:
        ground = self.ground(index)
        if ground is None:
            return plain_tooltip(self.text(index))
        return plain_tooltip("\n".join(ground_lines(self.title(index), self.text(index), ground)))
