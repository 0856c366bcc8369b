"""A source over real sockets: reports, answers and its copy of the situation survive cuts."""

import asyncio
import random
from collections.abc import AsyncIterator

import numpy as np
import pytest

from bigscreen.domain.commands import DeclareUnits, SetDuty
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.units import Duty
from bigscreen.feed.errors import LinkRefused
from bigscreen.feed.source_client import SourceClient
from bigscreen.protocol.link_facts import EventHappened, PictureReplaced
from bigscreen.protocol.messages import Problem
from tests.support.toy_hub import TOKEN, TOY_CITY, ToyHub, toy_unit
from tests.support.waiting import until


@pytest.fixture
async def hub() -> AsyncIterator[ToyHub]:
    async with ToyHub() as hub:
        yield hub


def fix(number: int, lat: float, at_ms: float) -> FixColumns:
    return FixColumns(
        number=np.array([number], np.uint32),
        lat=np.array([lat]),
        lon=np.array([103.0]),
        speed_mps=np.zeros(1, np.float32),
        heading_deg=np.zeros(1, np.float32),
        fixed_at_ms=np.array([at_ms]),
    )


async def test_enters_with_the_whole_picture(hub: ToyHub) -> None:
    hub.declare(1, 2)
    hub.clock_rate = 60.0
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        assert source.situation.snapshot() == hub.situation.snapshot()
        assert source.city == TOY_CITY
        assert source.clock_rate == 60.0
        assert abs((source.hub_now() - hub.now()).total_seconds()) < 30
    assert hub.hellos[0].screen == "sim"


async def test_answers_belong_to_their_commands(hub: ToyHub) -> None:
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        accepted = await source.submit(DeclareUnits(units=(toy_unit(1),)), "c-1")
        assert (accepted.command_id, accepted.status) == ("c-1", OutcomeStatus.ACCEPTED)
        refused = await source.submit(SetDuty(unit_id="u-9", duty=Duty.OFF_DUTY))
        assert (refused.status, refused.code) == (OutcomeStatus.REFUSED, "unknown_unit")
        assert source.situation.units["u-1"].number == 1, "the answer waits for its events"


async def test_pipelined_commands_keep_their_order_and_their_bound(hub: ToyHub) -> None:
    async with SourceClient(hub.url, TOKEN, "sim", max_in_flight=4) as source:
        hub.answering = False
        posting = asyncio.create_task(
            asyncio.wait_for(_post_all(source, [f"c-{n}" for n in range(20)]), 10)
        )
        await until(lambda: len(hub.commands) == 4)
        hub.answering = True
        hub.cut()
        await posting
    first_seen = list(dict.fromkeys(hub.commands))
    assert first_seen == [f"c-{n}" for n in range(20)]


async def _post_all(source: SourceClient, ids: list[str]) -> None:
    answers = [await source.post(DeclareUnits(units=(toy_unit(1),)), i) for i in ids]
    outcomes = await asyncio.gather(*answers)
    assert [o.command_id for o in outcomes] == ids


async def test_command_waits_for_a_hub_that_is_away(hub: ToyHub) -> None:
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        await hub.close()
        answer = asyncio.create_task(source.submit(DeclareUnits(units=(toy_unit(1),))))
        await asyncio.sleep(0)
        await hub.open()
        assert (await answer).status is OutcomeStatus.ACCEPTED


async def test_lost_answer_is_fetched_by_repeating_the_same_id(hub: ToyHub) -> None:
    hub.lost_before_answer = 1
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        outcome = await source.submit(DeclareUnits(units=(toy_unit(1),)), "once")
        assert outcome.status is OutcomeStatus.ACCEPTED
    assert hub.commands == ["once", "once"]
    assert len(hub.events) == 1


async def test_situation_equals_the_hubs_after_cuts_at_random_moments(hub: ToyHub) -> None:
    chance = random.Random(7)
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        changes = source.changes()
        hub.declare(*range(1, 11))
        for _ in range(40):
            for _ in range(chance.randrange(1, 30)):
                unit = f"u-{chance.randrange(1, 11)}"
                events, _ = hub.default_rule("x", SetDuty(unit_id=unit, duty=Duty.OFF_DUTY))
                hub.append(*events)
            if chance.random() < 0.5:
                hub.cut()
            await asyncio.sleep(chance.choice((0, 0.001, 0.01)))
        await until(lambda: source.situation.seq == len(hub.events))
        assert source.situation.snapshot() == hub.situation.snapshot()
        seen = [await anext(changes) for _ in hub.events]
        assert [(c.seq, c.event) for c in seen if isinstance(c, EventHappened)] == list(
            enumerate(hub.events, start=1)
        )


async def test_too_many_missed_events_come_as_a_picture(hub: ToyHub) -> None:
    hub.missed_at_most = 3
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        changes = source.changes()
        await hub.close()
        hub.declare(*range(1, 9))
        await hub.open()
        change = await anext(changes)
        assert isinstance(change, PictureReplaced)
        assert not change.new_ledger
        assert source.situation.snapshot() == hub.situation.snapshot()


async def test_other_epoch_drops_units_and_positions(hub: ToyHub) -> None:
    hub.declare(1)
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        hub.publish(fix(1, 30.0, 1000.0))
        await until(lambda: source.fixes.has(1))
        await hub.restart(epoch="e2")
        await until(lambda: not source.situation.units)
        assert not source.fixes.has(1)


async def test_positions_reach_the_hub_newest_wins_even_from_before_the_link(hub: ToyHub) -> None:
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        source.report(fix(1, 30.0, 1000.0))
        await until(lambda: hub.fixes.has(1))
        await hub.close()
        source.report(fix(1, 31.0, 2000.0))
        source.report(fix(2, 32.0, 2000.0))
        await hub.open()
        await until(lambda: hub.fixes.has(2))
        assert hub.fixes.lat[[1, 2]].tolist() == [31.0, 32.0]


async def test_wrong_token_is_refused_with_its_reason_and_not_tried_again(hub: ToyHub) -> None:
    with pytest.raises(LinkRefused) as refused:
        async with SourceClient(hub.url, "wrong", "sim"):
            pass
    assert refused.value.code == "bad_token"
    assert "wrong" not in str(refused.value)
    assert len(hub.hellos) == 1


async def test_account_ended_while_connected_fails_what_is_open_and_what_follows(
    hub: ToyHub,
) -> None:
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        hub.answering = False
        answer = await source.post(DeclareUnits(units=()))
        hub.refuse = Problem(code="revoked", detail="account ended", fatal=True)
        hub.cut()
        with pytest.raises(LinkRefused, match="revoked"):
            await answer
        with pytest.raises(LinkRefused, match="revoked"):
            await source.submit(DeclareUnits(units=()))


async def test_leaving_settles_what_is_open_and_ends_the_changes(hub: ToyHub) -> None:
    async with SourceClient(hub.url, TOKEN, "sim") as source:
        hub.answering = False
        changes = source.changes()
        answer = await source.post(DeclareUnits(units=()))
    assert (await answer).status is OutcomeStatus.UNCONFIRMED
    assert [c async for c in changes] == []
    assert [c async for c in changes] == []


async def test_id_under_way_can_not_be_used_again(hub: ToyHub) -> None:
    async with SourceClient(hub.url, TOKEN, "sim", max_in_flight=2) as source:
        hub.answering = False
        await source.post(DeclareUnits(units=()), "a")
        for _ in range(3):
            with pytest.raises(ValueError, match="under way"):
                await source.post(DeclareUnits(units=()), "a")


@pytest.mark.parametrize("url", ["http://host", "127.0.0.1:8765", "ws://"])
def test_address_that_is_none_is_named(url: str) -> None:
    with pytest.raises(InvalidValue, match="ws://host:port"):
        SourceClient(url, TOKEN, "sim")
