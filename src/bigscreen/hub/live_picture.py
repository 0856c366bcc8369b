"""The picture as all clients have been told it: the situation after the last published event.

Lives in the event loop. Joining a client and noting where its events begin is one step without
a pause in it, so that nothing can happen between the snapshot and the first event.
"""

from collections import deque
from collections.abc import Iterable

import msgspec

from bigscreen.domain.events import Event, UnitDeclared
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.protocol.codec import encode, event_message
from bigscreen.protocol.welcome import prepared
from bigscreen.service.settlement import NumberedEvent

MOST_MISSED = 5_000
"""A client that missed more events than this gets a snapshot instead."""


class LivePicture:
    """The situation, the newest events as text, and the snapshot encoded once per change.

    ``recent`` are the last events before ``start.seq``, in order, for clients that resume
    after the hub was restarted. ``unit_changes`` grows when a unit becomes known or changes.
    """

    def __init__(self, start: Snapshot, recent: Iterable[NumberedEvent] = ()) -> None:
        self.situation = Situation(start)
        self.unit_changes = 0
        self._texts: deque[bytes] = deque(maxlen=MOST_MISSED)
        for seq, event in recent:
            self._texts.append(encode(event_message(seq, event)).encode())
        self._snapshot: msgspec.Raw | None = None

    @property
    def seq(self) -> int:
        """Number of the last published event."""
        return self.situation.seq

    def apply(self, seq: int, event: Event) -> bytes:
        """Apply the next event and return its text frame."""
        self.situation.apply(seq, event)
        text = encode(event_message(seq, event)).encode()
        self._texts.append(text)
        self._snapshot = None
        if isinstance(event, UnitDeclared):
            self.unit_changes += 1
        return text

    def missed_since(self, seq: int) -> list[msgspec.Raw] | None:
        """Return the events after ``seq``; None when only a snapshot can help."""
        missed = self.seq - seq
        if not 0 <= missed <= len(self._texts):
            return None
        first = len(self._texts) - missed
        return [msgspec.Raw(self._texts[at]) for at in range(first, len(self._texts))]

    def snapshot(self) -> msgspec.Raw:
        """Return the whole picture as JSON."""
        if self._snapshot is None:
            self._snapshot = prepared(self.situation.snapshot())
        return self._snapshot
