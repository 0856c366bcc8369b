"""The record of one past case, and the way to its replay."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.past_cases import CaseFile, CaseFileQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.ui.meeting.asking import Lane, OneAnswer
from bigscreen.ui.meeting.notice import Notice
from bigscreen.ui.meeting.page_view import PageView
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.case_file import case_page
from bigscreen.viewmodels.meeting.fault_words import fault_sentence
from bigscreen.viewmodels.meeting.look import Look


class CaseView(QWidget):
    """Asks for a case's record and shows it.

    Signals:
        shown(Page): what is on screen now; its title is the case's number.
    """

    shown = Signal(object)

    def __init__(
        self, theme: Theme, lane: Lane, live: LiveSituation, incident_id: str, look: Look
    ) -> None:
        super().__init__()
        self._theme = theme
        self._live = live
        self._look = look
        self.incident_id = incident_id
        self.fault = ""
        self._answer = OneAnswer(lane, self)
        self._answer.answered.connect(self._on_answer_answered)
        self._answer.failed.connect(self._on_answer_failed)
        self.notice = Notice(theme)
        self.notice.again_requested.connect(self.again)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.notice)
        self.again()

    @Slot()
    def again(self) -> None:
        """Ask once more."""
        self.notice.show_loading(None)
        self._stack.setCurrentWidget(self.notice)
        self._answer.ask(CaseFileQuestion(incident_id=self.incident_id))

    def leave(self) -> None:
        """Want no answer any more."""
        self._answer.leave()

    @Slot(object)
    def _on_answer_answered(self, file: CaseFile) -> None:
        units = tuple(self._live.situation.units.values())
        page = case_page(file, self._look, units)
        view = PageView(self._theme, page)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.shown.emit(page)

    @Slot(object)
    def _on_answer_failed(self, fault: QuestionFault) -> None:
        self.fault = fault.code
        self.notice.show_fault(fault_sentence(fault))
