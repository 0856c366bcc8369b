"""What came due while the hub was dead is on record as expired, and never sounds."""

from datetime import datetime, timedelta

import pytest

from bigscreen.city.saving import save_city
from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.authority import Role
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.situation import Situation
from bigscreen.protocol.codec import event_of
from bigscreen.protocol.messages import EventMessage, Welcome
from tests.support.hub_process import hub_process
from tests.support.raw_client import RawClient, joined
from tests.support.running_hub import TOKENS
from tests.support.small_city import IN_WEST, small_city

STARTED = datetime.fromisoformat("2026-03-01T08:00:00+08:00")


def picture(client: RawClient) -> Situation:
    situation = Situation(client.all(Welcome)[0].snapshot)
    for message in client.all(EventMessage):
        situation.apply(message.seq, event_of(message))
    return situation


def due_alarms(client: RawClient, incident_id: str) -> list[AlarmStatus]:
    return [
        alarm.status
        for alarm in picture(client).alarms
        if alarm.kind is AlarmKind.CASE_DUE and alarm.incident_id == incident_id
    ]


@pytest.mark.timeout(180)
async def test_a_hub_that_was_killed_lets_what_it_missed_expire(tmp_path) -> None:
    folder = tmp_path / "city"
    save_city(small_city(), folder)
    case = RegisterIncident(item_code="vendor", title="摊", location=IN_WEST)

    def started(passed: timedelta):
        at = (STARTED + passed).isoformat()
        return hub_process(tmp_path, "--clock-start", at, city=folder)

    async with started(timedelta()) as hub, joined(hub.url, TOKENS[Role.DESK], "desk") as desk:
        missed = (await desk.order(case)).incident_id
        await desk.until(lambda: picture(desk).shift.started_at is not None)
        hub.kill()
        await hub.ended()
    async with (
        started(timedelta(hours=100)) as hub,
        joined(hub.url, TOKENS[Role.DESK], "desk") as desk,
    ):
        await desk.until(lambda: due_alarms(desk, missed))
        fresh = (await desk.order(case)).incident_id
        assert set(due_alarms(desk, missed)) == {AlarmStatus.EXPIRED}
        assert due_alarms(desk, fresh) == []
        for message in desk.all(EventMessage):
            if message.name == "alarm_changed":
                assert event_of(message).alarm.status is not AlarmStatus.SOUNDING
