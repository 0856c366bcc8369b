"""Takes the screenshot set: every face, size, language and look, of the demo city as it lives.

Run by hand: ``packaging/bootstrap.sh shots`` or ``python tests/gui/take_shots.py [--face wall]``.
The pictures go to ``tests/gui/shots/`` and are looked at by eye; they are not kept in git.
"""

import argparse
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bigscreen.app.assets import resource
from bigscreen.app.demo_centre import DemoCentre

SHOTS = Path(__file__).parent / "shots"
AT_ONCE = 2
LIVED_S = 45.0
"""How long the demo city lives before the first picture, so that there is something to see."""

LANGUAGES = ("zh_CN", "en")
LOOKS = ("dark", "light")
DESK_SIZES = ("1920x1080", "3840x2160")
WALL_SIZES = ("1920x1080", "3840x2160", "5760x1080", "7680x2160", "1080x1920")
WALLS_IN_LIGHT = {("1920x1080", "overview"), ("1080x1920", "overview")}
"""Walls are dark; a light one has to be readable too."""
SCENES = ("overview", "grid", "kpi", "incident", "video", "night_market")
PAGES = (
    "overview",
    "trends",
    "speeds",
    "rhythm",
    "places",
    "ranking",
    "presence",
    "backlog",
    "map",
)


class Shot(NamedTuple):
    """One picture: its face, its options, and its file below the folder of shots."""

    face: str
    options: tuple[str, ...]
    file: str


def shots() -> Iterator[Shot]:
    """Yield the whole set."""
    for size, lang, look in itertools.product(DESK_SIZES, LANGUAGES, LOOKS):
        options = ("--size", size, "--lang", lang, "--look", look)
        yield Shot("desk", options, f"desk/{size}-{lang}-{look}.png")
    for size, lang, scene, look in itertools.product(WALL_SIZES, LANGUAGES, SCENES, LOOKS):
        if look == LOOKS[0] or (size, scene) in WALLS_IN_LIGHT:
            options = ("--size", size, "--lang", lang, "--look", look, "--scene", scene)
            yield Shot("wall", options, f"wall/{scene}-{size}-{lang}-{look}.png")
    for size, lang, look, page in itertools.product(DESK_SIZES, LANGUAGES, LOOKS, PAGES):
        options = ("--size", size, "--lang", lang, "--look", look, "--page", page)
        yield Shot("meeting", options, f"meeting/{page}-{size}-{lang}-{look}.png")


def main() -> None:
    """Take the pictures that are asked for; end with 1 if one could not be taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--face", choices=("desk", "wall", "meeting", "gallery"), help="only this")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files that hold this")
    parser.add_argument("--after", default="12", metavar="S", help="seconds each window lives")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    SHOTS.mkdir(exist_ok=True)
    if chosen.face in (None, "gallery"):
        _run(["gallery", "--pictures", str(SHOTS / "gallery")])
    wanted = [one for one in shots() if chosen.face in (None, one.face) and chosen.only in one.file]
    failed = _take(wanted, chosen.after) if wanted else []
    told = [f"{len(wanted) - len(failed)} pictures in {SHOTS}"]
    told += [f"not taken: {shot.file}" for shot in failed]
    sys.stdout.write("\n".join([*told, ""]))
    sys.exit(1 if failed else 0)


def _take(wanted: list[Shot], after_s: str) -> list[Shot]:
    """Take pictures of a demo centre of our own; return those that failed."""
    with tempfile.TemporaryDirectory() as folder:
        centre = DemoCentre(Path(folder) / "demo.db", _quiet_city(Path(folder)))
        centre.start()
        try:
            time.sleep(LIVED_S)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                done = pool.map(
                    lambda shot: _one(shot, centre.url, centre.desk_token, after_s), wanted
                )
                return [shot for shot, ok in zip(wanted, done, strict=True) if not ok]
        finally:
            centre.stop()


def _quiet_city(folder: Path) -> Path:
    """Return the demo city without calls for help and rules: walls stay with the scene chosen."""
    made = folder / "city"
    shutil.copytree(resource("demo_city"), made)
    rates = made / "rates.toml"
    text = re.sub(r"(?m)^sos_per_day = .*$", "sos_per_day = 0", rates.read_text("utf-8"))
    rates.write_text(text, "utf-8")
    (made / "wall_rules.toml").write_text("", "utf-8")
    return made


def _one(shot: Shot, url: str, token: str, after_s: str) -> bool:
    target = SHOTS / shot.file
    target.parent.mkdir(parents=True, exist_ok=True)
    joining = ["--hub", url, "--token-file", "-", "--after", after_s, "--screenshot", str(target)]
    # A folder of its own for what screens remember: every picture begins as on a new machine.
    with tempfile.TemporaryDirectory() as home:
        return _run([shot.face, *joining, *shot.options], token, home) == 0


def _run(arguments: list[str], token: str = "", home: str = "") -> int:
    here = {**os.environ, **({"XDG_CONFIG_HOME": home} if home else {})}
    command = [sys.executable, "-m", "bigscreen", *arguments]
    return subprocess.run(command, input=token, text=True, env=here, check=False).returncode


if __name__ == "__main__":
    main()
