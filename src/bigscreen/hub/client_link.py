"""One client's connection: frames in, frames out, until either side ends it."""

import asyncio
import time
from contextlib import suppress

import structlog
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.errors import FactValue
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.refusals import Refusal
from bigscreen.hub.hub import Hub
from bigscreen.hub.member import Member
from bigscreen.hub.outbox import Frame
from bigscreen.hub.pace import QUESTION_RATE, TURNED_AWAY_RATE, WISH_RATE, Allowance, cost_of
from bigscreen.protocol.codec import encode
from bigscreen.protocol.hub_session import HubSession
from bigscreen.protocol.hub_wishes import (
    FixesReported,
    LoginWanted,
    OrderGiven,
    QuestionAsked,
    Reply,
    TimeAsked,
    ViewShown,
    WishMade,
)
from bigscreen.protocol.messages import Answer, Directed, Hello, ResultMessage
from bigscreen.service.dispatch import refusal
from bigscreen.service.ports import LedgerUnavailable
from bigscreen.service.token_digest import token_digest

_log = structlog.get_logger(__name__)

HELLO_WITHIN_S = 5.0
"""How long a connection may stay silent before it has said who it is."""

SEND_WITHIN_S = 10.0
_SLOWEST_LINK_BYTES_PER_S = 50_000
_PROBLEMS_LOGGED = 5


async def serve_client(hub: Hub, connection: ServerConnection) -> None:
    """Talk to one client until the connection ends."""
    hub.lobby.came()
    link = _ClientLink(hub, connection)
    try:
        try:
            member = await link.let_in()
        finally:
            hub.lobby.spoke()
        if member is not None:
            await link.talk(member)
    except ConnectionClosed as closed:
        if closed.sent is not None and closed.sent.code == CloseCode.MESSAGE_TOO_BIG:
            link.count_problem("too_large", closed.sent.reason)
    finally:
        hub.lobby.left()
        _log.info("client_left", **link.who())


class _ClientLink:
    def __init__(self, hub: Hub, connection: ServerConnection) -> None:
        self._hub = hub
        self._connection = connection
        self._session = HubSession()
        self._problems = 0
        self._cut_for = ""
        self._turned_away = Allowance(TURNED_AWAY_RATE, time.monotonic())
        self._questions = Allowance(QUESTION_RATE, time.monotonic())
        self._wishes = Allowance(WISH_RATE, time.monotonic())

    def who(self) -> dict[str, str]:
        """Return what a log line says about this client; never its token."""
        actor = self._session.actor
        address = self._connection.remote_address
        return {
            "peer": f"{address[0]}:{address[1]}" if address else "",
            "account": actor.name if actor else "",
            "role": actor.role.value if actor else "",
            "area": actor.area_id if actor else "",
            "screen": self._session.screen,
            "cut_for": self._cut_for,
        }

    def count_problem(self, code: str, detail: str) -> None:
        """Count a frame that could not be used; the first few of a client are logged."""
        self._hub.counters.problems[code] += 1
        self._problems += 1
        if self._problems <= _PROBLEMS_LOGGED:
            _log.warning("unusable_frame", code=code, detail=detail, **self.who())

    async def let_in(self) -> Member | None:
        """Hear the hello; None when the client was turned away."""
        try:
            async with asyncio.timeout(HELLO_WITHIN_S):
                frame = await self._connection.recv()
        except TimeoutError:
            await self._connection.close(CloseCode.POLICY_VIOLATION, "no hello")
            return None
        self._hub.counters.frames_in += 1
        wish = self._session.receive(frame)
        answer = await self._identify(wish.hello) if isinstance(wish, LoginWanted) else wish
        if isinstance(answer, Reply):
            await self._turn_away(answer)
        return answer if isinstance(answer, Member) else None

    async def _identify(self, hello: Hello) -> Member | Reply | None:
        try:
            account = await self._hub.account_of(hello)
        except LedgerUnavailable as error:
            _log.error("accounts_unreadable", reason=str(error))
            await self._connection.close(CloseCode.TRY_AGAIN_LATER, "ledger_unavailable")
            return None
        if account is None:
            return self._session.denied()
        if not self._hub.has_area(account.area_id):
            return self._session.misplaced(account.area_id)
        actor = self._session.welcomed(account.name, account.role, account.area_id)
        if not isinstance(actor, Actor):
            return actor
        member = Member(
            actor=actor,
            screen=hello.screen,
            token_digest=token_digest(hello.token),
            outbox=self._hub.new_outbox(actor),
            cut=self._cut,
        )
        self._hub.join(member, hello)
        _log.info("client_joined", **self.who(), resumed_from=hello.last_seq)
        return member

    async def _turn_away(self, reply: Reply) -> None:
        self._hub.counters.logins_refused += 1
        self.count_problem(reply.code, "turned away")
        await self._connection.send(encode(reply.message))
        await self._connection.close(CloseCode.POLICY_VIOLATION, reply.code)

    async def talk(self, member: Member) -> None:
        """Read and write until the end."""
        orders = Allowance(self._hub.order_rate(member.actor.role), time.monotonic())
        sender = asyncio.create_task(self._send(member))
        try:
            async for frame in self._connection:
                self._hub.counters.frames_in += 1
                await self._take(member, frame, orders)
        finally:
            self._hub.leave(member)
            sender.cancel()

    async def _take(self, member: Member, frame: str | bytes, orders: Allowance) -> None:
        match self._session.receive(frame):
            case OrderGiven() as order:
                await self._order(member, order, frame, orders)
            case FixesReported(fixes=fixes):
                self._hub.report(member, fixes)
            case QuestionAsked() as asked:
                if self._questions.take(time.monotonic()):
                    self._hub.ask(member, asked.question_id, asked.question)
                else:
                    fault = QuestionFault(code="too_fast")
                    reply = Reply(Answer(id=asked.question_id, fault=fault), fault.code)
                    await self._decline(member, reply, frame)
            case WishMade() as made:
                fault_code = self._hub.direct(member, made.screen_id, made.wish)
                self._hub.answer(member, Directed(id=made.direction_id, fault=fault_code))
                await self._pause(self._wishes.owe(time.monotonic()))
            case ViewShown(view=view):
                self._hub.shown(member, view)
                await self._pause(self._wishes.owe(time.monotonic()))
            case TimeAsked(nonce=nonce):
                self._hub.pong(member, nonce)
            case Reply() as reply:
                await self._decline(member, reply, frame)
            case LoginWanted():
                raise AssertionError("a session asks for a login once")

    async def _order(
        self, member: Member, order: OrderGiven, frame: str | bytes, orders: Allowance
    ) -> None:
        if member.actor.role is Role.SOURCE:
            await self._pause(orders.owe(time.monotonic()))
        elif not orders.take(time.monotonic()):
            facts: dict[str, FactValue] = {"per_second": int(orders.rate.per_second)}
            outcome = refusal(order.command_id, Refusal.TOO_FAST, facts)
            reply = Reply(ResultMessage(outcome=outcome), outcome.code)
            await self._decline(member, reply, frame)
            return
        await self._hub.order(member, order.command_id, order.command)

    async def _decline(self, member: Member, reply: Reply, frame: str | bytes) -> None:
        """Answer what goes no further, and let whoever sends too much of it wait."""
        self.count_problem(reply.code, type(reply.message).__name__)
        if isinstance(reply.message, ResultMessage):
            self._hub.counters.orders_not_allowed += reply.code == Refusal.NOT_ALLOWED
            self._hub.counters.orders_too_fast += reply.code == Refusal.TOO_FAST
        self._hub.answer(member, reply.message)
        await self._pause(self._turned_away.owe(time.monotonic(), cost_of(frame)))

    async def _pause(self, seconds: float) -> None:
        """Read nothing for a while: what the client sends waits at its own side."""
        if seconds > 0.0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._connection.wait_closed(), seconds)

    async def _send(self, member: Member) -> None:
        try:
            while True:
                frames = await member.outbox.next_frames()
                size = sum(len(frame.data) for frame in frames)
                async with asyncio.timeout(SEND_WITHIN_S + size / _SLOWEST_LINK_BYTES_PER_S):
                    await self._write(frames)
                self._hub.counters.frames_out += len(frames)
        except ConnectionClosed:
            return
        except TimeoutError:
            # The library's own ping waits behind the same full buffer and would never tell.
            self._hub.counters.slow_clients_cut += 1
            self._cut("not_reading")
        except Exception as error:  # noqa: BLE001 - a client without a sender is of no use
            _log.error("sender_failed", exc_info=error, **self.who())
            self._cut("fault")

    async def _write(self, frames: list[Frame]) -> None:
        """Send frames with one system call: with many clients those are what costs."""
        async with self._connection.send_context():
            protocol = self._connection.protocol
            for frame in frames:
                (protocol.send_text if frame.is_text else protocol.send_binary)(frame.data)
            self._connection.transport.write(b"".join(protocol.data_to_send()))

    def _cut(self, reason: str) -> None:
        self._cut_for = reason
        self._connection.transport.abort()
