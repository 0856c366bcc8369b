"""The queue as a Qt model: told of each change line by line, sorted again when a clock runs out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.ui.queue.line_moves import moves
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.case_badges import supervised_cases
from bigscreen.viewmodels.queue_rows import (
    Order,
    QueueRow,
    Scope,
    found,
    next_overdue_at,
    queue_row,
    sos_cases,
    spoken,
)
from bigscreen.viewmodels.queue_view import (
    Grouping,
    Heading,
    QueueFilter,
    QueueLine,
    QueueView,
    arranged,
    grave_hidden,
    line_key,
)
from bigscreen.viewmodels.wording import tr

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The whole :class:`QueueRow` of an index, None for a heading's."""
HINT_ROLE = Qt.ItemDataRole.UserRole + 2
"""The hint that stands in place of the chips of a case nobody was sent to."""

LINE_ROLE = Qt.ItemDataRole.UserRole + 3
"""The row or the heading of an index."""

Finder = Callable[[str], frozenset[str]]
"""Finds the ids of the cases a query means."""

_Index = QModelIndex | QPersistentModelIndex
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class QueueModel(QAbstractListModel):
    """Rows of the cases that pass the filter and match the search, in order and in groups.

    ``at_wall`` says no more of a case than walls may, where anybody can read along.

    Signals:
        lines_changed(): lines came, went or changed places; emitted after all of it.
    """

    lines_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, at_wall: bool = False) -> None:
        super().__init__(parent)
        self._at_wall = at_wall
        self.now = _EPOCH
        self.is_moving = False
        self._city: City | None = None
        self._made: dict[str, tuple[tuple[int, ...], QueueRow]] = {}
        self._lines: list[QueueLine] = []
        self._keys: list[str] = []
        self._places: dict[str, int] = {}
        self._hints: Mapping[str, str] = {}
        self._view = QueueView()
        self._folded: frozenset[str] = frozenset()
        self._query = ""
        self._finder: Finder | None = None
        self._account = ""
        self._next_overdue: datetime | None = None

    @property
    def scope(self) -> Scope:
        """Which cases are shown."""
        return self._view.filter.scope

    @property
    def view(self) -> QueueView:
        """The order, the grouping and the filter in use."""
        return self._view

    @property
    def city(self) -> City | None:
        """The city the rows were made in."""
        return self._city

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines are shown, headings too."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its hint, or its words for tips and screen readers."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if isinstance(line, Heading):
            return heading_words(line) if role == Qt.ItemDataRole.AccessibleTextRole else None
        return self._row_data(line, role)

    def _row_data(self, row: QueueRow, role: int) -> Any:
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
        """Return the rows in the order they are shown; those of folded groups are not."""
        return [line for line in self._lines if not isinstance(line, Heading)]

    def hidden_grave(self) -> tuple[int, int]:
        """Return how many cases with an SOS, and how many others of level Ⅰ, are not shown."""
        return grave_hidden(self.all_rows(), frozenset(self._places))

    def row(self, place: int) -> QueueRow:
        """Return the row in this place, counted from 0."""
        return self.shown_rows()[place]

    def line(self, place: int) -> QueueLine:
        """Return the line in this place, counted from 0."""
        return self._lines[place]

    def place_of(self, key: str) -> QModelIndex:
        """Return the index of a case or a heading's key, an invalid one where it is not shown."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def show_situation(self, situation: Situation, city: City | None, now: datetime) -> None:
        """Take over what has changed; the rows of untouched cases are kept."""
        kept = self._made if city is self._city else {}
        self._city = city
        made: dict[str, tuple[tuple[int, ...], QueueRow]] = {}
        supervised, sos = supervised_cases(situation), sos_cases(situation)
        for incident_id, state in situation.incidents.items():
            is_supervised, has_sos = incident_id in supervised, incident_id in sos
            versions = (*_versions(situation, state), is_supervised, has_sos)
            known = kept.get(incident_id)
            if known is not None and known[0] == versions:
                made[incident_id] = known
            else:
                row = queue_row(
                    situation,
                    state,
                    city,
                    supervised=is_supervised,
                    sos=has_sos,
                    at_wall=self._at_wall,
                )
                made[incident_id] = (versions, row)
        self._made = made
        self.now = now
        self._arrange()

    def begin_with(self, other: "QueueModel") -> None:
        """Take over the rows another model has made, to show as soon as there is a situation.

        Raises:
            ValueError: the other one says less, or more, of a case than this one may.
        """
        if other._at_wall is not self._at_wall:  # noqa: SLF001 - of the same class
            raise ValueError("rows of a wall and of a desk do not say the same")
        self._city, self._made = other._city, dict(other._made)  # noqa: SLF001 - as above

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

    def use_finder(self, finder: Finder) -> None:
        """Search with the desk's own index, besides the words of the rows themselves."""
        self._finder = finder

    def set_account(self, account: str) -> None:
        """Say whose cases are one's own."""
        if account != self._account:
            self._account = account
            self._arrange()

    def set_view(self, view: QueueView) -> None:
        """Look at the queue in another way."""
        if view != self._view:
            self._view = view
            self._arrange()

    def set_order(self, order: Order) -> None:
        """Sort differently."""
        self.set_view(replace(self._view, order=order))

    def set_grouping(self, grouping: Grouping) -> None:
        """Gather the rows by something else."""
        self.set_view(replace(self._view, grouping=grouping))

    def set_filter(self, chosen: QueueFilter) -> None:
        """Show other cases."""
        self.set_view(replace(self._view, filter=chosen))

    def set_scope(self, scope: Scope) -> None:
        """Show other cases, the rest of the filter unchanged."""
        self.set_filter(replace(self._view.filter, scope=scope))

    def set_query(self, query: str) -> None:
        """Show only the cases in which every word of ``query`` is found."""
        self._query = query
        self._arrange()

    def fold(self, key: str, *, folded: bool) -> None:
        """Hide a group's rows under its heading, or show them."""
        self._folded = self._folded | {key} if folded else self._folded - {key}
        self._arrange()

    def _arrange(self) -> None:
        every = self.all_rows()
        query = self._query.strip()
        ids = self._finder(query) if query and self._finder is not None else frozenset()
        chosen, now, account = self._view.filter, self.now, self._account
        wanted = arranged(
            (
                row
                for row in every
                if chosen.passes(row, now, account)
                and (not query or row.incident_id in ids or found(row, query))
            ),
            self._view.order,
            self._view.grouping,
            self._folded,
            now,
        )
        self._next_overdue = next_overdue_at(every, now)
        self._become(wanted)

    def _become(self, wanted: list[QueueLine]) -> None:
        """Show other lines; tell only what is different."""
        keys = [line_key(line) for line in wanted]
        old = dict(zip(self._keys, self._lines, strict=True))
        if keys != self._keys:
            self.is_moving = True
            self._move(keys, wanted)
            self._places = {key: place for place, key in enumerate(keys)}
            self.is_moving = False
        self._lines = wanted
        for place, line in enumerate(wanted):
            before = old.get(keys[place], line)
            if before is not line and before != line:
                index = self.index(place)
                self.dataChanged.emit(index, index, [ROW_ROLE])
        self.lines_changed.emit()

    def _move(self, keys: list[str], wanted: list[QueueLine]) -> None:
        steps = moves(self._keys, keys)
        none = QModelIndex()
        if steps is None:
            self.beginResetModel()
            self._lines, self._keys = wanted, keys
            self.endResetModel()
            return
        for first, last in steps.removed:
            self.beginRemoveRows(none, first, last)
            del self._lines[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()
        if steps.kept is not None:
            self._put_in_order(list(steps.kept))
        for first, last in steps.added:
            self.beginInsertRows(none, first, last)
            self._lines[first:first] = wanted[first : last + 1]
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()

    def _put_in_order(self, keys: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        kept_keys = [self._keys[index.row()] for index in kept]
        lines = dict(zip(self._keys, self._lines, strict=True))
        self._lines, self._keys = [lines[key] for key in keys], keys
        places = {key: place for place, key in enumerate(keys)}
        self.changePersistentIndexList(kept, [self.index(places[key]) for key in kept_keys])
        self.layoutChanged.emit()


def heading_words(heading: Heading) -> str:
    """Return a heading as a screen reader says it."""
    parts = [heading.text, tr("{n} cases", n=heading.count)]
    if heading.overdue:
        parts.append(tr("overdue {n}", n=heading.overdue))
    if heading.waiting:
        parts.append(tr("to dispatch {n}", n=heading.waiting))
    if heading.folded:
        parts.append(tr("folded"))
    return ", ".join(parts)


def _versions(situation: Situation, state: IncidentState) -> tuple[int, ...]:
    """Return what a row depends on, as numbers that grow with every change."""
    units = (situation.assignments[a].unit_id for a in state.assignment_ids)
    known = (situation.units.get(unit_id) for unit_id in units)
    return (state.version, *(unit.version if unit else 0 for unit in known))
