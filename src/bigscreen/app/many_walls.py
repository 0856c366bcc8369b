"""Opens one or several walls from one process: each on its screen, each with its own scene."""

import signal
import sys
from dataclasses import replace

import structlog
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from bigscreen.app.application import make_application
from bigscreen.app.screen import FAILED
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.app.selftest import SelfTestFailedError
from bigscreen.app.wall_memory import WallMemory
from bigscreen.app.wall_options import WallOptions
from bigscreen.app.wall_places import wall_places
from bigscreen.app.wall_screen import WallScreen
from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.screens import ScreenView
from bigscreen.ui.wall.blanking import AwakeScreens
from bigscreen.ui.wall.kiosk import Kiosk
from bigscreen.viewmodels.wording import tr

_WRITE_EVERY_MS = 300_000

_log = structlog.get_logger(__name__)


class Walls(QObject):
    """All walls of this process on one hub.

    Raises:
        InvalidValue: the hub's address is none, or a screen is not there.
    """

    def __init__(
        self,
        url: str,
        token: str,
        options: ScreenOptions,
        walls: WallOptions,
        app: QApplication,
        memory: WallMemory | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._memory = memory or WallMemory()
        self._awake = AwakeScreens(self)
        self._kiosk = Kiosk(app) if walls.is_kiosk else None
        self.screens: list[WallScreen] = []
        for place in wall_places(walls, app.screens()):
            start = ScreenView(scene=walls.scene) if walls.scene else self._memory.view(place.key)
            own = options
            if place.number:
                own = replace(options, name=f"{options.name or tr('Wall')} {place.number}")
            screen = WallScreen(url, token, own, place, walls, start)
            screen.show_director.remembered.connect(
                lambda view, key=place.key: self._memory.keep(key, view)
            )
            if self._kiosk is not None:
                self._kiosk.take(screen.window)
            self.screens.append(screen)
        if self._kiosk is not None:
            self._kiosk.leave_requested.connect(app.quit)
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: self._end())
        app.screenAdded.connect(self._on_app_screen_added)
        self._timer = QTimer(self)
        self._timer.setInterval(_WRITE_EVERY_MS)
        self._timer.timeout.connect(self._memory.write)
        self._timer.start()

    def show(self) -> None:
        """Show all walls, and keep their screens on."""
        for screen in self.screens:
            screen.show()
        self._awake.start()

    def _end(self) -> None:
        """End as a service manager wishes: windows that are held would refuse."""
        if self._kiosk is not None:
            self._kiosk.let_go()
        self._app.quit()

    def close(self) -> None:
        """Close all walls and remember what they showed."""
        if self._kiosk is not None:
            self._kiosk.let_go()
        self._awake.stop()
        self._memory.write()
        for screen in self.screens:
            screen.close()

    @Slot(QScreen)
    def _on_app_screen_added(self, added: QScreen) -> None:
        """Put a wall back on its screen: a screen that is switched off goes and comes again."""
        for screen in self.screens:
            if screen.place.key == added.name() and screen.place.area is not None:
                _log.info("wall_back_on_its_screen", screen=added.name())
                screen.fill(added, added.geometry())


def open_walls(url: str, token: str, options: ScreenOptions, walls: WallOptions) -> int:
    """Show walls on the hub at ``url`` until they are closed; return the exit code."""
    try:
        app = make_application()
        opened = Walls(url, token, options, walls, app)
    except (SelfTestFailedError, InvalidValue) as error:
        print(tr("bigscreen: {error}", error=error), file=sys.stderr)  # noqa: T201 - no window yet
        return FAILED
    opened.show()
    code = app.exec()
    opened.close()
    return code
