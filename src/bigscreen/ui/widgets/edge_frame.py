"""A coloured frame along the edges of a window, over everything; mouse and keys go through."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Theme

_THICK = 8


class EdgeFrame(QObject):
    """Four thin strips: one widget over the whole window would be blended with every map frame."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._colour: QColor | None = None
        self._strips = [_Strip(window) for _ in range(4)]
        window.installEventFilter(self)

    @property
    def colour(self) -> QColor | None:
        """The colour shown now, None for no frame."""
        return self._colour

    def set_theme(self, theme: Theme) -> None:
        """Be as thick as another scale wants it."""
        self._theme = theme
        self._place()

    def show_colour(self, colour: QColor | None) -> None:
        """Show a colour, or no frame."""
        self._colour = colour
        for strip in self._strips:
            strip.colour = colour
            strip.setVisible(colour is not None)
            strip.update()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the edges while the window changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._colour is None:
            return
        thick, (wide, high) = self._theme.px(_THICK), self._window.size().toTuple()
        for strip, rect in zip(
            self._strips,
            (
                QRect(0, 0, wide, thick),
                QRect(0, high - thick, wide, thick),
                QRect(0, thick, thick, high - 2 * thick),
                QRect(wide - thick, thick, thick, high - 2 * thick),
            ),
            strict=True,
        ):
            strip.setGeometry(rect)
            strip.raise_()


class _Strip(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.colour: QColor | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one edge."""
        del event
        if self.colour is not None:
            QPainter(self).fillRect(self.rect(), self.colour)
