"""Orders over real sockets: answered once durable, told to everybody, never twice."""

import asyncio

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    DeclareUnits,
    RegisterIncident,
)
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.hub import member as member_module
from bigscreen.protocol.codec import command_message
from bigscreen.protocol.messages import CommandMessage, EventMessage, ResultMessage
from bigscreen.service.settlement import Settlement
from tests.support.memory_ledger import MemoryLedger
from tests.support.raw_client import joined
from tests.support.running_hub import TOKENS, running_hub
from tests.support.small_city import a_unit
from tests.support.waiting import until

DECLARE = DeclareUnits(units=tuple(a_unit(f"p-{n}") for n in range(1, 6)))
REGISTER = RegisterIncident(item_code="noise", title="吵")


async def test_an_order_is_answered_and_everybody_hears_of_it() -> None:
    ledger = MemoryLedger()
    async with (
        running_hub(ledger) as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
        joined(it.url, TOKENS[Role.WALL], "wall") as wall,
    ):
        await source.order(DECLARE)
        case = await desk.order(REGISTER)
        order = AssignUnits(incident_id=case.incident_id, unit_ids=("p-1", "p-2"))
        outcome = await desk.order(order)
        assert outcome.status is OutcomeStatus.ACCEPTED
        for client in (source, desk, wall):
            await client.up_to(outcome.last_seq)
            assert client.seqs == list(range(1, 9))
        assert [seq for seq, _ in ledger.events] == list(range(1, 9))
        assert wall.all(ResultMessage) == []


async def test_the_answer_comes_before_the_events_it_made() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        outcome = await source.order(DECLARE)
        await source.up_to(outcome.last_seq)
        kinds = [type(m) for m in source.received if isinstance(m, ResultMessage | EventMessage)]
        assert kinds == [ResultMessage] + [EventMessage] * 5


async def test_two_desks_want_the_same_unit_and_the_loser_is_told_who_has_it() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, TOKENS[Role.DESK], "desk") as one,
        joined(it.url, "token-of-desk-2", "desk") as two,
    ):
        await source.order(DECLARE)
        cases = [(await one.order(REGISTER)).incident_id for _ in range(2)]
        orders = [AssignUnits(incident_id=case, unit_ids=("p-1",)) for case in cases]
        outcomes = await asyncio.gather(one.order(orders[0]), two.order(orders[1]))
        winner, loser = sorted(outcomes, key=lambda outcome: outcome.status)
        assert (winner.code, loser.code) == ("ok", "unit_held")
        assert loser.can_confirm
        assert loser.facts["by"] in {"desk", "desk-2"}
        assert loser.facts["since"]


async def test_orders_that_wait_together_are_committed_together() -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        ids = [await desk.post(REGISTER, f"c{n}") for n in range(200)]
        outcomes = [await desk.outcome(command_id) for command_id in ids]
        assert {outcome.code for outcome in outcomes} == {"ok"}
        assert [outcome.first_seq for outcome in outcomes] == list(range(1, 201))
        assert ledger.commits < 200


async def test_a_retry_over_another_connection_gets_the_same_answer() -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it:
        async with joined(it.url, TOKENS[Role.DESK], "desk") as desk:
            first = await desk.order(REGISTER, "once")
        async with joined(it.url, TOKENS[Role.DESK], "desk") as desk:
            assert await desk.order(REGISTER, "once") == first
            other = await desk.order(AddNote(incident_id="i1", text="?"), "once")
            assert other.code == "id_reused"
        async with joined(it.url, "token-of-desk-2", "desk") as thief:
            assert (await thief.order(REGISTER, "once")).code == "id_reused"
    async with running_hub(ledger) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        assert await desk.order(REGISTER, "once") == first
        assert len(ledger.events) == 1


async def test_nothing_is_told_that_the_ledger_did_not_take() -> None:
    ledger = MemoryLedger()
    async with (
        running_hub(ledger) as it,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
        joined(it.url, TOKENS[Role.WALL], "wall") as wall,
    ):
        ledger.fail_commit = True
        refused = await desk.order(REGISTER, "r")
        assert (refused.status, refused.code) == (OutcomeStatus.REFUSED, "ledger_unavailable")
        assert it.hub.health()["counters"]["ledger_faults"] == 1
        ledger.fail_commit = False
        assert (await desk.order(REGISTER, "r")).code == "ok"
        await wall.up_to(1)
        assert wall.seqs == [1]


async def test_unusable_orders_get_a_result_by_name() -> None:
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        message = command_message("x", REGISTER)
        await desk.say(CommandMessage(id="a", name="fly", data=message.data))
        outcome = await desk.outcome("a")
        assert outcome.code == "unknown_command"
        assert "'fly'" in outcome.facts["detail"]
        await desk.say(CommandMessage(id="b", name="close_incident", data=message.data))
        outcome = await desk.outcome("b")
        assert outcome.code == "invalid_command"
        assert "incident_id" in outcome.facts["detail"]


async def test_a_client_is_not_read_from_while_too_many_of_its_orders_wait(monkeypatch) -> None:
    monkeypatch.setattr(member_module, "MOST_ORDERS_WAITING", 3)
    holding = asyncio.Event()
    loop = asyncio.get_running_loop()
    settle = Settlement.settle

    def slow_settle(self, requests):
        asyncio.run_coroutine_threadsafe(holding.wait(), loop).result()
        return settle(self, requests)

    monkeypatch.setattr(Settlement, "settle", slow_settle)
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        ids = [await desk.post(REGISTER, f"c{n}") for n in range(10)]
        await until(lambda: it.hub.counters.frames_in >= 5)
        assert it.hub.counters.orders == 3
        holding.set()
        for command_id in ids:
            assert (await desk.outcome(command_id)).code == "ok"


async def test_orders_settle_even_when_the_sender_has_left() -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it:
        async with joined(it.url, TOKENS[Role.DESK], "desk") as desk:
            await desk.post(REGISTER, "r")
            await desk.post(CloseIncident(incident_id="i1"), "c")
        await until(lambda: ledger.answer("c"))
        assert [seq for seq, _ in ledger.events] == [1, 2]
