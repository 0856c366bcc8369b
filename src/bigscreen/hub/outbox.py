"""What waits to be sent to one client, by lanes: answers, events, figures, positions.

Answers go first, so that an order settles at once whatever else is going on. Answers and
events are kept in order and complete; figures and positions are newest-wins. A client that
lets too much pile up is given up: it reconnects and resumes where it was.
"""

import asyncio
from collections import deque

from bigscreen.hub.position_feed import PositionFeed

MOST_EVENTS_WAITING = 2_000
"""More may wait for a moment: one commit can make thousands."""
CATCH_UP_WITHIN_S = 5.0
MOST_EVENTS_EVER = 50_000
MOST_ANSWERS_WAITING = 1_000


class Outbox:
    """The lanes of one client; the welcome is its first answer, so it leaves before the rest."""

    def __init__(self, feed: PositionFeed) -> None:
        self._feed = feed
        self._seen = 0
        self._answers: deque[str] = deque()
        self._events: deque[str] = deque()
        self._board: str | None = None
        self._frames: deque[bytes] = deque()
        self._behind_since_s: float | None = None
        self._something = asyncio.Event()

    def too_far_behind(self, now_s: float) -> bool:
        """Tell, by the steady clock ``now_s``, whether the client is to be given up."""
        if len(self._answers) > MOST_ANSWERS_WAITING or len(self._events) > MOST_EVENTS_EVER:
            return True
        if len(self._events) <= MOST_EVENTS_WAITING:
            return False
        if self._behind_since_s is None:
            self._behind_since_s = now_s
        return now_s - self._behind_since_s > CATCH_UP_WITHIN_S

    def put_answer(self, text: str) -> None:
        """Queue an answer."""
        self._answers.append(text)
        self._something.set()

    def put_event(self, text: str) -> None:
        """Queue an event."""
        self._events.append(text)
        self._something.set()

    def put_board(self, text: str) -> None:
        """Leave the newest figures."""
        self._board = text
        self._something.set()

    def look_at_positions(self) -> None:
        """Note that the feed has ticked."""
        self._something.set()

    async def next_frame(self) -> str | bytes:
        """Return the next frame to send, waiting for one."""
        while (frame := self._pop()) is None:
            self._something.clear()
            await self._something.wait()
        return frame

    def _pop(self) -> str | bytes | None:
        if self._answers:
            return self._answers.popleft()
        if self._events:
            if len(self._events) <= MOST_EVENTS_WAITING:
                self._behind_since_s = None
            return self._events.popleft()
        if self._board is not None:
            board, self._board = self._board, None
            return board
        if not self._frames:
            frames, self._seen = self._feed.frames_after(self._seen)
            self._frames.extend(frames)
        return self._frames.popleft() if self._frames else None
