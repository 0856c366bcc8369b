"""A lane of questions with a hand for a hub: answers come when a test says so."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.city import City
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.past_cases import (
    CaseBehind,
    CaseFile,
    CaseFileQuestion,
    CasesBehind,
    CasesQuestion,
)
from bigscreen.domain.questions import QuestionFault
from tests.support.meeting_figures import NOW, answered


class MeetingLane(QObject):
    """Answers figures by the engine, of ``cases``; drilled cases are simply all of them."""

    loading = Signal(str, float)
    answered = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self, cases: Sequence[CaseFacts], city: City) -> None:
        super().__init__()
        self.cases = cases
        self.city = city
        self.asked: list[tuple[str, object]] = []
        self.waiting: dict[str, object] = {}

    def ask(self, question) -> str:
        question_id = f"q{len(self.asked)}"
        self.asked.append((question_id, question))
        self.waiting[question_id] = question
        return question_id

    def drop(self, question_id: str) -> None:
        self.waiting.pop(question_id, None)

    def answer_all(self) -> int:
        """Answer everything that waits; return how many questions there were."""
        waiting, self.waiting = self.waiting, {}
        for question_id, question in waiting.items():
            self.answered.emit(question_id, self._answer(question))
        return len(waiting)

    def fail_all(self, code: str) -> None:
        """Answer nothing of what waits, and say why."""
        waiting, self.waiting = self.waiting, {}
        for question_id in waiting:
            self.failed.emit(question_id, QuestionFault(code=code))

    def _answer(self, question) -> object:
        match question:
            case FiguresQuestion():
                return answered(question, self.cases, self.city)
            case CasesQuestion():
                found = [c for c in self.cases if question.start <= c.received_at < question.end]
                return CasesBehind(
                    measure=question.measure,
                    total=len(found),
                    counted=len(found),
                    held=len(found),
                    cases=tuple(
                        CaseBehind(facts=c, number=c.incident_id, value=60.0)
                        for c in found[: question.limit]
                    ),
                    as_of=NOW,
                )
            case CaseFileQuestion():
                facts = next(c for c in self.cases if c.incident_id == question.incident_id)
                return CaseFile(facts=facts)
            case _:
                raise TypeError(question)
