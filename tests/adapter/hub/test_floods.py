"""What one client sends too much of is its own loss: nobody else waits, nothing is kept of it."""

import asyncio
from contextlib import AsyncExitStack
from time import perf_counter

import pytest
from websockets.exceptions import InvalidStatus

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import AssignUnits, RegisterIncident
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.hub import client_link, lobby
from bigscreen.hub.pace import ORDER_RATES, Allowance, Rate, cost_of
from bigscreen.protocol.codec import command_message, encode
from bigscreen.protocol.messages import Hello, ResultMessage, Welcome
from tests.support.memory_ledger import MemoryLedger
from tests.support.raw_client import connected, joined
from tests.support.running_hub import TOKENS, running_hub
from tests.support.waiting import until

REGISTER = RegisterIncident(item_code="noise", title="吵")
FORBIDDEN = AssignUnits(incident_id="i1", unit_ids=tuple("u" * 100 for _ in range(9_000)))


async def test_a_forbidden_order_is_answered_counted_and_kept_nowhere(capsys) -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it, joined(it.url, TOKENS[Role.WALL], "wall") as wall:
        outcomes = [await wall.order(FORBIDDEN) for _ in range(8)]
        assert {outcome.code for outcome in outcomes} == {"not_allowed"}
        assert outcomes[0].facts == {"role": "wall", "order": "AssignUnits"}
        assert it.hub.counters.orders_not_allowed == 8
        assert (it.hub.counters.orders, ledger.commits, ledger.entries) == (0, 0, [])
        assert it.hub.health()["counters"]["orders_not_allowed"] == 8
    assert capsys.readouterr().out.count("code=not_allowed") == 5


async def test_an_order_that_is_too_long_is_kept_nowhere() -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        outcome = await desk.order(FORBIDDEN)
        assert outcome.code == "invalid_command"
        assert "65536 are allowed" in outcome.facts["detail"]
        assert ledger.entries == []


async def test_a_person_who_orders_too_fast_is_told_and_may_repeat_it() -> None:
    ledger = MemoryLedger()
    rates = {**ORDER_RATES, Role.DESK: Rate(20.0, 3.0)}
    async with (
        running_hub(ledger, order_rates=rates) as it,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
        joined(it.url, "token-of-desk-2", "desk") as other,
    ):
        ids = [await desk.post(REGISTER, f"c{n}") for n in range(12)]
        outcomes = [await desk.outcome(command_id) for command_id in ids]
        refused = [outcome for outcome in outcomes if outcome.code != "ok"]
        assert [outcome.code for outcome in outcomes[:3]] == ["ok"] * 3
        assert {(o.status, o.code) for o in refused} == {(OutcomeStatus.REFUSED, "too_fast")}
        assert refused[0].facts == {"per_second": 20}
        assert it.hub.counters.orders_too_fast == len(refused)
        assert len(ledger.entries) == 12 - len(refused)
        assert (await other.order(REGISTER)).code == "ok"
        for late in refused:
            while (await desk.order(REGISTER, late.command_id)).code == "too_fast":
                pass
        assert {entry.command_id for entry in ledger.entries} >= set(ids)


async def test_a_source_that_reports_too_fast_is_heard_later_and_in_order() -> None:
    ledger = MemoryLedger()
    rates = {**ORDER_RATES, Role.SOURCE: Rate(100.0, 5.0)}
    async with (
        running_hub(ledger, order_rates=rates) as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        started = perf_counter()
        ids = [await source.post(REGISTER, f"c{n}") for n in range(40)]
        assert {(await source.outcome(command_id)).code for command_id in ids} == {"ok"}
        assert perf_counter() - started > 0.3
        assert [entry.command_id for entry in ledger.entries] == ids
        assert it.hub.counters.orders_too_fast == 0


async def test_who_only_sends_what_is_of_no_use_is_read_slowly(monkeypatch) -> None:
    monkeypatch.setattr(client_link, "TURNED_AWAY_RATE", Rate(50.0, 10.0))
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall") as wall:
        started = perf_counter()
        ids = [await wall.post(REGISTER, f"c{n}") for n in range(30)]
        assert {(await wall.outcome(command_id)).code for command_id in ids} == {"not_allowed"}
        assert perf_counter() - started > 0.35
        assert len(wall.all(ResultMessage)) == 30
        assert it.hub.counters.orders_not_allowed == 30


async def test_clients_that_hear_nothing_hold_up_the_end_for_a_moment_only() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.DESK], "desk") as deaf,
        connected(it.url) as silent,
    ):
        for client in (deaf, silent):
            client.connection.transport.pause_reading()  # the goodbye is never answered
        started = perf_counter()
        await it.server.stop()
        assert perf_counter() - started < 0.9
        for client in (deaf, silent):
            client.read_on()


async def test_a_client_that_is_made_to_wait_does_not_hold_up_the_end(monkeypatch) -> None:
    monkeypatch.setattr(client_link, "TURNED_AWAY_RATE", Rate(0.01, 0.0))
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall") as wall:
        assert (await wall.order(REGISTER)).code == "not_allowed"
        started = perf_counter()
        await it.server.stop()
        assert perf_counter() - started < 1.5


def test_an_allowance_comes_back_with_time_up_to_its_burst() -> None:
    allowance = Allowance(Rate(10.0, 2.0), now_s=100.0)
    assert [allowance.take(100.0) for _ in range(3)] == [True, True, False]
    assert [allowance.take(100.125) for _ in range(2)] == [True, False]
    assert [allowance.take(500.0) for _ in range(3)] == [True, True, False]
    assert allowance.owe(500.0, 5.0) == pytest.approx(0.5)
    assert allowance.owe(501.0, 0.0) == 0.0
    assert not allowance.take(499.0, 50.0)  # a clock put back gives nothing


def test_a_long_frame_costs_more() -> None:
    assert cost_of("") == 1.0
    assert cost_of(b"x" * 16_384) == 2.0


async def test_silent_connections_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(lobby, "MOST_SILENT", 5)
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall"):
        async with AsyncExitStack() as all_of_them:
            silent = [await all_of_them.enter_async_context(connected(it.url)) for _ in range(5)]
            assert await _status_of_another(it.url) == 503
            assert it.hub.counters.connections_refused == 1
            await silent[0].say(Hello(token=TOKENS[Role.DESK], kind="desk"))
            await silent[0].first(Welcome)
            async with joined(it.url, TOKENS[Role.LEAD], "lead"):
                pass
        await until(lambda: (it.hub.lobby._present, it.hub.lobby._silent) == (1, 0))


async def test_a_crowd_that_comes_at_once_gets_in_up_to_the_bound(monkeypatch) -> None:
    monkeypatch.setattr(lobby, "MOST_SILENT", 10)
    async with running_hub() as it, AsyncExitStack() as inside:
        came = await asyncio.gather(
            *(inside.enter_async_context(connected(it.url)) for _ in range(40)),
            return_exceptions=True,
        )
        assert sum(isinstance(one, InvalidStatus) for one in came) == 30
        assert it.hub.counters.connections_refused == 30


async def test_all_connections_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(lobby, "MOST_CONNECTIONS", 2)
    async with running_hub() as it, joined(it.url, TOKENS[Role.WALL], "wall"):
        async with joined(it.url, TOKENS[Role.DESK], "desk"):
            assert await _status_of_another(it.url) == 503
        await until(lambda: it.hub.lobby._present == 1)
        async with joined(it.url, TOKENS[Role.DESK], "desk"):
            pass


async def test_a_screens_name_reaches_the_log_short_and_plain_only(capsys) -> None:
    async with running_hub() as it, connected(it.url) as client:
        hello = Hello(token=TOKENS[Role.DESK], kind="desk", screen="\x1b[2J" + "x" * 900_000)
        await client.say(hello)
        await client.closed()
        assert (await client.problem()).detail.startswith("hello: screen has 900004 characters")
    said = capsys.readouterr().out
    assert "code=malformed" in said
    assert "[2J" not in said
    assert max(map(len, said.splitlines())) < 400


async def _status_of_another(url: str) -> int:
    with pytest.raises(InvalidStatus) as refused:
        async with connected(url):
            pass
    return refused.value.response.status_code


def test_the_attack_fits_a_frame() -> None:
    assert 900_000 < len(encode(command_message("a", FORBIDDEN))) < 1 << 20
