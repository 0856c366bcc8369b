"""Draws what duty is planned by: patrol duties, the roster, who goes out with what."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.names import GIVEN_NAMES, SURNAMES
from bigscreen.city.demo.people import DrawnUnit
from bigscreen.city.demo.places import DrawnPlace
from bigscreen.city.demo.shapes import XY, inside, length
from bigscreen.city.demo.skeleton import RANK_MAIN
from bigscreen.city.demo.streets import DrawnStreet

_SHORTEST_LINE_M, _LONGEST_LINE_M = 350.0, 1400.0
_LINE_RADIUS_M = 40.0

Row = Sequence[object]

BODY_CAMERA = "body_camera"
BODY_PICTURES = 3
"""How many made-up pictures there are from body cameras."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDuty:
    """A must-visit point or must-patrol line on the plane."""

    id: str
    name: str
    name_en: str
    grid_id: str
    forces: str
    radius_m: float
    visits: int
    path: list[XY]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointKind:
    """Which places have to be visited: by whom, how often a shift, how many in each grid."""

    kind: str
    name_en: str
    forces: str
    visits: int
    radius_m: float
    by_grid: int


def points_of(
    grids: Iterable[DrawnGrid], places: Sequence[DrawnPlace], kinds: Sequence[PointKind]
) -> Iterator[DrawnDuty]:
    """Yield the must-visit points of each grid: the first places of each kind in it."""
    for grid in grids:
        within = [place for place in places if inside(grid.ring, place.place)]
        number = 0
        for wanted in kinds:
            fitting = [place for place in within if place.kind == wanted.kind]
            for place in fitting[: wanted.by_grid]:
                number += 1
                yield DrawnDuty(
                    id=f"bd-{grid.id}-{number}",
                    name=place.name,
                    name_en=f"{wanted.name_en} {number}, {grid.name_en}",
                    grid_id=grid.id,
                    forces=wanted.forces,
                    radius_m=wanted.radius_m,
                    visits=wanted.visits,
                    path=[place.place],
                )


def lines_of(
    grids: Iterable[DrawnGrid],
    streets: Sequence[tuple[DrawnStreet, list[XY]]],
    forces: str,
    visits: int,
) -> Iterator[DrawnDuty]:
    """Yield a must-patrol line a grid: the longest piece of a main street within it."""
    for grid in grids:
        runs = [
            (street.name, run)
            for street, course in streets
            if street.rank <= RANK_MAIN
            for run in _runs_within(grid.ring, course)
        ]
        name, run = max(runs, key=lambda found: length(found[1]), default=("", []))
        if length(run) < _SHORTEST_LINE_M:
            continue
        yield DrawnDuty(
            id=f"bx-{grid.id}-1",
            name=f"{name}（{grid.name}）",
            name_en=f"Line 1, {grid.name_en}",
            grid_id=grid.id,
            forces=forces,
            radius_m=_LINE_RADIUS_M,
            visits=visits,
            path=run,
        )


def roster_of(
    units: Iterable[DrawnUnit], shifts: Sequence[str], *, weekly_rest: bool
) -> Iterator[Row]:
    """Yield the lines of the roster: the first unit of a corps in a grid works all shifts.

    ``shifts`` are what the others work, in turn; those have a day off in the week where there
    is a ``weekly_rest``.
    """
    place: dict[tuple[str, str], int] = {}
    for number, unit in enumerate(units):
        corps = (unit.forces, unit.grid.id)
        turn = place[corps] = place.get(corps, -1) + 1
        off = number % 7 + 1 if weekly_rest and turn else 0
        days = ";".join(str(day) for day in range(1, 8) if day != off)
        yield unit.id, shifts[turn % len(shifts)], days


def officers_of(units: Iterable[DrawnUnit], auxiliary: str) -> Iterator[Row]:
    """Yield the officers: as many as each unit has, of its forces in turn, under invented names."""
    people = _people()
    number = 0
    for unit in units:
        if unit.forces == auxiliary:
            continue
        forces = unit.forces.split(";")
        for place in range(unit.officers):
            force = forces[place % len(forces)]
            number += 1
            yield f"{100_000 + 37 * number}", next(people), force, unit.squad, unit.id


def devices_of(units: Iterable[DrawnUnit], kinds: Mapping[str, str]) -> Iterator[Row]:
    """Yield what the units carry: one of each of ``kinds`` (with its label) for each force.

    Body cameras have the made-up pictures in turn.
    """
    for number, unit in enumerate(units):
        for force in unit.forces.split(";"):
            for kind, label in kinds.items():
                tail = f"-{force}" if ";" in unit.forces else ""
                name = f"{label} {unit.call_sign}"
                picture = f"demo:body/{number % BODY_PICTURES + 1}"
                url = picture if kind == BODY_CAMERA else ""
                yield f"{kind}-{unit.id}{tail}", unit.id, kind, name, force, url


def minimums_of(
    grids: Iterable[DrawnGrid],
    units: Sequence[DrawnUnit],
    forces: Sequence[str],
    shares: Mapping[str, float],
) -> Iterator[Row]:
    """Yield how many units have to be out: one of each force, more at the levels in ``shares``."""
    for grid in grids:
        own = [unit for unit in units if unit.grid.id == grid.id]
        for force in forces:
            there = sum(force in unit.forces.split(";") for unit in own)
            asked = 1
            if there:
                yield grid.id, force, asked, ""
            for level, share in shares.items():
                wanted = min(there, math.ceil(there * share))
                if wanted > asked:
                    asked = wanted
                    yield grid.id, force, wanted, level


def leaders() -> Iterator[str]:
    """Yield invented names of squad leaders, other than the officers'."""
    return (surname + given for given in reversed(GIVEN_NAMES) for surname in reversed(SURNAMES))


def _people() -> Iterator[str]:
    """Yield invented names, neighbours unlike."""
    for turn in range(len(GIVEN_NAMES)):
        for place, surname in enumerate(SURNAMES):
            yield surname + GIVEN_NAMES[(turn + 3 * place) % len(GIVEN_NAMES)]


def _runs_within(ring: Sequence[XY], course: Sequence[XY]) -> Iterator[list[XY]]:
    """Yield the pieces of a course inside a ring, none longer than a patrol walks."""
    run: list[XY] = []
    for here, following in pairwise([*course, course[-1]]):
        if inside(ring, here):
            run.append(here)
        elif run:
            yield run
            run = []
        if len(run) > 1 and length(run) + math.dist(here, following) > _LONGEST_LINE_M:
            yield run
            run = [here]
    if len(run) > 1:
        yield run
