"""Makes a document of a report beside the screen's own work, with progress, until given up."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from bigscreen.domain.city import City
from bigscreen.report.export_steps import Cancelled, ExportCancelled, OnProgress
from bigscreen.report.html_document import html_document, print_document
from bigscreen.report.pptx_document import pptx_bytes
from bigscreen.report.xlsx_document import xlsx_report
from bigscreen.ui.meeting.export_file import write_whole
from bigscreen.ui.meeting.export_picture import picture_of, png_of
from bigscreen.ui.paper.html_printer import HtmlPrinter
from bigscreen.viewmodels.export_words import ExportKind, fault_words
from bigscreen.viewmodels.report_blocks import Report
from bigscreen.viewmodels.wording import tr

PRINTING = 0.7
"""How far a PDF is once its page is made and the browser inside prints it."""

_log = structlog.get_logger(__name__)

_Make = Callable[[OnProgress, Cancelled], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What is to be written where. ``picture`` is the screen, for a picture of it."""

    kind: ExportKind
    path: Path
    report: Report
    city: City
    web_root: Path
    picture: QImage | None = None


class ExportJob(QObject):
    """One export at a time.

    Signals:
        progressed(float): how far it is, 0 to 1.
        done(path): the file is there.
        failed(words): it is not, and why.
        given_up(): it was cancelled; nothing is left of it.
    """

    progressed = Signal(float)
    done = Signal(str)
    failed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish: ExportWish | None = None
        self._stop = threading.Event()
        self._printer: HtmlPrinter | None = None
        self._relays: list[_Relay] = []

    @property
    def is_running(self) -> bool:
        """Whether an export is in work."""
        return self._wish is not None

    def start(self, wish: ExportWish) -> None:
        """Begin; nothing happens while another export is in work."""
        if self.is_running:
            return
        self._wish = wish
        self._stop = threading.Event()
        self.progressed.emit(0.0)
        if wish.kind is ExportKind.PDF or (wish.kind is ExportKind.PICTURE and not wish.picture):
            self._work(_printed_page(wish), self._print)
        else:
            self._work(_content(wish), self._keep)

    def cancel(self) -> None:
        """Give up what is in work."""
        if not self.is_running:
            return
        self._stop.set()
        if self._printer is not None:
            self._printer.stop()
        self._wish = None
        self.given_up.emit()

    def _work(self, make: _Make, then: Callable[[bytes], None]) -> None:
        """Let ``make`` run in a thread of its own; ``then`` gets what it made, in this one."""
        relay = _Relay(then, self._stop)
        relay.told.connect(self._on_relay_told)
        relay.made.connect(self._on_relay_made)
        relay.broken.connect(self._on_relay_broken)
        self._relays = [relay]
        QThreadPool.globalInstance().start(_Work(make, relay))

    def _print(self, html: bytes) -> None:
        if self._printer is None:
            self._printer = HtmlPrinter(self)
            self._printer.printed.connect(self._on_printer_printed)
            self._printer.failed.connect(self._on_printer_failed)
        self.progressed.emit(PRINTING)
        self._printer.print_page(html.decode())

    def _keep(self, content: bytes) -> None:
        """Let the file be written; a disk may take its time."""
        if self._wish is not None:
            self._work(_written(self._wish.path, content), self._finish)

    def _finish(self, _nothing: bytes) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            self.progressed.emit(1.0)
            self.done.emit(str(wish.path))

    @Slot(object, float)
    def _on_relay_told(self, relay: "_Relay", share: float) -> None:
        if self._wish is not None and not relay.stop.is_set():
            printed = self._wish.kind is ExportKind.PDF
            self.progressed.emit(share * (PRINTING if printed else 1.0))

    @Slot(object, bytes)
    def _on_relay_made(self, relay: "_Relay", content: bytes) -> None:
        if not relay.stop.is_set():
            relay.then(content)

    @Slot(object, str)
    def _on_relay_broken(self, relay: "_Relay", words: str) -> None:
        if not relay.stop.is_set():
            self._wish = None
            self.failed.emit(words)

    @Slot(bytes)
    def _on_printer_printed(self, pdf: bytes) -> None:
        if self._wish is None:
            return
        if self._wish.kind is ExportKind.PICTURE:
            self._work(lambda _progress, _cancelled: png_of(picture_of(pdf)), self._keep)
        else:
            self._keep(pdf)

    @Slot()
    def _on_printer_failed(self) -> None:
        self._wish = None
        self.failed.emit(tr("The page could not be printed."))


class _Relay(QObject):
    """Brings what a thread has to say into the thread of the screen."""

    told = Signal(object, float)
    made = Signal(object, bytes)
    broken = Signal(object, str)

    def __init__(self, then: Callable[[bytes], None], stop: threading.Event) -> None:
        super().__init__()
        self.then = then
        self.stop = stop


class _Work(QRunnable):
    def __init__(self, make: _Make, relay: _Relay) -> None:
        super().__init__()
        self._make = make
        self._relay = relay

    def run(self) -> None:
        """Make the document (Qt override, in a thread of the pool)."""
        relay = self._relay

        def tell(done: int, total: int) -> None:
            relay.told.emit(relay, done / total)

        # A screen that was closed meanwhile has nobody left to tell.
        with suppress(RuntimeError, ExportCancelled):
            try:
                content = self._make(tell, relay.stop.is_set)
            except OSError as error:
                _log.warning("report_not_written", reason=str(error))
                relay.broken.emit(relay, fault_words(error))
            except ExportCancelled:
                raise
            except Exception as error:  # noqa: BLE001 - somebody waits for the file
                _log.error("report_not_made", exc_info=error)
                relay.broken.emit(relay, tr("The document could not be made."))
            else:
                relay.made.emit(relay, content)


def _written(path: Path, content: bytes) -> _Make:
    def write(_on_progress: OnProgress, cancelled: Cancelled) -> bytes:
        write_whole(path, content, cancelled)
        return b""

    return write


def _printed_page(wish: ExportWish) -> _Make:
    def make(on_progress: OnProgress, cancelled: Cancelled) -> bytes:
        page = print_document(wish.report, wish.city, on_progress=on_progress, cancelled=cancelled)
        return page.encode()

    return make


def _content(wish: ExportWish) -> _Make:
    report, city = wish.report, wish.city

    def make(on_progress: OnProgress, cancelled: Cancelled) -> bytes:
        match wish.kind:
            case ExportKind.SLIDES:
                return pptx_bytes(report, city, on_progress=on_progress, cancelled=cancelled)
            case ExportKind.WORKBOOK:
                return xlsx_report(report, city, on_progress=on_progress, cancelled=cancelled)
            case ExportKind.PICTURE:
                return png_of(wish.picture or QImage())
            case _:
                page = html_document(
                    report, city, wish.web_root, on_progress=on_progress, cancelled=cancelled
                )
                return page.encode()

    return make
