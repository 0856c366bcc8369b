"""How long a replay of a day takes to open, and to show another moment of it.

A hub process on a ledger with 24 hours of 1,000 units that never stand still, one fix kept each
ten seconds, and 3,000 cases. A screen's own model of the past (socket, bridge, folded situation,
placed units) opens the day and then seeks to moments all over it, each time until units and
cases of that moment are there; then until the figures of that moment are, too. Beside it, what
it would take to read the tracks of the whole day out of the same ledger, without hub or socket.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from _measuring import Result, arguments, median, report, served, share

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop

from bigscreen.app.assets import resource
from bigscreen.app.live_link import open_link
from bigscreen.bridge.hub_link import HubLink
from bigscreen.bridge.past_situation import PastSituation
from bigscreen.city.package import load_city
from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.city import City
from bigscreen.domain.commands import AddNote
from bigscreen.domain.events import (
    Event,
    IncidentClosed,
    IncidentRegistered,
    MilestoneReached,
    UnitAssigned,
    UnitDeclared,
    UnitReleased,
)
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit
from bigscreen.service.past_ports import SituationMark, track_part
from bigscreen.service.ports import LedgerEntry
from bigscreen.service.track_columns import E7, TrackColumns, joined, packed, unpacked
from bigscreen.store.opening import Store, open_store

DAY_S = 86_400
PART_S = 30
STEP_S = 10
OWN = Actor(name="source", role=Role.SOURCE)


def ledger_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def write_events(store: Store, city: City, start: datetime, units: int, cases: int) -> None:
    """Write a day of work: units are declared, then cases come, are worked on and closed."""
    force, grid = city.forces[0].code, city.grids[0].id
    told: list[tuple[datetime, Event]] = []
    for number in range(1, units + 1):
        unit = Unit(id=f"u{number}", call_sign=f"U{number}", force_codes=(force,), grid_id=grid)
        told.append((start - timedelta(minutes=5), UnitDeclared(unit=unit, number=number)))
    for case in range(cases):
        told += list(course(city, start + case * timedelta(seconds=DAY_S) / cases, case, units))
    told.sort(key=lambda one: one[0])
    seq, situation, mark_due = 0, Situation(), start
    while told:
        batch, told = told[:500], told[500:]
        with store.ledger.transaction() as transaction:
            for at, event in batch:
                seq += 1
                transaction.append(entry(seq, at, event))
                situation.apply(seq, event)
        if at >= mark_due:  # as the hub does every hour
            mark_due = at + timedelta(hours=1)
            mark = SituationMark(seq=seq, at=at, snapshot=situation.snapshot())
            store.past.add_mark(mark)


def course(city: City, at: datetime, number: int, units: int) -> Iterator[tuple[datetime, Event]]:
    case_id, unit_id, work_id = f"c{number}", f"u{number % units + 1}", f"a{number}"
    incident = Incident(
        id=case_id,
        number=f"{number:06}",
        work_kind=WorkKind.POLICE_CALL,
        item_code=city.items[number % len(city.items)].code,
        title=f"案件 {number}",
        level=Level(1 + number % 4),
        channel=Channel.HOTLINE,
        received_at=at,
        grid_id=city.grids[number % len(city.grids)].id,
        location=city.centre,
    )
    yield at, IncidentRegistered(incident=incident)
    for minutes, milestone in enumerate(Milestone, start=1):
        then = at + timedelta(minutes=minutes)
        stamp = Stamp(at=then, by="source", how=StampSource.UNIT)
        if milestone is Milestone.DISPATCHED:
            yield (
                then,
                UnitAssigned(
                    assignment_id=work_id,
                    incident_id=case_id,
                    unit_id=unit_id,
                    stacked=False,
                    stamp=stamp,
                ),
            )
        else:
            yield (
                then,
                MilestoneReached(
                    assignment_id=work_id,
                    incident_id=case_id,
                    unit_id=unit_id,
                    milestone=milestone,
                    stamp=stamp,
                ),
            )
    end = at + timedelta(minutes=10)
    yield (
        end,
        UnitReleased(
            assignment_id=work_id,
            incident_id=case_id,
            unit_id=unit_id,
            reason="done",
            at=end,
            by="source",
        ),
    )
    yield end, IncidentClosed(incident_id=case_id, disposition="done", at=end, by="source")


def entry(seq: int, at: datetime, event: Event) -> LedgerEntry:
    command_id = f"b{seq}"
    return LedgerEntry(
        command_id=command_id,
        fingerprint="",
        actor=OWN,
        command=AddNote(incident_id="", text=""),
        received_at=at,
        events=(event,),
        outcome=Outcome(
            command_id=command_id, status=OutcomeStatus.ACCEPTED, first_seq=seq, last_seq=seq
        ),
    )


def write_tracks(store: Store, centre: GeoPoint, start: datetime, units: int, hours: float) -> int:
    """Write what a hub would have kept; return how many fixes that is."""
    chance = np.random.default_rng(7)
    numbers = np.arange(1, units + 1, dtype=np.uint32)
    lat = centre.lat + chance.normal(0, 0.03, units)
    lon = centre.lon + chance.normal(0, 0.03, units)
    heading = chance.random(units) * 2 * np.pi
    first_ms, fixes, parts = int(start.timestamp() * 1000), 0, []
    newest: TrackColumns | None = None
    for begins in range(0, int(hours * 3600), PART_S):
        from_ms = first_ms + begins * 1000
        rows = []
        if begins % 300 == 0 and newest is not None:
            parts.append(track_part(newest, packed(newest), from_ms, from_ms, standing=True))
        for second in range(0, PART_S, STEP_S):
            heading += chance.normal(0, 0.2, units)
            lat = np.clip(lat + np.cos(heading) * 8e-4, centre.lat - 0.08, centre.lat + 0.08)
            lon = np.clip(lon + np.sin(heading) * 8e-4, centre.lon - 0.08, centre.lon + 0.08)
            newest = TrackColumns(
                unit=numbers,
                at_ms=np.full(units, from_ms + second * 1000, np.int64),
                lat_e7=np.rint(lat * E7).astype(np.int32),
                lon_e7=np.rint(lon * E7).astype(np.int32),
            )
            rows.append(newest)
        part = joined(rows).in_order()
        fixes += len(part)
        parts.append(track_part(part, packed(part), from_ms, from_ms + PART_S * 1000))
    store.tracks.add(parts)
    return fixes


def wait(until: Callable[[], bool], within_s: float = 30.0) -> float:
    """Run the event loop until something is so; return how long that took, seconds."""
    started = time.perf_counter()
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        if time.perf_counter() - started > within_s:
            raise TimeoutError
    return time.perf_counter() - started


class Screen:
    """A screen's model of the past, and how long it takes to show what it is asked for."""

    def __init__(self, link: HubLink, city: City, start: datetime, hours: float) -> None:
        self._link = link
        self._city = city
        self.start = start
        self.end = start + timedelta(hours=hours)
        self.past = PastSituation(link.questions, city)

    def shows(self, at: datetime, units: int) -> bool:
        """Tell whether units and cases of a moment are there."""
        past = self.past
        is_there = not past.waiting and abs((past.hub_now() - at).total_seconds()) < 1
        return is_there and int(np.count_nonzero(past.fixes.fixed_at_ms)) >= units

    def open(self, units: int) -> float:
        """Open the whole period anew; return how long that took."""
        self.past.close()
        self.past = PastSituation(self._link.questions, self._city)
        at = self.start + (self.end - self.start) / 2
        started = time.perf_counter()
        self.past.open(self.start, self.end, at)
        wait(lambda: self.shows(at, units))
        return time.perf_counter() - started

    def seek(self, at: datetime, units: int) -> tuple[float, float]:
        """Show another moment; return how long that took, and how long until its figures."""
        started = time.perf_counter()
        self.past.seek(at)
        wait(lambda: self.shows(at, units))
        shown = time.perf_counter() - started
        board = lambda: self.past.board  # noqa: E731 - read anew each time
        wait(lambda: (b := board()) is not None and abs((b.as_of - at).total_seconds()) < 1)
        return shown, time.perf_counter() - started


def read_all(folder: Path, start: datetime, hours: float) -> float:
    """Return how long the tracks of the whole period take to be read from the ledger."""
    started = time.perf_counter()
    first = int(start.timestamp() * 1000)
    with open_store(ledger_url(folder), read_only=True) as store:
        parts = store.tracks.parts_between(first, first + int(hours * 3_600_000))
        joined([unpacked(part.columns) for part in parts]).in_order()
    return time.perf_counter() - started


async def measure(folder: Path, *, smoke: bool) -> list[Result]:
    units, cases, hours = (20, 20, 0.5) if smoke else (1000, 3000, 24.0)
    city = load_city(resource("demo_city"))
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=hours, minutes=2)
    with open_store(ledger_url(folder)) as store:
        write_events(store, city, start, units, cases)
        write_tracks(store, city.centre, start, units, hours)
    opened, seeks, boards, whole = [], [], [], []
    chance = np.random.default_rng(3)
    async with served("_served_hub.py", "--folder", folder) as server:
        link = open_link(server.url, "desk-0", "desk")
        wait(lambda: link.live.city is not None)
        screen = Screen(link, city, start, hours)
        for _ in range(1 if smoke else 3):
            opened.append(screen.open(units))
            whole.append(read_all(folder, start, hours))
            for _ in range(2 if smoke else 15):
                at = start + timedelta(hours=hours * float(chance.uniform(0.05, 0.95)))
                shown, with_board = screen.seek(at, units)
                seeks.append(shown)
                boards.append(with_board)
        screen.past.close()
        link.stop()
    peer, all_s = "whole day read at once, s", median(whole)
    return [
        Result(
            name=name,
            value=value,
            unit=unit,
            peer=peer,
            peer_value=all_s,
            ratio=all_s / value,
            n=len(of),
        )
        for name, value, unit, of in (
            ("open", median(opened), "s", opened),
            ("seek, median", median(seeks), "s", seeks),
            ("seek, 95 %", share(seeks, 95), "s", seeks),
            ("seek with figures, median", median(boards), "s", boards),
        )
    ]


def main() -> None:
    """Measure and report."""
    given = arguments(__doc__ or "")
    QCoreApplication([])
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        report(asyncio.run(measure(Path(folder), smoke=given.smoke)), as_json=given.json)


if __name__ == "__main__":
    main()
