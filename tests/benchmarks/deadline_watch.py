"""What it costs to see that nothing is due: 10,000 open cases, 1,000 units, once a second.

Ours: :func:`bigscreen.service.watch_orders.needs_watch` with all alarms on record, for the share
of cases that are late. Peer: only working every case's deadline out anew by the same calendar.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from _measuring import Result, arguments, median, report, share

from bigscreen.city.package import load_city
from bigscreen.domain.authority import HUB
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.centre_orders import KeepWatch
from bigscreen.domain.city import City
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.progress import CaseStage, CaseStep, Progress, StageEntry
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import Unit, UnitState
from bigscreen.service.deadlines import case_deadline, stage_due
from bigscreen.service.dispatch import decide
from bigscreen.service.watch_orders import needs_watch

CASES, UNITS = 10_000, 1_000
LATE_SHARES = (0.0, 0.1, 1.0)
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=99)
CITY_FOLDER = Path(__file__).parents[2] / "resources" / "demo_city"


def a_case(city: City, number: int, received_at: datetime) -> IncidentState:
    """Return a city-management case that was routed at once and goes by working days."""
    incident = Incident(
        id=f"i{number}",
        number=f"JQ{number}",
        work_kind=WorkKind.CITY_CASE,
        item_code=next(item.code for item in city.items if item.clock == "grid_3d"),
        title="",
        level=Level.THREE,
        channel=Channel.OTHER,
        received_at=received_at,
        grid_id=city.grids[number % len(city.grids)].id,
    )
    entry = StageEntry(
        stage=CaseStage.ROUTED,
        step=CaseStep.ROUTE,
        at=received_at,
        by="platform",
        due_at=stage_due(city, incident, Progress(), CaseStage.ROUTED, received_at),
    )
    deadline = case_deadline(city, incident, Progress())
    progress = Progress(stage=entry.stage, stages=(entry,), deadline=deadline)
    return IncidentState(incident=incident, progress=progress)


def a_city_at_work(city: City, cases: int, late: float) -> Situation:
    """Return a situation in which a share of the cases is overdue, and everything was said."""
    overdue = NOW - timedelta(days=20)
    fresh = [NOW - timedelta(minutes=number % 120) for number in range(cases)]
    states = [
        a_case(city, number, overdue if number < cases * late else fresh[number])
        for number in range(cases)
    ]
    units = [
        UnitState(
            unit=Unit(
                id=f"u{number}",
                call_sign="",
                force_codes=(city.forces[number % 3].code,),
                grid_id=city.grids[number % len(city.grids)].id,
            ),
            number=number + 1,
        )
        for number in range(UNITS)
    ]
    situation = Situation(Snapshot(seq=0, units=tuple(units), incidents=tuple(states)))
    while needs_watch(situation, city, NOW, LONG_AGO):
        decision = decide(
            situation, city, HUB, f"w{situation.seq}", KeepWatch(running_since=LONG_AGO), NOW
        )
        for event in decision.events:
            situation.apply(situation.seq + 1, event)
    return situation


def timed_ms(work: Callable[[], object], rounds: int) -> list[float]:
    """Return how long each of so many rounds took."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return taken


def main() -> None:
    given = arguments(__doc__ or "")
    city = replace(load_city(CITY_FOLDER), clock_fault="")
    cases, rounds = (100, 3) if given.smoke else (CASES, 200)
    results = []
    for late in LATE_SHARES:
        situation = a_city_at_work(city, cases, late)
        states = list(situation.incidents.values())

        def look(situation: Situation = situation) -> bool:
            return needs_watch(situation, city, NOW, LONG_AGO)

        def all_anew(states: list[IncidentState] = states) -> list[object]:
            return [case_deadline(city, one.incident, one.progress) for one in states]

        ours, peer = timed_ms(look, rounds), timed_ms(all_anew, max(1, rounds // 100))
        results += [
            Result(
                name=f"deadline watch, {late:.0%} late, {name}",
                value=figure(ours),
                unit="ms a look",
                peer="every deadline anew",
                peer_value=figure(peer),
                ratio=figure(peer) / figure(ours),
                n=len(ours),
            )
            for name, figure in (("median", median), ("p99", lambda taken: share(taken, 99)))
        ]
    report(results, as_json=given.json)


if __name__ == "__main__":
    main()
