"""A made-up city with streets, a river and nine grids, and units and cases on it, for the map."""

import math
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.base_map import BaseMap, Street
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City, Grid
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import Force, ForceFamily, Unit, UnitKind, UnitState, UnitStatus
from bigscreen.viewmodels.map_marks import MarkedUnit
from bigscreen.viewmodels.map_picture import MapPicture

NOW = datetime(2026, 11, 21, 6, 32, 7, tzinfo=UTC)
NOW_MS = NOW.timestamp() * 1000.0
CENTRE = GeoPoint(30.63, 103.67)
HALF_LAT = 0.036
HALF_LON = 0.066

PATROL = Force(
    code="patrol", name="巡特警", name_en="Patrol", family=ForceFamily.POLICE, badge="巡"
)
TRAFFIC = Force(
    code="traffic", name="交警", name_en="Traffic", family=ForceFamily.POLICE, badge="交", shade=1
)
URBAN = Force(
    code="urban", name="城管", name_en="Chengguan", family=ForceFamily.CHENGGUAN, badge="城"
)
WARDENS = Force(
    code="wardens", name="网格员", name_en="Wardens", family=ForceFamily.AUXILIARY, badge="网"
)
FORCES = (PATROL, TRAFFIC, URBAN, WARDENS)

_DIGITS = "一二三四五六七八九"


def at(across: float, down: float) -> GeoPoint:
    """Return a place by shares of the city's width and height, from its north-west corner."""
    return GeoPoint(
        CENTRE.lat + HALF_LAT * (1 - 2 * down), CENTRE.lon + HALF_LON * (2 * across - 1)
    )


def made_up_city() -> City:
    """Return the city: a bent street lattice, a river, parks, nine grids."""
    return City(
        id="made-up",
        name="示范市",
        name_en="Exampleton",
        centre=CENTRE,
        timezone="Asia/Shanghai",
        forces=FORCES,
        grids=tuple(_grids()),
        base_map=BaseMap(
            streets=tuple(_streets()),
            blocks=tuple(_blocks()),
            water=(_river(),),
            green=tuple(_parks()),
        ),
    )


def _bent(across: float, down: float) -> GeoPoint:
    dx = 0.012 * math.sin(5.1 * down + 2.0 * across) + 0.004 * math.sin(17 * down)
    dy = 0.016 * math.sin(4.3 * across + 1.3 * down) + 0.003 * math.sin(13 * across)
    return at(across + dx, down + dy)


def _streets() -> list[Street]:
    streets = []
    steps = [i / 24 for i in range(-2, 27)]
    for number, share in enumerate(i / 40 for i in range(-2, 43)):
        rank = 1 if number % 10 == 2 else 2 if number % 5 == 2 else 3
        line = tuple(_bent(share, down) for down in steps)
        streets.append(Street(name=f"南北{number}路" if rank < 3 else "", rank=rank, line=line))
    for number, share in enumerate(i / 22 for i in range(-2, 25)):
        rank = 1 if number % 8 == 2 else 2 if number % 4 == 2 else 3
        line = tuple(_bent(across, share) for across in steps)
        streets.append(Street(name=f"东西{number}街" if rank < 3 else "", rank=rank, line=line))
    return streets


def _blocks() -> list[tuple[GeoPoint, ...]]:
    chance = random.Random(5)
    blocks = []
    for row in range(22):
        for column in range(40):
            if chance.random() < 0.5:
                continue
            left, right = (column + 0.14) / 40, (column + 0.86) / 40
            top, bottom = (row + 0.14) / 22, (row + 0.86) / 22
            blocks.append(
                (_bent(left, top), _bent(right, top), _bent(right, bottom), _bent(left, bottom))
            )
    return blocks


def _river() -> tuple[GeoPoint, ...]:
    shares = [i / 60 for i in range(-6, 67)]

    def bank(x: float, side: float) -> GeoPoint:
        width = 0.017 + 0.004 * math.sin(7 * x)
        return at(x, 0.79 + 0.05 * math.sin(6.4 * x + 2.4) + side * width)

    return tuple(bank(x, -1) for x in shares) + tuple(bank(x, 1) for x in reversed(shares))


def _parks() -> list[tuple[GeoPoint, ...]]:
    spots = ((0.18, 0.3, 0.025), (0.62, 0.13, 0.03), (0.83, 0.52, 0.035), (0.42, 0.9, 0.02))
    return [
        tuple(
            at(x + r * math.cos(a) * (1 + 0.2 * math.sin(3 * a)), y + 1.6 * r * math.sin(a))
            for a in (i * math.tau / 28 for i in range(28))
        )
        for x, y, r in spots
    ]


def _grids() -> list[Grid]:
    xs, ys = (0.0, 0.325, 0.65, 1.0), (0.0, 0.32, 0.64, 1.0)

    def corner(column: int, row: int) -> GeoPoint:
        bend = 0.02 * math.sin(2.2 * column + 1.7 * row)
        inner_x, inner_y = 0 < column < 3, 0 < row < 3
        return at(xs[column] + bend * inner_x, ys[row] - bend * inner_y)

    return [
        Grid(
            id=f"g{3 * row + column + 1}",
            name=f"第{_DIGITS[3 * row + column]}网格",
            name_en=f"Grid {3 * row + column + 1}",
            ring=(
                corner(column, row),
                corner(column + 1, row),
                corner(column + 1, row + 1),
                corner(column, row + 1),
            ),
        )
        for row in range(3)
        for column in range(3)
    ]


def made_up_units(count: int, seed: int = 7) -> list[UnitState]:
    """Return units of every force and kind; the first twelve are two of each look."""
    chance = random.Random(seed)
    mixes = [("patrol",), ("traffic",), ("urban",), ("patrol", "urban"), ("wardens",), ("patrol",)]
    prefix = ["巡", "交", "城", "联", "网", "机"]
    states = []
    for number in range(1, count + 1):
        mix = (number - 1) % 6 if number <= 12 else chance.choice([0, 0, 0, 1, 2, 2, 2, 2, 3])
        kind = UnitKind.DRONE if mix == 5 else UnitKind.CAR
        status = UnitStatus.AVAILABLE
        if number > 12 and chance.random() < 0.12:
            status = chance.choice(list(UnitStatus))
        unit = Unit(
            id=f"u{number}",
            call_sign=f"{prefix[mix]}{1 + number % 9}-{number:02d}",
            force_codes=mixes[mix],
            kind=kind,
        )
        states.append(UnitState(unit=unit, number=number, status=status))
    return states


def made_up_snapshot(count: int = 130) -> Snapshot:
    """Return units, six open cases and two assignments, as on the drawing of the wall."""
    cases = [
        ("纠纷 · 好又多超市", 1, 47, 0.455, 0.44, (1, 3)),
        ("占道经营", 2, 192, 0.735, 0.22, (9,)),
        ("机动车违停", 2, 340, 0.18, 0.69, (2,)),
        ("噪音扰民", 3, 725, 0.86, 0.81, ()),
        ("犬只管理", 3, 1111, 0.27, 0.165, (4,)),
        ("渣土抛洒 · 世纪大道", 4, 90_000, 0.56, 0.71, ()),
    ]
    states = {state.number: state for state in made_up_units(count)}
    incidents, assignments = [], []
    for index, (title, level, age_s, across, down, numbers) in enumerate(cases):
        received = NOW - timedelta(seconds=age_s)
        incident = Incident(
            id=f"i{index}",
            number=f"JQ-{index}",
            work_kind=WorkKind.POLICE_CALL,
            item_code="x",
            title=title,
            level=Level(level),
            channel=Channel.HOTLINE,
            received_at=received,
            location=at(across, down),
        )
        ids = []
        for number in numbers:
            ids.append(f"a{number}")
            stamp = Stamp(at=received + timedelta(seconds=20), by="desk", how=StampSource.SYSTEM)
            assignments.append(
                Assignment(
                    id=f"a{number}",
                    incident_id=incident.id,
                    unit_id=f"u{number}",
                    stamps={Milestone.DISPATCHED: stamp},
                )
            )
            old = states[number]
            status = UnitStatus.EN_ROUTE if index < 2 else UnitStatus.ON_SCENE
            states[number] = UnitState(
                unit=old.unit, number=number, status=status, assignment_ids=(f"a{number}",)
            )
        incidents.append(IncidentState(incident=incident, assignment_ids=tuple(ids)))
    return Snapshot(
        seq=1,
        units=tuple(states.values()),
        incidents=tuple(incidents),
        assignments=tuple(assignments),
    )


def made_up_fixes(count: int, seed: int = 3) -> FixColumns:
    """Return a place for each unit number from 1; the first ones stand near their cases."""
    chance = np.random.default_rng(seed)
    across, down = chance.uniform(0.01, 0.99, count), chance.uniform(0.01, 0.99, count)
    for number, (x, y) in {
        1: (0.4, 0.54),
        3: (0.53, 0.35),
        9: (0.79, 0.3),
        2: (0.14, 0.62),
        4: (0.27, 0.17),
    }.items():
        if number <= count:
            across[number - 1], down[number - 1] = x, y
    age_s = np.where(chance.random(count) < 0.06, chance.uniform(61, 600, count), 5.0)
    return FixColumns(
        number=np.arange(1, count + 1, dtype=np.uint32),
        lat=CENTRE.lat + HALF_LAT * (1 - 2 * down),
        lon=CENTRE.lon + HALF_LON * (2 * across - 1),
        speed_mps=np.full(count, 6.0, np.float32),
        heading_deg=chance.uniform(0, 360, count).astype(np.float32),
        fixed_at_ms=NOW_MS - age_s * 1000.0,
    )


def marked(*numbers: int) -> tuple[MarkedUnit, ...]:
    """Return units as the desk marks recommended ones, in this order."""
    return tuple(
        MarkedUnit(number=number, place=place) for place, number in enumerate(numbers, start=1)
    )


@dataclass
class SceneSource:
    """A MapSource over a made-up situation, with every request counted."""

    snapshot: Snapshot = field(default_factory=made_up_snapshot)
    now_ms: float = NOW_MS

    def __post_init__(self) -> None:
        self.picture = MapPicture(made_up_city())
        self.situation = Situation(self.snapshot)
        self.fixes = FixTable()
        self.fixes.update(made_up_fixes(len(self.snapshot.units)))
        self.picture.show(self.situation)
        self.frames_asked = 0

    def units_frame(self) -> bytes:
        """Return the newest frame."""
        self.frames_asked += 1
        return self.picture.units_frame(self.fixes, self.now_ms)

    def incidents_json(self) -> bytes:
        """Return the incidents."""
        return self.picture.incidents_json()

    def names_json(self) -> bytes:
        """Return the names."""
        return self.picture.names_json()

    def duty_json(self) -> bytes:
        """Return how far the running duty is."""
        return self.picture.duty_json()
