"""The hub's half of the conversation with one client, without sockets and without a clock.

The transport feeds frames to :meth:`HubSession.receive` and does what it returns: look up an
account, hand on an order or positions, send an answer. It never has to know the protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from bigscreen.domain.authority import MAY_REPORT_POSITIONS, Actor, Role
from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.protocol.codec import ProtocolError, command_of, decode_client
from bigscreen.protocol.messages import (
    LONGEST_COMMAND_ID,
    PROTOCOL_VERSION,
    ClientKind,
    CommandMessage,
    Hello,
    HubMessage,
    Problem,
    ResultMessage,
    is_command_id,
)
from bigscreen.protocol.positions import decode_positions

_LONGEST_DETAIL = 300

MAY_JOIN_AS: Mapping[Role, frozenset[ClientKind]] = {
    Role.SOURCE: frozenset({"source"}),
    Role.UNIT: frozenset({"unit"}),
    Role.WALL: frozenset({"wall"}),
    Role.LEAD: frozenset({"lead", "wall"}),
    Role.DESK: frozenset({"desk", "lead", "wall"}),
    Role.ADMIN: frozenset(get_args(ClientKind)) - {"source", "unit"},
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
class TimeAsked:
    """A ping: answer with the hub's time."""

    nonce: int


@dataclass(frozen=True, slots=True)
class Reply:
    """Send this message about something unusable; then close the connection if ``final``."""

    message: HubMessage
    code: str
    final: bool = False


Wish = LoginWanted | OrderGiven | FixesReported | TimeAsked | Reply


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
        match message:
            case Hello():
                return self._introduction(message)
            case _ if self.actor is None:
                return self._problem("hello_expected", "the first message is hello", fatal=True)
            case CommandMessage():
                return self._order(message)
            case _:
                return TimeAsked(message.nonce)

    def welcomed(self, name: str, role: Role) -> Actor | Reply:
        """Accept the hello for the account ``name``; a reply instead says why it can not join.

        A session has the rights of the kind it joined as, which the account's role includes.
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
        self.actor = Actor(name=name, role=Role(kind))
        return self.actor

    def denied(self) -> Reply:
        """Refuse the hello: no valid account has this token."""
        return self._problem("not_welcome", "the token is not valid", fatal=True)

    def _introduction(self, hello: Hello) -> Wish:
        if self._hello is not None:
            return self._problem("unexpected_hello", "hello comes once")
        self._hello = hello
        if hello.protocol_version != PROTOCOL_VERSION:
            detail = f"client speaks {hello.protocol_version}, hub {PROTOCOL_VERSION}"
            return self._problem("protocol_version", detail, fatal=True)
        return LoginWanted(hello)

    def _order(self, message: CommandMessage) -> Wish:
        if not is_command_id(message.id):
            detail = f"id: {message.id[:LONGEST_COMMAND_ID]!r} is not 1 to 64 printable characters"
            return self._problem("malformed", detail)
        try:
            return OrderGiven(message.id, command_of(message))
        except ProtocolError as error:
            # It has an id, so somebody waits for the result.
            outcome = Outcome(
                command_id=message.id,
                status=OutcomeStatus.REFUSED,
                code=error.code,
                facts={"detail": error.detail[:_LONGEST_DETAIL]},
            )
            return Reply(ResultMessage(outcome=outcome), error.code)

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
