"""The small city with a duty plan: clocks, departments, echelons, evidence, codes for the end."""

from dataclasses import replace

from bigscreen.domain.city import City, Disposition
from bigscreen.domain.clocks import Clock, TimeBasis
from bigscreen.domain.duty_plan import (
    Department,
    DutyLevel,
    DutyPlan,
    Echelon,
    EchelonRule,
    Minimum,
    PatrolDuty,
    Reach,
    ResponsePlace,
    RosterLine,
)
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.work_calendar import WorkCalendar
from tests.support.small_city import IN_EAST, IN_WEST, small_city

STAGE_HOURS = {
    "reported": 1.0,
    "verified": 1.0,
    "opened": 1.0,
    "routed": 1.0,
    "handled": 4.0,
    "checked": 2.0,
    "fed_back": 1.0,
    "closed": 1.0,
}


def duty_city(*, conflict_policy: str = "warn") -> City:
    """Return the small city; vendors have a working-time clock and want two proofs."""
    city = small_city(conflict_policy=conflict_policy)
    noise, vendor = city.items
    return replace(
        city,
        items=(
            replace(noise, clock="day"),
            replace(
                vendor,
                clock="grid",
                evidence=("before", "after"),
                dispositions=("done", "nothing_found"),
                sensitivity=Sensitivity.DIM,
            ),
        ),
        dispositions=(
            Disposition(code="done", name="已处置", name_en="Done"),
            Disposition(code="warned", name="教育劝离", name_en="Warned"),
            Disposition(code="nothing_found", name="查无", name_en="Nothing found", valid=False),
            Disposition(code="old", name="旧码", name_en="Old code", retired=True),
        ),
        clocks=(
            Clock(code="day", name="24小时", name_en="24 hours", limit_hours=24.0),
            Clock(
                code="grid",
                name="网格事项",
                name_en="Grid matter",
                basis=TimeBasis.WORKING,
                limit_hours=24.0,
                yellow_hours=8.0,
                red_hours=16.0,
                stage_hours=STAGE_HOURS,
            ),
        ),
        calendar=WorkCalendar(timezone=city.timezone),
        plan=_plan(),
    )


def _plan() -> DutyPlan:
    return DutyPlan(
        levels=(
            DutyLevel(code="normal", name="常态", name_en="Normal"),
            DutyLevel(code="high", name="加强", name_en="High"),
        ),
        minimums=(Minimum(grid_id="west", force_code="police", count=2),),
        roster=(RosterLine(unit_id="u5", shifts=(0,)),),
        echelons=(
            Echelon(number=1, name="一梯队", name_en="First", rules=(EchelonRule(),)),
            Echelon(
                number=2,
                name="二梯队",
                name_en="Second",
                commander=Reach.CITY,
                rules=(EchelonRule(reach=Reach.CITY, forces=("police",)),),
            ),
        ),
        patrol=(PatrolDuty(id="mall", name="商场", name_en="Mall", path=(IN_WEST,)),),
        departments=(
            Department(code="station", name="派出所", name_en="Police station", force="police"),
            Department(code="works", name="住建", name_en="Construction"),
        ),
        response_places=(
            ResponsePlace(name="学校", location=IN_EAST, radius_m=300.0, minutes=1),
            ResponsePlace(name="车站", location=IN_EAST, radius_m=2_000.0, minutes=2),
        ),
    )
