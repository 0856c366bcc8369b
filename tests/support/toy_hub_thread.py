"""A toy hub on a loop of its own, so that a test of the GUI thread can talk to it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from tests.support.toy_hub import ToyHub

_PATIENCE_S = 10.0


class ToyHubThread:
    """Runs a :class:`ToyHub` beside the test. ``hub`` is touched through :meth:`do` only."""

    def __init__(self) -> None:
        self.hub = ToyHub()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="toy-hub")

    def __enter__(self) -> Self:
        self._thread.start()
        self.do(self.hub.open)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.do(self.hub.close)
        self.do(self._finish)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_S)
        self._loop.close()

    def do(self, function: Callable[..., Any], *args: object) -> Any:
        """Call ``function`` on the hub's loop, wait for it if it is a coroutine, return."""

        async def called() -> Any:
            result = function(*args)
            return await result if isinstance(result, Awaitable) else result

        return asyncio.run_coroutine_threadsafe(called(), self._loop).result(_PATIENCE_S)

    async def _finish(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
