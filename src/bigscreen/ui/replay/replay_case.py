"""The case a replay is about: found at the hub, with its whole period and milestones."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.bridge.hub_link import HubLink
from bigscreen.domain.past import PastCase, PastCaseQuestion, PastMark
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.replay_words import LONGEST_PERIOD, fault_text
from bigscreen.viewmodels.wording import tr

_AROUND = timedelta(minutes=2)


class ReplayCase(QObject):
    """Which case is looked at, if any.

    Signals:
        found(start, end): the case that was asked for; :attr:`marks` are its milestones.
        not_found(str): there is none to be replayed, and why.
    """

    found = Signal(object, object)
    not_found = Signal(str)

    def __init__(self, hub_link: HubLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions = hub_link.questions
        self._live = hub_link.live
        self._asked = ""
        self._case: PastCase | None = None
        self.incident_id = ""
        self._questions.answered.connect(self._on_questions_answered)
        self._questions.failed.connect(self._on_questions_failed)

    @property
    def marks(self) -> tuple[PastMark, ...]:
        """The milestones of the case that was found; nothing for one chosen among others."""
        case = self._case
        return case.marks if case is not None and case.incident_id == self.incident_id else ()

    def ask(self, incident_id: str) -> None:
        """Look for a case."""
        self.incident_id = incident_id
        self._asked = self._questions.ask(PastCaseQuestion(incident_id=incident_id))

    def choose(self, incident_id: str) -> None:
        """Look at another case of the same period, or at none."""
        self.incident_id = incident_id

    def forget(self) -> None:
        """Look at no case."""
        self._case, self.incident_id, self._asked = None, "", ""

    def headline(self, situation: Situation) -> str:
        """Return number and title of the case, nothing for none."""
        if not self.incident_id:
            return ""
        state = situation.incidents.get(self.incident_id)
        if state is not None:
            return one_line(f"{state.incident.number} {state.incident.title}")
        if self._case is not None and self._case.incident_id == self.incident_id:
            return one_line(f"{self._case.number} {self._case.title}")
        return ""

    @Slot(str, object)
    def _on_questions_answered(self, question_id: str, answer: object) -> None:
        if question_id != self._asked or not isinstance(answer, PastCase):
            return
        self._case, self._asked = answer, ""
        start = answer.start - _AROUND
        end: datetime = min(answer.end + _AROUND, start + LONGEST_PERIOD, self._live.hub_now())
        self.found.emit(start, end)

    @Slot(str, object)
    def _on_questions_failed(self, question_id: str, fault: QuestionFault) -> None:
        if question_id != self._asked:
            return
        self._asked = ""
        unknown = fault.code == "invalid_question"
        text = tr("Of this case no course was kept") if unknown else fault_text(fault)
        self.forget()
        self.not_found.emit(text)
