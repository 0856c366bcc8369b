"""One client that was let in, as the hub sees it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bigscreen.domain.authority import Actor
from bigscreen.hub.outbox import Outbox
from bigscreen.service.intake import Reporter

MOST_ORDERS_WAITING = 256
"""Orders of one client without an answer; it is not read from while there are so many."""


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """Who speaks, what waits to be sent to it, and how to be rid of it.

    ``token_digest`` tells whether its account still stands. ``cut`` ends the connection at
    once, with a reason for the log. ``room`` bounds the orders under way. ``reporter`` is what
    it may move, as of unit change ``reporter_of``.
    """

    actor: Actor
    screen: str
    token_digest: str
    outbox: Outbox
    cut: Callable[[str], None]
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_ORDERS_WAITING))
    reporter: Reporter | None = None
    reporter_of: int = -1
