"""The place of video in a scene: says which cameras belong there, and holds whoever plays them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from bigscreen.domain.cameras import Camera
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.panel import Panel
from bigscreen.viewmodels.wording import tr


class VideoTiles(Protocol):
    """What a wall wishes of whatever plays cameras."""

    def widget(self) -> QWidget:
        """Return the widget to be placed; it arranges its tiles for any size itself."""

    def show_cameras(self, cameras: Sequence[Camera]) -> None:
        """Play these cameras, the most important first; none stops all."""


MakeVideo = Callable[[Theme], VideoTiles]
"""Makes the player of one video panel."""


class VideoSlot(Panel):
    """Holds the tiles of a video panel; without cameras, or without a player, it says so."""

    def __init__(
        self, theme: Theme, make_video: MakeVideo | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tr("Video"), parent)
        self._cameras: tuple[Camera, ...] = ()
        self._tiles = make_video(theme) if make_video else None
        self._empty = EmptyText(theme, tr("No camera near here"))
        if self._tiles is not None:
            self.body.addWidget(self._tiles.widget(), 1)
        self.body.addWidget(self._empty, 1)
        self._show()

    @property
    def cameras(self) -> tuple[Camera, ...]:
        """The cameras that are shown."""
        return self._cameras

    def show_cameras(self, cameras: Sequence[Camera]) -> None:
        """Show other cameras; those that are there already go on playing."""
        if tuple(cameras) != self._cameras:
            self._cameras = tuple(cameras)
            self._show()

    def _show(self) -> None:
        if self._tiles is not None:
            self._tiles.show_cameras(self._cameras)
            self._tiles.widget().setVisible(bool(self._cameras))
        self._empty.setVisible(not self._cameras or self._tiles is None)
        if self._tiles is None and self._cameras:
            self._empty.setText(tr("This screen plays no video"))
        self.note.setText(tr("cameras {n}", n=len(self._cameras)) if self._cameras else "")
