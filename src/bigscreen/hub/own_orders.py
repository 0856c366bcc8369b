"""What the hub orders by itself: to look at every clock, and to note patrols it has seen."""

import secrets
import time
from collections.abc import Callable

import structlog

from bigscreen.domain.centre_events import ShiftStarted
from bigscreen.domain.centre_orders import KeepWatch, RecordVisits
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command
from bigscreen.domain.events import DutyChanged, Event, UnitDeclared
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.patrol import Visit
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.service.patrol import PatrolWatch
from bigscreen.service.watch_orders import needs_watch

_log = structlog.get_logger(__name__)

REST_S = 10.0
"""How long the hub leaves a look alone that came to nothing, so that it can not fill a ledger."""

Submit = Callable[[str, Command, Callable[[Outcome], None]], None]
"""Takes a command id, a command, and whom to tell its answer."""


class OwnOrders:
    """Gives the hub's own orders; nobody but this hears their answers.

    ``situation`` is the published one, ``submit`` passes an order to the ledger.
    """

    def __init__(self, city: City, situation: Situation, clock: HubClock, submit: Submit) -> None:
        self._city = city
        self._situation = situation
        self._clock = clock
        self._submit = submit
        self._running_since = clock.now()
        # Hub time of a replay begins again and again: it can not tell one start from another.
        self._start = secrets.token_hex(6)
        self._given = 0
        self._watch_waits = False
        self._rest_until_s = 0.0
        self._fixes: list[tuple[FixColumns, float]] = []
        self._visits: list[Visit] = []
        self._patrol = PatrolWatch(city.plan)
        self._patrol.units_changed(situation.units.values())
        if situation.shift.started_at is not None:
            self._patrol.shift_started(situation.shift.started_at.timestamp() * 1000.0)
        self._patrol.restore(situation.shift.visits)

    def happened(self, event: Event) -> None:
        """Take in an event the situation has just applied."""
        match event:
            case UnitDeclared(unit=unit):
                self._patrol.units_changed([self._situation.units[unit.id]])
            case DutyChanged(unit_id=unit_id):
                self._patrol.units_changed([self._situation.units[unit_id]])
            case ShiftStarted(at=at):
                self._patrol.shift_started(at.timestamp() * 1000.0)
            case _:
                pass

    def saw(self, fixes: FixColumns) -> None:
        """Take in positions that passed the intake."""
        if self._city.plan.patrol:
            # How old they are counts as they come in: a replay's clock runs on meanwhile.
            self._fixes.append((fixes, self._now_ms()))

    async def keep_watch(self) -> None:
        """Order a look at the clocks if anything is due; call this every second."""
        if self._watch_waits or time.monotonic() < self._rest_until_s:
            return
        if needs_watch(self._situation, self._city, self._clock.now(), self._running_since):
            self._watch_waits = True
            self._order(KeepWatch(running_since=self._running_since), self._watched)

    def _watched(self, outcome: Outcome) -> None:
        self._watch_waits = False
        if not outcome.first_seq:
            self._rest_until_s = time.monotonic() + REST_S
            _log.warning("watch_came_to_nothing", code=outcome.code)

    async def note_visits(self) -> None:
        """Order the visits to be recorded that were seen; call this every second."""
        fixes, self._fixes = self._fixes, []
        for batch, came_in_ms in fixes:
            self._visits += self._patrol.take_in(batch, came_in_ms)
        if self._visits:
            visits, self._visits = tuple(self._visits), []
            self._order(RecordVisits(visits=visits), lambda outcome: self._noted(visits, outcome))

    def _noted(self, visits: tuple[Visit, ...], outcome: Outcome) -> None:
        if outcome.code == Refusal.LEDGER_UNAVAILABLE:
            self._visits = [*visits, *self._visits]
        elif outcome.status is OutcomeStatus.REFUSED and outcome.code != Refusal.NOTHING_TO_DO:
            _log.warning("visits_refused", code=outcome.code, facts=dict(outcome.facts))

    def _now_ms(self) -> float:
        return self._clock.now().timestamp() * 1000.0

    def _order(self, command: Command, tell: Callable[[Outcome], None]) -> None:
        self._given += 1
        self._submit(f"hub-{self._start}-{self._given}", command, tell)
