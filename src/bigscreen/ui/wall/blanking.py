"""Keeps the screens of a wall from going dark by themselves, and says in the log by which way.

Tried in this order: the session's idle inhibition over D-Bus (org.freedesktop.ScreenSaver, object
``/org/freedesktop/ScreenSaver``: https://specifications.freedesktop.org/idle-inhibit-spec/latest/;
it lasts until this program leaves the bus), then, on a bare X server, a reset of its screen saver
every so often, as if a key had been pressed. Without either the log says that nothing was done.
"""

import ctypes
import ctypes.util
from typing import Protocol

import structlog
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QGuiApplication

_SERVICE = "org.freedesktop.ScreenSaver"
_PATH = "/org/freedesktop/ScreenSaver"
_APPLICATION = "bigscreen"
_REASON = "wall of a command centre"
_RESET_EVERY_MS = 50_000
"""Below the shortest time a screen saver can sensibly be set to: one minute."""

_log = structlog.get_logger(__name__)


class XServer(Protocol):
    """The screen saver of an X server."""

    def reset_screen_saver(self) -> None:
        """Act as if a key had been pressed."""

    def close(self) -> None:
        """Leave the server."""


class AwakeScreens(QObject):
    """Keeps the screens on from :meth:`start` to :meth:`stop`; never fails.

    ``way`` says how: ``dbus``, ``x11``, or empty for not at all.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        bus: QDBusConnection | None = None,
        reset_every_ms: int = _RESET_EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self.way = ""
        self._bus = bus or QDBusConnection.sessionBus()
        self._x: XServer | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(reset_every_ms)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Ask the session; what it says comes later."""
        if not self._bus.isConnected():
            self._reset_x("no session bus")
            return
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        call.setArguments([_APPLICATION, _REASON])
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        watcher.finished.connect(self._on_watcher_finished)

    def stop(self) -> None:
        """Leave the X server; the session hears of the end when the program leaves its bus."""
        self._timer.stop()
        if self._x is not None:
            self._x.close()
            self._x = None
        self.way = ""

    @Slot(QDBusPendingCallWatcher)
    def _on_watcher_finished(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        watcher.deleteLater()
        said = reply.arguments()
        if reply.type() is not QDBusMessage.MessageType.ReplyMessage or not said:
            self._reset_x(reply.errorMessage() or "the session gave no answer")
            return
        self.way = "dbus"
        _log.info("screens_stay_on", way=self.way, service=_SERVICE)

    def _reset_x(self, why_not_dbus: str) -> None:
        self._x = _x_server() if QGuiApplication.platformName() == "xcb" else None
        if self._x is None:
            _log.warning("screens_may_go_dark", dbus=why_not_dbus, x11="no X server")
            return
        self.way = "x11"
        self._timer.start()
        self._on_timer_timeout()
        _log.info("screens_stay_on", way=self.way, dbus=why_not_dbus)

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._x is not None:
            self._x.reset_screen_saver()


class _XLib:
    """A connection of our own to the X server, so that Qt's is left alone."""

    def __init__(self, library: ctypes.CDLL, display: int) -> None:
        self._library = library
        self._display = ctypes.c_void_p(display)

    def reset_screen_saver(self) -> None:
        """Act as if a key had been pressed (XResetScreenSaver; wakes DPMS timers, too)."""
        self._library.XResetScreenSaver(self._display)
        self._library.XFlush(self._display)

    def close(self) -> None:
        """Leave the server."""
        self._library.XCloseDisplay(self._display)


def _x_server() -> XServer | None:
    """Return the X server of this session, None where its library or the server is missing."""
    name = ctypes.util.find_library("X11")
    if name is None:
        return None
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XOpenDisplay.argtypes = [ctypes.c_char_p]
    display = library.XOpenDisplay(None)
    return _XLib(library, display) if display else None
