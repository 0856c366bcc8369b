"""Prints a page to PDF, or to a picture, where no window is open: for the command line."""

import os

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bigscreen.ui.map.environment import prepare_environment
from bigscreen.ui.meeting.export_picture import picture_of, png_of
from bigscreen.ui.paper.html_printer import HtmlPrinter

_LONGEST_MS = 300_000


class NotPrinted(Exception):
    """No PDF came of a page."""


def pdf_of(html: str) -> bytes:
    """Return an HTML page as PDF.

    Raises:
        NotPrinted: the browser inside could not print it.
    """
    application = _application()
    printer = HtmlPrinter()
    found: list[bytes] = []
    printer.printed.connect(found.append)
    for signal in (printer.printed, printer.failed):
        signal.connect(application.quit)
    QTimer.singleShot(_LONGEST_MS, application.quit)
    QTimer.singleShot(0, lambda: printer.print_page(html))
    application.exec()
    if not found:
        raise NotPrinted
    return found[0]


def picture_file_of(html: str) -> bytes:
    """Return an HTML page as one tall picture of its printed pages.

    Raises:
        NotPrinted: the browser inside could not print it.
    """
    content = png_of(picture_of(pdf_of(html)))
    if not content:
        raise NotPrinted
    return content


def _application() -> QApplication:
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # nothing of it is to be seen
    prepare_environment(os.environ, gpu=False, root=os.geteuid() == 0)
    return QApplication(["bigscreen"])
