"""A camera on loopback: sends Motion JPEG over HTTP, or misbehaves the way a test asks for."""

import contextlib
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bigscreen.ui.video.demo_footage import jpeg_of, picture

_EVERY_S = 0.04


class CameraServer:
    """``/live`` never ends, ``/short`` ends after some pictures, ``/still`` goes silent after
    some, ``/garbage`` sends bytes that are no picture, ``/mute`` never says a word.

    ``asked`` are the paths in the order in which they were asked for.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.ending = threading.Event()
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
            getattr(self, f"_send_{self.path.strip('/').split('?')[0]}")()

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
