"""How a camera's stream goes: it plays, stands still, breaks off, and is tried again ever later."""

from bigscreen.domain.streams import StreamFault, StreamState

STREAMS_AT_ONCE = 4
"""How many streams a program plays at once, unless somebody asks for another number."""

RETRY_AFTER_S = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""How long after a failure it is tried again; the last one goes on for ever."""
STEADY_S = 20.0
"""After it has played for so long its failures are forgotten."""


class StreamCourse:
    """The course of one stream; times are seconds of any steady clock.

    ``state`` is how it stands, ``fault`` why it broke last, ``retry_at_s`` when it is due again.
    ``stalls_after_s`` without a picture it counts as broken, while it begins after
    ``answers_within_s``.
    """

    def __init__(self, stalls_after_s: float = 6.0, answers_within_s: float = 12.0) -> None:
        self.state = StreamState.CLOSED
        self.fault: StreamFault | None = None
        self.retry_at_s = 0.0
        self._stalls_after_s = stalls_after_s
        self._answers_within_s = answers_within_s
        self._failures = 0
        self._began_s = 0.0
        self._picture_s = 0.0

    def wait(self) -> None:
        """Stand in line: others play."""
        self.state = StreamState.WAITING

    def begin(self, now_s: float) -> None:
        """Be fetched, from now on."""
        self.state = StreamState.CONNECTING
        self._began_s = now_s

    def picture(self, now_s: float) -> bool:
        """Note a picture; tell whether it is the first one."""
        is_first = self.state is StreamState.CONNECTING
        if is_first:
            self.state = StreamState.PLAYING
            self._began_s = now_s
        elif now_s - self._began_s >= STEADY_S:
            self._failures = 0
        self._picture_s = now_s
        return is_first

    def fail(self, fault: StreamFault, now_s: float) -> None:
        """Break; it is tried again later, the oftener it breaks the later."""
        self.state = StreamState.BROKEN
        self.fault = fault
        self.retry_at_s = now_s + RETRY_AFTER_S[min(self._failures, len(RETRY_AFTER_S) - 1)]
        self._failures += 1

    def close(self) -> None:
        """Be wanted no more."""
        self.state = StreamState.CLOSED
        self.fault = None
        self._failures = 0

    def overdue(self, now_s: float) -> StreamFault | None:
        """Return what is wrong when pictures have not come for too long."""
        if self.state is StreamState.CONNECTING and now_s - self._began_s > self._answers_within_s:
            return StreamFault.NO_ANSWER
        if self.state is StreamState.PLAYING and now_s - self._picture_s > self._stalls_after_s:
            return StreamFault.STALLED
        return None

    def is_due(self, now_s: float) -> bool:
        """Tell whether a broken stream has to be tried again."""
        return self.state is StreamState.BROKEN and now_s >= self.retry_at_s
