"""The hub looks at its clocks and at its patrols by itself, and orders what follows."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.authority import Role
from bigscreen.domain.centre_events import DutyVisited
from bigscreen.domain.commands import CloseIncident, DeclareUnits, RegisterIncident
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.situation import Situation
from bigscreen.hub.clock import HubClock
from bigscreen.protocol.codec import event_of
from bigscreen.protocol.messages import EventMessage, Welcome
from bigscreen.protocol.positions import encode_positions
from tests.support.memory_ledger import MemoryLedger
from tests.support.raw_client import RawClient, joined
from tests.support.running_hub import TOKENS, running_hub
from tests.support.small_city import IN_EAST, IN_WEST, NOON, a_unit, small_city
from tests.support.waiting import until

CASE = RegisterIncident(item_code="vendor", title="摊", location=IN_WEST)


class Times:
    """Hub time that a test sets on."""

    def __init__(self) -> None:
        self.passed_s = 0.0
        self.clock = HubClock(NOON, steady=lambda: self.passed_s)


def alarms(client: RawClient) -> list[AlarmStatus]:
    situation = Situation(client.all(Welcome)[0].snapshot)
    for message in client.all(EventMessage):
        situation.apply(message.seq, event_of(message))
    return [alarm.status for alarm in situation.alarms if alarm.kind is AlarmKind.CASE_DUE]


async def test_what_comes_due_sounds_once_and_is_cleared_when_its_case_is_closed() -> None:
    times, ledger = Times(), MemoryLedger()
    async with (
        running_hub(ledger, clock=times.clock, watch_tick_s=0.01) as it,
        joined(it.url, TOKENS[Role.DESK], "desk") as desk,
    ):
        case = (await desk.order(CASE)).incident_id
        times.passed_s = timedelta(hours=73).total_seconds()
        await desk.until(lambda: AlarmStatus.SOUNDING in alarms(desk))
        watched = sum(entry.actor.role is Role.HUB for entry in ledger.entries)
        await desk.order(CloseIncident(incident_id=case, confirm=True))
        await desk.until(lambda: set(alarms(desk)) == {AlarmStatus.CLEARED})
        hub_orders = [entry for entry in ledger.entries if entry.actor.role is Role.HUB]
        assert all(entry.events for entry in hub_orders)
        assert len({entry.command_id for entry in hub_orders}) == len(hub_orders) > watched
        orders = it.hub.counters.orders
        assert orders == 2  # nobody is charged for the hub's own


async def test_visits_are_seen_by_the_positions_and_known_after_a_restart() -> None:
    duty = PatrolDuty(id="mall", name="商场", name_en="Mall", path=(IN_WEST,), grid_id="west")
    city = replace(small_city(), plan=DutyPlan(patrol=(duty,)))
    times, ledger = Times(), MemoryLedger()

    def visits() -> int:
        return sum(isinstance(event, DutyVisited) for _, event in ledger.events)

    async def come(it, source: RawClient, to: GeoPoint, after_s: float) -> None:
        times.passed_s += after_s
        taken = it.hub.counters.fixes_taken
        await source.connection.send(_fix_of_unit_1(times.clock, to))
        await until(lambda: it.hub.counters.fixes_taken > taken)

    parts = {"clock": times.clock, "city": city, "watch_tick_s": 0.01}
    async with (
        running_hub(ledger, **parts) as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        await source.order(DeclareUnits(units=(a_unit("p-1"),)))
        await come(it, source, IN_WEST, 10.0)
        await until(lambda: visits() == 1)
    async with (
        running_hub(ledger, **parts) as it,
        joined(it.url, TOKENS[Role.SOURCE], "source") as source,
    ):
        await come(it, source, IN_WEST, 10.0)  # it was there all the time
        await come(it, source, IN_EAST, 10.0)
        await come(it, source, IN_WEST, 600.0)
        await until(lambda: visits() == 2)
        assert {"watch", "patrol"} <= it.hub.health()["heartbeat_age_s"].keys()
    assert visits() == 2


def _fix_of_unit_1(clock: HubClock, at: GeoPoint) -> bytes:
    fix = FixColumns(
        number=np.array([1], np.uint32),
        lat=np.array([at.lat]),
        lon=np.array([at.lon]),
        speed_mps=np.zeros(1, np.float32),
        heading_deg=np.zeros(1, np.float32),
        fixed_at_ms=np.array([clock.now().timestamp() * 1000]),
    )
    return encode_positions(fix)[0]
