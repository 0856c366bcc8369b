"""A duty room whose hub looks at the clock: a small city with clocks, and time that is set."""

from dataclasses import replace
from datetime import datetime, timedelta

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.authority import HUB
from bigscreen.domain.centre_events import AlarmChanged
from bigscreen.domain.centre_orders import KeepWatch
from bigscreen.domain.city import CatalogueItem, City
from bigscreen.domain.clocks import Clock, TimeBasis
from bigscreen.domain.duty_plan import Department, DutyPlan
from bigscreen.domain.events import Event
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.outcomes import OutcomeStatus
from bigscreen.domain.work_calendar import WorkCalendar
from bigscreen.service.watch_orders import needs_watch
from tests.support.duty_room import DutyRoom
from tests.support.small_city import NOON, small_city

CALL = Clock(
    code="call",
    name="警情",
    name_en="Call",
    limit_hours=24,
    warn_hours=2,
    stage_hours={"accepted": 2, "en_route": 2},
)
GRID = Clock(
    code="grid",
    name="网格",
    name_en="Grid",
    limit_hours=72,
    warn_hours=4,
    yellow_hours=72,
    red_hours=144,
    stage_hours={"reported": 8, "verified": 8},
)
OFFICE = Clock(
    code="office",
    name="工作日",
    name_en="Office",
    basis=TimeBasis.WORKING,
    limit_hours=24,
    warn_hours=4,
    yellow_hours=24,
    red_hours=48,
    stage_hours={"reported": 8},
)
FORM = Clock(
    code="13710",
    name="13710",
    name_en="13710",
    limit_hours=168,
    warn_hours=8,
    stage_hours={"acknowledge": 24, "plan": 48, "complete": 96},
)


def clock_city(**changes) -> City:
    """Return the small city with clocks, a department, and commanders of its grids."""
    city = small_city()
    noise, vendor = city.items
    plan = DutyPlan(departments=(Department(code="station", name="派出所", name_en="Station"),))
    ready = replace(
        city,
        clocks=(CALL, GRID, OFFICE, FORM),
        calendar=WorkCalendar(timezone=city.timezone),
        grids=tuple(replace(grid, commander=f"{grid.name}长") for grid in city.grids),
        items=(
            replace(noise, clock="call"),
            replace(vendor, clock="grid"),
            _item("shop", clock="office"),
            _item("litter", limit_hours=4.0),
            _item("dust", clock="gone", limit_hours=4.0),
        ),
        plan=plan,
    )
    return replace(ready, **changes)


def _item(code: str, **fields) -> CatalogueItem:
    return CatalogueItem(
        code=code, name=code, name_en=code, work_kind=WorkKind.CITY_CASE, lead_force="cg", **fields
    )


class WatchRoom(DutyRoom):
    """A duty room that is looked at so many hours after noon; the hub runs since long ago."""

    def __init__(
        self,
        city: City | None = None,
        units: tuple[str, ...] = (),
        running_since: datetime = NOON - timedelta(days=30),
    ) -> None:
        super().__init__(city or clock_city(), units)
        self.running_since = running_since
        self.now = NOON
        self.look(0)

    def look(self, hours: float) -> list[Event]:
        """Let the hub look at the clock; needing it and doing something are the same."""
        moment = NOON + timedelta(hours=hours)
        needed = needs_watch(self.situation, self.city, moment, self.running_since)
        self.now = moment - timedelta(minutes=1)
        decision = self.order(KeepWatch(running_since=self.running_since), HUB)
        assert decision.outcome.status is OutcomeStatus.ACCEPTED
        assert needed is bool(decision.events)
        return list(decision.events)

    def alarms_at(self, hours: float) -> list[Alarm]:
        """Look, and return the alarms that changed."""
        return [event.alarm for event in self.look(hours) if isinstance(event, AlarmChanged)]

    def heard(self, hours: float) -> list[tuple[str, str, str, str]]:
        """Look, and return kind, detail, stage and status of the alarms that changed."""
        return [
            (alarm.kind.value, alarm.detail, alarm.stage.value, alarm.status.value)
            for alarm in self.alarms_at(hours)
        ]

    def city_case(self, item_code: str = "vendor", at: float = 0, **fields) -> str:
        """Register a city-management case so many hours after noon."""
        self.now = NOON + timedelta(hours=at, minutes=-1)
        return self.case(item_code=item_code, title="占道", grid_id="west", **fields)
