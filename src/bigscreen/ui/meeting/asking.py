"""Asks the hub what a page needs, one question after the other, and hands all answers over."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.domain.questions import QuestionFault
from bigscreen.protocol.questions import Question

SETTLE_MS = 180
"""So long after the last change of the period the questions go out."""
AGAIN_MS = 1_200
_AGAIN = frozenset({"busy", "too_fast"})
_KEPT = 96


class Lane(Protocol):
    """Where questions go; :class:`bigscreen.bridge.hub_questions.HubQuestions` is one."""

    loading: SignalInstance
    answered: SignalInstance
    failed: SignalInstance

    def ask(self, question: Question) -> str:
        """Ask; return the question's id."""

    def drop(self, question_id: str) -> None:
        """Want no answer any more."""


class PageAsker(QObject):
    """Gets the answers of one page at a time; whatever was asked before is dropped.

    Answers are kept by their question, so that going back shows a page at once.

    Signals:
        answered(answers): a dict of :class:`HistoryFigures` by the page's own names.
        loading(share): how much of the history the hub has read, 0 to 1.
        failed(fault): a :class:`QuestionFault`; no more comes of this page.
    """

    answered = Signal(object)
    loading = Signal(float)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._known: OrderedDict[FiguresQuestion, HistoryFigures] = OrderedDict()
        self._wanted: dict[str, FiguresQuestion] = {}
        self._asked_id = ""
        self._asked: FiguresQuestion | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        lane.loading.connect(self._on_lane_loading)
        lane.answered.connect(self._on_lane_answered)
        lane.failed.connect(self._on_lane_failed)

    @property
    def is_asking(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._wanted) or self._timer.isActive()

    def want(self, questions: Mapping[str, FiguresQuestion], *, at_once: bool = False) -> None:
        """Get the answers to these questions, and to no earlier ones.

        They go out a moment later, unless all is known or ``at_once`` says otherwise.
        """
        self.leave()
        self._wanted = dict(questions)
        is_known = all(question in self._known for question in self._wanted.values())
        self._timer.start(0 if is_known or at_once else SETTLE_MS)

    def leave(self) -> None:
        """Want nothing any more."""
        self._timer.stop()
        self._wanted = {}
        if self._asked_id:
            self._lane.drop(self._asked_id)
        self._asked_id, self._asked = "", None

    def forget(self) -> None:
        """Ask again even what is known: the past may have changed."""
        self._known.clear()

    @Slot()
    def _on_timer_timeout(self) -> None:
        """Ask what is not known yet; when all is, hand it over."""
        missing = [one for one in self._wanted.values() if one not in self._known]
        if missing:
            self._asked = missing[0]
            self._asked_id = self._lane.ask(missing[0])
        else:
            answers = {name: self._known[one] for name, one in self._wanted.items()}
            self._wanted = {}
            self.answered.emit(answers)

    @Slot(str, float)
    def _on_lane_loading(self, question_id: str, share: float) -> None:
        if question_id == self._asked_id:
            self.loading.emit(share)

    @Slot(str, object)
    def _on_lane_answered(self, question_id: str, answer: object) -> None:
        if question_id != self._asked_id or self._asked is None:
            return
        if isinstance(answer, HistoryFigures):
            self._known[self._asked] = answer
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._asked_id, self._asked = "", None
        self._on_timer_timeout()

    @Slot(str, object)
    def _on_lane_failed(self, question_id: str, fault: QuestionFault) -> None:
        if question_id != self._asked_id:
            return
        self._asked_id, self._asked = "", None
        if fault.code in _AGAIN:
            self._timer.start(AGAIN_MS)
            return
        self._wanted = {}
        self.failed.emit(fault)


class OneAnswer(QObject):
    """Asks one question of any kind at a time; an earlier one is dropped.

    Signals:
        answered(answer), loading(share), failed(fault).
    """

    answered = Signal(object)
    loading = Signal(float)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._id = ""
        lane.loading.connect(self._on_lane_loading)
        lane.answered.connect(self._on_lane_answered)
        lane.failed.connect(self._on_lane_failed)

    def ask(self, question: Question) -> None:
        """Ask this, and nothing asked before."""
        self.leave()
        self._id = self._lane.ask(question)

    def leave(self) -> None:
        """Want nothing any more."""
        if self._id:
            self._lane.drop(self._id)
        self._id = ""

    @Slot(str, float)
    def _on_lane_loading(self, question_id: str, share: float) -> None:
        if question_id == self._id:
            self.loading.emit(share)

    @Slot(str, object)
    def _on_lane_answered(self, question_id: str, answer: object) -> None:
        if question_id == self._id:
            self._id = ""
            self.answered.emit(answer)

    @Slot(str, object)
    def _on_lane_failed(self, question_id: str, fault: QuestionFault) -> None:
        if question_id == self._id:
            self._id = ""
            self.failed.emit(fault)
