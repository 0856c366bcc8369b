"""What a change of scene costs a wall, and whether ten thousand of them leave anything behind.

A wall of the demo city with 30 open cases goes through all its scenes, grid after grid and case
after case, as it does in a week of rotation. The peer makes every panel anew each time, as a wall
that builds its scenes from scratch would. Memory is the resident set after the first thousand
changes and after the last.
"""

import gc
import os
import time
from collections.abc import Sequence
from pathlib import Path

from _measuring import Result, arguments, report
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from bigscreen.app.assets import resource
from bigscreen.city.package import load_city, load_units
from bigscreen.domain.cameras import Camera
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level
from bigscreen.domain.scenes import SceneKind
from bigscreen.domain.situation import Situation
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.wall_window import WallWindow
from tests.support.boards import full_board
from tests.support.desk_scene import DeskScene
from tests.support.fake_map import FakeMap
from tests.support.small_city import SOURCE

CHANGES, SETTLED = 10_000, 1_000
OPEN_CASES = 30
_PAGE_KB = 4


class _Dark(QWidget):
    """Stands where pictures of cameras would be."""

    def widget(self) -> QWidget:
        return self

    def show_cameras(self, cameras: Sequence[Camera], situation: Situation | None = None) -> None:
        del cameras, situation


def busy_scene() -> DeskScene:
    """Return the demo city with its units and some open cases."""
    folder = resource("demo_city")
    scene = DeskScene(load_city(folder))
    units = load_units(folder)
    scene.declare(units)
    scene.place({unit.id: unit.home for unit in units if unit.home})
    for number in range(OPEN_CASES):
        scene.happen(
            RegisterIncident(
                item_code=scene.city.items[number % len(scene.city.items)].code,
                title=f"case {number}",
                level=Level(1 + number % 4),
                location=GeoPoint(30.645, 103.668),
            ),
            SOURCE,
        )
    scene.show_board(full_board(scene.city, scene.now))
    return scene


class Rounds:
    """Goes from scene to scene for as long as it is asked to."""

    def __init__(self, scene: DeskScene) -> None:
        self.window = WallWindow(
            scene.live,
            Advisor(scene.live),
            lambda _city, _theme: FakeMap(),
            Theme(),
            "wall",
            lambda _theme: _Dark(),
        )
        self.window.resize(1920, 1080)
        self.window.show()
        self._scenes = scene.city.wall.scenes
        self._grids = scene.city.grids
        self._cases = list(scene.live.situation.incidents)
        self._done = 0

    def go_on(self, changes: int, *, anew: bool = False) -> float:
        """Make so many changes; return the processor time of one, in ms."""
        began_s = time.process_time()
        for _ in range(changes):
            number = self._done
            self._done += 1
            if anew:
                self.window.scenes.forget_panels()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            scene = self._scenes[number % len(self._scenes)]
            is_grid, is_case = (scene.kind is kind for kind in (SceneKind.GRID, SceneKind.INCIDENT))
            self.window.show_scene(
                scene,
                grid_id=self._grids[number % len(self._grids)].id if is_grid else "",
                incident_id=self._cases[number % len(self._cases)] if is_case else "",
            )
            QApplication.processEvents()
        return (time.process_time() - began_s) * 1000 / changes


def resident_mb() -> float:
    """Return the resident set of this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_KB / 1024


def measure(*, smoke: bool) -> list[Result]:
    """Return what a change costs and what all of them leave behind."""
    settled, changes = (6, 24) if smoke else (SETTLED, CHANGES)
    rounds = Rounds(busy_scene())
    rounds.go_on(settled)
    before_mb = resident_mb()
    one_ms = rounds.go_on(changes - settled)
    after_mb = resident_mb()
    few = 6 if smoke else 200
    anew_ms = rounds.go_on(few, anew=True)
    rounds.window.close()
    peer = "every panel made anew"
    return [
        Result(
            name="change of scene", value=one_ms, unit="ms of processor time", peer=f"{peer}, ms",
            peer_value=anew_ms, ratio=anew_ms / one_ms, n=changes,
        ),
        Result(
            name="memory at the end", value=after_mb, unit="MB resident", peer="at the start, MB",
            peer_value=before_mb, ratio=before_mb / after_mb, n=changes,
        ),
    ]  # fmt: skip


def main() -> None:
    """Measure and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given = arguments(__doc__ or "")
    app = QApplication([])
    report(measure(smoke=given.smoke), as_json=given.json)
    del app


if __name__ == "__main__":
    main()
