"""Asks the hub everything a weekly bulletin needs, and makes the bulletin of the answers."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.domain.history_figures import HistoryFigures
from bigscreen.domain.past_cases import CaseBehind, CasesBehind, CasesQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.ui.meeting.asking import AGAIN_MS, Lane, OneAnswer, PageAsker
from bigscreen.viewmodels.bulletin import (
    bulletin,
    bulletin_case_questions,
    bulletin_questions,
    read_answers,
    week_of_look,
)
from bigscreen.viewmodels.bulletin_cases import BulletinCases
from bigscreen.viewmodels.meeting.fault_words import fault_sentence
from bigscreen.viewmodels.meeting.look import Look

_AGAIN = frozenset({"busy", "too_fast"})


class BulletinAsker(QObject):
    """Makes one bulletin at a time; ``unit_names`` gives call signs by unit id.

    Signals:
        made(report): a :class:`~bigscreen.viewmodels.report_blocks.Report`.
        loading(share): how much of the history the hub has read, 0 to 1.
        failed(words): why there is none.
    """

    made = Signal(object)
    loading = Signal(float)
    failed = Signal(str)

    def __init__(
        self,
        lane: Lane,
        unit_names: Callable[[], Mapping[str, str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._unit_names = unit_names
        self._look: Look | None = None
        self._figures: Mapping[str, HistoryFigures] = {}
        self._questions: list[CasesQuestion] = []
        self._found: list[CasesBehind] = []
        self._pages = PageAsker(lane, self)
        self._cases = OneAnswer(lane, self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._ask_next)
        for asker in (self._pages, self._cases):
            asker.loading.connect(self.loading)
        self._pages.failed.connect(self._on_failed)
        self._cases.failed.connect(self._on_cases_failed)
        self._pages.answered.connect(self._on_pages_answered)
        self._cases.answered.connect(self._on_cases_answered)

    def ask(self, look: Look) -> None:
        """Ask for the bulletin of the week ``look`` ends in, and for no earlier one."""
        self.leave()
        self._look = week_of_look(look)
        self._pages.forget()
        self._pages.want(bulletin_questions(self._look), at_once=True)

    def leave(self) -> None:
        """Want nothing any more."""
        self._look = None
        self._again.stop()
        self._pages.leave()
        self._cases.leave()

    @Slot(object)
    def _on_pages_answered(self, answers: Mapping[str, HistoryFigures]) -> None:
        if self._look is None:
            return
        self._figures = answers
        self._questions = list(bulletin_case_questions(self._look))
        self._found = []
        self._ask_next()

    @Slot()
    def _ask_next(self) -> None:
        if self._look is not None:
            self._cases.ask(self._questions[len(self._found)])

    @Slot(object)
    def _on_cases_answered(self, answer: object) -> None:
        if self._look is None or not isinstance(answer, CasesBehind):
            return
        self._found.append(answer)
        if len(self._found) < len(self._questions):
            self._ask_next()
            return
        unfinished, *grave = self._found
        listed: list[CaseBehind] = [case for one in grave for case in one.cases]
        cases = BulletinCases(
            unfinished=unfinished.cases, unfinished_total=unfinished.total, grave=listed
        )
        look, self._look = self._look, None
        self.made.emit(bulletin(read_answers(self._figures), cases, look, self._unit_names()))

    @Slot(object)
    def _on_cases_failed(self, fault: QuestionFault) -> None:
        if fault.code in _AGAIN:
            self._again.start()
        else:
            self._on_failed(fault)

    @Slot(object)
    def _on_failed(self, fault: QuestionFault) -> None:
        self._look = None
        self.failed.emit(fault_sentence(fault))
