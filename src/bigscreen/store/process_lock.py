"""Keeps two processes from doing the same thing at once, on every system alike."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from bigscreen.service.ports import LedgerUnavailable


class ProcessLock:
    """Held by one process at a time; the system takes it back when its holder dies.

    The lock is an exclusive transaction on an empty SQLite file of its own: the one file lock
    that works on Linux and Windows, waits with a time limit and is already there.
    """

    def __init__(self, path: Path, wait_s: float) -> None:
        self._path = path
        self._connection = sqlite3.connect(
            path, timeout=wait_s, isolation_level=None, check_same_thread=False
        )

    def acquire(self) -> None:
        """Take the lock, waiting for it if need be.

        Raises:
            LedgerUnavailable: another process holds it for longer than the wait.
        """
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise LedgerUnavailable(f"{self._path}: held by another process ({error})") from error

    def release(self) -> None:
        """Let go of the lock."""
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the lock, if held, and of its file."""
        self._connection.close()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
