"""The web page itself, locked down: one address, one scheme, nothing kept on disk."""

import structlog
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from bigscreen.ui.map.scheme import PAGE_URL, SCHEME

_log = structlog.get_logger(__name__)

_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalStorageEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.ShowScrollBars,
)


class OwnSchemeOnly(QWebEngineUrlRequestInterceptor):
    """Blocks and logs every request that does not stay in our own scheme.

    Signals:
        request_blocked(str): the address that was asked for.
    """

    request_blocked = Signal(str)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block what is not ours (Qt override)."""
        url = info.requestUrl()
        if url.scheme().encode() != SCHEME:
            info.block(True)
            _log.warning("map_request_blocked", url=url.toString()[:200])
            self.request_blocked.emit(url.toString())


def private_profile() -> QWebEngineProfile:
    """Return an off-the-record profile: no cookies, no cache on disk, no downloads."""
    profile = QWebEngineProfile()
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.setSpellCheckEnabled(False)
    profile.downloadRequested.connect(lambda request: request.cancel())
    return profile


class MapWebPage(QWebEnginePage):
    """Our one page: stays where it is, opens nothing, and writes its console to the log."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        """Refuse every address but our own page (Qt override)."""
        address = QUrl(url).toString()
        if address == PAGE_URL:
            return True
        _log.warning("map_navigation_refused", url=address[:200])
        return False

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Write what the page says on its console to the log (Qt override)."""
        grave = level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel
        say = _log.warning if grave else _log.info
        say("map_page_says", message=message[:500], line=line, source=source[:200])

    def javaScriptAlert(self, _origin: QUrl | str, message: str) -> None:
        """Our page shows no dialogs: somebody else's script would (Qt override)."""
        _log.error("map_page_alert", message=message[:200])
