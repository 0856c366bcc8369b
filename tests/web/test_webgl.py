"""The GPU painter draws the same picture; a pretended GPU is not taken for a real one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]

# Chromium reads its flags once, so WebGL (drawn in software) needs a process of its own.
DRAW = """
import json, os, sys
from pathlib import Path
from bigscreen.ui.map.environment import prepare_environment
prepare_environment(os.environ, gpu=True, root=os.geteuid() == 0)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from bigscreen.ui.map.map_view import MapView
from bigscreen.ui.map.page_builder import build_page
from bigscreen.ui.map.scheme import register_scheme
from tests.support.map_scene import SceneSource, made_up_city
register_scheme()
app = QApplication([])
source = SceneSource()
page = build_page(made_up_city(), painter=sys.argv[1], follow=False)
view = MapView(page, source, Path("resources/web"))
view.resize(900, 600)
view.show()
lines = []
def look(text):
    state = json.loads(text or "{}")
    if state.get("paints", 0) < 3 or ("--lose" in sys.argv and state["painter"] != "stamp"):
        QTimer.singleShot(100, ask)
        return
    view.snapshot().save(sys.argv[2])
    print(json.dumps({"painter": state["painter"], "line": view.painter_line}))
    view.destroyed.connect(app.quit)
    view.deleteLater()
def ask():
    view._page.runJavaScript("JSON.stringify(window.bigscreen?.state() ?? {})", look)
def lose():
    view._page.runJavaScript(
        "const loss = document.querySelector('.live-canvas').getContext('webgl')"
        ".getExtension('WEBGL_lose_context'); loss.loseContext(); setTimeout(() => {"
        "loss.restoreContext(); setTimeout(() => loss.loseContext(), 150); }, 150);")
if "--lose" in sys.argv:
    view.page_loaded.connect(lambda: QTimer.singleShot(300, lose))
view.page_loaded.connect(lambda: QTimer.singleShot(800, ask))
QTimer.singleShot(60000, app.quit)
app.exec()
"""


def drawn(painter: str, picture: Path, *more: str) -> dict:
    no_gpu = ("QTWEBENGINE_", "QSG_", "QT_QUICK_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(no_gpu)}
    environ["QTWEBENGINE_CHROMIUM_FLAGS"] = (
        "--ignore-gpu-blocklist --enable-unsafe-swiftshader --use-gl=angle --use-angle=swiftshader"
    )
    environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'src'}"
    run = subprocess.run(
        [sys.executable, "-c", DRAW, painter, str(picture), *more],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    told = [line for line in run.stdout.splitlines() if line.startswith('{"painter"')]
    assert told, run.stdout + run.stderr
    return json.loads(told[-1])


def pixels(picture: Path) -> np.ndarray:
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8)
    return raw.reshape(image.height(), image.width(), 4)[:, :, :3].astype(int)


def test_a_pretended_gpu_is_refused_and_both_painters_draw_alike(tmp_path):
    stamped = drawn("auto", tmp_path / "stamp.png")
    on_gpu = drawn("webgl", tmp_path / "webgl.png")

    assert stamped == {"painter": "stamp", "line": "stamp: no GPU"}
    assert on_gpu["painter"] == "webgl"
    apart = np.abs(pixels(tmp_path / "stamp.png") - pixels(tmp_path / "webgl.png")).max(axis=2)
    assert (apart > 24).sum() < 1200  # clocks may have moved on by a second in between
    assert (apart > 24).mean() < 0.003


def test_a_gpu_that_goes_away_twice_is_given_up_and_the_picture_goes_on(tmp_path):
    stamped = drawn("stamp", tmp_path / "stamp.png")
    lost = drawn("webgl", tmp_path / "lost.png", "--lose")

    assert lost == stamped
    apart = np.abs(pixels(tmp_path / "stamp.png") - pixels(tmp_path / "lost.png")).max(axis=2)
    assert (apart > 24).mean() < 0.003
