"""Starts the built bundle as a stranger would, and looks at the picture it makes.

The bundle runs with an empty home folder, without Python on its path and, where the system lets
us, in a network namespace that has nothing but loopback. Prints the size of the bundle, the time
to the first window and the time of the whole run as one JSON object a line.

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
    if (image.width(), image.height()) != (_WIDTH, _HEIGHT):
        raise SmokeError(f"the picture is {image.width()}x{image.height()}")
    return len({image.pixel(x, y) for x in range(0, _WIDTH, 4) for y in range(0, _HEIGHT, 4)})


def start_seconds(program: Path, prefix: list[str], home: Path) -> float:
    """Return how long the program takes to answer at all: unpacked, imported, command line read."""
    began = time.monotonic()
    subprocess.run(
        [*prefix, str(program), "--version"], env=environment(home), check=True, timeout=_LIMIT_S
    )
    return time.monotonic() - began


def smoke(bundle: Path) -> None:
    """Run the bundle and print what was measured; raise SmokeError if it failed."""
    program = bundle / "bigscreen"
    if not program.is_file():
        raise SmokeError(f"no bundle at {bundle}: run packaging/build_bundle.sh")
    prefix = without_network()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        picture = Path(folder) / "screen.png"
        start_s = start_seconds(program, prefix, home)
        began = time.monotonic()
        arguments = ["--screenshot", str(picture), "--after", str(_AFTER_S)]
        arguments += ["--size", f"{_WIDTH}x{_HEIGHT}"]
        ended = subprocess.run(
            [*prefix, str(program), *arguments],
            env=environment(home),
            check=False,
            timeout=_LIMIT_S,
        )
        total_s = time.monotonic() - began
        if ended.returncode != 0 or not picture.is_file():
            raise SmokeError(f"exit code {ended.returncode}, picture: {picture.is_file()}")
        found = colours(picture)
        kept = _REPOSITORY / "build" / "frozen-smoke.png"
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(picture, kept)
    if found < _LEAST_COLOURS:
        raise SmokeError(f"the picture has {found} colours: {kept}")
    for name, value, unit in (
        ("bundle_size", round(size_mb(bundle)), "MB"),
        ("bundle_start", round(start_s, 2), "s"),
        ("bundle_to_screenshot", round(total_s - _AFTER_S, 2), "s"),
        ("bundle_picture_colours", found, "count"),
    ):
        print(json.dumps({"name": name, "value": value, "unit": unit, "n": 1}))


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
