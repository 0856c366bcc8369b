"""A screen of its own for a real window: an X server without hardware, and hands to click."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class XScreen:
    """A running X server; ``display`` is its name for DISPLAY."""

    def __init__(self, display: str) -> None:
        self.display = display

    def environment(self, rest: Mapping[str, str]) -> dict[str, str]:
        """Return ``rest`` as the environment of a program that shows its windows here."""
        kept = {k: v for k, v in rest.items() if k not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
        return {**kept, "DISPLAY": self.display}

    def click(self, x: int, y: int) -> None:
        """Press the left button there."""
        self._do("mousemove", str(x), str(y), "click", "1")

    def press(self, key: str) -> None:
        """Press a key, by its X name, in whatever has the focus."""
        self._do("key", key)

    def window(self, title: str) -> str | None:
        """Return the id of the visible window with this title, None while there is none."""
        found = self._do("search", "--onlyvisible", "--name", title, check=False).split()
        return found[0] if found else None

    def focus(self, window: str) -> None:
        """Give a window the keyboard, which nobody else does without a window manager."""
        self._do("windowfocus", window)

    def _do(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment(os.environ),
            check=check,
            capture_output=True,
            text=True,
            timeout=20,
        )
        return done.stdout


@contextmanager
def x_screen(width: int = 1920, height: int = 1080) -> Iterator[XScreen]:
    """Run an X server of this size; fails with advice where Xvfb or xdotool are missing."""
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            raise AssertionError(f"{tool} is missing; packaging/bootstrap.sh test installs it")
    told, tell = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(tell),
            "-screen",
            "0",
            f"{width}x{height}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[tell],
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        with os.fdopen(told) as line:
            yield XScreen(f":{line.readline().strip()}")
    finally:
        server.terminate()
        server.wait(10)
