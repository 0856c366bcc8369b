"""The hub's picture on the GUI thread: drained on a timer, told once a tick."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.situation import Situation
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
    LinkChanged,
    LinkEnded,
    PictureReplaced,
    ScreensTold,
    WishArrived,
)
from bigscreen.service.mailbox import Mailbox

DRAIN_EVERY_MS = 50
FACTS_PER_TICK = 2000
"""So many facts are taken in at most before the screen gets its turn again."""
FEED_SILENT_S = 3.0
"""The feed says how the link is once a second; after this long without a word it has hung."""

_PASSED_ON: Mapping[type[Fact], str] = {
    CommandSettled: "outcomes_arrived",
    AnswerTold: "answers_arrived",
    ScreensTold: "screen_facts_arrived",
    DirectionSettled: "screen_facts_arrived",
    WishArrived: "screen_facts_arrived",
}
"""Facts that are no part of the picture, and the signal that tells of them."""


class LiveSituation(QObject):
    """Everything a screen shows, as of the last tick; for reading, on the GUI thread only.

    Signals (each at most once a tick, after everything of that tick has been taken in):
        city_changed: the city document is there or is another one.
        situation_changed: ledger events came, or a whole new picture.
        units_changed: positions came, or went with an old picture.
        kpi_changed: new figures.
        link_changed: the state of the line, on each change and about once a second.
        outcomes_arrived: a list of outcomes; the command port passes them on one by one.
        answers_arrived: a list of what became of questions.
        screen_facts_arrived: a list of what was said of walls.
        link_lost: the conversation with the hub is over; another may follow.
    """

    city_changed = Signal()
    situation_changed = Signal()
    units_changed = Signal()
    kpi_changed = Signal()
    link_changed = Signal()
    outcomes_arrived = Signal(list)
    answers_arrived = Signal(list)
    screen_facts_arrived = Signal(list)
    link_lost = Signal()

    def __init__(
        self,
        mailbox: Mailbox[Fact],
        parent: QObject | None = None,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._mailbox = mailbox
        self._steady_clock = steady_clock
        self._situation = Situation()
        self._fixes = FixTable()
        self._city: City | None = None
        self._board: KpiBoard | None = None
        self._clock: HubClock | None = None
        self._link = LinkState(status=LinkStatus.CONNECTING, since=datetime.now(UTC))
        self._link_told_s = steady_clock()
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def situation(self) -> Situation:
        """Units, cases and assignments; another object after a new picture, so never keep it."""
        return self._situation

    @property
    def fixes(self) -> FixTable:
        """Newest position of each unit by number; another object after a change of ledger.

        ``generation`` goes on growing across that change.
        """
        return self._fixes

    @property
    def city(self) -> City | None:
        """The city the hub serves, None before the first welcome."""
        return self._city

    @property
    def board(self) -> KpiBoard | None:
        """The figures, None before the hub has sent any."""
        return self._board

    @property
    def link(self) -> LinkState:
        """How the line to the hub is doing."""
        return self._link

    def hub_now(self) -> datetime:
        """Return the hub's time now, UTC; this machine's before the hub has told its own."""
        return datetime.now(UTC) if self._clock is None else self._clock.at(self._steady_clock())

    @property
    def positions_age_s(self) -> float | None:
        """Real seconds since the newest fix of any unit, None before the first one."""
        newest_ms = float(self._fixes.fixed_at_ms.max())
        if not newest_ms:
            return None
        rate = 1.0 if self._clock is None else self._clock.rate
        return max(0.0, self.hub_now().timestamp() - newest_ms / 1000.0) / rate

    def start(self) -> None:
        """Begin to look into the mailbox."""
        self._link_told_s = self._steady_clock()
        self._timer.start()

    def stop(self) -> None:
        """Look in no more; the picture stays."""
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        facts, fixes = self._mailbox.drain(FACTS_PER_TICK)
        changed: dict[str, None] = {}
        passed_on: dict[str, list[object]] = {}
        for fact in facts:
            if (name := _PASSED_ON.get(type(fact))) is not None:
                passed_on.setdefault(name, []).append(
                    fact.outcome if isinstance(fact, CommandSettled) else fact
                )
            else:
                changed.update(dict.fromkeys(self._take(fact)))
        if self._fixes.update(fixes):
            changed["units_changed"] = None
        if self._feed_hangs():
            changed["link_changed"] = None
        for name in changed:
            getattr(self, name).emit()
        for name, some in passed_on.items():
            getattr(self, name).emit(some)

    def _take(self, fact: Fact) -> tuple[str, ...]:
        """Take a fact in; return the names of the signals that tell of it."""
        told: tuple[str, ...] = ()
        match fact:
            case EventHappened():
                self._situation.apply(fact.seq, fact.event)
                told = ("situation_changed",)
            case PictureReplaced():
                self._situation = Situation(fact.snapshot)
                told = ("situation_changed",)
                if fact.new_ledger:
                    self._forget_fixes()
                    told = ("situation_changed", "units_changed")
            case CityArrived():
                self._city = fact.city
                told = ("city_changed",)
            case BoardArrived():
                self._board = fact.board
                told = ("kpi_changed",)
            case LinkChanged():
                self._link = fact.state
                self._link_told_s = self._steady_clock()
                told = ("link_changed",)
            case ClockTold():
                self._clock = fact.clock
            case LinkEnded():
                told = ("link_lost",)
        return told

    def _forget_fixes(self) -> None:
        generation = self._fixes.generation
        self._fixes = FixTable()
        self._fixes.generation = generation + 1

    def _feed_hangs(self) -> bool:
        """Call the link lost when the feed itself no longer says how it is."""
        if not self._link.status.shows_now:
            return False
        if self._steady_clock() - self._link_told_s <= FEED_SILENT_S:
            return False
        self._link = replace(
            self._link, status=LinkStatus.LOST, since=self.hub_now(), reason="feed_hangs"
        )
        return True
