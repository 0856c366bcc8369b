"""Where a window stands, and how it gets there again, on a screen that may be gone by then."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from bigscreen.ui.settings.desk_settings import WindowPlace

_LEAST_SEEN_PX = 120
"""So much of a window has to be on some screen for a person to find it."""


def place_of(window: QWidget) -> WindowPlace:
    """Return where a window stands; of a maximized one, where it would stand if it were not."""
    grown = window.isMaximized() or window.isFullScreen()
    normal = window.normalGeometry()
    rect = normal if grown and normal.isValid() else window.geometry()
    return WindowPlace(
        x=rect.x(),
        y=rect.y(),
        width=rect.width(),
        height=rect.height(),
        screen=window.screen().name(),
        maximized=window.isMaximized(),
        full_screen=window.isFullScreen(),
    )


def show_at(window: QWidget, place: WindowPlace) -> bool:
    """Show a window where it stood, wholly on its screen.

    False, and nothing is shown, where no screen reaches there.
    """
    rect = QRect(place.x, place.y, place.width, place.height)
    areas = [one.availableGeometry() for one in QGuiApplication.screens()]
    area = max(areas, key=lambda area: _seen(area, rect))
    if not _seen(area, rect):
        return False
    rect.setSize(rect.size().boundedTo(area.size()))
    rect.moveLeft(min(max(rect.left(), area.left()), area.right() + 1 - rect.width()))
    rect.moveTop(min(max(rect.top(), area.top()), area.bottom() + 1 - rect.height()))
    window.setGeometry(rect)
    if place.full_screen:
        window.showFullScreen()
    elif place.maximized:
        window.showMaximized()
    else:
        window.show()
    return True


def _seen(area: QRect, rect: QRect) -> int:
    """Return how much of a window a screen shows, 0 for too little to be found."""
    part = area.intersected(rect)
    if part.width() < _LEAST_SEEN_PX or part.height() < _LEAST_SEEN_PX:
        return 0
    return part.width() * part.height()


def other_screen(window: QWidget) -> QScreen | None:
    """Return the first screen on which ``window`` is not, None where there is only one."""
    return next((one for one in QGuiApplication.screens() if one is not window.screen()), None)
