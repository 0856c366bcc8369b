"""Prints a page of a report or a form to PDF, with a web page of its own that runs no script."""

from functools import partial
from pathlib import Path

import structlog
from PySide6.QtCore import QByteArray, QMarginsF, QObject, QTemporaryDir, QUrl, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

REPORT_MARGINS_MM = (14.0, 15.0, 14.0, 16.0)
"""Left, top, right and bottom: those of the style sheet, which holds the page number."""

_log = structlog.get_logger(__name__)


class HtmlPrinter(QObject):
    """Prints one page at a time, on A4 upright with these margins: Qt reads none from a page.

    The page is read from a file, because a browser takes no more than two megabytes by hand.

    Signals:
        printed(bytes): the PDF.
        failed(reason): there is none: ``file``, ``load`` or ``print`` did not work.
    """

    printed = Signal(bytes)
    failed = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        margins_mm: tuple[float, float, float, float] = REPORT_MARGINS_MM,
    ) -> None:
        super().__init__(parent)
        self._sheet = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(*margins_mm),
            QPageLayout.Unit.Millimeter,
        )
        self._job = 0
        self._is_working = False
        self._page: QWebEnginePage | None = None
        self._folder = QTemporaryDir()

    def print_page(self, html: str) -> None:
        """Print an HTML page."""
        self._job += 1
        source = Path(self._folder.path()) / "page.html"
        try:
            source.write_text(html, encoding="utf-8")
        except OSError as fault:
            self._fail("file", str(fault))
            return
        self._is_working = True
        page = self._page or self._made()
        page.load(QUrl.fromLocalFile(str(source)))

    def stop(self) -> None:
        """Give the page in work up; neither signal follows."""
        self._job += 1
        self._is_working = False
        if self._page is not None:
            self._page.triggerAction(QWebEnginePage.WebAction.Stop)

    def _made(self) -> QWebEnginePage:
        """Make the page: nothing kept, no script, no plug-in."""
        profile = QWebEngineProfile()
        self._page = QWebEnginePage(profile, self)
        # Children go in the order in which they came, and the page has to go before its profile.
        profile.setParent(self)
        settings = self._page.settings()
        settings.setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, False)
        settings.setAttribute(QWebEngineSettings.WebAttribute.PluginsEnabled, False)
        self._page.loadFinished.connect(self._on_page_load_finished)
        return self._page

    @Slot(bool)
    def _on_page_load_finished(self, loaded: bool) -> None:
        if not self._is_working or self._page is None:
            return
        if loaded:
            self._page.printToPdf(partial(self._take, self._job), self._sheet)
        else:
            self._fail("load")

    def _take(self, job: int, content: QByteArray) -> None:
        if job != self._job:  # given up meanwhile
            return
        self._is_working = False
        pdf = bytes(content.data())
        if pdf:
            self.printed.emit(pdf)
        else:
            self._fail("print")

    def _fail(self, reason: str, detail: str = "") -> None:
        self._is_working = False
        _log.warning("page_not_printed", reason=reason, detail=detail)
        self.failed.emit(reason)
