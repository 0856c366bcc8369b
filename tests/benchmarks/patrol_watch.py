"""What it costs to see which patrol duties 1,000 moving units fulfil, 200 duties to a plan.

Ours: one batch of positions through :class:`bigscreen.service.patrol.PatrolWatch`, as the hub
gets it every second. Peer: only the distances of all positions to all places of the same plan,
in one numpy expression, without noting any visit.
"""

import time
from collections.abc import Callable

import numpy as np
from _measuring import Result, arguments, median, report, share
from numpy.typing import NDArray

from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import Unit, UnitState
from bigscreen.service.patrol import PatrolWatch
from bigscreen.service.patrol_ground import places_of

UNITS, POINTS, LINES = 1_000, 150, 50
SIDE_DEG = 0.08  # a town of 9 km
NORTH_M, EAST_M = 111_195.0, 95_700.0
START_MS = 1_772_424_000_000.0


def plan(chance: np.random.Generator) -> DutyPlan:
    """Return points, and lines of about 2.5 km."""
    duties = []
    for number in range(POINTS + LINES):
        lat, lon = 30.6 + chance.random() * SIDE_DEG, 103.6 + chance.random() * SIDE_DEG
        path = (GeoPoint(lat, lon), GeoPoint(lat + 0.01, lon), GeoPoint(lat + 0.01, lon + 0.015))
        length = 3 if number >= POINTS else 1
        duties.append(PatrolDuty(id=f"d{number}", name="", name_en="", path=path[:length]))
    return DutyPlan(patrol=tuple(duties))


def steps(chance: np.random.Generator, count: int) -> list[FixColumns]:
    """Return batches a second apart of units that walk on at 10 m/s, turning now and then."""
    lat = 30.6 + chance.random(UNITS) * SIDE_DEG
    lon = 103.6 + chance.random(UNITS) * SIDE_DEG
    heading = chance.random(UNITS) * 2 * np.pi
    batches = []
    for second in range(count):
        heading = heading + chance.normal(0, 0.2, UNITS)
        lat, lon = lat + np.cos(heading) * 10 / NORTH_M, lon + np.sin(heading) * 10 / EAST_M
        batches.append(
            FixColumns(
                number=np.arange(1, UNITS + 1, dtype=np.uint32),
                lat=lat,
                lon=lon,
                speed_mps=np.full(UNITS, 10.0, np.float32),
                heading_deg=np.degrees(heading).astype(np.float32) % 360,
                fixed_at_ms=np.full(UNITS, START_MS + second * 1000.0),
            )
        )
    return batches


def timed_ms(work: Callable[[FixColumns], object], batches: list[FixColumns]) -> list[float]:
    """Return how long each batch took."""
    taken = []
    for batch in batches:
        begin = time.perf_counter()
        work(batch)
        taken.append((time.perf_counter() - begin) * 1000)
    return taken


def main() -> None:
    given = arguments(__doc__ or "")
    chance = np.random.default_rng(1)
    duties = plan(chance)
    batches = steps(chance, 5 if given.smoke else 600)
    watch = PatrolWatch(duties)
    watch.units_changed(
        UnitState(unit=Unit(id=f"u{n}", call_sign="", force_codes=("police",)), number=n)
        for n in range(1, UNITS + 1)
    )
    places = [place for duty in duties.patrol for place in places_of(duty)]
    lats = np.array([place.lat for place in places])
    lons = np.array([place.lon for place in places])

    def all_with_all(batch: FixColumns) -> NDArray[np.bool_]:
        north = (batch.lat[:, None] - lats) * NORTH_M
        east = (batch.lon[:, None] - lons) * EAST_M
        near: NDArray[np.bool_] = north**2 + east**2 <= 60.0**2
        return near

    ours = timed_ms(lambda batch: watch.take_in(batch, float(batch.fixed_at_ms[0])), batches)
    peer = timed_ms(all_with_all, batches[:60])
    report(
        [
            Result(
                name=f"patrol watch, {name}",
                value=figure(ours),
                unit="ms a batch",
                peer="numpy, all with all",
                peer_value=figure(peer),
                ratio=figure(peer) / figure(ours),
                n=len(ours),
            )
            for name, figure in (("median", median), ("p99", lambda taken: share(taken, 99)))
        ],
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
