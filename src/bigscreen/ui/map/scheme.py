"""Serves the map page, its assets and the live bytes through ``bigscreen://``: no port, no file."""

import json
from collections.abc import Callable
from pathlib import Path

import structlog
from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl, QUrlQuery
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from bigscreen.ui.map.map_source import MapSource
from bigscreen.ui.map.page_builder import CONTENT_SECURITY_POLICY, MapPage
from bigscreen.ui.theme import tokens
from bigscreen.viewmodels.design_tokens import page_tokens
from bigscreen.viewmodels.map_frame import frame_head, unchanged_answer

SCHEME = b"bigscreen"
HOST = "app"
PAGE_URL = "bigscreen://app/map.html"

_HTML = b"text/html;charset=utf-8"
_SCRIPT = b"text/javascript;charset=utf-8"
_JSON = b"application/json"
_BINARY = b"application/octet-stream"
_TYPES = {".js": _SCRIPT, ".css": b"text/css;charset=utf-8", ".png": b"image/png"}
_ASSETS = "/assets/"
_CHANNEL_SCRIPT = ":/qtwebchannel/qwebchannel.js"

_HEADERS = {
    QByteArray(name): [QByteArray(value)]
    for name, value in (
        (b"Content-Security-Policy", CONTENT_SECURITY_POLICY.encode()),
        (b"X-Content-Type-Options", b"nosniff"),
        (b"Referrer-Policy", b"no-referrer"),
        (b"Cache-Control", b"no-store"),
    )
}

_log = structlog.get_logger(__name__)


def register_scheme() -> None:
    """Make the scheme known to Qt; call once before the QApplication is made."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers what our own page asks for, and nothing else.

    Attributes:
        page_is_waiting: the page has the newest frame and waits to be woken.
    """

    def __init__(
        self, page: MapPage, web_root: Path, source: MapSource, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._web_root = web_root.resolve()
        self._source = source
        self.page_is_waiting = False
        self._routes: dict[str, tuple[bytes, Callable[[], bytes]]] = {
            "/map.html": (_HTML, lambda: page.html),
            "/map.js": (_SCRIPT, lambda: page.script),
            "/base.json": (_JSON, lambda: page.base),
            "/tokens.json": (_JSON, lambda: json.dumps(page_tokens(tokens())).encode()),
            "/live/incidents": (_JSON, source.incidents_json),
            "/live/names": (_JSON, source.names_json),
            "/live/duty": (_JSON, source.duty_json),
        }

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request of the page (Qt override)."""
        url = job.requestUrl()
        if url.host() != HOST or bytes(job.requestMethod().data()) != b"GET":
            _log.warning("map_request_refused", url=url.toString())
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        try:
            self._answer(job, url)
        except BaseException:
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            raise

    def _answer(self, job: QWebEngineUrlRequestJob, url: QUrl) -> None:
        path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
        if path == "/live/units":
            _reply(job, _BINARY, self._units_answer(url))
        elif path in self._routes:
            kind, content = self._routes[path]
            _reply(job, kind, content())
        elif path.startswith(_ASSETS):
            self._answer_asset(job, path.removeprefix(_ASSETS))
        else:
            _log.warning("map_request_unknown", path=path)
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _units_answer(self, url: QUrl) -> bytes:
        """Return the newest frame, or only its header when the page already has it."""
        frame = self._source.units_frame()
        known = QUrlQuery(url).queryItemValue("since")
        self.page_is_waiting = known == str(frame_head(frame).sequence)
        return unchanged_answer(frame) if self.page_is_waiting else frame

    def _answer_asset(self, job: QWebEngineUrlRequestJob, name: str) -> None:
        if name == "qwebchannel.js":
            self._send_file(job, _CHANNEL_SCRIPT, _SCRIPT)
            return
        path = (self._web_root / name).resolve()
        kind = _TYPES.get(path.suffix)
        if kind is None or not path.is_relative_to(self._web_root) or not path.is_file():
            _log.warning("map_asset_refused", name=name)
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        self._send_file(job, str(path), kind)

    def _send_file(self, job: QWebEngineUrlRequestJob, path: str, kind: bytes) -> None:
        file = QFile(path, job)  # a child of the job: lives until the last byte is read
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            _log.error("map_asset_unreadable", path=path, reason=file.errorString())
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            return
        _add_headers(job)
        job.reply(QByteArray(kind), file)


def _reply(job: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
    buffer = QBuffer(job)  # a child of the job: lives until the last byte is read
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    _add_headers(job)
    job.reply(QByteArray(kind), buffer)


def _add_headers(job: QWebEngineUrlRequestJob) -> None:
    # A QMultiMap: it takes a list of values a key, whatever the stub says.
    job.setAdditionalResponseHeaders(_HEADERS)  # type: ignore[arg-type]
