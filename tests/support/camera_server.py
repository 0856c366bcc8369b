"""A camera on loopback: sends Motion JPEG over HTTP, or misbehaves the way a test asks for."""

import contextlib
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bigscreen.ui.video.demo_footage import jpeg_of, picture

_EVERY_S = 0.04
_PIECE = Path(__file__).with_name("crossing_h264.ts")
"""Two seconds of the drawn crossing as H.264 in an MPEG transport stream."""
_PIECE_S = 2


class CameraServer:
    """Serves what its path says.

    ``/live`` never ends, ``/short`` ends after some pictures, ``/still`` goes silent after some,
    ``/live.m3u8`` is a live HLS playlist of H.264 pieces, ``/garbage`` sends bytes that are no
    picture, ``/mute`` never says a word. ``asked`` are the paths in the order they were asked for.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.ending = threading.Event()
        self.began_s = time.monotonic()
        self.pictures = [jpeg_of(picture("demo:street/1", number / 8)) for number in range(8)]
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answer, self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def url(self, path: str, account: str = "") -> str:
        return f"http://{account}127.0.0.1:{self._http.server_port}/{path}"

    def stop(self) -> None:
        self.ending.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Answer(BaseHTTPRequestHandler):
    def __init__(self, camera: CameraServer, *args) -> None:
        self._camera = camera
        super().__init__(*args)

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._camera.asked.append(self.path)
        with contextlib.suppress(OSError):  # the player has gone
            name = self.path.strip("/").split("?")[0].replace(".", "_")
            getattr(self, f"_send_{name}" if "-" not in name else "_send_piece")()

    def _begin(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def _pictures(self, count: int) -> None:
        self._begin("multipart/x-mixed-replace; boundary=frame")
        for number in range(count):
            if self._camera.ending.wait(_EVERY_S):
                return
            one = self._camera.pictures[number % len(self._camera.pictures)]
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(one)}\r\n\r\n"
            self.wfile.write(head.encode() + one + b"\r\n")

    def _send_live(self) -> None:
        self._pictures(10**6)

    def _send_live_m3u8(self) -> None:
        """Name three pieces; every two seconds another one."""
        first = int((time.monotonic() - self._camera.began_s) / _PIECE_S)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{_PIECE_S}",
                 f"#EXT-X-MEDIA-SEQUENCE:{first}", "#EXT-X-DISCONTINUITY"]  # fmt: skip
        for number in range(first, first + 3):
            lines += [f"#EXTINF:{_PIECE_S}.0,", f"piece-{number}.ts", "#EXT-X-DISCONTINUITY"]
        self._begin("application/vnd.apple.mpegurl")
        self.wfile.write("\n".join(lines[:-1]).encode())

    def _send_piece(self) -> None:
        self._begin("video/mp2t")
        self.wfile.write(_PIECE.read_bytes())

    def _send_short(self) -> None:
        self._pictures(30)

    def _send_still(self) -> None:
        self._pictures(30)
        self._camera.ending.wait()

    def _send_garbage(self) -> None:
        self._begin("application/octet-stream")
        self.wfile.write(b"\x00\x01nonsense" * 20_000)

    def _send_mute(self) -> None:
        self._camera.ending.wait()
