"""The hub's half of the conversation with one client, without sockets and without a clock.

The transport feeds frames to :meth:`HubSession.receive` and does what it returns: look up an
account, hand on an order or positions, send an answer. It never has to know the protocol.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import get_args

from bigscreen.domain.authority import (
    MAY_DIRECT_SCREENS,
    MAY_REPORT_POSITIONS,
    Actor,
    Role,
    may,
)
from bigscreen.domain.commands import Command, DeclareUnits
from bigscreen.domain.errors import FactValue
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.protocol.codec import COMMANDS, ProtocolError, command_of, decode_client
from bigscreen.protocol.messages import (
    LONGEST_COMMAND_ID,
    PROTOCOL_VERSION,
    Answer,
    Ask,
    ClientKind,
    ClientMessage,
    CommandMessage,
    Directed,
    DirectScreen,
    Hello,
    HubMessage,
    Problem,
    ResultMessage,
    ViewTold,
    is_command_id,
)
from bigscreen.protocol.positions import decode_positions
from bigscreen.protocol.questions import QUESTIONS, Question, question_of

_LONGEST_DETAIL = 300

MOST_COMMAND_BYTES = 64 * 1024
"""How long an order may be; declarations of units alone may fill a frame."""

_HELLO_LENGTHS: Mapping[str, int] = {"token": 256, "epoch": 64, "city_digest": 128, "screen": 60}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of what a terminal or a log line would act on instead of showing it."""

MAY_JOIN_AS: Mapping[Role, frozenset[ClientKind]] = {
    Role.SOURCE: frozenset({"source"}),
    Role.UNIT: frozenset({"unit"}),
    Role.WALL: frozenset({"wall"}),
    Role.LEAD: frozenset({"lead", "wall"}),
    Role.DESK: frozenset({"desk", "lead", "wall"}),
    Role.ADMIN: frozenset(get_args(ClientKind)) - {"source", "unit"},
    Role.HUB: frozenset(),
}
"""The kinds of client an account of each role may open; a lesser kind has only its rights."""


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
    :class:`Answer`, a wish for
    a wall a :class:`Directed`: somebody waits for it.
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


class HubSession:
    """What the hub knows of one conversation: who speaks, and as what.

    ``actor`` is None until the hello was accepted.
    """

    def __init__(self) -> None:
        self.actor: Actor | None = None
        self.kind: ClientKind | None = None
        self.screen = ""
        self._hello: Hello | None = None

    def receive(self, frame: str | bytes) -> Wish:
        """Return what one frame asks the hub to do."""
        try:
            if isinstance(frame, bytes):
                return self._positions(frame)
            message = decode_client(frame)
        except ProtocolError as error:
            return self._problem(error.code, error.detail, fatal=self._hello is None)
        return self._wish(message)

    def welcomed(self, name: str, role: Role, area_id: str = "") -> Actor | Reply:
        """Accept the hello for the account ``name``; a reply instead says why it can not join.

        A session has the rights of the kind it joined as, which the account's role includes,
        in the area the account is bound to (empty: the whole city).
        """
        if self._hello is None:
            raise RuntimeError("nobody has introduced themselves")
        kind = self._hello.kind
        if kind not in MAY_JOIN_AS[role]:
            return self._problem(
                "kind_not_allowed", f"a {role} account can not join as {kind}", fatal=True
            )
        self.kind = kind
        self.screen = self._hello.screen
        self.actor = Actor(name=name, role=Role(kind), area_id=area_id)
        return self.actor

    def denied(self) -> Reply:
        """Refuse the hello: no valid account has this token."""
        return self._problem("not_welcome", "the token is not valid", fatal=True)

    def misplaced(self, area_id: str) -> Reply:
        """Refuse the hello of an account bound to an area the city has no grid in."""
        detail = f"the account is bound to area {area_id!r}, in which this city has no grid"
        return self._problem("unknown_area", detail, fatal=True)

    def _wish(self, message: ClientMessage) -> Wish:
        match message:
            case Hello():
                return self._introduction(message)
            case _ if self.actor is None:
                return self._problem("hello_expected", "the first message is hello", fatal=True)
            case CommandMessage():
                return self._order(message)
            case Ask():
                return self._question(message)
            case DirectScreen() | ViewTold():
                return self._of_walls(message)
            case _:
                return TimeAsked(message.nonce)

    def _introduction(self, hello: Hello) -> Wish:
        if self._hello is not None:
            return self._problem("unexpected_hello", "hello comes once")
        self._hello = hello
        fault = _fault_in(hello)
        if fault:
            return self._problem("malformed", f"hello: {fault}", fatal=True)
        if hello.protocol_version != PROTOCOL_VERSION:
            detail = f"client speaks {hello.protocol_version}, hub {PROTOCOL_VERSION}"
            return self._problem("protocol_version", detail, fatal=True)
        return LoginWanted(hello)

    def _order(self, message: CommandMessage) -> Wish:
        if not is_command_id(message.id):
            return self._bad_id(message.id)
        kind = COMMANDS.get(message.name)
        if kind is not None and self.actor is not None and not may(self.actor.role, kind):
            facts = {"role": self.actor.role.value, "order": kind.__name__}
            return _refused(message.id, Refusal.NOT_ALLOWED, facts)
        try:
            if kind is not DeclareUnits:
                _require_short(message)
            return OrderGiven(message.id, command_of(message))
        except ProtocolError as error:
            return _refused(message.id, error.code, {"detail": error.detail[:_LONGEST_DETAIL]})

    def _question(self, message: Ask) -> Wish:
        if not is_command_id(message.id):
            return self._bad_id(message.id)
        kind = QUESTIONS.get(message.name)
        if kind is not None and self.actor is not None and self.actor.role not in kind.may_ask:
            fault = QuestionFault(code="not_allowed", field="role", value=self.actor.role.value)
            return Reply(Answer(id=message.id, fault=fault), fault.code)
        try:
            return QuestionAsked(message.id, question_of(message))
        except ProtocolError as error:
            fault = QuestionFault(code=error.code, value=error.detail[:_LONGEST_DETAIL])
            return Reply(Answer(id=message.id, fault=fault), fault.code)

    def _of_walls(self, message: DirectScreen | ViewTold) -> Wish:
        if isinstance(message, DirectScreen):
            return self._direction(message)
        return self._view(message.view)

    def _direction(self, message: DirectScreen) -> Wish:
        if not is_command_id(message.id):
            return self._bad_id(message.id)
        if self.actor is not None and self.actor.role not in MAY_DIRECT_SCREENS:
            return Reply(Directed(id=message.id, fault="not_allowed"), "not_allowed")
        if fault := _long_text(message.wish):
            return self._problem("malformed", f"direct_screen: {fault}")
        return WishMade(message.id, message.screen_id, message.wish)

    def _view(self, view: ScreenView) -> Wish:
        if self.actor is not None and self.actor.role is not Role.WALL:
            return self._problem("not_allowed", f"a {self.actor.role} is no wall")
        if fault := _long_text(view):
            return self._problem("malformed", f"view: {fault}")
        return ViewShown(view)

    def _bad_id(self, text: str) -> Reply:
        detail = f"id: {text[:LONGEST_COMMAND_ID]!r} is not 1 to 64 printable characters"
        return self._problem("malformed", detail)

    def _positions(self, frame: bytes) -> Wish:
        if self.actor is None:
            return self._problem("hello_expected", "the first message is hello", fatal=True)
        if self.actor.role not in MAY_REPORT_POSITIONS:
            return self._problem("not_allowed", f"a {self.actor.role} reports no positions")
        return FixesReported(decode_positions(frame))

    def _problem(self, code: str, detail: str, *, fatal: bool = False) -> Reply:
        # What the client sent may be part of the detail; it does not get all of it back.
        problem = Problem(code=code, detail=detail[:_LONGEST_DETAIL], fatal=fatal)
        return Reply(problem, code, final=fatal)


def _fault_in(hello: Hello) -> str:
    """Return what is wrong with the texts of a hello, without repeating them; empty if nothing."""
    for field, allowed in _HELLO_LENGTHS.items():
        text: str = getattr(hello, field)
        if len(text) > allowed:
            return f"{field} has {len(text)} characters; {allowed} are allowed"
        unseen = next((c for c in text if unicodedata.category(c) in _UNSEEN), None)
        if unseen is not None:
            return f"{field} holds the control character U+{ord(unseen):04X}"
    return ""


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
