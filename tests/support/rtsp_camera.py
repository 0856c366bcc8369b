"""A camera on loopback that speaks RTSP: Motion JPEG over RTP inside the same connection.

RFC 2326 (RTSP), RFC 2435 (JPEG in RTP). Other transports it refuses, as some cameras do.
"""

import contextlib
import socketserver
import struct
import threading
from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from bigscreen.ui.video.demo_footage import jpeg_of, picture

SIZE = QSize(320, 176)
_EVERY_S = 0.04
_PACKET = 1200
_SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "m=video 0 RTP/AVP 26\r\na=control:track0\r\n"
)


class RtspCamera:
    """Plays for ever to whoever asks; ``asked`` are the methods in their order."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.ending = threading.Event()
        self.pictures = [_scan_of(jpeg_of(_small(number / 8))) for number in range(8)]
        camera = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    _converse(self, camera)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def url(self, account: str = "") -> str:
        return f"rtsp://{account}127.0.0.1:{self._server.server_address[1]}/live/1"

    def stop(self) -> None:
        self.ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _converse(talk: socketserver.StreamRequestHandler, camera: RtspCamera) -> None:
    while request := _request(talk):
        method, url, headers = request
        camera.asked.append(method)
        answer, body, status = {"CSeq": headers.get("cseq", "0")}, "", "200 OK"
        if method == "OPTIONS":
            answer["Public"] = "DESCRIBE, SETUP, PLAY, TEARDOWN"
        elif method == "DESCRIBE":
            answer |= {"Content-Type": "application/sdp", "Content-Base": f"{url}/"}
            body = _SDP
        elif method == "SETUP" and "TCP" not in headers.get("transport", ""):
            status = "461 Unsupported Transport"
        elif method == "SETUP":
            answer |= {"Transport": headers["transport"], "Session": "1"}
        elif method == "PLAY":
            answer["Session"] = "1"
        answer["Content-Length"] = str(len(body))
        lines = "".join(f"{name}: {value}\r\n" for name, value in answer.items())
        talk.wfile.write(f"RTSP/1.0 {status}\r\n{lines}\r\n{body}".encode())
        if method == "PLAY":
            _play(talk, camera)
            return


def _request(talk: socketserver.StreamRequestHandler) -> tuple[str, str, dict[str, str]] | None:
    first = talk.rfile.readline().decode().split()
    if len(first) < 2:
        return None
    headers = {}
    while line := talk.rfile.readline().decode().strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return first[0], first[1].rstrip("/"), headers


def _play(talk: socketserver.StreamRequestHandler, camera: RtspCamera) -> None:
    sequence = 0
    for number in range(10**6):
        if camera.ending.wait(_EVERY_S):
            return
        tables, scan = camera.pictures[number % len(camera.pictures)]
        for payload, is_last in _payloads(tables, scan):
            stamp = int(number * _EVERY_S * 90_000) & 0xFFFFFFFF
            head = struct.pack(">BBHII", 0x80, 26 | (0x80 if is_last else 0), sequence, stamp, 7)
            sequence = (sequence + 1) & 0xFFFF
            packet = head + payload
            talk.wfile.write(struct.pack(">cBH", b"$", 0, len(packet)) + packet)


def _payloads(tables: bytes, scan: bytes) -> Iterator[tuple[bytes, bool]]:
    for place in range(0, len(scan), _PACKET):
        part = scan[place : place + _PACKET]
        # type 1 is 4:2:0; quality 255 says that the tables come along
        size = (SIZE.width() // 8, SIZE.height() // 8)
        head = struct.pack(">I", place) + bytes((1, 255, *size))
        if not place:
            head += struct.pack(">BBH", 0, 0, len(tables)) + tables
        yield head + part, place + _PACKET >= len(scan)


def _scan_of(jpeg: bytes) -> tuple[bytes, bytes]:
    """Return the quantization tables and the entropy-coded data of a baseline JPEG file."""
    tables, place = b"", 2
    while True:
        marker, length = jpeg[place + 1], struct.unpack(">H", jpeg[place + 2 : place + 4])[0]
        content = jpeg[place + 4 : place + 2 + length]
        place += 2 + length
        if marker == 0xDB:
            for start in range(0, len(content), 65):
                tables += content[start + 1 : start + 65]
        elif marker == 0xC0:
            assert content[7] == 0x22, "the picture is not 4:2:0"
        elif marker == 0xDA:
            return tables, jpeg[place:-2]


def _small(share: float) -> QImage:
    return picture("demo:street/1", share).scaled(SIZE)
