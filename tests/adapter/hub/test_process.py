"""The hub as a process: how it starts, how it ends, what it never says."""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from bigscreen.domain.authority import Role
from bigscreen.domain.commands import RegisterIncident
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.protocol.messages import Hello, Welcome
from bigscreen.store.opening import open_store
from tests.support.hub_process import environment, hub_process
from tests.support.raw_client import connected, joined
from tests.support.running_hub import ONE_TIME, TOKENS

REGISTER = RegisterIncident(item_code="noise", title="吵")
pytestmark = pytest.mark.timeout(180)


def bigscreen(folder, *arguments) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "bigscreen", *arguments],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


async def test_sigterm_ends_it_within_two_seconds_whatever_the_clients_do(tmp_path) -> None:
    async with (
        hub_process(tmp_path) as hub,
        joined(hub.url, TOKENS[Role.DESK], "desk") as desk,
        joined(hub.url, TOKENS[Role.WALL], "wall") as stuck,
        connected(hub.url),
    ):
        stuck.stop_reading()
        outcome = await desk.order(REGISTER, "before")
        ids = [await desk.post(REGISTER, f"c{n}") for n in range(500)]
        started = time.monotonic()
        hub.terminate()
        assert await hub.ended() == 0
        assert time.monotonic() - started < 2.0
        stuck.read_on()
        await desk.closed()
        assert desk.close_code == 1001
    assert ids
    with open_store(f"sqlite:///{tmp_path / 'ledger.db'}") as store:
        assert store.ledger.load().seq >= outcome.last_seq


async def test_it_ends_with_its_parent_if_asked(tmp_path) -> None:
    async with (
        hub_process(tmp_path, "--exit-with-stdin") as hub,
        joined(hub.url, TOKENS[Role.WALL], "wall"),
    ):
        hub.close_stdin()
        assert await hub.ended() == 0


async def test_one_ledger_has_one_hub(tmp_path) -> None:
    async with hub_process(tmp_path):
        second = await asyncio.to_thread(
            bigscreen, tmp_path, "hub", "--listen", "127.0.0.1:0",
            "--db", f"sqlite:///{tmp_path / 'ledger.db'}",
        )  # fmt: skip
    assert second.returncode == 1
    assert "held by another process" in second.stderr
    assert "Traceback" not in second.stderr


async def test_an_address_in_use_is_named(tmp_path) -> None:
    async with hub_process(tmp_path) as hub:
        address = hub.url.removeprefix("ws://")
        second = await asyncio.to_thread(
            bigscreen, tmp_path, "hub", "--listen", address, "--db", f"sqlite:///{tmp_path}/2.db"
        )
    assert second.returncode == 1
    assert address in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--listen", "8765"), "127.0.0.1:8765"),
        (("--db", "mysql://x"), "sqlite:///"),
        (("--clock-rate", "60"), "--clock-start"),
        (("--clock-start", "yesterday"), "2026-03-01T08:00+08:00"),
        (("--clock-start", "2026-03-01T08:00"), "2026-03-01T08:00+08:00"),
        (("--city", "nowhere"), "nowhere"),
    ],
)
def test_an_unusable_option_is_named_with_what_would_be_right(tmp_path, arguments, said) -> None:
    done = bigscreen(tmp_path, "hub", "--listen", "127.0.0.1:0", *arguments)
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_account_line_is_named_without_its_content(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bigscreen", "hub", "--listen", "127.0.0.1:0", "--accounts-stdin",
         "--db", f"sqlite:///{tmp_path}/ledger.db"],
        env=environment(tmp_path), input='{"name":"a","role":"king","token":"s3cret"}\n\n',
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "line 1 of standard input" in done.stderr
    assert "s3cret" not in done.stderr


async def test_replay_time_starts_where_it_is_told_and_runs_faster(tmp_path) -> None:
    options = ("--clock-start", "2026-03-01T08:00:00+08:00", "--clock-rate", "3600")
    async with (
        hub_process(tmp_path, *options) as hub,
        joined(hub.url, TOKENS[Role.WALL], "wall") as wall,
    ):
        welcome = await wall.first(Welcome)
        assert welcome.clock_rate == 3600.0
        assert welcome.hub_time.isoformat().startswith("2026-03-01")


async def test_a_token_is_in_no_log_no_file_and_no_process_list(tmp_path) -> None:
    secret = "S3CRET-oyster-8843"
    accounts = [*ONE_TIME, OneTimeAccount(name="hush", role=Role.DESK, token=secret)]
    async with hub_process(tmp_path, accounts=accounts) as hub:
        async with joined(hub.url, secret, "desk") as desk:
            await desk.order(REGISTER)
            await desk.connection.send(f'{{"type":"hello","token":"{secret}","kind":7}}')
            await desk.problem()
        async with connected(hub.url) as late:
            await late.connection.send(f'{{"type":"hello","token":"{secret}"')
            await late.closed()
        async with connected(hub.url) as wrong:
            await wrong.say(Hello(token=f"{secret}-wrong", kind="desk"))
            await wrong.closed()
        assert secret.encode() not in await asyncio.to_thread(_seen_by_all, hub.process.pid)
        hub.terminate()
        await hub.ended()
    assert b"client_joined" in hub.errors
    assert secret.encode() not in hub.errors
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


def _seen_by_all(pid: int) -> bytes:
    """Return what other users of the machine can see of a process, where there is a /proc."""
    folder = Path(f"/proc/{pid}")
    paths = (folder / "cmdline", folder / "environ")
    return b"".join(path.read_bytes() for path in paths if path.exists())


async def test_accounts_change_beside_a_running_hub(tmp_path) -> None:
    db = ("--db", f"sqlite:///{tmp_path / 'ledger.db'}")

    async def account(*arguments) -> subprocess.CompletedProcess:
        return await asyncio.to_thread(bigscreen, tmp_path, "account", *arguments, *db)

    async with (
        hub_process(tmp_path) as hub,
        joined(hub.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        busy = asyncio.create_task(_order_on(source))
        token = (await account("add", "大屏 1", "--role", "wall")).stdout.strip()
        assert len(token) == 43
        async with joined(hub.url, token, "wall") as wall:
            listed = (await account("list")).stdout
            assert "大屏 1\twall" in listed
            assert token not in listed
            renewed = (await account("add", "大屏 1", "--role", "wall")).stdout.strip()
            assert renewed != token
            await wall.closed()
        async with joined(hub.url, renewed, "wall") as wall:
            assert (await account("revoke", "大屏 1")).returncode == 0
            await wall.closed()
        again = await account("revoke", "大屏 1")
        assert (again.returncode, "大屏 1" in again.stderr) == (1, True)
        busy.cancel()
        outcomes = await asyncio.gather(busy, return_exceptions=True)
        assert isinstance(outcomes[0], asyncio.CancelledError)
        assert (await source.order(REGISTER)).code == "ok"
    with open_store(db[1]) as store:
        assert len(store.ledger.load().incidents) > 10


async def _order_on(client) -> None:
    while True:
        assert (await client.order(REGISTER)).code == "ok"


async def test_health_can_be_read_with_any_http_client(tmp_path) -> None:
    async with hub_process(tmp_path) as hub:
        url = hub.url.replace("ws://", "http://") + "/healthz"
        body = await asyncio.to_thread(lambda: urlopen(url).read())  # noqa: S310 - our own hub
        assert json.loads(body)["status"] == "ok"
