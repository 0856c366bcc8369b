"""The GUI's line to a hub over real sockets: nothing lost, nothing repeated, nothing left over."""

import random
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from bigscreen.app.live_link import open_link
from bigscreen.bridge.hub_link import HubLink
from bigscreen.domain.commands import AddNote, SetDuty
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.units import Duty
from bigscreen.protocol.messages import Problem
from tests.support.toy_hub import TOKEN, TOY_CITY
from tests.support.toy_hub_thread import ToyHubThread

NOTE = AddNote(incident_id="i", text="x")


def fix(number: int, lat: float, at_ms: float) -> FixColumns:
    return FixColumns(
        number=np.array([number], np.uint32),
        lat=np.array([lat]),
        lon=np.array([103.0]),
        speed_mps=np.zeros(1, np.float32),
        heading_deg=np.zeros(1, np.float32),
        fixed_at_ms=np.array([at_ms]),
    )


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert not [t.name for t in threading.enumerate() if t not in before and t.is_alive()]


@pytest.fixture
def toy(no_threads_left: None) -> Iterator[ToyHubThread]:
    with ToyHubThread() as toy:
        toy.do(toy.hub.declare, 1, 2, 3)
        yield toy


@pytest.fixture
def link(toy: ToyHubThread, qtbot: QtBot) -> Iterator[HubLink]:
    link = open_link(toy.hub.url, TOKEN, "desk", screen="席位 1")
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.LIVE)
    yield link
    link.stop()
    link.stop()


def settled(link: HubLink) -> list[tuple[str, OutcomeStatus]]:
    """Everything the command port says from now on."""
    outcomes: list[tuple[str, OutcomeStatus]] = []
    link.commands.command_settled.connect(lambda i, outcome: outcomes.append((i, outcome.status)))
    return outcomes


def test_brings_the_picture_the_city_and_the_account(toy: ToyHubThread, link: HubLink) -> None:
    assert link.live.situation.snapshot() == toy.do(toy.hub.situation.snapshot)
    assert link.live.city == TOY_CITY
    assert (link.live.link.account, link.live.link.role) == ("toy", "desk")
    assert toy.hub.hellos[0].screen == "席位 1"
    assert abs((link.live.hub_now() - toy.hub.now()).total_seconds()) < 1


def test_events_and_positions_are_told_once_a_tick(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    told: list[str] = []
    link.live.situation_changed.connect(lambda: told.append("situation"))
    link.live.units_changed.connect(lambda: told.append("units"))

    def burst() -> None:
        for at in range(1, 201):
            toy.hub.publish(fix(1, 30.0 + at / 1000, float(at)))
            toy.hub.append(
                *toy.hub.default_rule("x", SetDuty(unit_id="u-1", duty=Duty.OFF_DUTY))[0]
            )

    toy.do(burst)
    qtbot.waitUntil(lambda: link.live.situation.seq == 203 and link.live.fixes.has(1))
    qtbot.waitUntil(lambda: link.live.fixes.lat[1] == 30.2)
    assert told.count("situation") < 50
    assert told.count("units") < 50


def test_order_is_pending_then_accepted(toy: ToyHubThread, link: HubLink, qtbot: QtBot) -> None:
    pending: list[str] = []
    link.commands.command_pending.connect(pending.append)
    outcomes = settled(link)
    command_id = link.commands.submit(SetDuty(unit_id="u-1", duty=Duty.OFF_DUTY))
    assert pending == [command_id]
    assert outcomes == []
    qtbot.waitUntil(lambda: outcomes == [(command_id, OutcomeStatus.ACCEPTED)])
    qtbot.waitUntil(lambda: link.live.situation.units["u-1"].duty is Duty.OFF_DUTY)


def test_order_without_a_link_settles_as_not_sent_and_is_never_sent(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    outcomes = settled(link)
    toy.do(toy.hub.close)
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.LOST)
    late = link.commands.submit(NOTE)
    qtbot.waitUntil(lambda: outcomes == [(late, OutcomeStatus.NOT_SENT)])
    toy.do(toy.hub.open)
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.LIVE)
    now = link.commands.submit(NOTE)
    qtbot.waitUntil(lambda: outcomes[-1] == (now, OutcomeStatus.ACCEPTED))
    assert toy.hub.commands == [now]


def test_order_whose_answer_is_lost_is_unconfirmed_and_then_settles_by_itself(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    outcomes = settled(link)
    toy.hub.lost_before_answer = 1
    command_id = link.commands.submit(SetDuty(unit_id="u-2", duty=Duty.OFF_DUTY))
    qtbot.waitUntil(lambda: len(outcomes) == 2)
    assert outcomes == [
        (command_id, OutcomeStatus.UNCONFIRMED),
        (command_id, OutcomeStatus.ACCEPTED),
    ]
    assert len(toy.hub.events) == 4


def test_picture_equals_the_hubs_after_cuts_at_random_moments(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    chance = random.Random(11)
    applied: list[int] = []
    link.live.situation_changed.connect(lambda: applied.append(link.live.situation.seq))
    for _ in range(25):
        for _ in range(chance.randrange(1, 40)):
            duty = chance.choice(list(Duty))
            unit = f"u-{chance.randrange(1, 4)}"
            events, _ = toy.hub.default_rule("x", SetDuty(unit_id=unit, duty=duty))
            toy.do(toy.hub.append, *events)
        if chance.random() < 0.5:
            toy.do(toy.hub.cut)
        qtbot.wait(chance.choice((0, 5, 60)))
    qtbot.waitUntil(lambda: link.live.situation.seq == len(toy.hub.events))
    assert link.live.situation.snapshot() == toy.do(toy.hub.situation.snapshot)
    assert applied == sorted(set(applied))


def test_hub_restart_keeps_the_picture_and_resumes(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    before = link.live.situation
    toy.do(toy.hub.restart)
    qtbot.waitUntil(lambda: len(toy.hub.hellos) > 1)
    toy.do(toy.hub.declare, 4)
    qtbot.waitUntil(lambda: "u-4" in link.live.situation.units)
    assert link.live.situation is before


def test_other_epoch_drops_units_and_positions(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    toy.do(toy.hub.publish, fix(1, 30.0, 1000.0))
    qtbot.waitUntil(lambda: link.live.fixes.has(1))
    generation = link.live.fixes.generation
    toy.do(toy.hub.restart, "e2")
    qtbot.waitUntil(lambda: not link.live.situation.units)
    assert not link.live.fixes.has(1)
    assert link.live.fixes.generation > generation


def test_refused_token_is_said_and_orders_are_not_sent(toy: ToyHubThread, qtbot: QtBot) -> None:
    link = open_link(toy.hub.url, "wrong", "desk")
    outcomes = settled(link)
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.REFUSED)
    assert link.live.link.reason == "bad_token"
    command_id = link.commands.submit(NOTE)
    qtbot.waitUntil(lambda: outcomes == [(command_id, OutcomeStatus.NOT_SENT)])
    link.stop()


def test_account_ended_while_connected_is_refused(
    toy: ToyHubThread, link: HubLink, qtbot: QtBot
) -> None:
    toy.hub.refuse = Problem(code="revoked", detail="account ended", fatal=True)
    toy.do(toy.hub.cut)
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.REFUSED)
    assert link.live.situation.units, "the picture is kept"


def test_stop_is_quick_even_when_the_hub_is_frozen(toy: ToyHubThread, qtbot: QtBot) -> None:
    link = open_link(toy.hub.url, TOKEN, "wall")
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.LIVE)
    toy.hub.silent = True
    started_s = time.monotonic()
    link.stop()
    assert time.monotonic() - started_s < 1.5
