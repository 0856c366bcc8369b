"""The embedded default: brings up the demo centre, then opens the desk on it."""

import sys
import threading

import structlog
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from bigscreen.app.application import make_application
from bigscreen.app.children import ChildFailed
from bigscreen.app.demo_centre import DemoCentre
from bigscreen.app.screen import FAILED, Screen, ScreenKind, theme_of
from bigscreen.app.screen_options import ScreenOptions
from bigscreen.app.selftest import SelfTestFailedError
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.ui.widgets.waiting_notice import WaitingNotice
from bigscreen.viewmodels.wording import tr

_log = structlog.get_logger(__name__)


class Desktop(QObject):
    """Starts the centre off the GUI thread and opens the desk once it stands.

    Signals:
        started: the hub answers (emitted from the starting thread).
        failed(str): it could not be started, and why.
    """

    started = Signal()
    failed = Signal(str)

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__()
        self._options = options
        self._centre = DemoCentre()
        self._screen: Screen | None = None
        self._notice = WaitingNotice(theme_of(options), tr("Preparing the demo city …"))
        self.started.connect(self._on_started)
        self.failed.connect(self._on_failed)
        self._starter = threading.Thread(target=self._start_centre, name="start-centre")

    def open(self) -> None:
        """Begin."""
        if self._options.screenshot is None:
            self._notice.show()
        self._starter.start()

    def close(self) -> None:
        """End the desk, then the centre."""
        self._starter.join()
        if self._screen is not None:
            self._screen.close()
        self._centre.stop()

    def _start_centre(self) -> None:
        try:
            self._centre.start()
        except (ChildFailed, LedgerUnavailable, OSError) as error:
            self.failed.emit(str(error))
        else:
            self.started.emit()

    @Slot()
    def _on_started(self) -> None:
        self._screen = Screen(
            self._centre.url, self._centre.desk_token, ScreenKind.DESK, self._options
        )
        self._screen.show()
        self._notice.close()

    @Slot(str)
    def _on_failed(self, reason: str) -> None:
        print(f"bigscreen: {reason}", file=sys.stderr)  # noqa: T201 - there is no window
        QApplication.exit(FAILED)


def run_desktop(options: ScreenOptions) -> int:
    """Show the demo desk until it is closed; return the exit code."""
    try:
        app = make_application()
    except SelfTestFailedError as error:
        print(f"bigscreen: {error}", file=sys.stderr)  # noqa: T201 - before there is a window
        return FAILED
    app.setQuitOnLastWindowClosed(True)
    desktop = Desktop(options)
    QTimer.singleShot(0, desktop, desktop.open)
    code = app.exec()
    desktop.close()
    return code
