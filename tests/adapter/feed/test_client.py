"""The connection that is made again and again, as the screen is told of it."""

import asyncio
import shutil
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from bigscreen.domain.commands import AddNote
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.feed.client import FeedClient
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.link_facts import CommandSettled, EventHappened, Fact, LinkChanged
from bigscreen.protocol.messages import Problem
from tests.support.toy_hub import TOKEN, ToyHub
from tests.support.waiting import until

NOTE = AddNote(incident_id="i", text="x")


class Screen:
    """A feed client with everything it ever told."""

    def __init__(self, url: str, token: str = TOKEN, tls: ssl.SSLContext | None = None) -> None:
        self.facts: list[Fact] = []
        session = ClientSession(token=token, kind="desk")
        self.feed = FeedClient(url, session, self._on_facts, tls=tls)
        self.task = asyncio.create_task(self.feed.run())

    def _on_facts(self, facts: Sequence[Fact]) -> None:
        self.facts += facts

    @property
    def states(self) -> list[LinkState]:
        return [fact.state for fact in self.facts if isinstance(fact, LinkChanged)]

    @property
    def status(self) -> LinkStatus:
        return self.states[-1].status

    @property
    def settled(self) -> list[tuple[str, OutcomeStatus]]:
        outcomes = [fact.outcome for fact in self.facts if isinstance(fact, CommandSettled)]
        return [(outcome.command_id, outcome.status) for outcome in outcomes]

    async def close(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


@pytest.fixture
async def hub() -> AsyncIterator[ToyHub]:
    async with ToyHub() as hub:
        yield hub


@pytest.fixture
async def screen(hub: ToyHub) -> AsyncIterator[Screen]:
    screen = Screen(hub.url)
    await until(lambda: screen.states and screen.status is LinkStatus.LIVE)
    yield screen
    await screen.close()


async def test_is_live_once_the_picture_is_there(screen: Screen) -> None:
    assert [s.status for s in screen.states] == [LinkStatus.CONNECTING, LinkStatus.LIVE]
    assert screen.states[-1].account == "toy"
    assert screen.states[-1].role == "desk"
    assert screen.states[-1].last_event_at is not None


async def test_silent_hub_is_shown_within_three_seconds(hub: ToyHub, screen: Screen) -> None:
    hub.silent = True
    silent_since_s = time.monotonic()
    await until(lambda: screen.status is LinkStatus.LOST)
    assert time.monotonic() - silent_since_s < 3.5  # its last word may be a quarter second old
    assert screen.states[-1].reason == "silent"
    assert LinkStatus.DELAYED in [s.status for s in screen.states]


async def test_cut_keeps_the_time_of_the_last_word_and_resumes_without_repeating(
    hub: ToyHub, screen: Screen
) -> None:
    hub.declare(1, 2)
    await until(lambda: sum(isinstance(f, EventHappened) for f in screen.facts) == 2)
    last_word = screen.states[-1].last_event_at
    await hub.close()
    await until(lambda: screen.status is LinkStatus.LOST)
    assert screen.states[-1].last_event_at >= last_word
    hub.declare(3)
    await hub.open()
    await until(lambda: screen.status is LinkStatus.LIVE)
    assert [f.seq for f in screen.facts if isinstance(f, EventHappened)] == [1, 2, 3]
    assert hub.hellos[-1].last_seq == 2


async def test_order_during_a_cut_is_not_sent_at_once_and_never_later(
    hub: ToyHub, screen: Screen
) -> None:
    await hub.close()
    await until(lambda: screen.status is LinkStatus.LOST)
    screen.feed.submit("late", NOTE)
    assert screen.settled == [("late", OutcomeStatus.NOT_SENT)]
    await hub.open()
    await until(lambda: screen.status is LinkStatus.LIVE)
    screen.feed.submit("now", NOTE)
    await until(lambda: len(screen.settled) == 2)
    assert hub.commands == ["now"]


async def test_order_cut_off_from_its_answer_is_unconfirmed_then_settles(
    hub: ToyHub, screen: Screen
) -> None:
    hub.lost_before_answer = 1
    screen.feed.submit("a", NOTE)
    await until(lambda: len(screen.settled) == 2)
    assert screen.settled == [("a", OutcomeStatus.UNCONFIRMED), ("a", OutcomeStatus.ACCEPTED)]
    assert hub.commands == ["a", "a"]


async def test_refusal_is_final_and_names_its_reason(hub: ToyHub) -> None:
    screen = Screen(hub.url, token="wrong")
    await asyncio.wait_for(screen.task, 5)
    assert screen.status is LinkStatus.REFUSED
    assert (screen.states[-1].reason, screen.states[-1].detail) == (
        "bad_token",
        "token is not known",
    )
    assert len(hub.hellos) == 1


async def test_fatal_problem_in_a_live_link_is_tried_again(hub: ToyHub, screen: Screen) -> None:
    hub.say(Problem(code="too_slow", detail="outbox full", fatal=True))
    await until(lambda: len(hub.hellos) == 2)
    await until(lambda: screen.status is LinkStatus.LIVE)
    assert "too_slow" in [s.reason for s in screen.states]


async def test_hub_that_is_not_there_yet_is_waited_for(hub: ToyHub) -> None:
    await hub.close()
    screen = Screen(hub.url)
    await until(lambda: screen.states[-1:] and screen.states[-1].reason == "unreachable")
    assert screen.status is LinkStatus.CONNECTING
    await hub.open()
    await until(lambda: screen.status is LinkStatus.LIVE)
    await screen.close()


async def test_server_that_is_no_hub_is_named_and_one_that_forbids_is_final() -> None:
    status = [404, 404, 403]

    def reject(connection: ServerConnection, request: object) -> object:
        return connection.respond(status.pop(0), "no")

    async with serve(lambda _: asyncio.sleep(0), "127.0.0.1", 0, process_request=reject) as server:
        port = server.sockets[0].getsockname()[1]
        screen = Screen(f"ws://127.0.0.1:{port}")
        await asyncio.wait_for(screen.task, 10)
    reasons = [(s.status, s.detail) for s in screen.states if s.reason == "refused_by_server"]
    assert (LinkStatus.CONNECTING, "HTTP status 404") in reasons
    assert reasons[-1] == (LinkStatus.REFUSED, "HTTP status 403")


async def test_leaving_a_frozen_hub_takes_no_longer_than_a_second(
    hub: ToyHub, screen: Screen
) -> None:
    hub.silent = True
    started_s = time.monotonic()
    await screen.close()
    assert time.monotonic() - started_s < 1.0


async def test_token_stays_out_of_the_log(hub: ToyHub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    screen = Screen(hub.url, token="secret-4711")
    await asyncio.wait_for(screen.task, 5)
    client_records = [r for r in caplog.records if not r.name.startswith("websockets.server")]
    assert not any("secret-4711" in r.getMessage() for r in client_records)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path / "hub.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=hub", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(tmp_path / "key.pem"), "-out", str(path)),
        ],
        check=True,
        capture_output=True,
    )
    return path


async def test_speaks_tls_and_trusts_only_whom_it_should(certificate: Path) -> None:
    server_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_tls.load_cert_chain(certificate, certificate.with_name("key.pem"))
    async with ToyHub(tls=server_tls) as hub:
        trusting = Screen(hub.url, tls=ssl.create_default_context(cafile=str(certificate)))
        await until(lambda: trusting.states and trusting.status is LinkStatus.LIVE)
        await trusting.close()
        doubting = Screen(hub.url)
        await until(lambda: doubting.states[-1:] and doubting.states[-1].reason == "unreachable")
        assert "certificate" in doubting.states[-1].detail.lower()
        await doubting.close()
    assert len(hub.hellos) == 1
