"""A hub as a process of its own, to be signalled and killed."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bigscreen.hub.admission import OneTimeAccount
from tests.support.running_hub import ONE_TIME
from tests.support.waiting import PATIENCE_S


class HubProcess:
    """A running ``bigscreen hub``; ``errors`` is what it wrote to standard error."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process = process
        self.url = url
        self.errors = b""
        assert process.stderr is not None
        self._drain = asyncio.create_task(process.stderr.read())

    def kill(self) -> None:
        """End it as a power cut of the process would."""
        self.process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self.process.send_signal(signal.SIGTERM)

    def close_stdin(self) -> None:
        """Let it see that its parent is gone."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    async def ended(self) -> int:
        """Return its exit code."""
        async with asyncio.timeout(PATIENCE_S):
            code = await self.process.wait()
            self.errors = await self._drain
        return code


@asynccontextmanager
async def hub_process(
    folder: Path,
    *options: str,
    accounts: Sequence[OneTimeAccount] = ONE_TIME,
    city: Path | None = None,
) -> AsyncIterator[HubProcess]:
    """Start a hub on ``folder``/ledger.db and wait until it listens; killed at the end."""
    arguments = ["hub", "--listen", "127.0.0.1:0", "--db", f"sqlite:///{folder / 'ledger.db'}"]
    arguments += ["--ready-json", "--accounts-stdin", "--verbose", *options]
    if city is not None:
        arguments += ["--city", str(city)]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bigscreen",
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment(folder),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for one in accounts:
        account = {"name": one.name, "role": one.role.value, "token": one.token}
        line = json.dumps(account | {"area_id": one.area_id})
        process.stdin.write(line.encode() + b"\n")
    process.stdin.write(b"\n")
    try:
        async with asyncio.timeout(3 * PATIENCE_S):
            ready = await process.stdout.readline()
        if not ready:
            raise AssertionError((await process.communicate())[1].decode())
        hub = HubProcess(process, json.loads(ready)["listening"])
        yield hub
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def environment(folder: Path) -> dict[str, str]:
    """Return an environment whose home is ``folder``: nothing is left on the machine."""
    return {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
