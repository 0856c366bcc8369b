"""How the small city plans its duty: two levels, two echelons, three shifts, no list of people."""

from collections.abc import Iterator, Sequence

from bigscreen.city.demo.areas import DrawnGrid
from bigscreen.city.demo.duty_drawing import PointKind, Row, leaders, lines_of, points_of
from bigscreen.city.demo.package_files import DrawnCity, DutyFiles
from bigscreen.city.demo.people import DrawnUnit

SQUADS = {"shanqian": "山前中队", "xijie": "西街中队", "dongjie": "东街中队", "matou": "码头中队"}
"""The squad of each street and town, which is of the first two forces alike."""

_LEVELS = """\
[[levels]]
code = "calm"
name = "平日勤务"
name_en = "Ordinary days"

[[levels]]
code = "festival"
name = "节庆勤务"
name_en = "Festival days"
"""

_ECHELONS = """\
# Whoever is near.
[[echelons]]
number = 1
name = "就近增援"
name_en = "Nearest help"
commander = "street"

[[echelons.rules]]
reach = "street"
forces = ["swat", "road"]
within_m = 1500

# All joint posts, and cars that can give first aid.
[[echelons]]
number = 2
name = "全区增援"
name_en = "The whole district"
commander = "district"

[[echelons.rules]]
reach = "district"
forces = ["urban"]
kinds = ["post"]

[[echelons.rules]]
reach = "district"
forces = ["swat"]
kinds = ["car"]
capabilities = ["first_aid"]
"""

_DEPARTMENTS = (
    ("police_post", "边防派出所", "Harbour police post", "swat", "2110"),
    ("harbour", "港航管理处", "Harbour office", "", "2330"),
    ("cleaning", "环卫公司", "Cleaning company", "", "2440"),
    ("district_office", "区行政执法局", "District enforcement office", "urban", "2550"),
)

_SHIFTS = {"swat": "0;1;2", "road": "1;2", "urban": "1;2", "swat;urban": "0;2"}
"""In which of the three shifts units of these forces are on duty."""

_MARKETS = PointKind(
    kind="market", name_en="Market", forces="urban", visits=3, radius_m=120.0, by_grid=1
)


def small_duty(city: DrawnCity) -> DutyFiles:
    """Return how the small city plans its duty."""
    wharf = [zone for zone in city.grids if zone.area_id == "matou"]
    return DutyFiles(
        levels=_LEVELS,
        echelons=_ECHELONS,
        departments=_DEPARTMENTS,
        minimums=list(_minimums(city.units)),
        roster=[(unit.id, _SHIFTS[unit.forces], "1;2;3;4;5;6;7") for unit in city.units],
        squads=list(_squads(city.grids)),
        patrol=[
            *lines_of(wharf, city.streets, "swat;urban", 2),
            *points_of(city.grids, city.places, (_MARKETS,)),
        ],
    )


def _minimums(units: Sequence[DrawnUnit]) -> Iterator[Row]:
    """Yield a patrol in each zone that has one; on festival days traffic police as well."""
    for force, level in (("swat", ""), ("road", "festival")):
        for zone in dict.fromkeys(unit.grid.id for unit in units if unit.forces == force):
            yield zone, force, 1, level


def _squads(zones: Sequence[DrawnGrid]) -> Iterator[Row]:
    names = leaders()
    for street in dict.fromkeys(zone.area_id for zone in zones):
        name = SQUADS[street]
        yield name, name, f"{street.capitalize()} squad", "", "", next(names)
