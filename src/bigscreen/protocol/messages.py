"""Every message of protocol version 1, as types.

One WebSocket a client. Text frames carry the JSON messages below, told apart by ``type``;
binary frames carry positions (:mod:`bigscreen.protocol.positions`). Fields a receiver does not
know are ignored; a message type it does not know is answered with :class:`Problem`.

::

    client                                 hub
    hello (token, kind, last seq)    ->
                                     <-    welcome (snapshot, or the missed events)
                                     <-    event (gapless seq) · positions · kpi
    command (id, name, data)         ->
                                     <-    result (accepted or refused)
    ask (id, name, data)             ->
                                     <-    answer (loading, then the answer or a fault)
    view (what a wall shows)         ->
                                     <-    screens (to desks)
    direct_screen (id, screen, wish) ->
                                     <-    directed · show (to the wall)
    ping                             ->
                                     <-    pong (hub time)
"""

from datetime import datetime
from typing import Literal

import msgspec

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.screens import ScreenState, ScreenView, ScreenWish
from bigscreen.domain.situation import Snapshot

PROTOCOL_VERSION = 1

MAX_FRAME_BYTES = 1 << 20
"""The largest frame the hub takes in. What it sends may be larger (a city snapshot)."""

LONGEST_COMMAND_ID = 64


def is_command_id(text: str) -> bool:
    """Tell whether a text can be a command's id: 1 to 64 printable characters."""
    return 0 < len(text) <= LONGEST_COMMAND_ID and text.isprintable()


ClientKind = Literal["source", "unit", "wall", "desk", "lead", "admin"]


class Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Root of the JSON messages."""


class EventMessage(Message, tag="event", frozen=True, kw_only=True):
    """One ledger event. ``seq`` has no gaps; ``name`` says which event ``data`` holds."""

    seq: int
    name: str
    data: msgspec.Raw


class Hello(Message, tag="hello", frozen=True, kw_only=True):
    """First message of a client: who it is and what it has seen.

    ``last_seq`` and ``epoch`` come from the last welcome and event; a client without a picture
    leaves them out. ``city_digest`` names the city document it holds, so that it is not sent
    twice. ``screen`` is a name for people, for example ``大屏 1``.
    """

    token: str
    kind: ClientKind
    protocol_version: int = PROTOCOL_VERSION
    epoch: str = ""
    last_seq: int = 0
    city_digest: str = ""
    screen: str = ""

    def __repr__(self) -> str:
        # A token must not reach a log or a traceback by way of a printed message.
        return f"Hello(kind={self.kind!r}, screen={self.screen!r}, last_seq={self.last_seq})"


class Welcome(Message, tag="welcome", frozen=True, kw_only=True):
    """The hub's answer: a snapshot, or the events missed since ``last_seq``.

    Exactly one of ``snapshot`` and ``missed`` is set. ``epoch`` changes when the ledger is a
    different one; then a client drops its picture. Hub time runs ``clock_rate`` times as fast
    as real time (a replay), from ``hub_time`` on. ``area_id`` is the part of the city the account
    is bound to, empty for all of it.
    """

    protocol_version: int
    epoch: str
    account: str
    role: str
    hub_time: datetime
    clock_rate: float
    city_digest: str
    area_id: str = ""
    city: City | None = None
    snapshot: Snapshot | None = None
    missed: tuple[EventMessage, ...] | None = None


class KpiMessage(Message, tag="kpi", frozen=True, kw_only=True):
    """The figures every screen shows."""

    board: KpiBoard


class CommandMessage(Message, tag="command", frozen=True, kw_only=True):
    """An order or a report. ``id`` is the sender's own: repeating it never acts twice."""

    id: str
    name: str
    data: msgspec.Raw


class ResultMessage(Message, tag="result", frozen=True, kw_only=True):
    """The answer to the command with the outcome's ``command_id``."""

    outcome: Outcome


NO_DATA = msgspec.Raw(b"null")


class Ask(Message, tag="ask", frozen=True, kw_only=True):
    """Asks something of the hub. ``id`` is the sender's own, ``name`` says what ``data`` asks."""

    id: str
    name: str
    data: msgspec.Raw


class Answer(Message, tag="answer", frozen=True, kw_only=True):
    """What became of the question with this ``id``.

    While the hub still reads what it needs, ``loading`` says about once a second how much of it
    is there, from 0 to 1. In the end exactly one of ``data`` and ``fault`` is set.
    """

    id: str
    name: str = ""
    loading: float | None = None
    data: msgspec.Raw = msgspec.field(default_factory=lambda: NO_DATA)
    fault: QuestionFault | None = None


class DirectScreen(Message, tag="direct_screen", frozen=True, kw_only=True):
    """A desk wishes a wall to show something; ``id`` is the sender's own."""

    id: str
    screen_id: str
    wish: ScreenWish


class Directed(Message, tag="directed", frozen=True, kw_only=True):
    """Answers a wish: it was handed to the wall, or ``fault`` says why not.

    A fault is ``screen_gone``, ``not_allowed`` or ``case_not_shown``.
    """

    id: str
    fault: str = ""


class Show(Message, tag="show", frozen=True, kw_only=True):
    """Tells a wall what the desk ``by`` wishes it to show."""

    wish: ScreenWish
    by: str


class ViewTold(Message, tag="view", frozen=True, kw_only=True):
    """A wall says what it shows now, whenever that changes."""

    view: ScreenView


class Screens(Message, tag="screens", frozen=True, kw_only=True):
    """Tells a desk which walls there are and what they show, whenever that changes."""

    screens: tuple[ScreenState, ...]


class Ping(Message, tag="ping", frozen=True, kw_only=True):
    """Asks whether the hub is there; ``nonce`` comes back."""

    nonce: int


class Pong(Message, tag="pong", frozen=True, kw_only=True):
    """Answers a ping with the hub's time; ``seq`` is the ledger's last event."""

    nonce: int
    hub_time: datetime
    seq: int


class Problem(Message, tag="problem", frozen=True, kw_only=True):
    """Something that came in could not be used: which rule it broke and what was found.

    ``fatal`` problems are followed by the end of the connection.
    """

    code: str
    detail: str
    fatal: bool = False


ClientMessage = Hello | CommandMessage | Ask | DirectScreen | ViewTold | Ping
HubMessage = (
    Welcome
    | EventMessage
    | KpiMessage
    | ResultMessage
    | Answer
    | Directed
    | Show
    | Screens
    | Pong
    | Problem
)
