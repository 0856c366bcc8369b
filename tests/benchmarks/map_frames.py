"""What one frame of moving units costs, beside Leaflet's own circle markers.

Ours: the real map widget over its streets; every pull of its page gets a new frame with all units
moved, through the scheme handler. Peer: Leaflet's canvas renderer and ``circleMarker.setLatLng``
on an empty black map, its places worked out beforehand, once with an outline as thin as ours and
once with Leaflet's own default. All at the same size, count and radius, without a GPU; rounds
alternate, each with a widget of its own. CPU is that of the whole program: our process and every
Chromium process below it.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import psutil
from _measuring import Result, arguments, median, report
from PySide6.QtCore import QEventLoop, QTimer, QUrl, SignalInstance
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from bigscreen.ui.map.environment import prepare_environment
from bigscreen.ui.map.map_view import MapView
from bigscreen.ui.map.page_builder import build_page
from bigscreen.ui.map.scheme import register_scheme
from bigscreen.viewmodels.map_base import city_bounds
from bigscreen.viewmodels.map_frame import FrameHead, UnitColumns, encode_map_frame
from bigscreen.viewmodels.map_symbols import status_code, symbol_code
from tests.support.map_scene import CENTRE, FORCES, HALF_LAT, HALF_LON, made_up_city, made_up_units

WEB_ROOT = Path(__file__).parents[2] / "resources" / "web"
STEPS = 60
SWING_DEG = 0.002
WIDTH, HEIGHT = 1920, 1080
PEER_NAME = "Leaflet 1.9.3 canvas circleMarker.setLatLng"
STROKES = {"outline 1 px like ours": 1, "default outline 3 px": 3}


@dataclass(frozen=True, slots=True)
class Round:
    """One measured stretch of one of the two."""

    fps: float
    cpu_ms: float
    js_ms: float


class MovingUnits:
    """A MapSource whose every frame has all units moved on."""

    def __init__(self, count: int) -> None:
        chance = np.random.default_rng(11)
        forces = {force.code: force for force in FORCES}
        lat = CENTRE.lat + HALF_LAT * chance.uniform(-1, 1, count)
        lon = CENTRE.lon + HALF_LON * chance.uniform(-1, 1, count)
        turn = chance.uniform(0, 2 * np.pi, count)
        states = made_up_units(count)  # one in eight wears a status ring, which the peer has not
        units = UnitColumns(
            number=np.arange(1, count + 1, dtype=np.uint32),
            lat=lat,
            lon=lon,
            symbol=np.array([symbol_code(s.unit, forces) for s in states], np.uint8),
            status=np.array([status_code(s) for s in states], np.uint8),
            heading_deg=np.degrees(turn).astype(np.float32),
            fade=np.zeros(count, np.uint8),
            age_min=np.zeros(count, np.uint8),
        )
        self._frames = [
            encode_map_frame(
                replace(
                    units,
                    lat=lat + SWING_DEG * np.sin(turn + 2 * np.pi * step / STEPS),
                    lon=lon + SWING_DEG * np.cos(turn + 2 * np.pi * step / STEPS),
                ),
                FrameHead(sequence=step + 1),
            )
            for step in range(STEPS)
        ]
        self._step = 0

    def units_frame(self) -> bytes:
        """Return the next frame."""
        self._step += 1
        return self._frames[self._step % STEPS]

    def incidents_json(self) -> bytes:
        """Return no incidents."""
        return b'{"version":0,"incidents":[]}'

    def names_json(self) -> bytes:
        """Return no names."""
        return b'{"version":0,"units":{}}'

    def duty_json(self) -> bytes:
        """Return no patrol and no operations."""
        return b'{"version":0,"done":[],"operations":[]}'


def wait(seconds: float) -> None:
    """Let the program run on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def ask(page: QWebEnginePage, expression: str) -> dict:
    """Return the JSON value of an expression in a page."""
    answers: list[str] = []
    loop = QEventLoop()
    page.runJavaScript(
        f"JSON.stringify({expression}) ?? 'null'", lambda text: (answers.append(text), loop.quit())
    )
    loop.exec()
    return json.loads(answers[0])


def cpu_s() -> float:
    """Return the processor time of this process and all below it."""
    here = psutil.Process()
    times = [process.cpu_times() for process in (here, *here.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def loaded(signal: SignalInstance, then_s: float) -> None:
    """Wait for a signal, and a while longer."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    wait(then_s)


def measured(count: Callable[[], tuple[float, float]], seconds: float) -> Round:
    """Measure what is on the screen; ``count`` gives frames and milliseconds in scripts so far."""
    frames, js_ms = count()
    cpu, began = cpu_s(), time.monotonic()
    wait(seconds)
    took, cpu_used = time.monotonic() - began, cpu_s() - cpu
    more_frames, more_js_ms = count()
    drawn = max(1.0, more_frames - frames)
    return Round(drawn / took, cpu_used * 1000 / drawn, (more_js_ms - js_ms) / drawn)


def our_round(source: MovingUnits, seconds: float) -> tuple[Round, float]:
    """Measure our map; return the radius its units were drawn with, too."""
    view = MapView(build_page(made_up_city(), follow=False), source, WEB_ROOT)
    view.resize(WIDTH, HEIGHT)
    view.show()
    loaded(view.page_loaded, 1.5)
    page = view._page

    def count() -> tuple[float, float]:
        state = ask(page, "bigscreen.state()")
        return state["paints"], state["paintMs"]

    result = measured(count, seconds)
    radius = ask(page, "bigscreen.state()")["unitRadius"]
    view.deleteLater()
    loaded(view.destroyed, 0.2)
    return result, radius


def peer_round(units: int, radius: float, stroke: float, seconds: float) -> Round:
    """Measure Leaflet's markers."""
    view = QWebEngineView()
    view.resize(WIDTH, HEIGHT)
    html = (Path(__file__).parent / "peer_leaflet.html").read_text(encoding="utf-8")
    view.setHtml(html, QUrl.fromLocalFile(f"{WEB_ROOT / 'vendor' / 'leaflet'}/"))
    view.show()
    loaded(view.loadFinished, 0.2)
    low, high = city_bounds(made_up_city())
    bounds = [[low.lat, low.lon], [high.lat, high.lon]]
    ask(view.page(), f"peer.prepare({units}, {radius}, {stroke}, {bounds})")
    wait(1.0)

    def count() -> tuple[float, float]:
        state = ask(view.page(), "({ frames: peer.frames, jsMs: peer.jsMs })")
        return state["frames"], state["jsMs"]

    result = measured(count, seconds)
    view.deleteLater()
    loaded(view.destroyed, 0.2)
    return result


def compared(name: str, field: str, ours: list[Round], peer: list[Round], stroke: str) -> Result:
    """Return the medians; a ratio above 1 is in our favour."""
    value, peer_value = (median([getattr(r, field) for r in rounds]) for rounds in (ours, peer))
    return Result(
        name=name,
        value=value,
        unit="fps" if field == "fps" else "ms",
        peer=f"{PEER_NAME}, {stroke}",
        peer_value=peer_value,
        ratio=value / peer_value if field == "fps" else peer_value / value,
        n=len(ours),
    )


def main() -> None:
    """Run and report."""
    options = arguments(__doc__ or "")
    units, rounds, seconds = (500, 1, 1.0) if options.smoke else (10_000, 5, 4.0)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    prepare_environment(os.environ, gpu=False, root=os.geteuid() == 0)
    register_scheme()
    app = QApplication([])
    source = MovingUnits(units)
    ours: list[Round] = []
    peers: dict[str, list[Round]] = {name: [] for name in STROKES}
    for _ in range(rounds):
        result, radius = our_round(source, seconds)
        ours.append(result)
        for name, width in STROKES.items():
            peers[name].append(peer_round(units, radius, width, seconds))
    results = [
        compared(f"map_{name}", field, ours, peer, stroke)
        for stroke, peer in peers.items()
        for name, field in (
            ("cpu_ms_a_frame", "cpu_ms"),
            ("script_ms_a_frame", "js_ms"),
            ("fps", "fps"),
        )
    ]
    report(results, as_json=options.json)
    app.processEvents()


if __name__ == "__main__":
    main()
