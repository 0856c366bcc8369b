"""Tells how far a long export is, and ends it where somebody gave it up."""

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Hears how many parts are done, and of how many."""

Cancelled = Callable[[], bool]
"""Says whether the export is still wanted; asked between two parts."""


class ExportCancelled(Exception):
    """The export was given up; nothing of it is to be kept."""


def unwatched(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def never() -> bool:
    """Say that nobody gives up."""
    return False


class Steps:
    """Counts the parts of one export of ``total`` parts."""

    def __init__(self, total: int, on_progress: OnProgress, cancelled: Cancelled) -> None:
        self._total = max(1, total)
        self._done = 0
        self._on_progress = on_progress
        self._cancelled = cancelled
        on_progress(0, self._total)

    def check(self) -> None:
        """Go on, unless the export was given up.

        Raises:
            ExportCancelled: it was.
        """
        if self._cancelled():
            raise ExportCancelled

    def next(self) -> None:
        """One more part is done.

        Raises:
            ExportCancelled: the rest is not wanted any more.
        """
        self._done = min(self._total, self._done + 1)
        self._on_progress(self._done, self._total)
        self.check()
