"""Questions of a screen: asked a few at a time, ended exactly once, dropped in silence."""

from bigscreen.bridge.hub_questions import MOST_AT_ONCE, HubQuestions
from bigscreen.domain.history_figures import FiguresQuestion
from bigscreen.domain.questions import QuestionFault
from bigscreen.protocol.link_facts import AnswerTold


class Asked:
    """Questions with a hand for a hub."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.told: list[tuple[str, str, object]] = []
        self.questions = HubQuestions(lambda question_id, _: self.sent.append(question_id))
        self.questions.loading.connect(lambda one, what: self.told.append(("loading", one, what)))
        self.questions.answered.connect(lambda one, what: self.told.append(("answered", one, what)))
        self.questions.failed.connect(lambda one, what: self.told.append(("failed", one, what)))

    def ask(self) -> str:
        return self.questions.ask(FiguresQuestion())

    def hub_says(self, question_id: str, **what) -> None:
        self.questions.on_live_answers_arrived([AnswerTold(question_id=question_id, **what)])


def test_more_questions_wait_until_one_is_answered(qtbot) -> None:
    it = Asked()
    asked = [it.ask() for _ in range(MOST_AT_ONCE + 2)]
    assert it.sent == asked[:MOST_AT_ONCE]
    it.hub_says(asked[1], loading=0.5)
    it.hub_says(asked[1], answer="figures")
    assert it.told == [("loading", asked[1], 0.5), ("answered", asked[1], "figures")]
    assert it.sent == asked[: MOST_AT_ONCE + 1]
    it.hub_says(asked[1], answer="again")
    assert len(it.told) == 2


def test_a_dropped_question_ends_in_silence_and_makes_room(qtbot) -> None:
    it = Asked()
    asked = [it.ask() for _ in range(MOST_AT_ONCE + 2)]
    it.questions.drop(asked[0])
    it.questions.drop(asked[MOST_AT_ONCE])
    it.hub_says(asked[0], loading=0.5)
    it.hub_says(asked[0], answer="late")
    assert it.told == []
    assert it.sent == [*asked[:MOST_AT_ONCE], asked[-1]]


def test_a_lost_link_fails_what_the_hub_had_taken(qtbot) -> None:
    it = Asked()
    first = it.ask()
    it.questions.on_live_link_lost()
    assert it.told == [("failed", first, QuestionFault(code="not_sent"))]
    it.hub_says(first, answer="late")
    assert len(it.told) == 1
