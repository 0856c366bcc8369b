"""A screen's whole neighbourhood without hub or threads: a live picture moved by hand.

The orders a window gives are caught in :attr:`DeskScene.sent` and settled by the real rules.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from bigscreen.bridge.command_port import CommandPort
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.authority import Actor
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command, DeclareUnits
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Snapshot
from bigscreen.domain.units import Unit
from bigscreen.protocol.hub_clock import HubClock
from bigscreen.protocol.link_facts import (
    BoardArrived,
    CityArrived,
    ClockTold,
    CommandSettled,
    EventHappened,
    LinkChanged,
    PictureReplaced,
)
from bigscreen.service.mailbox import Mailbox
from tests.support.duty_room import DutyRoom
from tests.support.small_city import DESK, SOURCE, small_city


class DeskScene:
    """``live`` and ``commands`` are the real ones; time stands still unless it is set."""

    def __init__(self, city: City | None = None) -> None:
        self.room = DutyRoom(city or small_city(), units=())
        self.city = self.room.city
        self._mailbox: Mailbox = Mailbox()
        self.live = LiveSituation(self._mailbox, steady_clock=lambda: 0.0)
        self.sent: list[tuple[str, Command]] = []
        self.commands = CommandPort(
            lambda command_id, command: self.sent.append((command_id, command))
        )
        self.live.outcomes_arrived.connect(self.commands.on_live_outcomes_arrived)
        self.now = self.room.now
        self._mailbox.put(CityArrived(city=self.city))
        self.set_time(self.now)
        self.set_link(LinkStatus.LIVE, lag_s=0.08)

    def deliver(self) -> None:
        """Let the picture take in everything that has happened."""
        self.live._on_timer_timeout()

    def set_time(self, now: datetime) -> None:
        """Set the hub's clock."""
        self.now = now
        self._mailbox.put(ClockTold(clock=HubClock(hub_time=now, steady_s=0.0)))
        self.deliver()

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.set_time(self.now + timedelta(seconds=seconds))

    def set_link(self, status: LinkStatus, **facts) -> None:
        """Change the state of the line."""
        state = LinkState(status=status, since=self.now, last_event_at=self.now)
        self._mailbox.put(LinkChanged(state=replace(state, **facts)))
        self.deliver()

    def show_board(self, board: KpiBoard) -> None:
        """Have figures arrive."""
        self._mailbox.put(BoardArrived(board=board))
        self.deliver()

    def replace_city(self, city: City) -> None:
        """Have the hub serve another city."""
        self.city = self.room.city = city
        self._mailbox.put(CityArrived(city=city))
        self.deliver()

    def replace_picture(self, snapshot: Snapshot) -> None:
        """Have a whole new picture arrive."""
        self._mailbox.put(PictureReplaced(snapshot=snapshot))
        self.deliver()

    def happen(self, command: Command, actor: Actor = DESK, at: datetime | None = None) -> Outcome:
        """Have somebody else's order be decided at a moment, and its events arrive."""
        outcome = self._decide(command, actor, at or self.now)
        self.deliver()
        return outcome

    def declare(self, units: Iterable[Unit]) -> None:
        """Make units known."""
        self.happen(DeclareUnits(units=tuple(units)), SOURCE)

    def place(self, places: dict[str, GeoPoint], age_s: float = 2.0) -> None:
        """Have units report where they are."""
        numbers = [self.live.situation.units[unit_id].number for unit_id in places]
        count = len(numbers)
        self._mailbox.put_fixes(
            FixColumns(
                number=np.array(numbers, np.uint32),
                lat=np.array([p.lat for p in places.values()], np.float64),
                lon=np.array([p.lon for p in places.values()], np.float64),
                speed_mps=np.zeros(count, np.float32),
                heading_deg=np.full(count, np.nan, np.float32),
                fixed_at_ms=np.full(count, (self.now.timestamp() - age_s) * 1000.0),
            )
        )
        self.deliver()

    def settle(self) -> list[Outcome]:
        """Decide every order the window gave, by the real rules; events come before answers."""
        outcomes = []
        for command_id, command in self._taken():
            outcome = replace(self._decide(command, DESK, self.now), command_id=command_id)
            outcomes.append(outcome)
        for outcome in outcomes:
            self._mailbox.put(CommandSettled(outcome=outcome))
        self.deliver()
        return outcomes

    def answer(self, status: OutcomeStatus, **fields) -> None:
        """Answer every order the window gave in one way; nothing happens because of it."""
        for command_id, _ in self._taken():
            self._mailbox.put(
                CommandSettled(outcome=Outcome(command_id=command_id, status=status, **fields))
            )
        self.deliver()

    def _taken(self) -> list[tuple[str, Command]]:
        taken, self.sent[:] = list(self.sent), []
        return taken

    def _decide(self, command: Command, actor: Actor, at: datetime) -> Outcome:
        self.room.now = at - timedelta(minutes=1)
        decision = self.room.order(command, actor)
        for seq, event in enumerate(decision.events, start=decision.outcome.first_seq):
            self._mailbox.put(EventHappened(seq=seq, event=event))
        return decision.outcome
