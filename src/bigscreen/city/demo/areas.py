"""The nine grids: which faces belong to each, and the border around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bigscreen.city.demo.mesh import PlanarMesh
from bigscreen.city.demo.names import GIVEN_NAMES, GRID_NUMERALS, SURNAMES
from bigscreen.city.demo.shapes import XY, inner_point, inside

RESPONSE_MINUTES = (5, 3, 5, 3, 1, 3, 5, 3, 5)
"""Response class of each grid: the centre 1 minute, its neighbours 3, the corners 5."""

AREAS = (
    ("city", "", "city", "示范市", "Demo City", "邓永红"),
    ("north", "city", "district", "北片区", "North District", "谢国强"),
    ("south", "city", "district", "南片区", "South District", "韩文斌"),
    ("beimen", "north", "street", "北门街道", "Beimen Street", "唐志远"),
    ("dongmen", "north", "street", "东门街道", "Dongmen Street", "冯晓峰"),
    ("ximen", "south", "street", "西门街道", "Ximen Street", "董建平"),
    ("nanmen", "south", "street", "南门街道", "Nanmen Street", "程丽华"),
    ("g5-1", "g5", "micro_grid", "中心一微网", "Centre One", "宋春梅"),
    ("g5-2", "g5", "micro_grid", "中心二微网", "Centre Two", "曹海波"),
    ("g5-3", "g5", "micro_grid", "中心三微网", "Centre Three", "袁秀兰"),
)
"""The tiers above the nine grids, and the micro-grids of the busiest one."""

_STREETS = (
    "beimen", "beimen", "dongmen", "ximen", "dongmen", "dongmen", "ximen", "nanmen", "nanmen",
)  # fmt: skip
"""The street and town 街道 each grid lies in."""

_ENGLISH_NUMERALS = (
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnGrid:
    """A grid of the demo city on the plane; ``number`` counts from 1 in reading order."""

    number: int
    id: str
    name: str
    name_en: str
    commander: str
    response_minutes: int
    area_id: str
    ring: list[XY]


def grids_of(mesh: PlanarMesh, rough: Sequence[list[XY]], chance: Random) -> list[DrawnGrid]:
    """Return the grids; neighbours share every corner of their border.

    ``rough`` are the areas as first drawn; the border takes in every street end on it.
    """
    owner = owners_of(mesh, rough)
    surnames = sorted(SURNAMES, key=lambda _: chance.random())
    given = sorted(GIVEN_NAMES, key=lambda _: chance.random())
    return [
        DrawnGrid(
            number=index + 1,
            id=f"g{index + 1}",
            name=f"第{GRID_NUMERALS[index]}网格",
            name_en=f"Grid {_ENGLISH_NUMERALS[index]}",
            commander=surnames[index] + given[index],
            response_minutes=RESPONSE_MINUTES[index],
            area_id=_STREETS[index],
            ring=border_of(mesh, {face for face, grid in owner.items() if grid == index}),
        )
        for index in range(len(rough))
    ]


def owners_of(mesh: PlanarMesh, rough: Sequence[list[XY]]) -> dict[int, int]:
    """Return for each face which of the rough areas, by place in the list, it lies in."""
    return {
        face: next(
            number
            for number, ring in enumerate(rough)
            if inside(ring, inner_point(mesh.ring(face)))
        )
        for face in mesh.faces
    }


def border_of(mesh: PlanarMesh, faces: set[int]) -> list[XY]:
    """Return the outline of a set of faces that hang together."""
    rings = (mesh.faces[face] for face in sorted(faces))
    after = {
        a: b
        for ring in rings
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        if mesh.left_of(b, a) not in faces
    }
    start = min(after)
    border = [start]
    while (corner := after[border[-1]]) != start:
        border.append(corner)
    return [mesh.points[corner] for corner in border]
