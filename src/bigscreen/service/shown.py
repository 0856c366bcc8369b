"""What a limited view has told of one kind of thing, and what an event changed of that."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from bigscreen.domain.records import Record, Records

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Shown(Generic[T]):
    """Each thing by its key, as it is and as it is told; the same object when nothing is left out.

    ``changed`` and ``gone`` are what the last event made necessary to tell. ``plain`` is True
    while the event itself tells all of that.
    """

    def __init__(self) -> None:
        self.told: dict[str, tuple[T, T]] = {}
        self.begin()

    def begin(self) -> None:
        """Forget what the last event changed."""
        self.changed: list[T] = []
        self.gone: list[str] = []
        self.plain = True

    def among(self, keys: Iterable[str]) -> tuple[T, ...]:
        """Return what is told, in the order of ``keys``."""
        return tuple(self.told[key][1] for key in keys if key in self.told)

    def renew(self, key: str, full: T | None, seen: T | None, *, made: bool = False) -> None:
        """Note how a thing stands, and what is seen of it; ``made`` when the event makes it."""
        before = self.told.get(key)
        if full is None or seen is None:
            if before is not None:
                del self.told[key]
                self.gone.append(key)
                self.plain = False
            return
        self.told[key] = (full, seen)
        is_plain = seen is full
        if before is None:
            self.changed.append(seen)
            self.plain = self.plain and made and is_plain
            return
        was_plain = before[0] is before[1]
        if is_plain and was_plain:
            if before[0] is not full:
                self.changed.append(seen)
            return
        # An event on a thing of which something is left out would tell of that, too.
        if before[0] is not full or before[1] != seen:
            self.plain = False
        if before[1] != seen:
            self.changed.append(seen)


def renew_records(
    shown: Shown[R],
    records: Records[R],
    see: Callable[[R], R | None],
    *,
    own: R | None,
    every: bool,
) -> None:
    """Look at the record the event itself brings (``own``), and at ``every`` other if need be."""
    if every:
        for record in records:
            shown.renew(record.id, record, see(record), made=record is own)
    elif own is not None:
        shown.renew(own.id, own, see(own), made=True)
    if every or (own is not None and own.is_settled):
        # With one more settled, the oldest may have been forgotten.
        for key in [key for key in shown.told if records.get(key) is None]:
            shown.renew(key, None, None)
