"""Where one specimen stands: as it is, or as other eyes see it."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.theme import Ground, Theme
from bigscreen.viewmodels.colour_vision import seen_by

_LOOK_AGAIN_MS = 400


class Stage(QWidget):
    """Shows one specimen at its size; ``eye`` empty is a person who sees all colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.shown: QWidget | None = None
        self._glass = _Glass(self)
        self._glass.hide()

    def show_specimen(self, specimen: Specimen) -> None:
        """Show another specimen in place of the last."""
        if self.shown is not None:
            self._layout.removeWidget(self.shown)
            self.shown.deleteLater()
        self.shown = specimen.make(self._theme)
        width, height = (self._theme.px(length) for length in specimen.size)
        self.setFixedSize(width, height)
        self._layout.addWidget(self.shown)
        self._glass.look_at(self.shown)

    def look_with(self, eye: str) -> None:
        """See the specimen as an eye does that lacks some colours."""
        self._glass.wear(eye)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground behind the specimen."""
        QPainter(self).fillRect(event.rect(), Ground.WALL)


class _Glass(QWidget):
    """Lies over a widget and paints what an eye sees of it; the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._eye = ""
        self._below: QWidget | None = None
        self._seen = QPixmap()
        parent.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def look_at(self, below: QWidget) -> None:
        self._below = below
        self._on_timer_timeout()

    def wear(self, eye: str) -> None:
        self._eye = eye
        self.setVisible(bool(eye))
        (self._timer.start if eye else self._timer.stop)()
        self._on_timer_timeout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the stage."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was seen last."""
        del event
        QPainter(self).drawPixmap(self.rect(), self._seen)

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._eye and self._below is not None:
            self.raise_()
            self._seen = seen_pixmap(self._below.grab(), self._eye)
            self.update()


def seen_pixmap(pixmap: QPixmap, eye: str) -> QPixmap:
    """Return a picture as an eye sees it."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB888)
    height, width, line = image.height(), image.width(), image.bytesPerLine()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, line)[:, : width * 3]
    seen = (seen_by(eye, pixels.reshape(height, width, 3) / 255) * 255).round().astype(np.uint8)
    copy = np.ascontiguousarray(seen)
    made = QImage(copy.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(made.copy())
