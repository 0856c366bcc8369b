"""How long the desk's GUI thread is held by each thing a person does, in a very large city.

A real desk window over a real map page, 10,000 units that keep moving and 2,000 open cases. A
timer that wants to run every millisecond says how long the thread was not free: the longest gap
from a press until all is quiet again is what that press has cost. Every action of the desk is
pressed, and what the mouse and the hub do. The goal is 50 ms; the peer is a stock table of Qt's
that is filled anew with the same cases.

Two times are told: how long the thread was not free by the clock on the wall, and how much of that
it worked itself. On a machine that has other things to do the first one says more about those;
the goal is for the second one.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from _measuring import Result, arguments, median, report
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget

from bigscreen.app.assets import resource
from bigscreen.bridge.garbage import GuiThreadGarbage
from bigscreen.city.package import load_city
from bigscreen.domain.city import City
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level
from bigscreen.domain.units import Unit
from bigscreen.ui.desk.desk_window import DeskWindow
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.map.environment import prepare_environment
from bigscreen.ui.map.scheme import register_scheme
from bigscreen.ui.map.situation_map import SituationMap
from bigscreen.ui.theme import Theme
from tests.support.desk_scene import DeskScene
from tests.support.small_city import SOURCE

GOAL_MS = 50.0
ROUNDS = 3
QUIET_MS = 250
MOVE_EVERY_MS = 200
SIZE = (1920, 1080)
SMOKED = 12
"""So many acts are enough to see that it runs."""
LEFT_OUT = {"", "Full screen", "Lock now", "Map in a window of its own"}
"""Actions that cover the window or open another."""

_AT_ONCE = 500


class Gap(NamedTuple):
    """For how long the thread was not free, and for how long it worked, both in ms."""

    wall_ms: float
    own_ms: float


class Gaps:
    """Says for how long the thread was not free, at most, since it was last asked."""

    def __init__(self) -> None:
        self.forget()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        wall_s, own_s = time.perf_counter(), time.thread_time()
        self._wall_s = max(self._wall_s, wall_s - self._last[0])
        self._own_s = max(self._own_s, own_s - self._last[1])
        self._last = wall_s, own_s

    def forget(self) -> None:
        self._last = time.perf_counter(), time.thread_time()
        self._wall_s = self._own_s = 0.0

    def longest(self) -> Gap:
        self._tick()
        return Gap(self._wall_s * 1000.0, self._own_s * 1000.0)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def places(city: City, count: int, seed: int) -> list[GeoPoint]:
    """Return places inside the city's grids."""
    corners = [corner for grid in city.grids for corner in grid.ring]
    lats, lons = [c.lat for c in corners], [c.lon for c in corners]
    chance = np.random.default_rng(seed)
    north = chance.uniform(min(lats), max(lats), count)
    east = chance.uniform(min(lons), max(lons), count)
    return [GeoPoint(float(lat), float(lon)) for lat, lon in zip(north, east, strict=True)]


def busy_scene(units: int, cases: int) -> DeskScene:
    """Return the demo city with so many units and open cases."""
    city = load_city(resource("demo_city"))
    scene = DeskScene(city)
    forces = [force.code for force in city.forces]
    grids = [grid.id for grid in city.grids]
    for first in range(0, units, _AT_ONCE):
        scene.declare(
            Unit(
                id=f"u{n}",
                call_sign=f"单{n}",
                force_codes=(forces[n % len(forces)],),
                grid_id=grids[n % len(grids)],
            )
            for n in range(first, min(units, first + _AT_ONCE))
        )
    assert len(scene.live.situation.units) == units
    scene.place({f"u{n}": at for n, at in enumerate(places(city, units, 1))})
    items = [item.code for item in city.items]
    levels = list(Level)
    for number, at in enumerate(places(city, cases, 2)):
        order = RegisterIncident(
            item_code=items[number % len(items)],
            title=f"案件 {number}",
            location=at,
            level=levels[3 - (number % 40 == 0) * 3 - (number % 7 == 0 and number % 40 != 0)],
        )
        scene.happen(order, SOURCE, at=scene.now - timedelta(seconds=7 * number))
    scene.pass_time(1)
    return scene


class Mover:
    """Has every unit report a new place several times a second, as in service."""

    def __init__(self, scene: DeskScene, units: int) -> None:
        self._scene = scene
        self._places = places(scene.city, units, 1)
        self._step = 0
        self._timer = QTimer()
        self._timer.setInterval(MOVE_EVERY_MS)
        self._timer.timeout.connect(self.move)
        self._timer.start()

    def move(self) -> None:
        self._step += 1
        shift = 0.0001 * (self._step % 20)
        some = range(self._step % 10, len(self._places), 10)
        self._scene.place(
            {f"u{n}": replace(at, lat=at.lat + shift) for n in some for at in [self._places[n]]}
        )


def acts(window: DeskWindow, scene: DeskScene) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is measured, by name."""
    live = scene.live
    cases = list(live.situation.incidents)
    turn = iter(range(10**6))

    def next_case() -> None:
        window.parts.selection.select_incident(cases[(next(turn) * 37) % len(cases)])

    def next_unit() -> None:
        window.parts.selection.select_unit(f"u{next(turn) * 41 % len(live.situation.units)}")

    def new_case() -> None:
        at = places(scene.city, 1, next(turn))[0]
        order = RegisterIncident(item_code=scene.city.items[0].code, title="新案", location=at)
        scene.happen(order, SOURCE)

    yield "nothing, units moving", lambda: None
    yield "select a case", next_case
    yield "select a unit", next_unit
    yield "a case comes in", new_case
    yield "a second passes", lambda: scene.pass_time(1)
    for action in window.actions():
        if action.text() not in LEFT_OUT:
            yield f"press: {action.text()}", pressed(window, action)


def pressed(window: QWidget, action: QAction) -> Callable[[], object]:
    def close_others() -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in QApplication.topLevelWidgets():
            if dialog is not window and dialog.isVisible():
                dialog.close()

    def press() -> None:
        # Asked for before: a menu comes back only when it is closed.
        QTimer.singleShot(QUIET_MS // 2, close_others)
        action.trigger()

    return press


def cost(gaps: Gaps, act: Callable[[], object]) -> Gap:
    """Return the longest gap from an act until all is quiet."""
    wait(50)
    gaps.forget()
    QTimer.singleShot(0, act)
    wait(QUIET_MS)
    return gaps.longest()


def stock_table(scene: DeskScene, gaps: Gaps) -> float:
    """Return what a stock table costs when it is filled anew with the open cases."""
    table = QTableWidget(0, 4)
    table.show()

    def fill() -> None:
        open_cases = [s.incident for s in scene.live.situation.incidents.values()]
        table.setRowCount(len(open_cases))
        for row, case in enumerate(open_cases):
            for column, text in enumerate(
                (case.number, case.title, str(case.level), case.received_at.isoformat())
            ):
                table.setItem(row, column, QTableWidgetItem(text))

    found = median([cost(gaps, fill).own_ms for _ in range(3)])
    table.close()
    return found


def main() -> None:
    """Measure and report."""
    options = arguments(__doc__ or "", can_choose=True)
    units, cases, rounds = (200, 40, 1) if options.smoke else (10_000, 2_000, ROUNDS)

    for _ in prepare_environment(os.environ, root=os.geteuid() == 0):
        pass
    register_scheme()
    GuiThreadGarbage(QApplication([]))
    scene = busy_scene(units, cases)
    window = DeskWindow(
        scene.live,
        scene.commands,
        Advisor(scene.live),
        lambda city, theme: SituationMap(scene.live, city, resource("web"), scale=theme.scale),
        Theme(),
        "席",
    )
    window.resize(*SIZE)
    window.show()
    wait(500 if options.smoke else 4000)
    gaps, mover = Gaps(), Mover(scene, units)
    peer_ms = stock_table(scene, gaps)
    results = []
    every = list(acts(window, scene))
    for name, act in every[:SMOKED] if options.smoke else every:
        if options.only.lower() not in name.lower():
            continue
        costs: list[Gap] = []
        with suppress(RuntimeError):
            costs = [cost(gaps, act) for _ in range(rounds + 1)][1:]
        if costs:
            if not options.json:
                told = " ".join(f"{one.own_ms:.0f}/{one.wall_ms:.0f}" for one in costs)
                print(f"  {name}: {told}", flush=True)
            worst = max(one.own_ms for one in costs)
            results.append(
                Result(
                    name=name,
                    value=worst,
                    unit="ms of own work",
                    peer="QTableWidget filled anew",
                    peer_value=peer_ms,
                    ratio=peer_ms / worst,
                    n=len(costs),
                )
            )
    del mover
    report(sorted(results, key=lambda one: -one.value), as_json=options.json)
    slow = [one.name for one in results if one.value > GOAL_MS]
    if not options.json:
        print(f"over {GOAL_MS:.0f} ms: {', '.join(slow) or 'nothing'}")
    window.close()


if __name__ == "__main__":
    main()
