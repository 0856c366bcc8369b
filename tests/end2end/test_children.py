"""Our child hub: killed it comes back on its port, and a screen goes on where it was."""

import asyncio
import os
import signal

import pytest

from bigscreen.app.assets import resource
from bigscreen.app.children import Child, ChildAccount, ChildFailed, HubChild
from bigscreen.app.live_link import open_link
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.link import LinkStatus
from bigscreen.feed.source_client import SourceClient
from tests.support.program import environment

TOKENS = {"desk": "d" * 40, "source": "s" * 40}
WAIT_MS = 20_000


@pytest.fixture
def hub(tmp_path, monkeypatch):
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    child = HubChild(
        db_url=f"sqlite:///{tmp_path / 'ledger.db'}",
        city_folder=str(resource("demo_city")),
        accounts=[ChildAccount(name=role, role=role, token=t) for role, t in TOKENS.items()],
    )
    child.start()
    yield child
    child.stop()


async def report_a_case(url: str) -> None:
    async with SourceClient(url, TOKENS["source"], "source") as source:
        item = source.city.items[0].code
        await source.submit(RegisterIncident(item_code=item, title="一"))


@pytest.mark.timeout(120)
def test_a_killed_hub_is_restarted_and_the_screen_resumes(hub, qtbot):
    asyncio.run(report_a_case(hub.url))
    link = open_link(hub.url, TOKENS["desk"], "desk")
    try:
        live = link.live
        qtbot.waitUntil(lambda: len(live.situation.incidents) == 1, timeout=WAIT_MS)
        url, killed = hub.url, hub.pid
        assert killed is not None
        seen = []
        live.link_changed.connect(lambda: seen.append(live.link.status))
        os.kill(killed, signal.SIGKILL)
        qtbot.waitUntil(lambda: LinkStatus.LOST in seen, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: seen[-1] is LinkStatus.LIVE, timeout=WAIT_MS)
        assert hub.url == url
        assert hub.pid != killed
        asyncio.run(report_a_case(hub.url))
        qtbot.waitUntil(lambda: len(live.situation.incidents) == 2, timeout=WAIT_MS)
        assert live.situation.seq == 2
    finally:
        link.stop()


def test_stopping_ends_the_child(hub):
    pid = hub.pid
    hub.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_cannot_start_is_reported(tmp_path):
    hub = HubChild(db_url="sqlite:///nowhere/at/all.db", city_folder=str(tmp_path), accounts=[])
    with pytest.raises(ChildFailed, match="hub ended with code"):
        hub.start()


def test_a_child_ends_when_its_standard_input_is_closed(hub, tmp_path, monkeypatch):
    simulator = Child(
        "simulator",
        ["simulate", "--hub", hub.url, "--token-file", "-", "--exit-with-stdin"],
        TOKENS["source"] + "\n",
    )
    simulator.start()
    process = simulator._process
    assert process is not None
    simulator._stopping.set()
    process.stdin.close()
    assert process.wait(20) == 0
    simulator.stop()
