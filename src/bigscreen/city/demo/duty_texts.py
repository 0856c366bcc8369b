"""How the demo city plans its duty: levels, echelons, departments, squads, classes of places."""

from collections.abc import Iterable, Iterator, Sequence

from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.duty_drawing import (
    DrawnDuty,
    PointKind,
    Row,
    devices_of,
    leaders,
    lines_of,
    minimums_of,
    officers_of,
    points_of,
    roster_of,
)
from bigscreen.city.demo.names import GRID_NUMERALS
from bigscreen.city.demo.package_files import DrawnCity, DutyFiles
from bigscreen.city.demo.people import EMERGENCY_SQUAD, YOUTH_SQUAD, DrawnUnit
from bigscreen.city.demo.places import DrawnPlace

_AUXILIARY = "auxiliary"
_OFFICER_FORCES = ("patrol", "traffic", "chengguan")

_LEVELS = """\
# The duty levels 勤务等级; the first one holds until a desk sets another. minimums.csv says how
# many units each of them wants out.

[[levels]]
code = "level_3"
name = "三级"
name_en = "Level 3"

[[levels]]
code = "level_2"
name = "二级"
name_en = "Level 2"

[[levels]]
code = "level_1"
name = "一级"
name_en = "Level 1"
"""

_LEVEL_SHARES = {"level_2": 0.34, "level_1": 0.5}
"""The share of a grid's units that has to be out at the levels above the usual one."""

_ECHELONS = """\
# The steps of reinforcement 梯次增援. A unit belongs to an echelon when one of its rules names
# it; commander says whose commander is told: that of the grid, street, district or city.

# The grid's own patrol, and quick-reaction posts nearby.
[[echelons]]
number = 1
name = "第一梯队"
name_en = "First echelon"
commander = "grid"

[[echelons.rules]]
reach = "grid"
forces = ["patrol"]
kinds = ["foot", "car", "motorcycle"]

[[echelons.rules]]
reach = "city"
forces = ["patrol"]
kinds = ["post"]
within_m = 2500

# The grid's joint force, police with shields from the district, traffic police of the street.
[[echelons]]
number = 2
name = "第二梯队"
name_en = "Second echelon"
commander = "district"

[[echelons.rules]]
reach = "grid"
forces = ["chengguan"]

[[echelons.rules]]
reach = "district"
forces = ["patrol"]
kinds = ["car"]
capabilities = ["shield"]

[[echelons.rules]]
reach = "street"
forces = ["traffic"]

# The reserve.
[[echelons]]
number = 3
name = "第三梯队"
name_en = "Third echelon"
commander = "city"

[[echelons.rules]]
reach = "city"
squads = ["青年突击队"]

[[echelons.rules]]
reach = "city"
squads = ["城管应急队"]
"""

_DEPARTMENTS = (
    ("station", "属地派出所", "Local police station", "patrol", "110"),
    ("public_order", "治安大队", "Public order brigade", "patrol", "内线 2101"),
    ("criminal", "刑侦大队", "Criminal investigation", "patrol", "内线 2102"),
    ("traffic_brigade", "交警大队", "Traffic police brigade", "traffic", "122"),
    ("chengguan_bureau", "城管执法局", "Chengguan bureau", "chengguan", "内线 2201"),
    ("construction", "住房和城乡建设局", "Housing and construction bureau", "", "内线 2301"),
    ("market", "市场监管局", "Market supervision bureau", "", "12315"),
    ("environment", "生态环境局", "Environment bureau", "", "12369"),
    ("transport", "交通运输局", "Transport bureau", "", "12328"),
    ("civil_affairs", "民政局（救助站）", "Civil affairs, shelter", "", "内线 2305"),
    ("water", "水务局", "Water bureau", "", "内线 2306"),
    ("gas", "燃气公司", "Gas company", "", "内线 2401"),
    ("power", "供电公司", "Power company", "", "95598"),
    ("street", "属地街道办", "Street office", "", "12345"),
)
"""Whom a case can be handed over to; some are no force of the centre's."""

_POINTS = (
    PointKind(kind="school", name_en="School", forces="patrol", visits=2, radius_m=80.0, by_grid=1),
    PointKind(
        kind="hospital", name_en="Hospital", forces="patrol", visits=1, radius_m=80.0, by_grid=1
    ),
    PointKind(
        kind="mall",
        name_en="Mall",
        forces="patrol;chengguan",
        visits=1,
        radius_m=100.0,
        by_grid=1,
    ),
    PointKind(
        kind="market", name_en="Market", forces="chengguan", visits=2, radius_m=80.0, by_grid=1
    ),
    PointKind(kind="transit", name_en="Station", forces="", visits=1, radius_m=80.0, by_grid=1),
)

_DEVICES = {"body_camera": "执法记录仪", "radio": "电台"}

_PLACE_CLASSES = (("hospital", 0, 250.0, 1), ("mall", 3, 200.0, 1), ("transit", 1, 200.0, 3))
"""Kind of place, which of them, radius and response class."""


def demo_duty(city: DrawnCity) -> DutyFiles:
    """Return how the demo city plans its duty."""
    patrol: list[DrawnDuty] = [
        *points_of(city.grids, city.places, _POINTS),
        *lines_of(city.grids, city.streets, "patrol;chengguan", 1),
    ]
    return DutyFiles(
        levels=_LEVELS,
        echelons=_ECHELONS,
        departments=_DEPARTMENTS,
        minimums=list(minimums_of(city.grids, city.units, _OFFICER_FORCES, _LEVEL_SHARES)),
        roster=list(roster_of(city.units, ("0;1", "0", "1", "0"), weekly_rest=True)),
        squads=list(_squads(city.grids)),
        officers=list(officers_of(city.units, _AUXILIARY)),
        devices=list(devices_of(_equipped(city.units), _DEVICES)),
        response_places=list(_response_places(city.places)),
        patrol=patrol,
    )


def _squads(grids: Sequence[DrawnGrid]) -> Iterator[Row]:
    """Yield the nine joint squads, one a grid, and the two of the reserve."""
    names = leaders()
    for grid in grids:
        name = f"第{GRID_NUMERALS[grid.number - 1]}中队"
        yield name, name, f"Squad {grid.number}", "", grid.id, next(names)
    yield YOUTH_SQUAD, YOUTH_SQUAD, "Youth squad", "patrol", "", next(names)
    yield EMERGENCY_SQUAD, EMERGENCY_SQUAD, "Emergency team", "chengguan", "", next(names)


def _equipped(units: Iterable[DrawnUnit]) -> Iterator[DrawnUnit]:
    return (unit for unit in units if unit.forces != _AUXILIARY)


def _response_places(places: Sequence[DrawnPlace]) -> Iterator[tuple[DrawnPlace, float, int]]:
    for kind, which, radius_m, minutes in _PLACE_CLASSES:
        fitting = [place for place in places if place.kind == kind]
        yield fitting[which], radius_m, minutes
