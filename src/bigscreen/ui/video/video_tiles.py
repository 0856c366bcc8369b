"""Several cameras side by side, in as many rows as leave each the largest picture."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bigscreen.domain.cameras import Camera
from bigscreen.domain.situation import Situation
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.video.decode_budget import DecodeBudget, shared_budget
from bigscreen.ui.video.stream import Stream
from bigscreen.ui.video.video_tile import VideoTile
from bigscreen.ui.widgets.text_box import TextBox
from bigscreen.viewmodels.video_words import camera_name
from bigscreen.viewmodels.wording import tr

_GAP = 12
_ASPECT = 16 / 9


class VideoTiles(QWidget):
    """The pictures of some cameras; they play while the widget can be seen, and only then.

    Without cameras it says so. ``budget`` is the program's unless another is given.

    Signals:
        camera_opened(camera): somebody wants to see one larger.
    """

    camera_opened = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, budget: DecodeBudget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._budget = budget or shared_budget()
        self._cameras: tuple[Camera, ...] = ()
        self._names: Mapping[str, str] = {}
        self._notes: Mapping[str, str] = {}
        self.tiles: list[VideoTile] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Cameras"))

    def show_cameras(
        self,
        cameras: Sequence[Camera],
        situation: Situation | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Show these cameras; those that are shown already play on.

        ``situation`` names the units body cameras are worn by, ``notes`` are a word beside a
        name, by camera id.
        """
        cameras = tuple(cameras)
        names = {camera.id: camera_name(camera, situation) for camera in cameras}
        said = notes or {}
        if (cameras, names, said) == (self._cameras, self._names, self._notes):
            return
        self._cameras, self._names, self._notes = cameras, names, dict(said)
        kept = {tile.camera.id: tile for tile in self.tiles if tile.camera is not None}
        tiles = [kept.pop(c.id) if c.id in kept else self._made() for c in cameras]
        for tile in kept.values():
            tile.stop()
            tile.hide()
            tile.deleteLater()
        self.tiles = tiles
        self._lay_out()
        if self.isVisible():
            self._play()
        self.update()

    def widget(self) -> QWidget:
        """Return what is placed in a scene: itself."""
        return self

    def stop(self) -> None:
        """Play nothing and forget the cameras."""
        self.show_cameras(())

    def text_boxes(self) -> list[TextBox]:
        """Return the word that stands where there are no cameras."""
        if self._cameras:
            return []
        centre = Qt.AlignmentFlag.AlignCenter
        font = self._theme.font(Size.LABEL)
        return [TextBox(self.rect(), tr("No cameras here"), font, Ink.FAINT, centre, elides=True)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that there are no cameras, where there are none."""
        del event
        painter = QPainter(self)
        for box in self.text_boxes():
            box.paint(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Play."""
        super().showEvent(event)
        self._play()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let others play."""
        super().hideEvent(event)
        for tile in self.tiles:
            tile.stop()

    def _made(self) -> VideoTile:
        tile = VideoTile(self._theme, Stream(self._budget), self)
        tile.opened.connect(self.camera_opened)
        return tile

    def _play(self) -> None:
        for tile, camera in zip(self.tiles, self._cameras, strict=True):
            name, note = self._names[camera.id], self._notes.get(camera.id, "")
            tile.show_camera(camera, name, note)
            tile.show()

    def _lay_out(self) -> None:
        count = len(self.tiles)
        if not count:
            return
        gap = self._theme.px(_GAP)
        columns = max(range(1, count + 1), key=lambda one: self._picture_width(one, count, gap))
        rows = math.ceil(count / columns)
        wide = (self.width() - gap * (columns - 1)) / columns
        high = (self.height() - gap * (rows - 1)) / rows
        for place, tile in enumerate(self.tiles):
            row, column = divmod(place, columns)
            left, top = round(column * (wide + gap)), round(row * (high + gap))
            tile.setGeometry(QRect(left, top, int(wide), int(high)))

    def _picture_width(self, columns: int, count: int, gap: int) -> float:
        """Return how wide a picture gets in so many columns."""
        rows = math.ceil(count / columns)
        wide = (self.width() - gap * (columns - 1)) / columns
        high = (self.height() - gap * (rows - 1)) / rows
        return min(wide, high * _ASPECT)
