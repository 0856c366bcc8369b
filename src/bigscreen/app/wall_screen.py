"""One wall on one hub: its window on its part of the screens, and what directs it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QScreen

from bigscreen.app.screen import Screen, ScreenKind
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.app.wall_options import WallOptions
from bigscreen.app.wall_places import WallPlace, bezels_of
from bigscreen.domain.screens import ScreenView
from bigscreen.ui.wall.show import WallShow
from bigscreen.ui.wall.wall_window import WallWindow


class WallScreen(Screen):
    """A wall; ``start`` is what it begins with.

    Raises:
        InvalidValue: the hub's address is none.
    """

    def __init__(
        self,
        url: str,
        token: str,
        options: ScreenOptions,
        place: WallPlace,
        walls: WallOptions,
        start: ScreenView | None,
    ) -> None:
        if options.size is not None:
            place = replace(place, area=None)
        elif place.area is not None:
            options = replace(options, size=(place.area.width(), place.area.height()))
        super().__init__(url, token, ScreenKind.WALL, options)
        self.place = place
        self._walls = walls
        assert isinstance(self.window, WallWindow)  # noqa: S101 - the kind says so
        self._wall_window: WallWindow = self.window
        self._wall_window.read_from(walls.viewing_distance_m, walls.pixel_pitch_mm)
        self.show_director = WallShow(self.window, self._link.screens, start)
        if walls.bezel is not None:
            self.window.installEventFilter(self)

    def show(self) -> None:
        """Show the wall on its screen, whole; without a screen of its own in a window."""
        if self.place.area is not None:
            self.fill(self.place.screen, self.place.area)
        super().show()

    def fill(self, screen: QScreen | None, area: QRect) -> None:
        """Fill a part of the screens, beginning on ``screen``."""
        window = self.window
        if screen is not None:
            window.setScreen(screen)  # screens need not be parts of one desktop
        if self._walls.spans:
            # Full screen means one screen to a window manager: a plain frameless window spans.
            window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            window.setGeometry(area)
            return
        window.setGeometry(area)
        window.setWindowState(Qt.WindowState.WindowFullScreen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know where the frames between the panels are, whatever the size."""
        if event.type() is QEvent.Type.Resize:
            size = self.window.size()
            bezels = bezels_of(self._walls.bezel, size.width(), size.height())
            self._wall_window.set_bezels(bezels)
            self.show_director.banner.set_bezels(bezels.across)
        return super().eventFilter(watched, event)
