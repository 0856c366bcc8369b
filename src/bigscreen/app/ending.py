"""When a process that runs without a window should end."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable


def ends_on(*, stdin: bool) -> asyncio.Event:
    """Return the event that is set by SIGTERM, SIGINT or, if asked, the end of standard input."""
    loop = asyncio.get_running_loop()
    end = asyncio.Event()

    def ask() -> None:
        loop.call_soon_threadsafe(end.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: ask())
    if stdin:
        threading.Thread(target=_await_end_of_stdin, args=(ask,), daemon=True).start()
    return end


def _await_end_of_stdin(ask: Callable[[], None]) -> None:
    # The file descriptor itself: a thread that waits inside sys.stdin would hold its lock when
    # the interpreter ends.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    ask()
