"""A case's pictures in a window of their own, as large as it is made."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Theme
from bigscreen.ui.video.video_tiles import VideoTiles
from bigscreen.viewmodels.wording import tr

_WIDTH = 1280
_HEIGHT = 760


class VideoDialog(QDialog):
    """Pictures side by side; the desk behind it can be worked on, Esc closes it.

    Signals:
        closed(): it can be seen no more.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Video from the scene"))
        self.setStyleSheet(style_sheet(theme))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.tiles = VideoTiles(theme)
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.tiles)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is closed."""
        super().hideEvent(event)
        self.closed.emit()
