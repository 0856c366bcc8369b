"""A whole centre as processes: a hub at a set hour, and people who join it and hear everything."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bigscreen.app.assets import resource
from bigscreen.city.package import load_units
from bigscreen.domain.alarms import Alarm, AlarmKind
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command, DeclareUnits
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.progress import Progress
from bigscreen.domain.situation import Situation
from bigscreen.protocol.codec import event_of
from bigscreen.protocol.messages import ClientKind, EventMessage, Welcome
from tests.support.hub_process import hub_process
from tests.support.raw_client import RawClient, joined

DEMO_CITY = resource("demo_city")

MONDAY_TEN = datetime.fromisoformat("2026-03-02T10:00:00+08:00")
"""A working hour of the day shift."""

_KINDS: dict[str, ClientKind] = {"desk": "desk", "desk-2": "desk", "wall": "wall"}


class Seat:
    """Somebody who has joined: gives orders, and knows what it was told and nothing else."""

    def __init__(self, client: RawClient) -> None:
        self._client = client
        welcome = client.all(Welcome)[0]
        assert welcome.city is not None
        self.city: City = welcome.city
        self._situation = Situation(welcome.snapshot)

    @property
    def situation(self) -> Situation:
        """The situation as of the last event that has arrived."""
        for message in self._client.all(EventMessage):
            if message.seq > self._situation.seq:
                self._situation.apply(message.seq, event_of(message))
        return self._situation

    def case(self, incident_id: str) -> IncidentState:
        """Return a case as it stands."""
        return self.situation.incidents[incident_id]

    def progress(self, incident_id: str) -> Progress:
        """Return what has befallen a case."""
        return self.case(incident_id).progress

    def due_at(self, incident_id: str) -> datetime | None:
        """Return when a case is due, None while it is not."""
        deadline = self.progress(incident_id).deadline
        return None if deadline is None else deadline.due_at

    def alarms(self, kind: AlarmKind) -> list[Alarm]:
        """Return the alarms of a kind, open ones first."""
        return [alarm for alarm in self.situation.alarms if alarm.kind is kind]

    async def sees(self, condition: Callable[[], object]) -> None:
        """Return once something holds of what this seat was told."""
        await self._client.until(condition)

    async def gives(self, command: Command) -> Outcome:
        """Give an order that is accepted; return once its events have arrived here too."""
        outcome = await self._client.order(command)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        await self.sees(lambda: self.situation.seq >= outcome.last_seq)
        return outcome

    async def is_refused(self, command: Command) -> Outcome:
        """Give an order that is refused; return why."""
        outcome = await self._client.order(command)
        assert outcome.status is OutcomeStatus.REFUSED, outcome
        return outcome


class Centre:
    """A running hub; its ledger stays in the folder for the next one."""

    def __init__(self, url: str, stop: Callable[[], None]) -> None:
        self._url = url
        self.kill = stop

    @asynccontextmanager
    async def seat(self, name: str) -> AsyncIterator[Seat]:
        """Let an account of the tests' own join, by its name."""
        async with joined(self._url, f"token-of-{name}", _KINDS.get(name, "source")) as client:
            yield Seat(client)


@asynccontextmanager
async def centre_at(
    folder: Path, moment: datetime, city_folder: Path = DEMO_CITY
) -> AsyncIterator[Centre]:
    """Start a hub whose clock stands at ``moment`` now, on the ledger in ``folder``."""
    start = ("--clock-start", moment.isoformat())
    async with hub_process(folder, *start, city=city_folder) as hub:
        yield Centre(hub.url, hub.kill)


async def declare(centre: Centre, *unit_ids: str) -> None:
    """Make some of the demo city's units known."""
    units = tuple(unit for unit in load_units(DEMO_CITY) if unit.id in unit_ids)
    assert len(units) == len(unit_ids)
    async with centre.seat("source") as source:
        await source.gives(DeclareUnits(units=units))
