"""Asks a running hub what its units are called."""

import asyncio
from collections.abc import Mapping, Sequence

from bigscreen.feed.client import FeedClient
from bigscreen.feed.figures_asker import QUIET_S, NotAnswered
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.link_facts import Fact, LinkEnded, PictureReplaced


async def unit_names(url: str, token: str) -> Mapping[str, str]:
    """Return the call signs of the hub's units by their ids.

    Raises:
        InvalidValue: ``url`` is not an address of a hub.
        NotAnswered: the hub did not show its picture.
    """
    found: asyncio.Future[Mapping[str, str]] = asyncio.get_running_loop().create_future()

    def take(facts: Sequence[Fact]) -> None:
        for fact in facts:
            if found.done():
                return
            match fact:
                case PictureReplaced():
                    units = fact.snapshot.units
                    found.set_result({one.unit.id: one.unit.call_sign for one in units})
                case LinkEnded():
                    found.set_exception(NotAnswered(fact.detail or fact.code))

    running = asyncio.create_task(
        FeedClient(url, ClientSession(token=token, kind="wall"), take).run()
    )
    try:
        return await asyncio.wait_for(found, QUIET_S)
    except TimeoutError as error:
        raise NotAnswered(f"the hub said nothing for {QUIET_S:.0f} s") from error
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
