"""Sets a form on paper: the HTML as it is, or printed to PDF by a page of its own."""

from pathlib import Path

import structlog
from PySide6.QtCore import QMarginsF, QObject, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

_log = structlog.get_logger(__name__)


def _sheet() -> QPageLayout:
    """Return A4 upright with the margins the form is made for, which Qt does not read from it."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(18, 15, 18, 15),
        QPageLayout.Unit.Millimeter,
    )


class FormPrinter(QObject):
    """Writes one form at a time to a file.

    Signals:
        written(path): the file is there.
        failed(path, reason): it is not, and why.
    """

    written = Signal(str)
    failed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._page: QWebEnginePage | None = None

    def write(self, html: str, path: str) -> None:
        """Write a form as the file's name asks: ``.html``, anything else is a PDF."""
        if not path.lower().endswith((".html", ".htm")):
            self._print(html, path)
            return
        try:
            Path(path).write_text(html, encoding="utf-8")
        except OSError as fault:
            self.failed.emit(path, str(fault))
        else:
            self.written.emit(path)

    def _print(self, html: str, path: str) -> None:
        self._path = path
        page = self._page or self._made()
        page.setHtml(html)

    def _made(self) -> QWebEnginePage:
        """Make the page: nothing kept, no script, nothing but the text it is given."""
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
        if self._page is not None and loaded:
            self._page.printToPdf(self._path, _sheet())
        else:
            self.failed.emit(self._path, "load")

    @Slot(str, bool)
    def _on_page_pdf_printing_finished(self, path: str, done: bool) -> None:
        if done:
            self.written.emit(path)
        else:
            _log.warning("form_not_printed", path=path)
            self.failed.emit(path, "print")
