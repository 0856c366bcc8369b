"""A stretch of the past folded to any of its moments, forwards and backwards alike."""

from bisect import bisect_right
from collections.abc import Sequence

from bigscreen.domain.past import NotedEvent
from bigscreen.domain.situation import Situation, Snapshot

_SNAPSHOT_EVERY = 400


class PastCourse:
    """The situation at any moment of [start_ms, end_ms], from ``snapshot`` and ``events``.

    ``snapshot`` is as of ``start_ms``; ``events`` are what changed it, numbered on from it
    without a gap, in order. Of two events noted at the same moment both have happened at it.
    """

    def __init__(
        self, start_ms: int, end_ms: int, snapshot: Snapshot, events: Sequence[NotedEvent]
    ) -> None:
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.events = events
        self._times = [noted.at_ms for noted in events]
        self._snapshots = {0: snapshot}
        self._applied = 0
        self._situation = Situation(snapshot)

    def holds(self, at_ms: int) -> bool:
        """Tell whether the moment lies in this stretch."""
        return self.start_ms <= at_ms <= self.end_ms

    def situation_at(self, at_ms: int) -> tuple[Situation, bool]:
        """Return the situation at a moment, and whether it is another than was asked for last.

        It is only to be read, and only until the next call.
        """
        wanted = bisect_right(self._times, at_ms)
        if wanted == self._applied:
            return self._situation, False
        nearest = max(n for n in self._snapshots if n <= wanted)
        if wanted < self._applied or nearest > self._applied:
            self._applied = nearest
            self._situation = Situation(self._snapshots[nearest])
        while self._applied < wanted:
            noted = self.events[self._applied]
            self._situation.apply(noted.seq, noted.event)
            self._applied += 1
            if self._applied % _SNAPSHOT_EVERY == 0:
                self._snapshots.setdefault(self._applied, self._situation.snapshot())
        return self._situation, True
