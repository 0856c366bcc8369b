"""The ranked candidates as a Qt model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.wording import tr

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The whole :class:`CandidateRow` of an index."""
CHOSEN_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the next order would send this unit."""

_Index = QModelIndex | QPersistentModelIndex


class CandidateModel(QAbstractListModel):
    """Candidates by rank; which of them are chosen is the choice's to say."""

    def __init__(self, choice: UnitChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._rows: tuple[CandidateRow, ...] = ()
        choice.choice_changed.connect(self._on_choice_changed)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many candidates there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, whether it is chosen, or its words for tips and screen readers."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == CHOSEN_ROLE:
            return row.unit_id in self._choice.unit_ids
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chosen = tr("chosen") if row.unit_id in self._choice.unit_ids else ""
            parts = (chosen, row.call_sign, row.reasons, row.travel, row.distance)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{row.call_sign}\n{row.reasons}\n{row.travel}  {row.distance}")
        return None

    def rows(self) -> tuple[CandidateRow, ...]:
        """Return the candidates by rank."""
        return self._rows

    def show_rows(self, rows: Sequence[CandidateRow]) -> None:
        """Show other candidates, or new figures of the same ones."""
        if tuple(rows) == self._rows:
            return
        same = [row.unit_id for row in rows] == [row.unit_id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = tuple(rows)
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @Slot()
    def _on_choice_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [CHOSEN_ROLE])
