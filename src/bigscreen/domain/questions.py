"""What can go wrong with something asked of the hub, as plain data that can travel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFault:
    """Why there is no answer; where the question is wrong, in which field and what would be right.

    ``code`` is ``invalid_question``, ``not_allowed``, ``too_fast``, ``busy``, ``unknown_question``,
    ``history_unavailable`` or, on a screen that has lost its hub, ``not_sent``.
    """

    code: str
    field: str = ""
    value: str = ""
    expected: str = ""
