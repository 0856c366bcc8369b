"""Waiting on conditions instead of sleeping, with one limit that slow machines can stretch."""

import asyncio
import os
from collections.abc import Callable

PATIENCE_S = 10.0 * float(os.environ.get("BIGSCREEN_TEST_PATIENCE", "1"))


async def until(condition: Callable[[], object]) -> None:
    """Return once ``condition()`` is true; fail after the patience is used up."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - a test may ask anything, not only events
            await asyncio.sleep(0.005)
