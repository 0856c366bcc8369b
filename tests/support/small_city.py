"""A city of two grids for tests: small enough to know by heart."""

from dataclasses import replace
from datetime import UTC, datetime

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.city import CatalogueItem, City, Grid
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.domain.units import Force, ForceFamily, Unit

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""12:00 in the city."""

IN_WEST = GeoPoint(30.5, 103.25)
IN_EAST = GeoPoint(30.5, 103.75)
OUTSIDE = GeoPoint(31.5, 103.5)

DESK = Actor(name="desk-1", role=Role.DESK)
OTHER_DESK = Actor(name="desk-2", role=Role.DESK)
WALL = Actor(name="wall-1", role=Role.WALL)
LEAD = Actor(name="lead-1", role=Role.LEAD)
SOURCE = Actor(name="simulator", role=Role.SOURCE)
OTHER_SOURCE = Actor(name="platform", role=Role.SOURCE)
ADMIN = Actor(name="admin-1", role=Role.ADMIN)
UNIT_ACTOR = Actor(name="p-1", role=Role.UNIT)


def small_city(*, conflict_policy: str = "warn") -> City:
    """Return a city of a west grid (3 minutes) and an east grid (5 minutes)."""
    return City(
        id="small",
        name="小城",
        name_en="Small City",
        centre=GeoPoint(30.5, 103.5),
        timezone="Asia/Shanghai",
        forces=(
            Force(
                code="police", name="公安", name_en="Police", family=ForceFamily.POLICE, badge="警"
            ),
            Force(
                code="cg",
                name="城管",
                name_en="Chengguan",
                family=ForceFamily.CHENGGUAN,
                badge="城",
            ),
        ),
        grids=(
            Grid(
                id="west",
                name="西",
                name_en="West",
                ring=_box(103.0, 103.5),
                response_minutes=3,
            ),
            Grid(id="east", name="东", name_en="East", ring=_box(103.5, 104.0)),
        ),
        items=(
            CatalogueItem(
                code="noise",
                name="噪音扰民",
                name_en="Noise",
                work_kind=WorkKind.POLICE_CALL,
                lead_force="police",
                default_level=Level.TWO,
            ),
            CatalogueItem(
                code="vendor",
                name="流动摊贩",
                name_en="Vendor",
                work_kind=WorkKind.CITY_CASE,
                lead_force="cg",
            ),
        ),
        conflict_policy=conflict_policy,
    )


def a_unit(unit_id: str, **changes) -> Unit:
    """Return a police unit with this id."""
    unit = Unit(id=unit_id, call_sign=f"巡{unit_id}", force_codes=("police",), grid_id="west")
    return replace(unit, **changes)


def _box(west: float, east: float) -> tuple[GeoPoint, ...]:
    return (
        GeoPoint(30.0, west),
        GeoPoint(30.0, east),
        GeoPoint(31.0, east),
        GeoPoint(31.0, west),
    )
