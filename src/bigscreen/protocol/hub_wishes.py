"""What a frame can ask the hub to do, once a session has read it."""

from dataclasses import dataclass

from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.protocol.messages import Hello, HubMessage, Problem
from bigscreen.protocol.questions import Question

LONGEST_DETAIL = 300
"""So many characters of what a client sent may come back to it."""


@dataclass(frozen=True, slots=True)
class LoginWanted:
    """Somebody introduced themselves: look the token up, then call ``welcomed`` or ``denied``."""

    hello: Hello


@dataclass(frozen=True, slots=True)
class OrderGiven:
    """An order to be decided; its answer goes back as a result."""

    command_id: str
    command: Command


@dataclass(frozen=True, slots=True)
class FixesReported:
    """Positions to be taken in."""

    fixes: FixColumns


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question to be answered under its id."""

    question_id: str
    question: Question


@dataclass(frozen=True, slots=True)
class WishMade:
    """A desk wishes a wall to show something."""

    direction_id: str
    screen_id: str
    wish: ScreenWish


@dataclass(frozen=True, slots=True)
class ViewShown:
    """A wall says what it shows now."""

    view: ScreenView


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """A ping: answer with the hub's time."""

    nonce: int


@dataclass(frozen=True, slots=True)
class Reply:
    """Send this message about something unusable; then close the connection if ``final``.

    An order that is turned away here has a :class:`ResultMessage`, a question a
    :class:`Answer`, a wish for a wall a :class:`Directed`: somebody waits for it.
    """

    message: HubMessage
    code: str
    final: bool = False


Wish = (
    LoginWanted
    | OrderGiven
    | FixesReported
    | QuestionAsked
    | WishMade
    | ViewShown
    | TimeAsked
    | Reply
)


def problem_reply(code: str, detail: str, *, fatal: bool = False) -> Reply:
    """Say what can not be used, and close the connection if ``fatal``."""
    # What the client sent may be part of the detail; it does not get all of it back.
    problem = Problem(code=code, detail=detail[:LONGEST_DETAIL], fatal=fatal)
    return Reply(problem, code, final=fatal)
