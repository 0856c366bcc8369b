"""What tests of widgets share: a scene, a theme, windows that are closed again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import UnitKind
from bigscreen.ui.desk.desk_window import DeskWindow
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.wall_window import WallWindow
from bigscreen.viewmodels.wall_scale import wall_scale
from tests.support.desk_scene import DeskScene
from tests.support.fake_map import FakeMap
from tests.support.small_city import IN_WEST, SOURCE, a_unit

UNITS = (
    a_unit("p-1"),
    a_unit("p-2"),
    a_unit("p-3", grid_id="east"),
    a_unit("c-1", call_sign="城c-1", force_codes=("cg",)),
    a_unit("j-1", call_sign="联j-1", force_codes=("police", "cg"), officers=2),
    a_unit("d-1", call_sign="机d-1", kind=UnitKind.DRONE),
)


@pytest.fixture(autouse=True)
def _closed_windows_go() -> Iterator[None]:
    """Delete what a test has closed, before the next one meets its dialogs and timers."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme() -> Theme:
    """Return the look at 1920×1080."""
    return Theme()


@pytest.fixture
def scene(qapp) -> DeskScene:
    """Return a live picture of the small city with six units in the west, p-1 nearest."""
    made = DeskScene()
    made.declare(UNITS)
    made.place(
        {
            unit.id: GeoPoint(IN_WEST.lat + 0.002 * place, IN_WEST.lon)
            for place, unit in enumerate(UNITS, start=1)
        }
    )
    made.pass_time(1)
    return made


@pytest.fixture
def windows() -> list[QWidget]:
    """Keep windows until they are closed: else one may be collected amid a slot of its own."""
    return []


@pytest.fixture
def open_desk(qtbot, scene, windows):
    """Return a function that opens a desk on the scene."""

    def opened(theme: Theme | None = None, size=(1920, 1080)) -> DeskWindow:
        window = DeskWindow(
            scene.live,
            scene.commands,
            Advisor(scene.live),
            lambda _city, _theme: FakeMap(),
            theme or Theme.for_size(*size),
            "指挥席 3",
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
        return window

    return opened


@pytest.fixture
def desk(open_desk) -> DeskWindow:
    """Return an open desk on the scene."""
    return open_desk()


@pytest.fixture
def open_wall(qtbot, scene, windows):
    """Return a function that opens a wall on the scene."""

    def opened(size=(1920, 1080)) -> WallWindow:
        window = WallWindow(
            scene.live,
            Advisor(scene.live),
            lambda _city, _theme: FakeMap(),
            Theme(wall_scale(*size)),
            "大屏 1",
        )
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
        return window

    return opened


@pytest.fixture
def call(scene):
    """Return a function that has a call come in at a place in the west, ``ago_s`` ago."""

    def registered(ago_s: float = 0, **fields) -> str:
        return scene.happen(
            RegisterIncident(
                **{"item_code": "noise", "title": "好又多超市", "location": IN_WEST, **fields}
            ),
            SOURCE,
            at=scene.now - timedelta(seconds=ago_s),
        ).incident_id

    return registered


@pytest.fixture
def settle():
    """Return a function that lets layouts, fonts and plots of a window come to rest."""

    def settled(window) -> None:
        for _ in range(4):
            QApplication.processEvents()
        window.grab()
        QApplication.processEvents()

    return settled
