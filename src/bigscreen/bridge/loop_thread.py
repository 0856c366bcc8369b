"""One thread with one asyncio loop, for everything that waits on the network."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

_STOP_WITHIN_S = 5.0

_log = structlog.get_logger(__name__)


class LoopThread:
    """Runs one coroutine to its end, and functions beside it, off the GUI thread."""

    def __init__(self, name: str) -> None:
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._work: Callable[[], Coroutine[Any, Any, None]] | None = None
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running = threading.Event()

    @property
    def alive(self) -> bool:
        """Whether the work still goes on."""
        return self._thread.is_alive()

    def start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin ``work()``; returns once its loop takes calls."""
        self._work = work
        self._thread.start()
        self._running.wait()

    def call(self, function: Callable[..., object], *args: object) -> bool:
        """Have ``function(*args)`` called on the loop, calls in order; False if it has ended."""
        if self._loop is None:
            return False
        try:
            self._loop.call_soon_threadsafe(function, *args)
        except RuntimeError:  # the loop is closed
            return False
        return True

    def stop(self) -> None:
        """Cancel the work and wait until the thread is gone. Harmless when called again."""
        if self._task is not None:
            self.call(self._task.cancel)
        if self._thread.is_alive():
            self._thread.join(_STOP_WITHIN_S)
        if self._thread.is_alive():
            _log.error("loop_thread_does_not_stop", thread=self._thread.name)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except asyncio.CancelledError:
            return
        except Exception:  # noqa: BLE001 - nobody above; the live situation sees the silence
            _log.exception("loop_thread_died", thread=self._thread.name)
        finally:
            self._running.set()

    async def _main(self) -> None:
        assert self._work is not None  # noqa: S101 - set by start(), which alone runs the thread
        self._task = asyncio.current_task()
        self._loop = asyncio.get_running_loop()
        self._running.set()
        await self._work()
