"""Reads what somebody who has joined says: an order, a question, a word to or of a wall.

Each is turned away here where the sender's role or its own size rules it out.
"""

from collections.abc import Mapping
from dataclasses import fields

from bigscreen.domain.authority import MAY_DIRECT_SCREENS, Actor, Role, may
from bigscreen.domain.commands import DeclareUnits
from bigscreen.domain.errors import FactValue
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.protocol.codec import COMMANDS, ProtocolError, command_of
from bigscreen.protocol.hub_wishes import (
    LONGEST_DETAIL,
    OrderGiven,
    QuestionAsked,
    Reply,
    ViewShown,
    WishMade,
    problem_reply,
)
from bigscreen.protocol.messages import (
    LONGEST_COMMAND_ID,
    Answer,
    Ask,
    CommandMessage,
    Directed,
    DirectScreen,
    ResultMessage,
    is_command_id,
)
from bigscreen.protocol.questions import QUESTIONS, question_of

MOST_COMMAND_BYTES = 64 * 1024
"""How long an order may be; declarations of units alone may fill a frame."""


def order_said(actor: Actor, message: CommandMessage) -> OrderGiven | Reply:
    """Return the order ``actor`` gives, or why it is none."""
    if not is_command_id(message.id):
        return _bad_id(message.id)
    kind = COMMANDS.get(message.name)
    if kind is not None and not may(actor.role, kind):
        facts = {"role": actor.role.value, "order": kind.__name__}
        return _refused(message.id, Refusal.NOT_ALLOWED, facts)
    try:
        if kind is not DeclareUnits:
            _require_short(message)
        return OrderGiven(message.id, command_of(message))
    except ProtocolError as error:
        return _refused(message.id, error.code, {"detail": error.detail[:LONGEST_DETAIL]})


def question_said(actor: Actor, message: Ask) -> QuestionAsked | Reply:
    """Return the question ``actor`` asks, or why it gets no answer."""
    if not is_command_id(message.id):
        return _bad_id(message.id)
    kind = QUESTIONS.get(message.name)
    if kind is not None and actor.role not in kind.may_ask:
        fault = QuestionFault(code="not_allowed", field="role", value=actor.role.value)
        return Reply(Answer(id=message.id, fault=fault), fault.code)
    try:
        return QuestionAsked(message.id, question_of(message))
    except ProtocolError as error:
        fault = QuestionFault(code=error.code, value=error.detail[:LONGEST_DETAIL])
        return Reply(Answer(id=message.id, fault=fault), fault.code)


def direction_said(actor: Actor, message: DirectScreen) -> WishMade | Reply:
    """Return what ``actor`` wishes a wall to show, or why it may not."""
    if not is_command_id(message.id):
        return _bad_id(message.id)
    if actor.role not in MAY_DIRECT_SCREENS:
        return Reply(Directed(id=message.id, fault="not_allowed"), "not_allowed")
    if fault := _long_text(message.wish):
        return problem_reply("malformed", f"direct_screen: {fault}")
    return WishMade(message.id, message.screen_id, message.wish)


def view_said(actor: Actor, view: ScreenView) -> ViewShown | Reply:
    """Return what the wall ``actor`` shows, or why that is not to be believed."""
    if actor.role is not Role.WALL:
        return problem_reply("not_allowed", f"a {actor.role} is no wall")
    if fault := _long_text(view):
        return problem_reply("malformed", f"view: {fault}")
    return ViewShown(view)


def _bad_id(text: str) -> Reply:
    detail = f"id: {text[:LONGEST_COMMAND_ID]!r} is not 1 to 64 printable characters"
    return problem_reply("malformed", detail)


def _long_text(record: ScreenWish | ScreenView) -> str:
    """Return which text of a record is too long or not for people; empty if none is."""
    for field in fields(record):
        text = getattr(record, field.name)
        if isinstance(text, str) and text and not is_command_id(text):
            return f"{field.name} is not at most {LONGEST_COMMAND_ID} printable characters"
    return ""


def _require_short(message: CommandMessage) -> None:
    size = memoryview(message.data).nbytes
    if size > MOST_COMMAND_BYTES:
        raise ProtocolError(
            Refusal.INVALID_COMMAND,
            f"{message.name[:LONGEST_COMMAND_ID]}: {size} bytes of data; "
            f"{MOST_COMMAND_BYTES} are allowed",
        )


def _refused(command_id: str, code: str, facts: Mapping[str, FactValue]) -> Reply:
    outcome = Outcome(
        command_id=command_id, status=OutcomeStatus.REFUSED, code=str(code), facts=dict(facts)
    )
    return Reply(ResultMessage(outcome=outcome), str(code))
