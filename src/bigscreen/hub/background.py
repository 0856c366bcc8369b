"""Jobs that run for ever, each with a heartbeat somebody can see."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger(__name__)


class Background:
    """Runs jobs every so often until :meth:`stop`; one that fails is logged and runs again."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []
        self._beats: dict[str, float] = {}

    def every(self, seconds: float, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Run ``job`` every ``seconds`` seconds."""
        self._beats[name] = time.monotonic()
        self._tasks.append(asyncio.create_task(self._repeat(seconds, name, job), name=name))

    async def _repeat(self, seconds: float, name: str, job: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await job()
            except Exception as error:  # noqa: BLE001 - the job has to go on
                _log.error("background_job_failed", job=name, exc_info=error)
            else:
                self._beats[name] = time.monotonic()

    def ages_s(self) -> dict[str, float]:
        """Return how long ago each job last ran to its end, in seconds."""
        now = time.monotonic()
        return {name: round(now - beat, 3) for name, beat in self._beats.items()}

    async def stop(self) -> None:
        """End all jobs."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
