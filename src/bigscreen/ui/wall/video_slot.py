"""The place of video in a scene: holds the tiles of the cameras that belong there."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bigscreen.domain.cameras import Camera
from bigscreen.domain.situation import Situation
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.panel import Panel
from bigscreen.viewmodels.wording import tr


class _Tiles(Protocol):
    """What a wall wishes of whatever plays cameras."""

    def widget(self) -> QWidget:
        """Return the widget to be placed; it arranges its tiles for any size itself."""

    def show_cameras(self, cameras: Sequence[Camera], situation: Situation | None = None) -> None:
        """Play these cameras, the most important first; none stops all."""


MakeVideo = Callable[[Theme], _Tiles]
"""Makes the player of one video panel."""


class VideoSlot(Panel):
    """A video panel; what it shows is its scene's matter."""

    def __init__(self, theme: Theme, make_video: MakeVideo, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Video"), parent)
        self.tiles = make_video(theme)
        self.cameras: tuple[Camera, ...] = ()
        self._shown = self.tiles.widget()
        self._shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.addWidget(self._shown, 1)

    def show_cameras(self, cameras: Sequence[Camera], situation: Situation | None) -> None:
        """Show other cameras; those that are there already go on playing."""
        self.cameras = tuple(cameras)
        self.tiles.show_cameras(self.cameras, situation)
        for part in self._shown.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nobody chooses anything on a wall
        self.note.setText(tr("cameras {n}", n=len(cameras)) if cameras else "")
