"""Prints a report's page to PDF, with a web page of its own that runs no script."""

from pathlib import Path

import structlog
from PySide6.QtCore import QMarginsF, QObject, QTemporaryDir, QUrl, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

_log = structlog.get_logger(__name__)


class ExportPrinter(QObject):
    """Prints one page at a time.

    The page is read from a file, because a browser takes no more than two megabytes by hand.

    Signals:
        printed(path): the PDF is there.
        failed(): it is not; nothing is left of it.
    """

    printed = Signal(str)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._page: QWebEnginePage | None = None
        self._folder = QTemporaryDir()

    def print_page(self, html: str, path: str) -> None:
        """Print an HTML page to a PDF file at ``path``."""
        self._path = path
        source = Path(self._folder.path()) / "page.html"
        try:
            source.write_text(html, encoding="utf-8")
        except OSError as fault:
            _log.warning("report_not_printed", reason=str(fault))
            self.failed.emit()
            return
        page = self._page or self._made()
        page.load(QUrl.fromLocalFile(str(source)))

    def stop(self) -> None:
        """Give the page in work up; neither signal follows."""
        self._path = ""
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
        self._page.pdfPrintingFinished.connect(self._on_page_pdf_printing_finished)
        return self._page

    @Slot(bool)
    def _on_page_load_finished(self, loaded: bool) -> None:
        if not self._path or self._page is None:
            return
        if loaded:
            self._page.printToPdf(self._path, _sheet())
        else:
            _log.warning("report_not_printed", reason="the page did not load")
            self.failed.emit()

    @Slot(str, bool)
    def _on_page_pdf_printing_finished(self, path: str, done: bool) -> None:
        if path != self._path:  # given up meanwhile
            Path(path).unlink(missing_ok=True)
        elif done:
            self.printed.emit(path)
        else:
            _log.warning("report_not_printed", reason="no PDF could be written", path=path)
            self.failed.emit()


def _sheet() -> QPageLayout:
    """Return A4 upright; the margins are those of the style sheet, which holds the page number."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(14, 15, 14, 16),
        QPageLayout.Unit.Millimeter,
    )
