"""One client's connection: frames in, frames out, until either side ends it."""

import asyncio

import structlog
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from bigscreen.domain.authority import Actor
from bigscreen.hub.hub import Hub
from bigscreen.hub.member import Member
from bigscreen.hub.outbox import Frame
from bigscreen.protocol.codec import encode
from bigscreen.protocol.hub_session import (
    FixesReported,
    HubSession,
    LoginWanted,
    OrderGiven,
    Reply,
    TimeAsked,
)
from bigscreen.protocol.messages import Hello
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
    hub.counters.connections += 1
    link = _ClientLink(hub, connection)
    try:
        member = await link.let_in()
        if member is not None:
            await link.talk(member)
    except ConnectionClosed as closed:
        if closed.sent is not None and closed.sent.code == CloseCode.MESSAGE_TOO_BIG:
            link.count_problem("too_large", closed.sent.reason)
    finally:
        _log.info("client_left", **link.who())


class _ClientLink:
    def __init__(self, hub: Hub, connection: ServerConnection) -> None:
        self._hub = hub
        self._connection = connection
        self._session = HubSession()
        self._problems = 0
        self._cut_for = ""

    def who(self) -> dict[str, str]:
        """Return what a log line says about this client; never its token."""
        actor = self._session.actor
        address = self._connection.remote_address
        return {
            "peer": f"{address[0]}:{address[1]}" if address else "",
            "account": actor.name if actor else "",
            "role": actor.role.value if actor else "",
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
        actor = self._session.welcomed(account.name, account.role)
        if not isinstance(actor, Actor):
            return actor
        member = Member(
            actor=actor,
            screen=hello.screen,
            token_digest=token_digest(hello.token),
            outbox=self._hub.new_outbox(),
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
        sender = asyncio.create_task(self._send(member))
        try:
            async for frame in self._connection:
                self._hub.counters.frames_in += 1
                await self._take(member, frame)
        finally:
            self._hub.leave(member)
            sender.cancel()

    async def _take(self, member: Member, frame: str | bytes) -> None:
        match self._session.receive(frame):
            case OrderGiven(command_id=command_id, command=command):
                await self._hub.order(member, command_id, command)
            case FixesReported(fixes=fixes):
                self._hub.report(member, fixes)
            case TimeAsked(nonce=nonce):
                self._hub.pong(member, nonce)
            case Reply(message=message, code=code):
                self.count_problem(code, type(message).__name__)
                self._hub.answer(member, message)
            case LoginWanted():
                raise AssertionError("a session asks for a login once")

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
