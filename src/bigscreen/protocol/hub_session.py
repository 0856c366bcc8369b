"""The hub's half of the conversation with one client, without sockets and without a clock.

The transport feeds frames to :meth:`HubSession.receive` and does what it returns: look up an
account, hand on an order or positions, send an answer. It never has to know the protocol.
"""

import unicodedata
from collections.abc import Mapping
from typing import get_args

from bigscreen.domain.authority import MAY_REPORT_POSITIONS, Actor, Role
from bigscreen.protocol.codec import ProtocolError, decode_client
from bigscreen.protocol.hub_wishes import (
    FixesReported,
    LoginWanted,
    Reply,
    TimeAsked,
    Wish,
    problem_reply,
)
from bigscreen.protocol.joined_words import direction_said, order_said, question_said, view_said
from bigscreen.protocol.messages import (
    PROTOCOL_VERSION,
    Ask,
    ClientKind,
    ClientMessage,
    CommandMessage,
    DirectScreen,
    Hello,
    Ping,
    ViewTold,
)
from bigscreen.protocol.positions import decode_positions

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
            return problem_reply(error.code, error.detail, fatal=self._hello is None)
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
            return problem_reply(
                "kind_not_allowed", f"a {role} account can not join as {kind}", fatal=True
            )
        self.kind = kind
        self.screen = self._hello.screen
        self.actor = Actor(name=name, role=Role(kind), area_id=area_id)
        return self.actor

    def denied(self) -> Reply:
        """Refuse the hello: no valid account has this token."""
        return problem_reply("not_welcome", "the token is not valid", fatal=True)

    def misplaced(self, area_id: str) -> Reply:
        """Refuse the hello of an account bound to an area the city has no grid in."""
        detail = f"the account is bound to area {area_id!r}, in which this city has no grid"
        return problem_reply("unknown_area", detail, fatal=True)

    def _wish(self, message: ClientMessage) -> Wish:
        if isinstance(message, Hello):
            return self._introduction(message)
        if self.actor is None:
            return problem_reply("hello_expected", "the first message is hello", fatal=True)
        return _said(self.actor, message)

    def _introduction(self, hello: Hello) -> Wish:
        if self._hello is not None:
            return problem_reply("unexpected_hello", "hello comes once")
        self._hello = hello
        fault = _fault_in(hello)
        if fault:
            return problem_reply("malformed", f"hello: {fault}", fatal=True)
        if hello.protocol_version != PROTOCOL_VERSION:
            detail = f"client speaks {hello.protocol_version}, hub {PROTOCOL_VERSION}"
            return problem_reply("protocol_version", detail, fatal=True)
        return LoginWanted(hello)

    def _positions(self, frame: bytes) -> Wish:
        if self.actor is None:
            return problem_reply("hello_expected", "the first message is hello", fatal=True)
        if self.actor.role not in MAY_REPORT_POSITIONS:
            return problem_reply("not_allowed", f"a {self.actor.role} reports no positions")
        return FixesReported(decode_positions(frame))


def _said(actor: Actor, message: CommandMessage | Ask | DirectScreen | ViewTold | Ping) -> Wish:
    match message:
        case CommandMessage():
            return order_said(actor, message)
        case Ask():
            return question_said(actor, message)
        case DirectScreen():
            return direction_said(actor, message)
        case ViewTold():
            return view_said(actor, message.view)
        case Ping():
            return TimeAsked(message.nonce)


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
