"""The queue as a Qt model: rebuilt from the situation, sorted again only when a clock runs out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.case_badges import supervised_cases
from bigscreen.viewmodels.queue_rows import (
    Order,
    QueueRow,
    Scope,
    found,
    in_scope,
    next_overdue_at,
    queue_row,
    sort_rows,
    spoken,
)
from bigscreen.viewmodels.wording import tr

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The whole :class:`QueueRow` of an index."""
HINT_ROLE = Qt.ItemDataRole.UserRole + 2
"""The hint that stands in place of the chips of a case nobody was sent to."""

_Index = QModelIndex | QPersistentModelIndex
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class QueueModel(QAbstractListModel):
    """Rows of the cases that are in scope and match the search, in the chosen order.

    ``at_wall`` says no more of a case than walls may, where anybody can read along.
    """

    def __init__(self, parent: QObject | None = None, *, at_wall: bool = False) -> None:
        super().__init__(parent)
        self._at_wall = at_wall
        self.now = _EPOCH
        self._city: City | None = None
        self._made: dict[str, tuple[tuple[int, ...], QueueRow]] = {}
        self._rows: list[QueueRow] = []
        self._places: dict[str, int] = {}
        self._hints: Mapping[str, str] = {}
        self._order = Order.URGENCY
        self._scope = Scope.OPEN
        self._query = ""
        self._next_overdue: datetime | None = None

    @property
    def scope(self) -> Scope:
        """Which cases are shown."""
        return self._scope

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its hint, or its words for tips and screen readers."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == HINT_ROLE:
            return tr("To close") if row.is_done else self._hints.get(row.incident_id, "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self.now)
        if role == Qt.ItemDataRole.ToolTipRole:
            units = " ".join(chip.text for chip in row.chips)
            badges = " · ".join(badge.text for badge in row.badges)
            lines = (row.headline, f"{row.number}  {row.place}", badges, units)
            return plain_tooltip("\n".join(line for line in lines if line))
        return None

    def all_rows(self) -> list[QueueRow]:
        """Return the rows of every case known, shown or not."""
        return [row for _, row in self._made.values()]

    def shown_rows(self) -> list[QueueRow]:
        """Return the rows in the order they are shown."""
        return list(self._rows)

    def row(self, place: int) -> QueueRow:
        """Return the row in this place, counted from 0."""
        return self._rows[place]

    def place_of(self, incident_id: str) -> QModelIndex:
        """Return the index of a case, an invalid one where it is not shown."""
        place = self._places.get(incident_id)
        return QModelIndex() if place is None else self.index(place)

    def show_situation(self, situation: Situation, city: City | None, now: datetime) -> None:
        """Take over what has changed; the rows of untouched cases are kept."""
        kept = self._made if city is self._city else {}
        self._city = city
        made: dict[str, tuple[tuple[int, ...], QueueRow]] = {}
        supervised = supervised_cases(situation)
        for incident_id, state in situation.incidents.items():
            is_supervised = incident_id in supervised
            versions = (*_versions(situation, state), int(is_supervised))
            known = kept.get(incident_id)
            if known is not None and known[0] == versions:
                made[incident_id] = known
            else:
                row = queue_row(
                    situation, state, city, supervised=is_supervised, at_wall=self._at_wall
                )
                made[incident_id] = (versions, row)
        self._made = made
        self.now = now
        self._arrange()

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Show other hints."""
        changed = {
            i for i in self._hints.keys() | hints.keys() if self._hints.get(i) != hints.get(i)
        }
        self._hints = dict(hints)
        for incident_id in changed:
            index = self.place_of(incident_id)
            if index.isValid():
                self.dataChanged.emit(index, index, [HINT_ROLE])

    def tick(self, now: datetime) -> None:
        """Let the clocks run on to ``now``; sort again only where one has run out."""
        ran_out = self._next_overdue is not None and now >= self._next_overdue
        went_back = now < self.now
        self.now = now
        if ran_out or went_back:
            self._arrange()

    def set_order(self, order: Order) -> None:
        """Sort differently."""
        self._order = order
        self._arrange()

    def set_scope(self, scope: Scope) -> None:
        """Show other cases."""
        self._scope = scope
        self._arrange()

    def set_query(self, query: str) -> None:
        """Show only the cases in which every word of ``query`` is found."""
        self._query = query
        self._arrange()

    def _arrange(self) -> None:
        every = self.all_rows()
        wanted = sort_rows(
            (
                row
                for row in every
                if in_scope(row, self._scope, self.now) and found(row, self._query)
            ),
            self._order,
            self.now,
        )
        self._next_overdue = next_overdue_at(every, self.now)
        if wanted == self._rows:
            return
        same_places = len(wanted) == len(self._rows) and all(
            new.incident_id == old.incident_id for new, old in zip(wanted, self._rows, strict=True)
        )
        if not same_places:
            self.beginResetModel()
            self._rows = wanted
            self._places = {row.incident_id: place for place, row in enumerate(wanted)}
            self.endResetModel()
            return
        changed = [
            place
            for place, (new, old) in enumerate(zip(wanted, self._rows, strict=True))
            if new is not old
        ]
        self._rows = wanted
        for place in changed:
            index = self.index(place)
            self.dataChanged.emit(index, index, [ROW_ROLE])


def _versions(situation: Situation, state: IncidentState) -> tuple[int, ...]:
    """Return what a row depends on, as numbers that grow with every change."""
    units = (situation.assignments[a].unit_id for a in state.assignment_ids)
    known = (situation.units.get(unit_id) for unit_id in units)
    return (state.version, *(unit.version if unit else 0 for unit in known))
