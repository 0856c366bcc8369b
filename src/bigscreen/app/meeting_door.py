"""Opens the meeting beside a desk: a process of its own, so that each wears its own look."""

from PySide6.QtCore import QObject, QProcess, Slot

from bigscreen.app.assets import program_command
from bigscreen.ui.theme import look
from bigscreen.viewmodels.wording import language

_GRACE_MS = 3_000


class MeetingDoor(QObject):
    """Starts the meeting on the desk's own hub; while one is open, no second.

    The token goes through its standard input, never through its command line.
    """

    def __init__(self, url: str, token: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._url = url
        self._token = token
        self._process: QProcess | None = None

    @property
    def is_open(self) -> bool:
        """Whether a meeting started here still runs."""
        process = self._process
        return process is not None and process.state() is not QProcess.ProcessState.NotRunning

    @Slot()
    def open(self) -> None:
        """Open the meeting, in the desk's language and look."""
        if self.is_open:
            return
        program, *arguments = program_command()
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        process.setProgram(program)
        wish = ("--hub", self._url, "--token-file", "-", "--look", look(), "--lang", language())
        process.setArguments([*arguments, "meeting", *wish])
        process.start()
        process.write(f"{self._token}\n".encode())
        process.closeWriteChannel()
        self._process = process

    def close(self) -> None:
        """End the meeting that was opened here."""
        if self._process is not None and self.is_open:
            self._process.terminate()
            if not self._process.waitForFinished(_GRACE_MS):
                self._process.kill()
                self._process.waitForFinished(_GRACE_MS)
