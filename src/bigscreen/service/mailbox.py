"""Where a fast writer leaves what it knows for a reader that looks in now and then.

One thread writes, one thread reads, and neither waits: every step is one atomic operation of
:class:`collections.deque`. Positions are newest-wins, so that a reader which does not look in
costs one fix a unit and no more; everything else is kept in order and complete.
"""

from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

from bigscreen.domain.fixes import FixColumns, newest_fixes

T = TypeVar("T")

_BATCHES_BEFORE_MERGE = 8


class FixBox:
    """The newest fix of each unit since the last look."""

    def __init__(self) -> None:
        self._batches: deque[FixColumns] = deque()

    def put(self, fixes: FixColumns) -> None:
        """Leave a batch; a long pile is merged into one."""
        self._batches.append(fixes)
        if len(self._batches) > _BATCHES_BEFORE_MERGE:
            self._batches.append(self.take())

    def take(self) -> FixColumns:
        """Take out everything, one row a unit.

        Reader and a merging writer may share out the batches between them; no batch is lost
        and their order does not matter, because the fix time decides.
        """
        batches: list[FixColumns] = []
        try:
            while True:
                batches.append(self._batches.popleft())
        except IndexError:  # asking for the length first would leave a gap for the other thread
            return newest_fixes(batches)


@dataclass(frozen=True, slots=True)
class _Fresh(Generic[T]):
    """An item from which on positions are found in another box."""

    item: T
    box: FixBox


class Mailbox(Generic[T]):
    """Items in order, and positions beside them."""

    def __init__(self) -> None:
        self._items: deque[T | _Fresh[T]] = deque()
        self._written = self._read = FixBox()

    def put(self, item: T) -> None:
        """Leave an item."""
        self._items.append(item)

    def put_fixes(self, fixes: FixColumns) -> None:
        """Leave positions."""
        self._written.put(fixes)

    def start_over(self, item: T) -> None:
        """Leave an item that makes every position left before it void."""
        self._written = FixBox()
        self._items.append(_Fresh(item, self._written))

    def drain(self, limit: int) -> tuple[list[T], FixColumns]:
        """Take out up to ``limit`` items in order, and the positions to apply after them."""
        items: list[T] = []
        while self._items and len(items) < limit:
            item = self._items.popleft()
            if isinstance(item, _Fresh):
                self._read = item.box
                item = item.item
            items.append(item)
        return items, self._read.take()
