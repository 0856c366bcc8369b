"""How somebody looks at the queue: in which order, filtered by what, in which groups."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.domain.incidents import Level
from bigscreen.viewmodels.queue_rows import Order, QueueRow, Scope, in_scope, sort_rows
from bigscreen.viewmodels.trade_words import force_name, grid_name, level_name
from bigscreen.viewmodels.wording import tr, tr_noop


class Grouping(StrEnum):
    """What the rows are gathered by."""

    NONE = "none"
    GRID = "grid"
    LEVEL = "level"
    STAGE = "stage"
    LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which cases are shown; an empty set lets everything pass.

    ``mine`` are the cases this account registered or sent somebody to.
    """

    scope: Scope = Scope.OPEN
    levels: frozenset[Level] = frozenset()
    grids: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    mine: bool = False
    overdue: bool = False
    cards: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it hides any open case at all."""
        return self != QueueFilter()

    def passes(self, row: QueueRow, now: datetime, account: str) -> bool:
        """Tell whether a row is shown."""
        return (
            in_scope(row, self.scope, now)
            and (not self.levels or row.level in self.levels)
            and (not self.grids or row.grid_id in self.grids)
            and (not self.forces or not self.forces.isdisjoint(row.forces))
            and (not self.stages or row.stage_key in self.stages)
            and (not self.mine or account in row.accounts)
            and (not self.overdue or row.is_overdue(now))
            and (not self.cards or row.has_card)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """A way to look at the queue that can be kept under a name."""

    name: str = ""
    order: Order = Order.URGENCY
    grouping: Grouping = Grouping.NONE
    filter: QueueFilter = field(default_factory=QueueFilter)


DEFAULT_VIEWS = (
    QueueView(name=tr_noop("All open")),
    QueueView(
        name=tr_noop("Level Ⅰ and Ⅱ"),
        filter=QueueFilter(levels=frozenset({Level.ONE, Level.TWO})),
    ),
    QueueView(name=tr_noop("Mine"), filter=QueueFilter(mine=True)),
    QueueView(
        name=tr_noop("Overdue, by deadline"),
        order=Order.DEADLINE,
        filter=QueueFilter(overdue=True),
    ),
    QueueView(name=tr_noop("With cards"), filter=QueueFilter(cards=True)),
    QueueView(name=tr_noop("By grid"), grouping=Grouping.GRID),
)
"""The views every desk has; their names are translated where they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Stands over a group of rows; a ``folded`` one hides them."""

    key: str
    text: str
    count: int
    overdue: int
    waiting: int
    folded: bool
    level: Level | None = None


QueueLine = QueueRow | Heading


def line_key(line: QueueLine) -> str:
    """Return what tells a line from all others."""
    return f"\x00{line.key}" if isinstance(line, Heading) else line.incident_id


def arranged(
    rows: Iterable[QueueRow],
    order: Order,
    grouping: Grouping,
    folded: frozenset[str],
    now: datetime,
) -> list[QueueLine]:
    """Return rows in their order, under headings where they are grouped."""
    in_order = sort_rows(rows, order, now)
    if grouping is Grouping.NONE:
        return list(in_order)
    groups: dict[tuple[str, str], list[QueueRow]] = {}
    for row in in_order:
        groups.setdefault(_GROUPS[grouping](row), []).append(row)
    lines: list[QueueLine] = []
    for (sort_key, text), members in sorted(groups.items()):
        key = f"{grouping.value}:{sort_key}"
        heading = _heading(key, text or tr("None"), members, now, is_folded=key in folded)
        if grouping is Grouping.LEVEL:
            heading = replace(heading, level=members[0].level)
        lines.append(heading)
        if not heading.folded:
            lines += members
    return lines


def _heading(
    key: str, text: str, members: Sequence[QueueRow], now: datetime, *, is_folded: bool
) -> Heading:
    return Heading(
        key=key,
        text=text,
        count=len(members),
        overdue=sum(row.stopped_at is None and row.is_overdue(now) for row in members),
        waiting=sum(row.is_waiting for row in members),
        folded=is_folded,
    )


_GROUPS: dict[Grouping, Callable[[QueueRow], tuple[str, str]]] = {
    # What groups are sorted by, and what they are called. No name stands last.
    Grouping.GRID: lambda row: (row.grid_id or "\uffff", row.grid),
    Grouping.LEVEL: lambda row: (str(int(row.level)), level_name(row.level)),
    Grouping.STAGE: lambda row: (f"{row.work_kind}{row.stage:02}{row.stage_key}", row.stage_name),
    Grouping.LEAD: lambda row: (row.lead_force or "\uffff", row.lead_name),
}


def grave_hidden(rows: Iterable[QueueRow], shown: frozenset[str]) -> tuple[int, int]:
    """Return how many open cases are not in ``shown``: those with an SOS, the others of level Ⅰ."""
    hidden = [row for row in rows if row.stopped_at is None and row.incident_id not in shown]
    sos = sum(row.has_sos for row in hidden)
    return sos, sum(row.level is Level.ONE and not row.has_sos for row in hidden)


def filter_words(chosen: QueueFilter, scope_name: str, city: City | None) -> str:
    """Return what a filter lets through, in one line; ``scope_name`` is that of its scope."""
    parts = [scope_name] if chosen.scope is not Scope.OPEN else []
    parts += [level_name(level) for level in sorted(chosen.levels)]
    parts += [grid_name(city, grid_id) for grid_id in sorted(chosen.grids)]
    parts += [force_name(city, code) for code in sorted(chosen.forces)]
    if chosen.stages:
        parts.append(tr("{n} stages", n=len(chosen.stages)))
    for wanted, word in (
        (chosen.mine, tr("Mine")),
        (chosen.overdue, tr("Overdue")),
        (chosen.cards, tr("With cards")),
    ):
        if wanted:
            parts.append(word)
    return " · ".join(parts)
