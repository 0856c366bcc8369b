"""Records that come whole and settle one day: alarms, hand-overs, joint operations."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

SETTLED_KEPT = 200
"""How many settled records of a kind stay in the situation, so that one can be looked at."""


class Record(Protocol):
    """Something with an id that nothing changes any more once it is settled."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing can become of it any more."""


_R = TypeVar("_R", bound=Record)


class Records(Generic[_R]):
    """The records of one kind: open ones in order of creation, then the last settled ones."""

    def __init__(self, records: Iterable[_R] = ()) -> None:
        self._open: dict[str, _R] = {}
        self._settled: dict[str, _R] = {}
        for record in records:
            self.put(record)

    def __len__(self) -> int:
        return len(self._open) + len(self._settled)

    def __iter__(self) -> Iterator[_R]:
        yield from self._open.values()
        yield from self._settled.values()

    def open(self) -> Iterable[_R]:
        """Return those something can still become of, oldest first."""
        return self._open.values()

    def get(self, record_id: str) -> _R | None:
        """Return the record with this id, or None."""
        return self._open.get(record_id) or self._settled.get(record_id)

    def put(self, record: _R) -> None:
        """Take in a record as it stands now; the oldest settled one may be forgotten."""
        self._settled.pop(record.id, None)
        if not record.is_settled:
            self._open[record.id] = record
            return
        self._open.pop(record.id, None)
        self._settled[record.id] = record
        if len(self._settled) > SETTLED_KEPT:
            del self._settled[next(iter(self._settled))]

    def drop(self, record_id: str) -> None:
        """Forget a record a limited view may see no longer."""
        self._open.pop(record_id, None)
        self._settled.pop(record_id, None)
