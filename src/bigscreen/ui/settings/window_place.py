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
    rect = window.normalGeometry() if grown else window.geometry()
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
    """Show a window where it stood; False, and nothing shown, where no screen reaches there."""
    rect = QRect(place.x, place.y, place.width, place.height)
    seen = [one.availableGeometry().intersected(rect) for one in QGuiApplication.screens()]
    if not any(s.width() >= _LEAST_SEEN_PX and s.height() >= _LEAST_SEEN_PX for s in seen):
        return False
    window.setGeometry(rect)
    if place.full_screen:
        window.showFullScreen()
    elif place.maximized:
        window.showMaximized()
    else:
        window.show()
    return True


def other_screen(window: QWidget) -> QScreen | None:
    """Return the first screen on which ``window`` is not, None where there is only one."""
    return next((one for one in QGuiApplication.screens() if one is not window.screen()), None)
