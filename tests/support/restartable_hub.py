"""The real hub on a loopback port it keeps, so that a test can stop it and bring it back."""

from types import TracebackType
from typing import Self

from bigscreen.hub.hub import Hub, HubParts
from bigscreen.hub.server import HubServer, ListenAddress
from tests.support.memory_ledger import MemoryLedger
from tests.support.running_hub import ONE_TIME, NoAccounts, NoPast
from tests.support.small_city import small_city


class RestartableHub:
    """A hub over a ledger in memory; ``url`` stays the same over restarts."""

    def __init__(self) -> None:
        self.ledger = MemoryLedger()
        self.url = ""
        self._port = 0
        self._hub: Hub | None = None
        self._server: HubServer | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def open(self) -> None:
        parts = HubParts(
            ledger=self.ledger,
            cases=NoPast(),
            accounts=NoAccounts(),
            city=small_city(),
            one_time=ONE_TIME,
            position_tick_s=0.02,
        )
        self._hub = Hub(parts)
        self._server = HubServer(self._hub, ListenAddress("127.0.0.1", self._port))
        self.url = await self._server.start()
        self._port = int(self.url.rpartition(":")[2])

    async def close(self) -> None:
        if self._server is not None:
            await self._server.stop()
            self._server = None

    def cut(self) -> None:
        """Kill every socket without a word."""
        if self._hub is not None:
            for member in list(self._hub.members()):
                member.cut("for the test")
