"""One camera on the screen: its picture, its name, and in words why there is none.

Pictures come through a video sink and are painted like any other widget. Qt's own video widget
is left aside: without a graphics card it shows nothing, no screenshot has it, and as a window of
its own it lies over whatever should be above it. Measured on two cores without a card: four
streams of 480×270 at 10 a second take 0.17 of a core this way, 3.2 ms a picture.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bigscreen.domain.cameras import Camera
from bigscreen.domain.streams import StreamState
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.video.stream import Stream
from bigscreen.ui.widgets.text_box import CENTRE, LEFT, RIGHT, TextBox, fitting_font, text_width
from bigscreen.ui.widgets.tooltips import plain_tooltip
from bigscreen.viewmodels.video_words import stream_lines
from bigscreen.viewmodels.wording import tr

_NAME_ROW = 26
_GAP = 6
_PLATE = 60
_SMALLEST = QSize(120, 80)


class VideoTile(QWidget):
    """A camera's picture over its name; ``stream`` brings the picture.

    Signals:
        opened(camera): somebody wants to see it larger (double click, Enter).
    """

    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        stream: Stream,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.stream = stream
        stream.setParent(self)
        self.camera: Camera | None = None
        self._name = ""
        self._note = ""
        self._image = QImage()
        self._is_stale = True
        self.setMinimumSize(theme.px(_SMALLEST.width()), theme.px(_SMALLEST.height()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stream.picture_arrived.connect(self._on_stream_picture_arrived)
        stream.state_changed.connect(self._on_stream_state_changed)

    def show_camera(self, camera: Camera, name: str, note: str = "") -> None:
        """Show a camera under a name, with a word beside it; the same one plays on."""
        is_other = self.camera is None or self.camera.url != camera.url
        self.camera, self._name, self._note = camera, name, note
        self.setToolTip(plain_tooltip(name))
        if is_other or self.stream.state is StreamState.CLOSED:
            self._image = QImage()
            self.stream.open(camera.url)
        self._on_stream_state_changed()

    def stop(self) -> None:
        """Play nothing; the camera is kept."""
        self.stream.close()

    def lines(self) -> tuple[str, str]:
        """Return what is said in place of the picture."""
        stream = self.stream
        return stream_lines(stream.state, stream.fault, stream.retry_in_s, stream.most)

    # layout and painting

    def _picture_rect(self) -> QRect:
        return self.rect().adjusted(0, 0, 0, -self._theme.px(_NAME_ROW))

    def text_boxes(self) -> list[TextBox]:
        """Return every text, laid so that none meets another."""
        theme, px = self._theme, self._theme.px
        boxes: list[TextBox] = []
        row = QRect(0, self.height() - px(_NAME_ROW), self.width(), px(_NAME_ROW))
        small = theme.font(Size.SMALL)
        note_width = text_width(small, self._note)
        if note_width > row.width() // 2:
            note_width = 0
        if note_width:
            place = QRect(row.right() + 1 - note_width, row.top(), note_width, row.height())
            boxes.append(TextBox(place, self._note, small, Ink.FAINT, RIGHT))
        name_width = row.width() - (note_width + px(_GAP) if note_width else 0)
        name = QRect(row.left(), row.top(), name_width, row.height())
        boxes.append(TextBox(name, self._name, small, Ink.LABEL, LEFT, elides=True))
        first, second = self.lines()
        if not first:
            return boxes
        picture = self._picture_rect().adjusted(px(_GAP), 0, -px(_GAP), 0)
        height = px(24)
        top = picture.center().y() - (height if second else height // 2)
        fonts = [theme.font(Size.LABEL, Weight.MEDIUM), small, theme.font(Size.SMALL * 0.85)]
        ink = State.BAD if self.stream.state is StreamState.BROKEN else Ink.LABEL
        for text, colour, choice in ((first, ink, fonts), (second, Ink.LABEL, fonts[1:])):
            if text:
                font = fitting_font(choice, text, picture.width())
                rect = QRect(picture.left(), top, picture.width(), height)
                boxes.append(TextBox(rect, text, font, colour, CENTRE, elides=True))
            top += height
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture and texts."""
        del event
        painter = QPainter(self)
        room = self._picture_rect()
        painter.fillRect(room, Ground.WALL)
        if self._is_stale:
            self._is_stale = False
            self._image = self.stream.image()
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            painter.drawImage(place, self._image)
            if self.stream.state is not StreamState.PLAYING:
                painter.fillRect(place, Ground.VEIL)  # the last picture is no picture of now
                self._paint_plate(painter, room)
        has_focus = self.hasFocus()
        painter.setPen(QPen(State.ACTION if has_focus else Ground.LINE, 2 if has_focus else 1))
        painter.drawRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5))
        for box in self.text_boxes():
            box.paint(painter)

    def _paint_plate(self, painter: QPainter, room: QRect) -> None:
        """Paint the ground on which words can be read over a picture."""
        plate = QRect(room.left(), 0, room.width(), self._theme.px(_PLATE))
        plate.moveCenter(room.center())
        painter.setOpacity(0.85)
        painter.fillRect(plate, Ground.PANEL)
        painter.setOpacity(1.0)

    # events

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the large picture."""
        del event
        if self.camera is not None:
            self.opened.emit(self.camera)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the large picture by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.camera is not None:
            self.opened.emit(self.camera)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_stream_picture_arrived(self) -> None:
        self._is_stale = True
        self.update(self._picture_rect())

    @Slot()
    def _on_stream_state_changed(self) -> None:
        said = ", ".join(line for line in self.lines() if line) or tr("Live")
        self.setAccessibleName(tr("Camera {name}: {state}", name=self._name, state=said))
        if self.stream.state is StreamState.CLOSED:
            self._image = QImage()
        self.update()
