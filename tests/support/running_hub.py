"""A hub on a real loopback port inside the test."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.authority import Role
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.hub.hub import Hub, HubParts
from bigscreen.hub.pace import Rate
from bigscreen.hub.server import HubServer, ListenAddress
from bigscreen.service.ports import Account, Ledger
from tests.support.memory_ledger import MemoryLedger
from tests.support.small_city import small_city

TOKENS = {role: f"token-of-{role}" for role in Role}
"""One account a role, named like it; two desks and two sources."""

ONE_TIME = [
    *(OneTimeAccount(name=role.value, role=role, token=token) for role, token in TOKENS.items()),
    OneTimeAccount(name="desk-2", role=Role.DESK, token="token-of-desk-2"),
    OneTimeAccount(name="source-2", role=Role.SOURCE, token="token-of-source-2"),
    OneTimeAccount(name="p-1", role=Role.UNIT, token="token-of-p-1"),
]


UNHURRIED = dict.fromkeys(Role, Rate(1e9, 1e9))
"""Order rates for tests that order faster than people can."""


class NoAccounts:
    """Accounts of a ledger that knows none; ``known`` may be filled by digest."""

    def __init__(self) -> None:
        self.known: dict[str, Account] = {}

    def find(self, token_digest: str) -> Account | None:
        return self.known.get(token_digest)


class NoPast:
    """A history without cases, or with those given."""

    def __init__(self, *cases: CaseFacts) -> None:
        self.known = cases

    def cases_received(self, start: datetime, end: datetime) -> Sequence[CaseFacts]:
        return [case for case in self.known if start <= case.received_at < end]


@dataclass
class RunningHub:
    """A started hub and where it listens."""

    hub: Hub
    server: HubServer
    url: str


@asynccontextmanager
async def running_hub(
    ledger: Ledger | None = None,
    *,
    accounts=None,
    cases=None,
    city: City | None = None,
    origins: Sequence[str] = (),
    **parts,
) -> AsyncIterator[RunningHub]:
    """Start a hub; positions go out every 20 ms, figures every 50 ms at most.

    It does not look at the clocks by itself: every event of a test is the test's own.
    """
    hub = Hub(
        HubParts(
            ledger=ledger or MemoryLedger(),
            cases=cases or NoPast(),
            accounts=accounts or NoAccounts(),
            city=city or small_city(),
            **{
                "one_time": ONE_TIME,
                "position_tick_s": 0.02,
                "figures_tick_s": 0.05,
                "account_check_s": 0.05,
                "watch_tick_s": 3600.0,
                **parts,
            },
        )
    )
    server = HubServer(hub, ListenAddress("127.0.0.1", 0), origins)
    url = await server.start()
    try:
        yield RunningHub(hub, server, url)
    finally:
        await server.stop()
