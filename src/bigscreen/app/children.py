"""Our own child processes: started, started again when they die, ended with us.

What a child must keep secret (tokens) goes through its standard input, never through its
command line or environment. A child started with ``--exit-with-stdin`` ends when that pipe
closes, so that none is left behind when this process is killed.
"""

import json
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bigscreen.app.assets import program_command

_log = structlog.get_logger(__name__)

_STOP_GRACE_S = 3.0
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 5.0


class ChildFailed(Exception):
    """A child ended before it was ready."""


class Child:
    """One process of this program, run with ``arguments`` and kept running until :meth:`stop`."""

    def __init__(self, name: str, arguments: Sequence[str], stdin_text: str) -> None:
        self.name = name
        self._arguments = list(arguments)
        self._stdin_text = stdin_text
        self._process: subprocess.Popen[str] | None = None
        self._stopping = threading.Event()
        self._keeper: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the running child, None when there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Start the child and wait until it is ready.

        Raises:
            ChildFailed: it ended first; its own log says why.
        """
        self._launch()
        self._keeper = threading.Thread(target=self._keep, name=f"keep-{self.name}", daemon=True)
        self._keeper.start()

    def stop(self) -> None:
        """End the child: ask first, then insist."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(_STOP_GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._keeper is not None:
            self._keeper.join()
        if process is not None:
            _close_pipes(process)

    def _launch(self) -> None:
        process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
            [*program_command(), *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._process = process
        try:
            assert process.stdin is not None  # noqa: S101 - asked for by PIPE above
            process.stdin.write(self._stdin_text)
            process.stdin.flush()
            self._await_ready(process)
        except (BrokenPipeError, ChildFailed) as error:
            process.kill()
            process.wait()
            _close_pipes(process)
            raise ChildFailed(f"{self.name} ended with code {process.returncode}") from error
        _log.info("child_started", child=self.name, pid=process.pid)

    def _await_ready(self, process: subprocess.Popen[str]) -> None:
        """Return once the child can be used; the plain child is ready when it runs."""

    def _keep(self) -> None:
        pause_s = _FIRST_PAUSE_S
        while not self._stopping.is_set():
            process = self._process
            if process is not None and process.poll() is None:
                code = process.wait()
                if self._stopping.is_set():
                    return
                _log.warning("child_died", child=self.name, code=code)
                _close_pipes(process)
            try:
                self._launch()
                pause_s = _FIRST_PAUSE_S
            except ChildFailed as error:
                _log.error("child_restart_failed", child=self.name, reason=str(error))
                self._stopping.wait(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAccount:
    """A one-time account the child hub is told of at start."""

    name: str
    role: str
    token: str


class HubChild(Child):
    """A hub on loopback. It keeps its port when it has to be started again."""

    def __init__(
        self,
        *,
        db_url: str,
        city_folder: str,
        accounts: Sequence[ChildAccount],
        options: Sequence[str] = (),
    ) -> None:
        lines = [json.dumps({"name": a.name, "role": a.role, "token": a.token}) for a in accounts]
        self._listen_at = 3
        super().__init__(
            "hub",
            [
                "hub",
                "--ready-json",
                "--listen",
                "127.0.0.1:0",
                "--db",
                db_url,
                "--city",
                city_folder,
                "--accounts-stdin",
                "--exit-with-stdin",
                *options,
            ],
            "\n".join([*lines, "", ""]),
        )
        self.url = ""

    def _await_ready(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None  # noqa: S101 - asked for by PIPE
        line = process.stdout.readline()
        if not line:
            raise ChildFailed("no ready line")
        self.url = json.loads(line)["listening"]
        self._arguments[self._listen_at] = self.url.removeprefix("ws://")


def _close_pipes(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # the reader is gone, and so is what was left to say
