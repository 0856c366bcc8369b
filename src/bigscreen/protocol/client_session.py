"""A client's half of the conversation with the hub, without sockets and without a clock.

The transport feeds it (:meth:`ClientSession.connected`, :meth:`~ClientSession.receive`,
:meth:`~ClientSession.tick`, :meth:`~ClientSession.disconnected`), sends what
:meth:`~ClientSession.next_frame` gives and passes the facts on. ``now_s`` is any steady clock.
"""

from collections.abc import Iterable

from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.protocol.codec import ProtocolError, command_message, decode_hub, encode, event_of
from bigscreen.protocol.fix_lane import FixLane
from bigscreen.protocol.heartbeat import Heartbeat
from bigscreen.protocol.hub_clock import HubClock
from bigscreen.protocol.link_facts import (
    AnswerTold,
    BoardArrived,
    CityArrived,
    ClockTold,
    CommandSettled,
    DirectionSettled,
    EventHappened,
    Fact,
    HubComplained,
    LinkEnded,
    PictureReplaced,
    PositionsArrived,
    ScreensTold,
    Welcomed,
    WishArrived,
)
from bigscreen.protocol.messages import (
    PROTOCOL_VERSION,
    Answer,
    ClientKind,
    Directed,
    DirectScreen,
    EventMessage,
    Hello,
    HubMessage,
    KpiMessage,
    Ping,
    Pong,
    Problem,
    ResultMessage,
    Screens,
    Show,
    ViewTold,
    Welcome,
    is_command_id,
)
from bigscreen.protocol.pending_commands import PendingCommands, not_sent
from bigscreen.protocol.positions import decode_positions
from bigscreen.protocol.questions import Question, answer_of, ask_message


class _Broken(Exception):
    """The hub's side of the conversation makes no sense any more; a new one has to begin."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


class ClientSession:
    """What one client knows of its conversation: picture number, open commands, hub time.

    It lives on over cuts. A ``lasting`` session is a source's: what it reports stays true, so
    commands that could not be sent wait, and those without an answer are repeated even to
    another ledger. Without it (a screen's) a command is sent now or never, and one whose answer
    was lost with its ledger is refused with ``ledger_changed``.
    """

    def __init__(
        self, *, token: str, kind: ClientKind, screen: str = "", lasting: bool = False
    ) -> None:
        self._token = token
        self._kind = kind
        self._screen = screen
        self._lasting = lasting
        self._epoch = ""
        self._last_seq = 0
        self._city_digest = ""
        self._live = False
        self._has_picture = False
        self._commands = PendingCommands()
        self._control: list[str] = []
        self._fixes = FixLane()
        self._view: ScreenView | None = None
        self._clock: HubClock | None = None
        self._heartbeat = Heartbeat()

    @property
    def live(self) -> bool:
        """Whether the hub has welcomed this connection."""
        return self._live

    @property
    def last_seq(self) -> int:
        """Number of the newest event seen, 0 without a picture."""
        return self._last_seq

    def lag_s(self, now_s: float) -> float:
        """Return how long the hub takes to answer: the last round trip, or a longer wait now."""
        return self._heartbeat.lag_s(now_s)

    def connected(self, now_s: float) -> None:
        """Begin a conversation on a fresh connection: the hello is ready to be sent."""
        self._control = [
            encode(
                Hello(
                    token=self._token,
                    kind=self._kind,
                    epoch=self._epoch if self._has_picture else "",
                    last_seq=self._last_seq if self._has_picture else 0,
                    city_digest=self._city_digest,
                    screen=self._screen,
                )
            )
        ]
        self._heartbeat.begin(now_s)

    def disconnected(self) -> list[Fact]:
        """Note that the connection is gone; returns what that settles."""
        self._live = False
        self._control.clear()
        self._fixes.cut()
        return _settled(self._commands.cut(hold_unsent=self._lasting))

    def submit(self, command_id: str, command: Command) -> list[Fact]:
        """Take a command for sending; it settles at once as ``not_sent`` where it can not go.

        Raises:
            ValueError: no hub would take this id, or a command with it is still without an answer.
        """
        if not is_command_id(command_id):
            raise ValueError(f"command id {command_id!r} is not 1 to 64 printable characters")
        if not (self._live or self._lasting):
            return _settled([not_sent(command_id)])
        self._commands.add(command_id, encode(command_message(command_id, command)))
        return []

    def ask(self, question_id: str, question: Question) -> bool:
        """Ask the hub something; tell whether the link is there to ask.

        Raises:
            ValueError: no hub would take this id.
        """
        if not is_command_id(question_id):
            raise ValueError(f"question id {question_id!r} is not 1 to 64 printable characters")
        if self._live:
            self._control.append(encode(ask_message(question_id, question)))
        return self._live

    def direct(self, direction_id: str, screen_id: str, wish: ScreenWish) -> bool:
        """Wish a wall to show something; tell whether the link is there to say so."""
        if self._live:
            message = DirectScreen(id=direction_id, screen_id=screen_id, wish=wish)
            self._control.append(encode(message))
        return self._live

    def tell_view(self, view: ScreenView) -> None:
        """Say what this wall shows, now and whenever the hub has to be told anew."""
        self._view = view
        if self._live:
            self._control.append(encode(ViewTold(view=view)))

    def report(self, fixes: FixColumns) -> None:
        """Take positions for sending; each unit's newest waits where they can not go yet."""
        self._fixes.put(fixes)

    def next_frame(self) -> str | bytes | None:
        """Return the next frame to send, None when there is nothing to send now.

        What is returned counts as sent: should the link end now, its fate is unknown.
        """
        if self._control:
            return self._control.pop(0)
        if not self._live:
            return None
        if (command := self._commands.next_frame()) is not None:
            return command
        return self._fixes.next_frame()

    def tick(self, now_s: float) -> LinkEnded | None:
        """Ask after the hub once a second, and say when it is dead; call this 4 times a second."""
        end = self._heartbeat.tick(now_s, live=self._live)
        if end is None and self._live and (nonce := self._heartbeat.next_ping(now_s)) is not None:
            self._control.append(encode(Ping(nonce=nonce)))
        return end

    def receive(self, frame: str | bytes, now_s: float) -> list[Fact]:
        """Return what a frame from the hub means; :class:`LinkEnded` comes last, if at all."""
        self._heartbeat.heard(now_s)
        facts: list[Fact] = []
        try:
            if isinstance(frame, str):
                self._take(decode_hub(frame), now_s, facts)
            elif self._live:
                facts.append(PositionsArrived(fixes=decode_positions(frame)))
        except ProtocolError as error:
            if error.code != "unknown_type":  # a newer hub may say more than we know
                facts.append(LinkEnded(code=error.code, detail=error.detail))
        except _Broken as broken:
            facts.append(LinkEnded(code=broken.code, detail=broken.detail))
        return facts

    def _take(self, message: HubMessage, now_s: float, facts: list[Fact]) -> None:
        if not (self._live or isinstance(message, Welcome | Problem)):
            return  # meant for a picture we do not have; the gap will show, if there is one
        match message:
            case EventMessage():
                self._event(message, facts)
            case Pong():
                self._pong(message, now_s, facts)
            case KpiMessage():
                facts.append(BoardArrived(board=message.board))
            case ResultMessage():
                if self._commands.answer(message.outcome):
                    facts.append(CommandSettled(outcome=message.outcome))
            case Answer():
                facts.append(_told(message))
            case Show() | Screens() | Directed():
                facts.append(_of_walls(message))
            case Welcome():
                self._welcome(message, now_s, facts)
            case _:
                facts.append(self._problem(message))

    def _welcome(self, welcome: Welcome, now_s: float, facts: list[Fact]) -> None:
        if welcome.protocol_version != PROTOCOL_VERSION:
            facts.append(
                LinkEnded(
                    code="protocol_version",
                    detail=f"hub speaks {welcome.protocol_version}, we {PROTOCOL_VERSION}",
                    final=True,
                )
            )
            return
        new_ledger = self._epoch not in ("", welcome.epoch)
        resumed = welcome.missed is not None
        if (welcome.snapshot is not None) == resumed or (resumed and new_ledger):
            self._has_picture = False
            raise _Broken("malformed", "welcome: neither a snapshot nor our missed events")
        self._live = self._has_picture = True
        self._clock = HubClock(
            hub_time=welcome.hub_time, steady_s=now_s, rate=welcome.clock_rate or 1.0
        )
        facts.append(ClockTold(clock=self._clock))
        facts.append(
            Welcomed(
                account=welcome.account,
                role=welcome.role,
                resumed=resumed,
                area_id=welcome.area_id,
            )
        )
        if new_ledger and not self._lasting:
            facts += _settled(self._commands.void("ledger_changed"))
        if self._view is not None:
            self._control.append(encode(ViewTold(view=self._view)))
        self._epoch = welcome.epoch
        if welcome.city is not None:
            facts.append(CityArrived(city=welcome.city))
        self._city_digest = welcome.city_digest
        if welcome.snapshot is not None:
            self._last_seq = welcome.snapshot.seq
            facts.append(PictureReplaced(snapshot=welcome.snapshot, new_ledger=new_ledger))
        for event in welcome.missed or ():
            self._event(event, facts)

    def _event(self, message: EventMessage, facts: list[Fact]) -> None:
        if message.seq <= self._last_seq:
            return  # seen before
        if message.seq != self._last_seq + 1:
            raise _Broken("gap", f"expected event {self._last_seq + 1}, got {message.seq}")
        try:
            event = event_of(message)
        except ProtocolError:
            self._has_picture = False  # only a snapshot can tell what this event did
            raise
        self._last_seq = message.seq
        facts.append(EventHappened(seq=message.seq, event=event))

    def _pong(self, pong: Pong, now_s: float, facts: list[Fact]) -> None:
        asked_s = self._heartbeat.answered(pong.nonce, now_s)
        if asked_s is None or self._clock is None:
            return
        clock = self._clock.heard(pong.hub_time, asked_s, now_s)
        if clock is not self._clock:
            self._clock = clock
            facts.append(ClockTold(clock=clock))

    def _problem(self, problem: Problem) -> Fact:
        if not problem.fatal:
            return HubComplained(code=problem.code, detail=problem.detail)
        return LinkEnded(code=problem.code, detail=problem.detail, final=not self._live)


def _told(message: Answer) -> Fact:
    return AnswerTold(
        question_id=message.id,
        loading=message.loading,
        answer=answer_of(message),
        fault=message.fault,
    )


def _of_walls(message: Show | Screens | Directed) -> Fact:
    match message:
        case Show():
            return WishArrived(wish=message.wish, by=message.by)
        case Screens():
            return ScreensTold(screens=message.screens)
        case Directed():
            return DirectionSettled(direction_id=message.id, fault=message.fault)


def _settled(outcomes: Iterable[Outcome]) -> list[Fact]:
    return [CommandSettled(outcome=outcome) for outcome in outcomes]
