"""Sets a form on paper: the HTML as it is, or printed to PDF."""

from collections import deque
from pathlib import Path

import structlog
from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.ui.paper.html_printer import HtmlPrinter

_MARGINS_MM = (18.0, 15.0, 18.0, 15.0)
"""The margins the form is made for."""

_log = structlog.get_logger(__name__)


class FormPrinter(QObject):
    """Writes forms to files, one after the other.

    Signals:
        written(path): the file is there.
        failed(path, reason): it is not, and why.
    """

    written = Signal(str)
    failed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer: HtmlPrinter | None = None
        self._waiting: deque[tuple[str, str]] = deque()

    def write(self, html: str, path: str) -> None:
        """Write a form as the file's name asks: ``.html``, anything else is a PDF."""
        if path.lower().endswith((".html", ".htm")):
            self._keep(html.encode(), path)
            return
        self._waiting.append((html, path))
        if len(self._waiting) == 1:
            self._print_next()

    def _print_next(self) -> None:
        """Print the form that waits the longest; it waits until it is done."""
        if self._printer is None:
            self._printer = HtmlPrinter(self, _MARGINS_MM)
            self._printer.printed.connect(self._on_printer_printed)
            self._printer.failed.connect(self._on_printer_failed)
        self._printer.print_page(self._waiting[0][0])

    def _keep(self, content: bytes, path: str) -> None:
        try:
            Path(path).write_bytes(content)
        except OSError as fault:
            _log.warning("form_not_written", path=path, reason=str(fault))
            self.failed.emit(path, str(fault))
        else:
            self.written.emit(path)

    @Slot(bytes)
    def _on_printer_printed(self, pdf: bytes) -> None:
        self._keep(pdf, self._take_done())

    @Slot(str)
    def _on_printer_failed(self, reason: str) -> None:
        self.failed.emit(self._take_done(), reason)

    def _take_done(self) -> str:
        """Let the next form be printed; return the path of the one that is done."""
        _, path = self._waiting.popleft()
        if self._waiting:
            self._print_next()
        return path
