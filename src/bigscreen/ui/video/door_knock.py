"""Asks a camera's door whether anybody answers, before the player is sent there.

The player would say no more than "could not open", and looking up a name would hold up the whole
screen; a socket says what is wrong, and waits beside.
"""

from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QNetworkProxy, QTcpSocket

from bigscreen.domain.streams import StreamFault

_PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}
_ANSWERS_WITHIN_MS = 5_000
_Error = QAbstractSocket.SocketError
_FAULTS = {
    _Error.ConnectionRefusedError: StreamFault.REFUSED,
    _Error.HostNotFoundError: StreamFault.UNKNOWN_HOST,
    _Error.SocketTimeoutError: StreamFault.NO_ANSWER,
}


class DoorKnock(QObject):
    """One try; it tells once.

    Signals:
        answered(): somebody is there, or there is no door to knock at (a file).
        failed(fault): nobody is.
    """

    answered = Signal()
    failed = Signal(str)

    def __init__(self, url: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._port = parts.port or _PORTS.get(parts.scheme, 0)
        self._socket = QTcpSocket(self)
        self._socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        self._socket.connected.connect(self._on_socket_connected)
        self._socket.errorOccurred.connect(self._on_socket_error_occurred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ANSWERS_WITHIN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def knock(self) -> None:
        """Begin."""
        self._timer.start()
        self._socket.connectToHost(self._host, self._port)

    def stop(self) -> None:
        """Tell nothing any more."""
        self.blockSignals(True)
        self._timer.stop()
        self._socket.abort()

    def _tell(self, fault: StreamFault | None) -> None:
        if self.signalsBlocked():
            return
        if fault is None:
            self.answered.emit()
        else:
            self.failed.emit(fault.value)
        self.stop()

    @Slot()
    def _on_socket_connected(self) -> None:
        self._tell(None)

    @Slot(QAbstractSocket.SocketError)
    def _on_socket_error_occurred(self, error: QAbstractSocket.SocketError) -> None:
        self._tell(_FAULTS.get(error, StreamFault.UNREACHABLE))

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._tell(StreamFault.NO_ANSWER)
