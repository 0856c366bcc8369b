"""The live situation, fed by hand."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from bigscreen.bridge.live_situation import FACTS_PER_TICK, LiveSituation
from bigscreen.bridge.loop_thread import LoopThread
from bigscreen.domain.events import UnitDeclared
from bigscreen.domain.figures import IntervalFigure, KpiBoard
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Snapshot
from bigscreen.protocol.hub_clock import HubClock
from bigscreen.protocol.link_facts import (
    BoardArrived,
    ClockTold,
    CommandSettled,
    EventHappened,
    Fact,
    LinkChanged,
    PictureReplaced,
)
from bigscreen.service.mailbox import Mailbox
from tests.support.toy_hub import toy_unit

AT = datetime(2026, 3, 1, tzinfo=UTC)
LIVE = LinkState(status=LinkStatus.LIVE, since=AT, last_event_at=AT)


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def mailbox() -> Mailbox[Fact]:
    return Mailbox()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def live(mailbox: Mailbox[Fact], clock: Clock, qtbot: QtBot) -> Iterator[LiveSituation]:
    live = LiveSituation(mailbox, steady_clock=clock)
    live.start()
    yield live
    live.stop()


def declared(number: int) -> EventHappened:
    return EventHappened(seq=number, event=UnitDeclared(unit=toy_unit(number), number=number))


def test_everything_of_a_tick_is_in_before_anything_is_told(
    live: LiveSituation, mailbox: Mailbox[Fact], qtbot: QtBot
) -> None:
    seen: list[tuple[int, LinkStatus]] = []
    live.situation_changed.connect(lambda: seen.append((live.situation.seq, live.link.status)))
    mailbox.put(PictureReplaced(snapshot=Snapshot(seq=0)))
    mailbox.put(declared(1))
    mailbox.put(LinkChanged(state=LIVE))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(1, LinkStatus.LIVE)]


def test_long_catch_up_is_shared_out_over_ticks(
    live: LiveSituation, mailbox: Mailbox[Fact], qtbot: QtBot
) -> None:
    seqs: list[int] = []
    live.situation_changed.connect(lambda: seqs.append(live.situation.seq))
    for number in range(1, FACTS_PER_TICK + 11):
        mailbox.put(declared(number))
    qtbot.waitUntil(lambda: len(seqs) == 2)
    assert seqs == [FACTS_PER_TICK, FACTS_PER_TICK + 10]


def test_outcomes_come_after_the_situation_they_made(
    live: LiveSituation, mailbox: Mailbox[Fact], qtbot: QtBot
) -> None:
    told: list[object] = []
    live.situation_changed.connect(lambda: told.append("situation"))
    live.outcomes_arrived.connect(told.append)
    outcome = Outcome(command_id="a", status=OutcomeStatus.ACCEPTED)
    mailbox.put(CommandSettled(outcome=outcome))
    mailbox.put(declared(1))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["situation", [outcome]]


def test_figures_and_hub_time_are_there(
    live: LiveSituation, mailbox: Mailbox[Fact], clock: Clock, qtbot: QtBot
) -> None:
    empty = IntervalFigure(interval="total", n=0)
    board = KpiBoard(
        as_of=AT, shift_started_at=AT, day_started_at=AT, response=empty, response_last_week=empty
    )
    mailbox.put(ClockTold(clock=HubClock(hub_time=AT, steady_s=90.0, rate=60.0)))
    mailbox.put(BoardArrived(board=board))
    with qtbot.waitSignal(live.kpi_changed):
        pass
    assert live.board == board
    assert live.hub_now() == AT + timedelta(minutes=10)


def test_feed_that_no_longer_speaks_is_a_lost_link(
    live: LiveSituation, mailbox: Mailbox[Fact], clock: Clock, qtbot: QtBot
) -> None:
    mailbox.put(LinkChanged(state=LIVE))
    qtbot.waitUntil(lambda: live.link.status is LinkStatus.LIVE)
    with qtbot.waitSignal(live.link_changed):
        clock.now_s += 3.1
    assert (live.link.status, live.link.reason) == (LinkStatus.LOST, "feed_hangs")
    mailbox.put(LinkChanged(state=LIVE))
    qtbot.waitUntil(lambda: live.link.status is LinkStatus.LIVE)


def test_loop_thread_ends_with_its_work_and_takes_no_call_before_or_after() -> None:
    thread = LoopThread("bigscreen-test")
    assert not thread.call(print)
    called = threading.Event()
    thread.start(lambda: asyncio.sleep(60))
    assert thread.call(called.set)
    assert called.wait(5)
    thread.stop()
    assert not thread.alive
    assert not thread.call(print)


def test_loop_thread_says_in_the_log_why_it_died(caplog: pytest.LogCaptureFixture) -> None:
    async def fails() -> None:
        raise ValueError("for the test")

    thread = LoopThread("bigscreen-test")
    thread.start(fails)
    thread.stop()
    assert not thread.alive
