"""Where a screen asks the hub something beside the live picture, and hears the answer."""

import uuid
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.domain.questions import QuestionFault
from bigscreen.protocol.link_facts import AnswerTold
from bigscreen.protocol.questions import Question

MOST_AT_ONCE = 3
"""So many questions are with the hub at a time, fewer than it takes; the others wait here."""


class HubQuestions(QObject):
    """Asks in order; every question ends with exactly one of ``answered`` and ``failed``.

    One that was dropped ends silently. A link that ends fails the questions it had taken with
    the code ``not_sent``.

    Signals:
        loading(question_id, share): the hub still reads what the answer needs; 0 to 1.
        answered(question_id, answer).
        failed(question_id, fault): a :class:`QuestionFault`.
    """

    loading = Signal(str, float)
    answered = Signal(str, object)
    failed = Signal(str, object)

    def __init__(
        self, send: Callable[[str, Question], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._send = send
        self._waiting: deque[tuple[str, Question]] = deque()
        self._asked: set[str] = set()
        self._dropped: set[str] = set()

    def ask(self, question: Question) -> str:
        """Ask; return the question's id, which comes back with the signals, always later."""
        question_id = uuid.uuid4().hex
        self._waiting.append((question_id, question))
        self._send_next()
        return question_id

    def drop(self, question_id: str) -> None:
        """Want no answer any more. Harmless when it has come."""
        self._waiting = deque(one for one in self._waiting if one[0] != question_id)
        if question_id in self._asked:
            self._dropped.add(question_id)

    @Slot(list)
    def on_live_answers_arrived(self, answers: list[AnswerTold]) -> None:
        """Pass on what the hub, or the missing link, said."""
        for told in answers:
            self._take(told)

    @Slot()
    def on_live_link_lost(self) -> None:
        """Give up what the hub was asked: a new link knows nothing of it."""
        fault = QuestionFault(code="not_sent")
        for question_id in tuple(self._asked):
            self._take(AnswerTold(question_id=question_id, fault=fault))

    def _take(self, told: AnswerTold) -> None:
        question_id = told.question_id
        if question_id not in self._asked:
            return
        wanted = question_id not in self._dropped
        if told.loading is not None:
            if wanted:
                self.loading.emit(question_id, told.loading)
            return
        self._asked.discard(question_id)
        self._dropped.discard(question_id)
        self._send_next()
        if wanted and told.fault is not None:
            self.failed.emit(question_id, told.fault)
        elif wanted:
            self.answered.emit(question_id, told.answer)

    def _send_next(self) -> None:
        while self._waiting and len(self._asked) < MOST_AT_ONCE:
            question_id, question = self._waiting.popleft()
            self._asked.add(question_id)
            self._send(question_id, question)
