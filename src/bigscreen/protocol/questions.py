"""What can be asked of the hub beside its live picture, by name, and who may ask it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bigscreen.domain.authority import MAY_SEE_FIGURES, Role
from bigscreen.domain.history_figures import FiguresQuestion, HistoryFigures
from bigscreen.domain.past import (
    PastBoard,
    PastBoardQuestion,
    PastCase,
    PastCaseQuestion,
    PastPage,
    PastQuestion,
    Tracks,
    TracksQuestion,
)
from bigscreen.domain.past_cases import CaseFile, CaseFileQuestion, CasesBehind, CasesQuestion
from bigscreen.protocol.codec import ProtocolError, decode_data, encode
from bigscreen.protocol.messages import NO_DATA, Answer, Ask

Question = (
    CaseFileQuestion
    | CasesQuestion
    | FiguresQuestion
    | PastBoardQuestion
    | PastCaseQuestion
    | PastQuestion
    | TracksQuestion
)

MAY_SEE_THE_PAST = MAY_SEE_FIGURES - {Role.WALL}
"""Who may rebuild a past moment: what a wall leaves out is not worked out for the past."""


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """The type of a question, that of its answer, and the roles that may ask it."""

    asked: type[Question]
    answered: type[object]
    may_ask: frozenset[Role]


QUESTIONS: Mapping[str, QuestionKind] = {
    "case_file": QuestionKind(CaseFileQuestion, CaseFile, MAY_SEE_THE_PAST),
    "cases": QuestionKind(CasesQuestion, CasesBehind, MAY_SEE_THE_PAST),
    "figures": QuestionKind(FiguresQuestion, HistoryFigures, MAY_SEE_FIGURES),
    "past": QuestionKind(PastQuestion, PastPage, MAY_SEE_THE_PAST),
    "past_board": QuestionKind(PastBoardQuestion, PastBoard, MAY_SEE_THE_PAST),
    "past_case": QuestionKind(PastCaseQuestion, PastCase, MAY_SEE_THE_PAST),
    "tracks": QuestionKind(TracksQuestion, Tracks, MAY_SEE_THE_PAST),
}
"""Each question by its name on the wire; its answer travels under the same name."""

_NAMES = {kind.asked: name for name, kind in QUESTIONS.items()}
_question_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind.asked) for name, kind in QUESTIONS.items()
}
_answer_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind.answered) for name, kind in QUESTIONS.items()
}
_encoder = msgspec.json.Encoder()


def ask_message(question_id: str, question: Question) -> Ask:
    """Wrap a question for sending."""
    data = msgspec.Raw(_encoder.encode(question))
    return Ask(id=question_id, name=_NAMES[type(question)], data=data)


def question_of(message: Ask) -> Question:
    """Return the question inside a message.

    Raises:
        ProtocolError: ``unknown_question``, or ``invalid_question`` naming field and value.
    """
    decoder = _question_decoders.get(message.name)
    if decoder is None:
        raise ProtocolError("unknown_question", f"question {message.name!r} is not known")
    question: Question = decode_data("invalid_question", message.name, decoder, message.data)
    return question


def answer_frame(question_id: str, question: Question, answer: object) -> bytes:
    """Return the text frame of an answer; a large one takes its time."""
    data = msgspec.Raw(_encoder.encode(answer))
    return encode(Answer(id=question_id, name=_NAMES[type(question)], data=data)).encode()


def answer_of(message: Answer) -> object | None:
    """Return the answer inside a message, None where it holds none yet or a fault.

    Raises:
        ProtocolError: ``malformed``: the hub's answer is not what its name says.
    """
    if message.data == NO_DATA:
        return None
    decoder = _answer_decoders.get(message.name)
    if decoder is None:
        raise ProtocolError("malformed", f"answer {message.name!r} is not known")
    answer: object = decode_data("malformed", message.name, decoder, message.data)
    return answer
