"""Positions are conflated, events are complete, and nobody waits for the slowest."""

import asyncio

import numpy as np
import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import AddNote, DeclareUnits, RegisterIncident
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.hub import client_link, outbox, server
from bigscreen.hub.position_feed import PositionFeed
from bigscreen.protocol.messages import EventMessage, Hello, Ping, Welcome
from bigscreen.protocol.positions import encode_positions
from tests.support.memory_ledger import MemoryLedger
from tests.support.raw_client import connected, joined
from tests.support.running_hub import TOKENS, UNHURRIED, running_hub
from tests.support.small_city import a_unit
from tests.support.waiting import until

REGISTER = RegisterIncident(item_code="noise", title="吵")


def fixes(numbers, at_ms: float, lat: float = 30.5) -> FixColumns:
    n = len(numbers)
    return FixColumns(
        number=np.array(numbers, np.uint32),
        lat=np.full(n, lat),
        lon=np.full(n, 103.5),
        speed_mps=np.full(n, 5.0, np.float32),
        heading_deg=np.full(n, 90.0, np.float32),
        fixed_at_ms=np.full(n, at_ms),
    )


async def declare(source, count: int) -> None:
    units = tuple(a_unit(f"p-{n}") for n in range(1, count + 1))
    assert (await source.order(DeclareUnits(units=units))).code == "ok"


def now_ms(hub) -> float:
    return hub.clock.now().timestamp() * 1000


def seen(client) -> FixTable:
    table = FixTable()
    for batch in client.fixes:
        table.update(batch)
    return table


def newest_ms(client, number: int) -> float:
    table = seen(client)
    return float(table.fixed_at_ms[number]) if table.has(number) else 0.0


async def test_positions_reach_everybody_once_a_tick() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, TOKENS[Role.WALL], "wall") as wall,
    ):
        await declare(source, 3)
        start = now_ms(it.hub)
        for step in range(50):
            for frame in encode_positions(fixes([1, 2, 3], start + step * 100, 30 + step / 100)):
                await source.connection.send(frame)
        await wall.until(lambda: seen(wall).lat[3] == pytest.approx(30.49))
        assert len(wall.fixes) < 50
        async with joined(it.url, TOKENS[Role.DESK], "desk") as late:
            await late.until(lambda: late.fixes)
            assert seen(late).lat[1:4].tolist() == pytest.approx([30.49] * 3)


async def test_only_units_of_ones_own_move_and_the_rest_is_counted() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, "token-of-source-2", "source") as other,
        joined(it.url, "token-of-p-1", "unit") as unit,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
    ):
        await declare(source, 2)
        at = now_ms(it.hub)
        (frame,) = encode_positions(fixes([1, 2, 9], at))
        await other.connection.send(frame)
        await unit.connection.send(frame)
        await desk.connection.send(frame)
        assert (await desk.problem()).code == "not_allowed"
        await until(lambda: it.hub.counters.fixes_taken == 1)
        assert it.hub.counters.fixes_dropped == {"unknown_unit": 2, "not_own_unit": 3}
        await desk.until(lambda: desk.fixes)
        assert seen(desk).has(1)
        assert not seen(desk).has(2)


async def test_a_unit_declared_later_moves_too() -> None:
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        await declare(source, 1)
        (frame,) = encode_positions(fixes([1, 2], now_ms(it.hub)))
        await source.connection.send(frame)
        await until(lambda: it.hub.counters.fixes_dropped == {"unknown_unit": 1})
        await declare(source, 2)
        (frame,) = encode_positions(fixes([2], now_ms(it.hub)))
        await source.connection.send(frame)
        await source.until(lambda: seen(source).has(2))


def test_frames_are_encoded_once_for_all_who_are_equally_far() -> None:
    feed = PositionFeed()
    feed.take_in(fixes([1, 2], 1_000_000.0))
    assert feed.tick()
    frames, told = feed.frames_after(0)
    assert feed.frames_after(0)[0] is frames
    assert feed.frames_after(told) == ([], told)
    assert not feed.tick()


def test_who_was_away_gets_the_newest_of_each_unit_once() -> None:
    feed = PositionFeed()
    for step in range(100):
        feed.take_in(fixes([1, 2, 3], 1_000_000.0 + step))
        feed.tick()
    frames, _ = feed.frames_after(0)
    assert sum(len(frame) for frame in frames) == 24 + 3 * 16


async def test_a_client_resumes_without_loss_or_repetition() -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        await desk.order(REGISTER)
        seqs: list[int] = []
        last = 0
        for turn in range(20):
            async with joined(
                it.url, TOKENS[Role.LEAD], "lead", epoch="memory", last_seq=last
            ) as wall:
                welcome = await wall.first(Welcome)
                assert welcome.snapshot is None
                outcome = await desk.order(AddNote(incident_id="i1", text=f"{turn}"))
                if turn % 2:
                    await wall.up_to(outcome.last_seq)
                seqs += wall.seqs
                last = max([last, *wall.seqs])
        async with joined(it.url, TOKENS[Role.LEAD], "lead", epoch="memory", last_seq=last) as wall:
            seqs += wall.seqs
        assert seqs == list(range(1, 22))
        assert it.hub.counters.resumes == 21


async def test_a_client_resumes_after_the_hub_was_restarted() -> None:
    ledger = MemoryLedger()
    async with running_hub(ledger) as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        for _ in range(5):
            await desk.order(REGISTER)
    async with (
        running_hub(ledger) as it,
        joined(it.url, TOKENS[Role.LEAD], "lead", epoch="memory", last_seq=2) as wall,
    ):
        assert wall.seqs == [3, 4, 5]


@pytest.mark.parametrize(
    ("epoch", "last_seq"), [("another", 2), ("memory", 99), ("memory", 2), ("memory", -1)]
)
async def test_who_can_not_resume_gets_a_snapshot(monkeypatch, epoch, last_seq) -> None:
    monkeypatch.setattr("bigscreen.hub.live_picture.MOST_MISSED", 10)
    async with running_hub() as it, joined(it.url, TOKENS[Role.DESK], "desk") as desk:
        for _ in range(15):
            await desk.order(REGISTER)
        async with joined(
            it.url, TOKENS[Role.LEAD], "lead", epoch=epoch, last_seq=last_seq
        ) as wall:
            welcome = await wall.first(Welcome)
            assert welcome.missed is None
            assert welcome.snapshot.seq == 15


async def test_a_client_that_lets_events_pile_up_is_cut_and_resumes(monkeypatch) -> None:
    monkeypatch.setattr(outbox, "MOST_EVENTS_WAITING", 20)
    monkeypatch.setattr(outbox, "CATCH_UP_WITHIN_S", 0.1)
    monkeypatch.setattr(server, "_SEND_BUFFER_BYTES", 4096)
    async with (
        running_hub(order_rates=UNHURRIED) as it,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
        joined(it.url, TOKENS[Role.LEAD], "lead") as quick,
        connected(it.url) as slow,
    ):
        await slow.say(Hello(token=TOKENS[Role.LEAD], kind="lead"))
        await slow.first(Welcome)
        slow.stop_reading()
        await desk.order(REGISTER)
        posted = 0
        while it.hub.counters.slow_clients_cut == 0:
            posted += 1
            await desk.order(AddNote(incident_id="i1", text="长" * 2000))
            await quick.up_to(posted + 1)
        assert it.hub.counters.slow_clients_cut == 1
        assert quick.seqs == list(range(1, posted + 2))
        slow.read_on()
        await slow.closed()
        last = slow.seqs[-1] if slow.seqs else 0
        async with joined(
            it.url, TOKENS[Role.LEAD], "lead", epoch="memory", last_seq=last
        ) as again:
            await again.up_to(posted + 1)
            assert slow.seqs + again.seqs == list(range(1, posted + 2))


async def test_a_burst_of_one_commit_cuts_nobody(monkeypatch) -> None:
    monkeypatch.setattr(outbox, "MOST_EVENTS_WAITING", 20)
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, TOKENS[Role.LEAD], "lead") as wall,
    ):
        for _ in range(3):
            await declare(source, 3000)
        await wall.up_to(3000)
        assert it.hub.counters.slow_clients_cut == 0


def test_patience_begins_when_a_client_falls_behind_and_ends_when_it_has_caught_up() -> None:
    box = outbox.Outbox(PositionFeed())

    def fill(count: int) -> None:
        for _ in range(count):
            box.put_event(b"e")

    fill(outbox.MOST_EVENTS_WAITING + 1)
    assert not box.too_far_behind(100.0)
    assert not box.too_far_behind(104.9)
    assert box.too_far_behind(105.1)
    for _ in range(10):
        box._pop()
    fill(10)
    assert not box.too_far_behind(106.0)
    fill(outbox.MOST_EVENTS_EVER)
    assert box.too_far_behind(106.0)


def test_a_client_that_reads_no_answers_is_given_up() -> None:
    box = outbox.Outbox(PositionFeed())
    for _ in range(outbox.MOST_ANSWERS_WAITING + 1):
        box.put_answer(b"a")
    assert box.too_far_behind(0.0)


async def test_a_client_that_stops_reading_is_cut_in_bounded_time(monkeypatch) -> None:
    monkeypatch.setattr(client_link, "SEND_WITHIN_S", 0.2)
    monkeypatch.setattr(client_link, "_SLOWEST_LINK_BYTES_PER_S", 1e12)
    monkeypatch.setattr(server, "_SEND_BUFFER_BYTES", 4096)
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        connected(it.url) as stuck,
    ):
        await declare(source, 4000)
        await stuck.say(Hello(token=TOKENS[Role.LEAD], kind="lead"))
        await stuck.first(Welcome)
        stuck.stop_reading()
        start, step = now_ms(it.hub), 0
        async with asyncio.timeout(60):  # a busy machine fills the sockets between us slowly
            while it.hub.counters.slow_clients_cut == 0:
                step += 1
                (frame,) = encode_positions(fixes(range(1, 4001), start + step))
                await source.connection.send(frame)
                await source.say(Ping(nonce=step))
                await asyncio.sleep(0.01)
        await until(lambda: [m.actor.name for m in it.hub.members()] == ["source"])
        stuck.read_on()


async def test_a_stuck_client_does_not_slow_the_others(monkeypatch) -> None:
    monkeypatch.setattr(server, "_SEND_BUFFER_BYTES", 4096)
    async with (
        running_hub() as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
        connected(it.url) as stuck,
    ):
        await declare(source, 2000)
        await stuck.say(Hello(token=TOKENS[Role.LEAD], kind="lead"))
        await stuck.first(Welcome)
        stuck.stop_reading()
        start = now_ms(it.hub)
        for step in range(100):
            (frame,) = encode_positions(fixes(range(1, 2001), start + step * 100))
            await source.connection.send(frame)
            outcome = await desk.order(REGISTER)
            await desk.up_to(outcome.last_seq)
        newest = start + 9_850
        await desk.until(lambda: newest_ms(desk, 2000) > newest)
        waiting = [m.outbox for m in it.hub.members() if m.actor.role is Role.LEAD]
        assert len(waiting) == 1
        stuck.read_on()
        await stuck.until(lambda: newest_ms(stuck, 2000) > newest)
        await stuck.up_to(outcome.last_seq)
        assert len(stuck.fixes) < len(desk.fixes) + 5
        numbers = [m.seq for m in stuck.all(EventMessage)]
        assert numbers == list(range(numbers[0], outcome.last_seq + 1))
