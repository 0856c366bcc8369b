"""A screen whose hub process is killed again and again: same picture, every order once."""

import asyncio
import os
import random
import secrets
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bigscreen.app.assets import resource
from bigscreen.app.children import ChildAccount, HubChild
from bigscreen.app.live_link import open_link
from bigscreen.bridge.hub_link import HubLink
from bigscreen.city.package import load_city, load_units
from bigscreen.domain.commands import DeclareUnits, RegisterIncident
from bigscreen.domain.link import LinkStatus
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.feed.source_client import SourceClient
from bigscreen.store.opening import open_store

KILLS = 5
PATIENCE_MS = 20_000
DESK, SOURCE = secrets.token_urlsafe(16), secrets.token_urlsafe(16)


@pytest.fixture
def child(tmp_path: Path) -> Iterator[HubChild]:
    child = HubChild(
        db_url=f"sqlite:///{tmp_path / 'w.db'}",
        city_folder=str(resource("demo_city")),
        accounts=[
            ChildAccount(name="desk", role="desk", token=DESK),
            ChildAccount(name="source", role="source", token=SOURCE),
        ],
    )
    child.start()
    yield child
    child.stop()


@pytest.fixture
def link(child: HubChild, qtbot: QtBot) -> Iterator[HubLink]:
    asyncio.run(_declare(child.url))
    link = open_link(child.url, DESK, "desk")
    qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.LIVE, timeout=PATIENCE_MS)
    yield link
    link.stop()


async def _declare(url: str) -> None:
    units = load_units(resource("demo_city"))
    async with SourceClient(url, SOURCE, "units") as source:
        outcome = await source.submit(DeclareUnits(units=units))
    assert outcome.status is OutcomeStatus.ACCEPTED


def test_killed_hub_is_resumed_and_no_order_is_lost_or_doubled(
    child: HubChild, link: HubLink, qtbot: QtBot, tmp_path: Path
) -> None:
    chance = random.Random(5)
    item = load_city(resource("demo_city")).items[0].code
    settled: dict[str, Outcome] = {}
    seqs: list[int] = []
    link.commands.command_settled.connect(settled.__setitem__)
    link.live.situation_changed.connect(lambda: seqs.append(link.live.situation.seq))
    sent: list[str] = []

    for _ in range(KILLS):
        sent += [
            link.commands.submit(RegisterIncident(item_code=item, title=f"{len(sent)}-{n}"))
            for n in range(5)
        ]
        qtbot.wait(chance.randrange(0, 40))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        killed_s = time.monotonic()
        qtbot.waitUntil(lambda: link.live.link.status is not LinkStatus.LIVE, timeout=PATIENCE_MS)
        assert time.monotonic() - killed_s < 3
        qtbot.waitUntil(lambda: link.live.link.status is LinkStatus.LIVE, timeout=PATIENCE_MS)

    final = {OutcomeStatus.ACCEPTED, OutcomeStatus.NOT_SENT}
    qtbot.waitUntil(
        lambda: all(i in settled and settled[i].status in final for i in sent), timeout=PATIENCE_MS
    )
    accepted = [settled[i] for i in sent if settled[i].status is OutcomeStatus.ACCEPTED]
    with open_store(f"sqlite:///{tmp_path / 'w.db'}", read_only=True) as store:
        written = store.ledger.load()
    qtbot.waitUntil(lambda: link.live.situation.seq == written.seq)
    assert link.live.situation.snapshot() == written
    assert {i.incident.id for i in written.incidents} == {o.incident_id for o in accepted}
    assert seqs == sorted(set(seqs))
