"""Shows one page of figures: asks for it, says how that goes, and builds it when it is there."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from bigscreen.domain.history_figures import HistoryFigures
from bigscreen.domain.questions import QuestionFault
from bigscreen.ui.meeting.asking import PageAsker
from bigscreen.ui.meeting.notice import Notice
from bigscreen.ui.meeting.page_view import MakeInside, PageView
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.fault_words import fault_sentence
from bigscreen.viewmodels.meeting.figures_read import FiguresRead
from bigscreen.viewmodels.meeting.look import Look, PageKind
from bigscreen.viewmodels.report_blocks import Page
from bigscreen.viewmodels.wording import tr

_NOTICE_AFTER_MS = 350
"""A page that comes sooner takes the place of the last one without a word in between."""


class PageHost(QStackedWidget):
    """The page that is wanted, or why it is not there.

    Signals:
        drill_requested(ground, label), case_opened(incident_id): as of the page's blocks.
        page_shown(Page): another page is on screen.
        page_going(): the page that was is about to be deleted, with all that is in it.
    """

    drill_requested = Signal(object, str)
    case_opened = Signal(str)
    page_shown = Signal(object)
    page_going = Signal()

    def __init__(self, theme: Theme, asker: PageAsker, make_inside: MakeInside) -> None:
        super().__init__()
        self._theme = theme
        self._asker = asker
        self._make_inside = make_inside
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Page"))
        self._kind: PageKind | None = None
        self.look: Look | None = None
        self.fault = ""
        self.view: PageView | None = None
        self._holder: QScrollArea | None = None
        self.notice = Notice(theme)
        self.notice.again_requested.connect(self.again)
        self.addWidget(self.notice)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_NOTICE_AFTER_MS)
        self._late.timeout.connect(self._on_late_timeout)
        asker.answered.connect(self._on_asker_answered)
        asker.loading.connect(self._on_asker_loading)
        asker.failed.connect(self._on_asker_failed)

    @property
    def page(self) -> Page | None:
        """The page on screen, None while there is none."""
        is_shown = self.view is not None and self.currentWidget() is self._holder
        return self.view.page if self.view is not None and is_shown else None

    def show_page(self, kind: PageKind, look: Look, *, at_once: bool = False) -> None:
        """Show a page of a look as soon as the hub has answered."""
        self._kind, self.look = kind, look
        self.fault = ""
        self._late.start()
        self._asker.want(kind.wanted(look), at_once=at_once)

    @Slot()
    def again(self) -> None:
        """Ask again, even what is known."""
        self._asker.forget()
        if self._kind is not None and self.look is not None:
            self.show_page(self._kind, self.look, at_once=True)

    @Slot()
    def _on_late_timeout(self) -> None:
        self.notice.show_loading(None)
        self.setCurrentWidget(self.notice)

    @Slot(object)
    def _on_asker_answered(self, answers: Mapping[str, HistoryFigures]) -> None:
        self._late.stop()
        if self._kind is None or self.look is None:
            return
        read = {name: FiguresRead(answer) for name, answer in answers.items()}
        blocks = self._kind.blocks(read, self.look)
        page = Page(key=self._kind.key, title=tr(self._kind.title), blocks=blocks)
        if self.view is not None and self._holder is not None and self.view.page == page:
            self.setCurrentWidget(self._holder)
            return
        shown = PageView(self._theme, page, self._make_inside)
        shown.drill_requested.connect(self.drill_requested)
        shown.case_opened.connect(self.case_opened)
        holder = _scrolled(shown)
        self.addWidget(holder)
        self.setCurrentWidget(holder)
        if self.view is not None and self._holder is not None:
            self.page_going.emit()
            if self.view.isAncestorOf(self.window().focusWidget()):
                self.setFocus()  # else it would go to whatever comes next, and act on a key
            self.removeWidget(self._holder)
            self._holder.deleteLater()
        self.view, self._holder = shown, holder
        self.page_shown.emit(page)

    @Slot(float)
    def _on_asker_loading(self, share: float) -> None:
        self._late.stop()
        self.notice.show_loading(share)
        self.setCurrentWidget(self.notice)

    @Slot(object)
    def _on_asker_failed(self, fault: QuestionFault) -> None:
        self._late.stop()
        self.fault = fault.code
        self.notice.show_fault(fault_sentence(fault))
        self.setCurrentWidget(self.notice)


def _scrolled(page: PageView) -> QScrollArea:
    """Return a page with a way to scroll, for type so large that it does not fit the window."""
    holder = QScrollArea()
    holder.setFrameShape(QFrame.Shape.NoFrame)
    holder.setWidgetResizable(True)
    holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.setWidget(page)
    page.setAutoFillBackground(False)
    holder.viewport().setAutoFillBackground(False)
    return holder
