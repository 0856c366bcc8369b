"""The hub's own parts: clock, ledger thread, background jobs, admission."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.errors import InvalidValue
from bigscreen.hub import ledger_thread, server
from bigscreen.hub.admission import Admission, OneTimeAccount
from bigscreen.hub.background import Background
from bigscreen.hub.clock import HubClock
from bigscreen.hub.ledger_thread import LedgerThread
from bigscreen.hub.server import ListenAddress, listen_address
from bigscreen.protocol.messages import Hello
from bigscreen.service.ports import Account, LedgerUnavailable
from bigscreen.service.settlement import OrderRequest, Settlement
from bigscreen.service.token_digest import token_digest
from tests.support.memory_ledger import MemoryLedger
from tests.support.raw_client import connected, joined
from tests.support.running_hub import TOKENS, NoAccounts, running_hub
from tests.support.small_city import DESK, NOON, small_city
from tests.support.waiting import until


def test_real_time_is_this_machines() -> None:
    before = datetime.now(UTC)
    assert before <= HubClock().now() <= datetime.now(UTC)


def test_replay_time_runs_from_its_origin_at_its_rate() -> None:
    passed = [100.0]
    clock = HubClock(NOON.astimezone(), 120.0, steady=lambda: passed[0])
    assert clock.now() == NOON
    passed[0] = 101.5
    assert clock.now() == NOON + timedelta(minutes=3)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(("origin", "rate"), [(NOON, 0.0), (NOON, -1.0), (None, 2.0)])
def test_a_clock_that_can_not_run_is_refused(origin, rate) -> None:
    with pytest.raises(ValueError, match=str(rate)):
        HubClock(origin, rate)


@pytest.mark.parametrize(
    ("text", "host", "port", "loopback"),
    [
        ("127.0.0.1:8765", "127.0.0.1", 8765, True),
        ("localhost:0", "localhost", 0, True),
        ("[::1]:80", "::1", 80, True),
        ("0.0.0.0:8765", "0.0.0.0", 8765, False),  # noqa: S104 - only parsed
        ("hub.city.example:443", "hub.city.example", 443, False),
    ],
)
def test_an_address_says_whether_others_can_reach_it(text, host, port, loopback) -> None:
    address = listen_address(text)
    assert (address, address.is_loopback) == (ListenAddress(host, port), loopback)


@pytest.mark.parametrize("text", ["", "8765", ":8765", "host", "host:", "host:x", "host:65536"])
def test_what_is_no_address_is_named(text) -> None:
    with pytest.raises(InvalidValue, match="host:port"):
        listen_address(text)


def request(number: int) -> OrderRequest:
    return OrderRequest(
        actor=DESK,
        command_id=f"c{number}",
        command=RegisterIncident(item_code="noise", title="吵"),
        received_at=NOON,
    )


def thread(settlement) -> tuple[LedgerThread, list]:
    told: list = []
    made = LedgerThread(
        settlement,
        on_events=lambda events: told.extend(seq for seq, _ in events),
        on_faults=lambda count: told.append(f"{count} faults"),
    )
    return made, told


async def test_what_was_queued_before_the_end_is_settled_in_order(monkeypatch) -> None:
    monkeypatch.setattr(ledger_thread, "MOST_IN_ONE_COMMIT", 4)
    ledger = MemoryLedger()
    made, told = thread(Settlement(ledger, small_city()))
    for number in range(10):
        made.submit(request(number), lambda outcome: told.append(outcome.command_id))
    made.start()
    assert await made.stop(5.0)
    await until(lambda: len(told) == 20)
    answers = [one for one in told if isinstance(one, str)]
    assert answers == [f"c{n}" for n in range(10)]
    assert [one for one in told if isinstance(one, int)] == list(range(1, 11))
    assert ledger.commits == 3


async def test_questions_are_answered_where_the_ledger_lives() -> None:
    made, _ = thread(Settlement(MemoryLedger(), small_city()))
    made.start()
    assert await made.ask(threading.current_thread) is not threading.current_thread()

    def fail() -> None:
        raise LedgerUnavailable("no")

    with pytest.raises(LedgerUnavailable):
        await made.ask(fail)
    assert await made.stop(5.0)


async def test_a_ledger_that_hangs_does_not_keep_the_hub_from_ending() -> None:
    let_go = threading.Event()
    made, _ = thread(Settlement(MemoryLedger(), small_city()))
    made.start()
    asking = asyncio.create_task(made.ask(let_go.wait))
    await asyncio.sleep(0)
    assert not await made.stop(0.05)
    let_go.set()
    assert await asking


async def test_a_job_that_fails_is_logged_and_runs_again() -> None:
    runs = []

    async def job() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise RuntimeError("once")

    background = Background()
    with capture_logs() as logs:
        background.every(0.01, "job", job)
        await until(lambda: len(runs) > 2)
        ages = background.ages_s()
        await background.stop()
    assert [line["event"] for line in logs] == ["background_job_failed"]
    assert set(ages) == {"job"}


def test_one_time_accounts_come_before_the_ledgers_and_end_with_the_hub() -> None:
    accounts = NoAccounts()
    accounts.known[token_digest("kept")] = Account(name="k", role=Role.WALL, created_at=NOON)
    once = OneTimeAccount(name="once", role=Role.DESK, token="t")
    admission = Admission(accounts, [once], NOON)
    assert admission.find(token_digest("t")).name == "once"
    assert admission.find(token_digest("kept")).name == "k"
    assert admission.find(token_digest("x")) is None
    digests = [token_digest(token) for token in ("t", "kept", "x")]
    assert admission.ended(digests) == {token_digest("x")}
    assert "token=" not in repr(once)


async def test_a_peer_that_answers_no_pings_is_gone_soon(monkeypatch) -> None:
    monkeypatch.setattr(server, "_PING_EVERY_S", 0.05)
    monkeypatch.setattr(server, "_PONG_WITHIN_S", 0.05)
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall") as silent:
        silent.stop_reading()
        await until(lambda: not list(it.hub.members()))
        silent.read_on()


async def test_a_ledger_that_can_not_be_read_lets_nobody_in_but_asks_to_come_again() -> None:
    class Broken(NoAccounts):
        def find(self, token_digest):
            raise LedgerUnavailable("locked")

    async with running_hub(accounts=Broken()) as it:
        async with connected(it.url) as client:
            await client.say(Hello(token="unknown", kind="wall"))
            await client.closed()
            assert (client.close_code, client.received) == (1013, [])
        async with joined(it.url, TOKENS[Role.WALL], "wall") as wall:
            await until(lambda: it.hub.health()["heartbeat_age_s"]["accounts"] < 1.0)
            assert wall.close_code is None
