"""Starts the built bundle as a stranger would, and looks at the picture it makes.

The bundle runs with an empty home folder and, where the system lets us, in a network namespace
that has nothing but loopback: once without a screen, once on a real X server if Xvfb is here.
Prints the size of the bundle and the times as one JSON object a line.

    python packaging/frozen_smoke.py [--bundle dist/bigscreen]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

_REPOSITORY = Path(__file__).resolve().parents[1]
_WIDTH, _HEIGHT = 1920, 1080
_AFTER_S = 8
_LIMIT_S = 120
_LEAST_COLOURS = 200  # a blank or broken window has a handful


class SmokeError(Exception):
    """The bundle did not do what it must."""


def without_network() -> list[str]:
    """Return the command prefix that leaves only loopback, or nothing where that is refused."""
    inside = [sys.executable, str(_REPOSITORY / "packaging" / "loopback_only.py")]
    for options in (["--net"], ["--map-root-user", "--net"]):
        prefix = ["unshare", *options, *inside]
        try:
            subprocess.run([*prefix, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return prefix
    print("smoke: this system gives us no network namespace; the network stays", file=sys.stderr)
    return []


def environment(home: Path) -> dict[str, str]:
    """Return a bare environment around an empty home folder."""
    wanted = {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "XDG_RUNTIME_DIR": str(home),
    }
    if os.geteuid() == 0:
        wanted["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return wanted


def size_mb(folder: Path) -> float:
    """Return what a folder takes on disk, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6


def colours(picture: Path) -> int:
    """Return how many colours a coarse grid over the picture meets."""
    image = QImage(str(picture))
    if image.isNull():
        raise SmokeError(f"no picture at {picture}")
    if (image.width(), image.height()) != (_WIDTH, _HEIGHT):
        raise SmokeError(f"the picture is {image.width()}x{image.height()}")
    return len({image.pixel(x, y) for x in range(0, _WIDTH, 4) for y in range(0, _HEIGHT, 4)})


@contextmanager
def x_server() -> Iterator[str]:
    """Run an X server of the picture's size and hand out its display name."""
    screen = f"{_WIDTH}x{_HEIGHT}x24"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        if server.stdout is None:
            raise SmokeError("Xvfb has no output to read its display from")
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def run(command: list[str], display: str | None = None) -> float:
    """Run the bundle in an empty home folder and return the seconds it took."""
    with tempfile.TemporaryDirectory() as home:
        surroundings = environment(Path(home)) | ({"DISPLAY": display} if display else {})
        began = time.monotonic()
        ended = subprocess.run(command, env=surroundings, check=False, timeout=_LIMIT_S)
        took_s = time.monotonic() - began
    if ended.returncode != 0:
        raise SmokeError(f"exit code {ended.returncode}: {' '.join(command)}")
    return took_s


def look(program: list[str], name: str, display: str | None = None) -> None:
    """Let the program take its picture, judge it and print what was measured."""
    picture = _REPOSITORY / "build" / f"frozen-{name}.png"
    picture.parent.mkdir(exist_ok=True)
    picture.unlink(missing_ok=True)
    size = f"{_WIDTH}x{_HEIGHT}"
    arguments = ["--screenshot", str(picture), "--after", str(_AFTER_S), "--size", size]
    took_s = run([*program, *arguments], display)
    found = colours(picture)
    if found < _LEAST_COLOURS:
        raise SmokeError(f"the picture has {found} colours: {picture}")
    say(f"bundle_{name}_to_screenshot", round(took_s - _AFTER_S, 2), "s")
    say(f"bundle_{name}_colours", found, "count")


def say(name: str, value: float, unit: str) -> None:
    """Print one result."""
    print(json.dumps({"name": name, "value": value, "unit": unit, "n": 1}), flush=True)


def smoke(bundle: Path) -> None:
    """Run the bundle and print what was measured; raise SmokeError if it failed."""
    if not (bundle / "bigscreen").is_file():
        raise SmokeError(f"no bundle at {bundle}: run packaging/build_bundle.sh")
    program = [*without_network(), str(bundle / "bigscreen")]
    say("bundle_size", round(size_mb(bundle)), "MB")
    say("bundle_start", round(run([*program, "--version"]), 2), "s")
    look(program, "offscreen")
    if shutil.which("Xvfb"):
        with x_server() as display:
            look(program, "x11", display)
    else:
        print("smoke: no Xvfb here; the X11 side stays unproven", file=sys.stderr)


def main() -> int:
    """Read the arguments, run the smoke, answer with an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=_REPOSITORY / "dist" / "bigscreen")
    try:
        smoke(parser.parse_args().bundle)
    except (SmokeError, subprocess.SubprocessError) as error:
        print(f"smoke: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
