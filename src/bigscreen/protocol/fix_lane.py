"""Positions a client waits to send: of each unit the newest, whatever the link can carry."""

from collections.abc import Iterator

import numpy as np

from bigscreen.domain.fixes import FixColumns, newest_fixes
from bigscreen.protocol.positions import encode_positions

_FIXES_PER_FRAME = 60_000  # 16 bytes each, below MAX_FRAME_BYTES


class FixLane:
    """Newest wins while they wait; frames that were begun are finished first."""

    def __init__(self) -> None:
        self._fixes: list[FixColumns] = []
        self._frames: list[bytes] = []

    def put(self, fixes: FixColumns) -> None:
        """Take positions for sending."""
        self._fixes = [newest_fixes([*self._fixes, fixes])] if self._fixes else [fixes]

    def cut(self) -> None:
        """Forget frames that were begun: their link is gone."""
        self._frames.clear()

    def next_frame(self) -> bytes | None:
        """Return the next frame, None when nothing waits."""
        if not self._frames and self._fixes:
            self._frames = list(_frames_of(self._fixes[0]))
            self._fixes = []
        return self._frames.pop(0) if self._frames else None


def _frames_of(fixes: FixColumns) -> Iterator[bytes]:
    for start in range(0, len(fixes), _FIXES_PER_FRAME):
        some = np.arange(start, min(start + _FIXES_PER_FRAME, len(fixes)))
        yield from encode_positions(fixes.rows(some))
