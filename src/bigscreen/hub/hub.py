"""The hub without its socket: who is here, what they are told, what they ask for.

Everything here runs in the event loop; the ledger has its thread.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bigscreen.domain.authority import HUB, MAY_SEE_FIGURES, Actor, Role
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.hub.admission import Admission, OneTimeAccount
from bigscreen.hub.archive import Archive
from bigscreen.hub.audience import Audience, Audiences
from bigscreen.hub.background import Background
from bigscreen.hub.clock import HubClock
from bigscreen.hub.counters import Counters
from bigscreen.hub.figures_desk import FiguresDesk
from bigscreen.hub.history_desk import PastParts
from bigscreen.hub.ledger_thread import LedgerThread
from bigscreen.hub.live_picture import MOST_MISSED, LivePicture
from bigscreen.hub.lobby import Lobby
from bigscreen.hub.member import Member
from bigscreen.hub.outbox import Outbox
from bigscreen.hub.own_orders import OwnOrders
from bigscreen.hub.pace import ORDER_RATES, Rate
from bigscreen.hub.position_feed import PositionFeed
from bigscreen.hub.screen_desk import ScreenDesk
from bigscreen.hub.track_keeper import TrackParts
from bigscreen.protocol.codec import encode
from bigscreen.protocol.messages import (
    PROTOCOL_VERSION,
    Hello,
    HubMessage,
    KpiMessage,
    Pong,
    ResultMessage,
)
from bigscreen.protocol.questions import Question
from bigscreen.protocol.welcome import PreparedWelcome
from bigscreen.service.intake import Intake, reporter_of, take_in
from bigscreen.service.ports import Account, Accounts, CaseHistory, Ledger, LedgerUnavailable
from bigscreen.service.scope import Scope
from bigscreen.service.settlement import NumberedEvent, OrderRequest, Settlement
from bigscreen.service.token_digest import token_digest

_log = structlog.get_logger(__name__)

POSITION_TICK_S = 0.2
FIGURES_TICK_S = 1.0
ACCOUNT_CHECK_S = 2.0
WATCH_TICK_S = 1.0
SCREENS_TICK_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class HubParts:
    """What a hub is put together from.

    ``one_time`` accounts are never written down. ``position_tick_s`` is how often positions
    are sent, ``figures_tick_s`` how often figures may be, ``account_check_s`` how often it is
    looked whether accounts still stand, ``watch_tick_s`` how often at clocks and patrols.
    ``order_rates`` is how fast one session may give orders. Without ``past`` nobody can ask for
    the figures of a period, without ``tracks`` rebuild a past moment.
    """

    ledger: Ledger
    cases: CaseHistory
    accounts: Accounts
    city: City
    clock: HubClock = field(default_factory=HubClock)
    one_time: Sequence[OneTimeAccount] = ()
    position_tick_s: float = POSITION_TICK_S
    figures_tick_s: float = FIGURES_TICK_S
    account_check_s: float = ACCOUNT_CHECK_S
    watch_tick_s: float = WATCH_TICK_S
    order_rates: Mapping[Role, Rate] = field(default_factory=lambda: ORDER_RATES)
    past: PastParts | None = None
    tracks: TrackParts | None = None


class Hub:
    """Lets clients in and out, passes orders to the ledger and what happened to everybody.

    Made inside the event loop it will run in.

    Raises:
        LedgerUnavailable: the ledger can not be read at the start.
    """

    def __init__(self, parts: HubParts) -> None:
        self.clock = parts.clock
        self.counters = Counters()
        self.lobby = Lobby(self.counters)
        self._epoch = parts.ledger.epoch
        self._admission = Admission(parts.accounts, parts.one_time, self.clock.now())
        settlement = Settlement(parts.ledger, parts.city)
        start = settlement.start
        recent = parts.ledger.events_after(max(0, start.seq - MOST_MISSED), MOST_MISSED)
        self._picture = LivePicture(start, recent)
        self._feed = PositionFeed()
        self._audiences = Audiences(self._picture, self._feed, parts.city, self._epoch)
        self._figures = FiguresDesk(parts.cases, parts.city, self.clock.now(), start.operations)
        self._ledger_thread = LedgerThread(settlement, self._publish, self._count_faults)
        self._own = OwnOrders(parts.city, self._picture.situation, self.clock, self._order_own)
        self._archive = Archive(
            parts.past,
            parts.tracks,
            parts.city,
            self._picture.situation,
            self.clock,
            self._ledger_thread.ask,
        )
        self._screens = ScreenDesk(self._audiences, self.clock)
        self._background = Background()
        self._parts = parts

    def start(self) -> None:
        """Begin to work."""
        self._ledger_thread.start()
        self._background.every(self._parts.position_tick_s, "positions", self._send_positions)
        self._background.every(self._parts.figures_tick_s, "figures", self._send_figures)
        self._background.every(self._parts.account_check_s, "accounts", self._check_accounts)
        self._background.every(self._parts.watch_tick_s, "watch", self._own.keep_watch)
        self._background.every(self._parts.watch_tick_s, "patrol", self._own.note_visits)
        self._background.every(SCREENS_TICK_S, "screens", self._screens.tell)
        for every_s, name, chore in self._archive.chores():
            self._background.every(every_s, name, chore)
        self._archive.start()

    async def stop(self, within_s: float) -> None:
        """Settle the orders that came in, and end."""
        await self._background.stop()
        await self._archive.stop()
        if not await self._ledger_thread.stop(within_s):
            _log.error("ledger_did_not_finish", waited_s=within_s)

    def health(self) -> dict[str, object]:
        """Return the hub's state as plain data: totals, ledger position, heartbeats."""
        counters = self.counters
        return {
            "status": "ok",
            "seq": self._picture.seq,
            "epoch": self._epoch,
            "hub_time": self.clock.now().isoformat(),
            "clients": sorted(f"{m.actor.role}:{m.actor.name}" for m in self.members()),
            "heartbeat_age_s": self._background.ages_s(),
            "history": self._archive.health(),
            "counters": {
                name: dict(value) if isinstance(value := getattr(counters, name), dict) else value
                for name in counters.__slots__
            },
        }

    # who is here

    async def account_of(self, hello: Hello) -> Account | None:
        """Return the account a hello's token opens.

        Raises:
            LedgerUnavailable: the ledger can not be read now.
        """
        digest = token_digest(hello.token)
        return await self._ledger_thread.ask(lambda: self._admission.find(digest))

    def order_rate(self, role: Role) -> Rate:
        """Return how fast one session of a role may give orders."""
        return self._parts.order_rates[role]

    def has_area(self, area_id: str) -> bool:
        """Tell whether this city has an area an account is bound to; empty is the whole city."""
        return self._audiences.areas.has_grid_in(area_id)

    def new_outbox(self, actor: Actor) -> Outbox:
        """Return an outbox with a view of the position lane of an actor's audience."""
        return Outbox(self._audiences.of(actor).feed)

    def join(self, member: Member, hello: Hello) -> None:
        """Let a member in: its welcome, and from then on everything that happens."""
        audience = self._audiences.of(member.actor)
        missed = audience.missed_since(hello.last_seq) if hello.epoch == audience.epoch else None
        city, city_digest = audience.city_for(member.actor)
        welcome = PreparedWelcome(
            protocol_version=PROTOCOL_VERSION,
            epoch=audience.epoch,
            account=member.actor.name,
            role=member.actor.role.value,
            hub_time=self.clock.now(),
            clock_rate=self.clock.rate,
            city_digest=city_digest,
            area_id=member.actor.area_id,
            city=None if hello.city_digest == city_digest else city,
            snapshot=audience.snapshot() if missed is None else None,
            missed=missed,
        )
        if missed is None:
            self.counters.snapshots_sent += 1
        else:
            self.counters.resumes += 1
        audience.members.add(member)
        member.outbox.put_answer(welcome.encode())
        if audience.board is not None and member.actor.role in MAY_SEE_FIGURES:
            member.outbox.put_board(audience.board)

    def leave(self, member: Member) -> None:
        """Forget a member."""
        self._audiences.leave(member)
        self._archive.left(member)
        self._screens.left(member)

    def members(self) -> Iterable[Member]:
        """Return whoever is here now."""
        return self._audiences.members()

    # what they ask for

    def pong(self, member: Member, nonce: int) -> None:
        """Tell a member the hub's time."""
        pong = Pong(nonce=nonce, hub_time=self.clock.now(), seq=self._picture.seq)
        self.answer(member, pong)

    async def order(self, member: Member, command_id: str, command: Command) -> None:
        """Take an order; its result follows. Waits while the member has too many under way."""
        await member.room.acquire()
        self.counters.orders += 1
        request = OrderRequest(
            actor=member.actor,
            command_id=command_id,
            command=command,
            received_at=self.clock.now(),
        )
        self._ledger_thread.submit(request, lambda outcome: self._settled(member, outcome))

    def ask(self, member: Member, question_id: str, question: Question) -> None:
        """Take a question; the answer follows."""
        self._archive.take(member, question_id, question)

    def direct(self, member: Member, screen_id: str, wish: ScreenWish) -> str:
        """Hand a desk's wish to a wall; return why that can not be, empty where it was done."""
        return self._screens.direct(member, screen_id, wish)

    def shown(self, member: Member, view: ScreenView) -> None:
        """Note what a wall shows."""
        self._screens.shown(member, view)

    def report(self, member: Member, fixes: FixColumns) -> None:
        """Take in reported positions."""
        if member.reporter is None or member.reporter_of != self._picture.unit_changes:
            member.reporter = reporter_of(member.actor, self._picture.situation.units.values())
            member.reporter_of = self._picture.unit_changes
        report = take_in(
            fixes,
            Intake(
                reporter=member.reporter,
                table=self._feed.table,
                now_ms=_ms(self.clock.now()),
            ),
        )
        self.counters.fixes_taken += len(report.passed)
        self.counters.fixes_dropped.update(report.dropped)
        if len(report.passed):
            self._own.saw(report.passed)
            self._archive.saw(report.passed)
            for audience in self._audiences:
                audience.take_in(report.passed)

    def answer(self, member: Member, message: HubMessage) -> None:
        """Send a member an answer, or give it up if it reads none."""
        member.outbox.put_answer(encode(message).encode())
        self._cut_if_slow(member)

    # what they are told

    def _settled(self, member: Member, outcome: Outcome) -> None:
        member.room.release()
        if outcome.status is OutcomeStatus.REFUSED:
            self.counters.orders_refused += 1
        self.answer(member, ResultMessage(outcome=outcome))

    def _publish(self, events: Sequence[NumberedEvent]) -> None:
        for seq, event in events:
            text = self._picture.apply(seq, event)
            self._figures.apply(event, self._picture.situation)
            self._own.happened(event)
            self._archive.happened(event)
            self._audiences.tell(seq, event, text)
        for member in self.members():
            self._cut_if_slow(member)

    def _order_own(
        self, command_id: str, command: Command, tell: Callable[[Outcome], None]
    ) -> None:
        """Take an order of the hub's own."""
        request = OrderRequest(
            actor=HUB, command_id=command_id, command=command, received_at=self.clock.now()
        )
        self._ledger_thread.submit(request, tell)

    def _count_faults(self, count: int) -> None:
        self.counters.ledger_faults += count

    def _cut_if_slow(self, member: Member) -> None:
        if member.outbox.too_far_behind(time.monotonic()) and self._audiences.leave(member):
            self.counters.slow_clients_cut += 1
            member.cut("slow")

    # background

    async def _send_positions(self) -> None:
        self._audiences.tick()

    async def _send_figures(self) -> None:
        """Work out the figures of every part of the city somebody looks at, once each."""
        viewed: dict[Scope, list[Audience]] = {}
        for audience in self._audiences:
            if any(member.actor.role in MAY_SEE_FIGURES for member in audience.members):
                part = Scope(place_ids=audience.scope.place_ids)
                viewed.setdefault(part, []).append(audience)
        self._figures.forget_all_but(viewed)
        for part, audiences in viewed.items():
            changed = await self._figures.changed_board(
                part, self._picture.situation, self._feed.table, self.clock.now()
            )
            board = changed or self._figures.last_board(part)
            # Who came since the last change has none yet.
            wanting = [one for one in audiences if changed is not None or one.board is None]
            if board is not None and wanting:
                self._send_board(encode(KpiMessage(board=board)).encode(), wanting)

    def _send_board(self, text: bytes, audiences: Iterable[Audience]) -> None:
        self.counters.boards_sent += 1
        for audience in audiences:
            audience.board = text
            for member in audience.members:
                if member.actor.role in MAY_SEE_FIGURES:
                    member.outbox.put_board(text)

    async def _check_accounts(self) -> None:
        """End the sessions of accounts that were revoked or given a new token."""
        digests = {member.token_digest for member in self.members()}
        try:
            ended = await self._ledger_thread.ask(lambda: self._admission.ended(digests))
        except LedgerUnavailable as error:
            _log.warning("accounts_not_checked", reason=str(error))
            return
        for member in self.members():
            if member.token_digest in ended:
                self.counters.accounts_ended += 1
                self._audiences.leave(member)
                member.cut("account_ended")


def _ms(at: datetime) -> float:
    return at.timestamp() * 1000.0
