"""What waits to be sent to one client, by lanes: answers, events, figures, positions.

Answers go first, so that an order settles at once whatever else is going on. Answers and
events are kept in order and complete; figures and positions are newest-wins. A client that
lets too much pile up is given up: it reconnects and resumes where it was.
"""

import asyncio
from collections import deque
from typing import NamedTuple

from bigscreen.hub.position_feed import PositionFeed

MOST_EVENTS_WAITING = 2_000
"""More may wait for a moment: one commit can make thousands."""
CATCH_UP_WITHIN_S = 5.0
MOST_EVENTS_EVER = 50_000
MOST_ANSWERS_WAITING = 1_000

_BYTES_AT_ONCE = 64 * 1024


class Frame(NamedTuple):
    """One frame as it goes out; text is UTF-8, encoded once for all clients it goes to."""

    data: bytes
    is_text: bool


class Outbox:
    """The lanes of one client; the welcome is its first answer, so it leaves before the rest."""

    def __init__(self, feed: PositionFeed) -> None:
        self._feed = feed
        self._seen = self._seen_before = 0
        self._answers: deque[bytes] = deque()
        self._events: deque[bytes] = deque()
        self._board: bytes | None = None
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

    def put_answer(self, text: bytes) -> None:
        """Queue an answer."""
        self._answers.append(text)
        self._something.set()

    def put_event(self, text: bytes) -> None:
        """Queue an event."""
        self._events.append(text)
        self._something.set()

    def put_board(self, text: bytes) -> None:
        """Leave the newest figures."""
        self._board = text
        self._something.set()

    def look_at_positions(self) -> None:
        """Note that the feed has ticked."""
        self._something.set()

    def drop_positions(self) -> None:
        """Take back position frames that were not sent yet; what still holds is made anew."""
        if self._frames:
            self._frames.clear()
            self._seen = self._seen_before

    async def next_frames(self) -> list[Frame]:
        """Return what is to be sent next, waiting for it; small frames come together."""
        while (frame := self._pop()) is None:
            self._something.clear()
            await self._something.wait()
        frames, size = [frame], len(frame.data)
        while size < _BYTES_AT_ONCE and (frame := self._pop()) is not None:
            frames.append(frame)
            size += len(frame.data)
        return frames

    def _pop(self) -> Frame | None:
        if self._answers:
            return Frame(self._answers.popleft(), is_text=True)
        if self._events:
            if len(self._events) <= MOST_EVENTS_WAITING:
                self._behind_since_s = None
            return Frame(self._events.popleft(), is_text=True)
        if self._board is not None:
            board, self._board = self._board, None
            return Frame(board, is_text=True)
        if not self._frames:
            self._seen_before = self._seen
            frames, self._seen = self._feed.frames_after(self._seen)
            self._frames.extend(frames)
        return Frame(self._frames.popleft(), is_text=False) if self._frames else None
