"""The position lane: the newest fix of every unit, sent on a tick, encoded once for all.

A client that keeps up gets every tick's frame. One that does not is sent, when it is ready
again, the newest fix of each unit that moved since its last frame: what it costs is bounded by
the number of units, however long it was away.
"""

from collections.abc import Iterable

from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.protocol.positions import encode_positions


class PositionFeed:
    """The fix table and the frames made of it since the last tick."""

    def __init__(self) -> None:
        self.table = FixTable()
        self._told = 0
        self._frames: dict[int, tuple[list[bytes], int]] = {}

    def take_in(self, fixes: FixColumns) -> None:
        """Note new fixes; clients hear of them with the next tick."""
        self.table.update(fixes)

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop what is known of units nobody here may see any more."""
        self.table.forget(numbers)
        self._frames.clear()

    def tick(self) -> bool:
        """Open what has come in since the last tick to all clients; tell whether there is any."""
        if self.table.generation == self._told:
            return False
        self._told = self.table.generation
        self._frames.clear()
        return True

    def frames_after(self, seen: int) -> tuple[list[bytes], int]:
        """Return the frames a client lacks that has seen generation ``seen``, and what it then has.

        Clients that are equally far share one encoding.
        """
        if seen >= self._told:
            return [], seen
        if seen not in self._frames:
            self._frames[seen] = (
                encode_positions(self.table.since(seen)),
                self.table.generation,
            )
        return self._frames[seen]
