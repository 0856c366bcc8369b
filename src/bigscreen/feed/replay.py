"""Sends a recording through a hub, as the source it would have come from."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bigscreen.domain.commands import DeclareUnits, RegisterIncident
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.units import Unit
from bigscreen.feed.replay_plan import PlannedCommand
from bigscreen.feed.source_client import SourceClient
from bigscreen.feed.unit_tracks import UnitTrack, fixes_at

_log = structlog.get_logger(__name__)

_UNITS_PER_COMMAND = 500
_POSITIONS_EVERY_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCommand:
    """A recorded fact the hub did not take: the row it stands in, and the refusal."""

    line: int
    call_id: str
    what: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class ReplayResult:
    """What became of a replay so far. ``seconds`` is real time."""

    sent: int = 0
    accepted: int = 0
    refused: list[RefusedCommand] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def refused_by_code(self) -> dict[str, int]:
        """How many commands were refused for which reason."""
        return dict(Counter(refused.code for refused in self.refused))


class Pace(Protocol):
    """Decides when a recorded moment comes.

    ``ahead`` is by how many commands a call may be registered before its turn. Its number, which
    all that follows needs, is then there in time, and nothing ever waits for one answer alone.
    """

    ahead: int

    def now(self) -> datetime:
        """Return the recording's time now."""

    async def until(self, due: datetime) -> None:
        """Return when the recording's time has come to ``due``."""


class AsFastAsDurable:
    """No waiting: the recording's time is that of the latest command."""

    ahead = 150

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the time of the latest command."""
        return self._now

    async def until(self, due: datetime) -> None:
        """Go there at once."""
        self._now = max(self._now, due)


class ByClock:
    """Recorded time passes ``rate`` times as fast as real time, by any clock that runs so."""

    ahead = 0

    def __init__(self, clock: Callable[[], datetime], rate: float) -> None:
        self._clock = clock
        self._rate = rate

    def now(self) -> datetime:
        """Return the recording's time now."""
        return self._clock()

    async def until(self, due: datetime) -> None:
        """Wait for ``due``."""
        ahead_s = (due - self._clock()).total_seconds() / self._rate
        if ahead_s > 0:
            await asyncio.sleep(ahead_s)


def own_clock(start: datetime, rate: float) -> Callable[[], datetime]:
    """Return a clock that shows ``start`` now and runs ``rate`` times as fast as real time."""
    begun_s = time.monotonic()
    return lambda: start + timedelta(seconds=(time.monotonic() - begun_s) * rate)


def _in_order_of_sending(plan: Sequence[PlannedCommand], ahead: int) -> list[PlannedCommand]:
    def turn(numbered: tuple[int, PlannedCommand]) -> int:
        place, planned = numbered
        return place - ahead if isinstance(planned.command, RegisterIncident) else place

    return [planned for _, planned in sorted(enumerate(plan), key=turn)]


class Replay:
    """One replay of a plan through a connected source.

    ``recording`` names the recording's content (it goes into the command ids, so that replaying
    again never acts twice); ``tracks`` give the positions. ``result`` can be looked at meanwhile.
    """

    def __init__(
        self,
        hub: SourceClient,
        recording: str,
        plan: Sequence[PlannedCommand],
        units: Sequence[Unit],
        tracks: Mapping[str, UnitTrack],
    ) -> None:
        self._hub = hub
        self._recording = recording
        self._plan = plan
        self._units = units
        self._tracks = tracks
        self._numbers: dict[str, int] = {}
        self._incidents: dict[str, asyncio.Future[Outcome]] = {}
        self.result = ReplayResult()

    async def run(self, pace: Pace) -> ReplayResult:
        """Send everything, each when its moment comes; return once all of it is answered.

        Raises:
            LinkRefused: the hub refuses this source.
        """
        begun_s = time.monotonic()
        await self._declare()
        positions = asyncio.create_task(
            self._report_positions(pace, begun_s), name="replay-positions"
        )
        try:
            open_answers: set[asyncio.Future[Outcome]] = set()
            for planned in _in_order_of_sending(self._plan, pace.ahead):
                await pace.until(planned.due)
                answer = await self._send(planned)
                if answer is not None:
                    open_answers.add(answer)
                    answer.add_done_callback(open_answers.discard)
            await asyncio.gather(*open_answers)
            self._report(pace.now())
        finally:
            positions.cancel()
        self.result.seconds = time.monotonic() - begun_s
        return self.result

    async def _declare(self) -> None:
        for start in range(0, len(self._units), _UNITS_PER_COMMAND):
            units = tuple(self._units[start : start + _UNITS_PER_COMMAND])
            outcome = await self._hub.submit(DeclareUnits(units=units))
            for word in outcome.units:
                number = word.facts.get("number")
                if isinstance(number, int):
                    self._numbers[word.unit_id] = number
                else:
                    _log.warning("unit_refused", unit=word.unit_id, code=word.code)

    async def _send(self, planned: PlannedCommand) -> asyncio.Future[Outcome] | None:
        """Send one command; None where its call was not registered, so that it can not be."""
        incident_id = ""
        if not isinstance(planned.command, RegisterIncident):
            incident_id = (await self._incidents[planned.call_id]).incident_id
            if not incident_id:
                self._refused(planned, "call_not_registered", {})
                return None
        answer = await self._hub.post(
            planned.for_case(incident_id), planned.command_id(self._recording)
        )
        if isinstance(planned.command, RegisterIncident):
            self._incidents[planned.call_id] = answer
        self.result.sent += 1
        answer.add_done_callback(lambda done: self._answered(planned, done))
        return answer

    def _answered(self, planned: PlannedCommand, answer: asyncio.Future[Outcome]) -> None:
        if answer.cancelled() or answer.exception() is not None:
            return  # the hub refuses us; the next command that is sent says so
        outcome = answer.result()
        if outcome.status is OutcomeStatus.ACCEPTED:
            self.result.accepted += 1
        else:
            self._refused(planned, outcome.code, outcome.facts)

    def _refused(self, planned: PlannedCommand, code: str, facts: Mapping[str, object]) -> None:
        self.result.refused.append(
            RefusedCommand(
                line=planned.line,
                call_id=planned.call_id,
                what=planned.key,
                code=code,
                facts=facts,
            )
        )

    async def _report_positions(self, pace: Pace, begun_s: float) -> None:
        while True:
            self._report(pace.now())
            self.result.seconds = time.monotonic() - begun_s
            await asyncio.sleep(_POSITIONS_EVERY_S)

    def _report(self, at: datetime) -> None:
        """Report where every unit was, as of now: a screen asks how old a fix is by hub time."""
        fixes = fixes_at(self._tracks, self._numbers, at, self._hub.hub_now())
        if len(fixes):
            self._hub.report(fixes)
