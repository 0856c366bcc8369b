"""The demo city's stations and units: 228 officers in nine squads, and the auxiliaries."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.names import GRID_NUMERALS
from bigscreen.city.demo.shapes import XY, inner_point, inside

OFFICERS = 228

YOUTH_SQUAD, EMERGENCY_SQUAD = "青年突击队", "城管应急队"
"""The reserve, beside the nine squads of the grids."""

_RESERVES = {("xun", "car"): YOUTH_SQUAD, ("cheng", "car"): EMERGENCY_SQUAD}
_RESERVE_GRIDS = (2, 5, 8)
"""Whose last car of a corps belongs to the reserve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corps:
    """How one kind of unit is named, made up and spread over the nine grids."""

    prefix: str
    badge: str
    forces: str
    kinds: tuple[str, ...]
    officers: dict[str, int]
    by_grid: tuple[int, ...]
    capabilities: dict[str, str]


_CORPS = (
    _Corps(
        prefix="xun",
        badge="巡",
        forces="patrol",
        kinds=("car", "foot", "car", "motorcycle", "post", "car", "motorcycle", "drone"),
        officers={"car": 2, "foot": 2, "motorcycle": 1, "post": 2, "drone": 1},
        by_grid=(3, 4, 3, 4, 10, 4, 3, 4, 3),
        capabilities={"car": "first_aid;shield", "post": "first_aid", "drone": "camera"},
    ),
    _Corps(
        prefix="jiao",
        badge="交",
        forces="traffic",
        kinds=("motorcycle", "car", "motorcycle", "post"),
        officers={"motorcycle": 1, "car": 2, "post": 2},
        by_grid=(1, 2, 1, 2, 4, 2, 1, 2, 1),
        capabilities={"car": "tow_call;breath_test", "motorcycle": "breath_test"},
    ),
    _Corps(
        prefix="cheng",
        badge="城",
        forces="chengguan",
        kinds=("car", "foot", "car", "foot", "motorcycle", "car", "drone"),
        officers={"car": 3, "foot": 2, "motorcycle": 1, "drone": 1},
        by_grid=(4, 4, 4, 5, 8, 5, 4, 5, 4),
        capabilities={"car": "evidence_camera", "drone": "camera"},
    ),
    _Corps(
        prefix="lian",
        badge="联",
        forces="patrol;chengguan",
        kinds=("car", "foot", "post"),
        officers={"car": 3, "foot": 2, "post": 3},
        by_grid=(1, 1, 1, 1, 4, 1, 1, 1, 1),
        capabilities={"car": "first_aid;evidence_camera"},
    ),
    _Corps(
        prefix="qun",
        badge="群",
        forces="auxiliary",
        kinds=("foot",),
        officers={"foot": 2},
        by_grid=(2, 2, 2, 2, 4, 3, 2, 2, 2),
        capabilities={},
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnStation:
    """A station on the plane."""

    id: str
    name: str
    name_en: str
    grid_id: str
    place: XY


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnUnit:
    """A unit of a squad, and its home on the plane."""

    id: str
    call_sign: str
    forces: str
    kind: str
    grid: DrawnGrid
    officers: int
    capabilities: str
    home: XY
    squad: str


def stations_of(grids: Sequence[DrawnGrid], corners: Sequence[XY]) -> list[DrawnStation]:
    """Return a station a grid, at the main corner nearest its middle; two in busy grids."""
    stations = []
    for grid in grids:
        within = [corner for corner in corners if inside(grid.ring, corner)]
        middle = inner_point(grid.ring)
        first = min(within, key=lambda corner: math.dist(corner, middle))
        numeral = GRID_NUMERALS[grid.number - 1]
        stations.append(
            DrawnStation(
                id=f"s{grid.number}",
                name=f"{numeral}格警网融合工作站",
                name_en=f"Grid {grid.number} joint station",
                grid_id=grid.id,
                place=first,
            )
        )
        if grid.number in (2, 5, 8):
            second = min(within, key=lambda corner: abs(math.dist(corner, first) - 1100.0))
            stations.append(
                DrawnStation(
                    id=f"s{grid.number}b",
                    name=f"{numeral}格联勤服务站",
                    name_en=f"Grid {grid.number} duty point",
                    grid_id=grid.id,
                    place=second,
                )
            )
    return stations


def units_of(
    grids: Sequence[DrawnGrid],
    stations: Sequence[DrawnStation],
    corners: Sequence[XY],
    chance: Random,
) -> list[DrawnUnit]:
    """Return the units: those on wheels and feet are at home in a station, posts on a corner."""
    units = []
    for corps in _CORPS:
        for grid, count in zip(grids, corps.by_grid, strict=True):
            posts = [corner for corner in corners if inside(grid.ring, corner)]
            homes = [station.place for station in stations if station.grid_id == grid.id]
            for place in range(count):
                kind = corps.kinds[(place + grid.number) % len(corps.kinds)]
                home = homes[place % len(homes)]
                if kind == "post":
                    home = posts[int(chance.random() * len(posts))]
                units.append(
                    DrawnUnit(
                        id=f"{corps.prefix}-{grid.number}-{place + 1:02d}",
                        call_sign=f"{corps.badge}{grid.number}-{place + 1:02d}",
                        forces=corps.forces,
                        kind=kind,
                        grid=grid,
                        officers=corps.officers[kind],
                        capabilities=corps.capabilities.get(kind, ""),
                        home=home,
                        squad=f"第{GRID_NUMERALS[grid.number - 1]}中队",
                    )
                )
    return _with_reserve(_of_full_strength(units))


def _with_reserve(units: list[DrawnUnit]) -> list[DrawnUnit]:
    """Return the units with the last cars of the busiest grids in the reserve's squads."""
    last = {
        (unit.grid.number, unit.id.split("-")[0], unit.kind): unit.id
        for unit in units
        if unit.grid.number in _RESERVE_GRIDS
    }
    squads = {
        unit_id: _RESERVES[corps, kind]
        for (_, corps, kind), unit_id in last.items()
        if (corps, kind) in _RESERVES
    }
    return [replace(unit, squad=squads.get(unit.id, unit.squad)) for unit in units]


def _of_full_strength(units: list[DrawnUnit]) -> list[DrawnUnit]:
    """Return the units with officers added to cars, in turn, until the city has its 228."""
    missing = OFFICERS - sum(unit.officers for unit in units if unit.forces != "auxiliary")
    raised = []
    for unit in units:
        grows = missing > 0 and unit.kind == "car"
        raised.append(replace(unit, officers=unit.officers + 1) if grows else unit)
        missing -= grows
    return raised
