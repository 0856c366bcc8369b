"""Answering alarms, once for all screens."""

from datetime import timedelta

import pytest

from bigscreen.domain.alarms import AlarmStatus
from bigscreen.domain.centre_orders import AcknowledgeAlarm, MuteAlarm
from bigscreen.domain.commands import CloseIncident
from bigscreen.domain.refusals import Refusal
from tests.support.small_city import NOON, OTHER_DESK, SOURCE, WALL
from tests.support.watch_room import WatchRoom


@pytest.fixture
def room() -> WatchRoom:
    """A room with one alarm sounding: a case is due in an hour."""
    room = WatchRoom()
    room.city_case("litter")
    room.look(3)
    return room


def alarm(room: WatchRoom):
    [only] = room.situation.alarms.open()
    return only


def test_an_alarm_is_acknowledged_with_a_note(room: WatchRoom) -> None:
    outcome = room.accepted(AcknowledgeAlarm(alarm_id=alarm(room).id, note="在办"))
    assert outcome.incident_id == alarm(room).incident_id
    assert alarm(room).status is AlarmStatus.ACKNOWLEDGED
    assert (alarm(room).by, alarm(room).note) == ("desk-1", "在办")
    assert alarm(room).answered_at == room.now
    assert room.heard(3.5) == []  # it stays until its cause is gone, silently


def test_an_acknowledged_one_is_settled_for_everybody(room: WatchRoom) -> None:
    room.accepted(AcknowledgeAlarm(alarm_id=alarm(room).id))
    since = room.now.isoformat()
    for order in (
        AcknowledgeAlarm(alarm_id=alarm(room).id),
        MuteAlarm(alarm_id=alarm(room).id, minutes=5),
    ):
        outcome = room.refused(order, OTHER_DESK)
        assert outcome.code == Refusal.ALARM_SETTLED
        facts = {"alarm": alarm(room).id, "state": "acknowledged", "since": since, "by": "desk-1"}
        assert outcome.facts == facts


def test_a_muted_alarm_sounds_again(room: WatchRoom) -> None:
    room.now = NOON + timedelta(hours=3)
    room.accepted(MuteAlarm(alarm_id=alarm(room).id, minutes=20, note="稍候"))
    assert alarm(room).status is AlarmStatus.MUTED
    assert alarm(room).muted_until == NOON + timedelta(hours=3, minutes=21)
    assert room.heard(3 + 20 / 60) == []
    assert room.heard(3 + 21 / 60) == [("case_due", "", "early", "sounding")]
    assert alarm(room).muted_until is None
    assert room.heard(3 + 22 / 60) == []


def test_a_muted_alarm_is_muted_again_or_acknowledged(room: WatchRoom) -> None:
    room.accepted(MuteAlarm(alarm_id=alarm(room).id, minutes=5))
    room.accepted(MuteAlarm(alarm_id=alarm(room).id, minutes=30), OTHER_DESK)
    assert alarm(room).muted_until == room.now + timedelta(minutes=30)
    room.accepted(AcknowledgeAlarm(alarm_id=alarm(room).id))
    assert alarm(room).muted_until is None


def test_an_alarm_without_cause_is_settled(room: WatchRoom) -> None:
    known = alarm(room)
    room.accepted(CloseIncident(incident_id=known.incident_id, confirm=True))
    room.look(3.5)
    outcome = room.refused(AcknowledgeAlarm(alarm_id=known.id))
    assert (outcome.code, outcome.facts["state"]) == (Refusal.ALARM_SETTLED, "cleared")


def test_an_expired_alarm_can_be_acknowledged_but_not_muted() -> None:
    room = WatchRoom(running_since=NOON)
    room.city_case("litter")
    room.running_since = NOON + timedelta(hours=9)
    room.look(10)
    outcome = room.refused(MuteAlarm(alarm_id=alarm(room).id, minutes=5))
    assert (outcome.code, outcome.facts["state"]) == (Refusal.ALARM_SETTLED, "expired")
    room.accepted(AcknowledgeAlarm(alarm_id=alarm(room).id))


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_an_alarm_is_not_muted_for_ever(room: WatchRoom, minutes: int) -> None:
    outcome = room.refused(MuteAlarm(alarm_id=alarm(room).id, minutes=minutes))
    assert outcome.code == Refusal.VALUE_OUT_OF_RANGE
    facts = {"field": "minutes", "value": minutes, "lowest": 1, "highest": 240}
    assert outcome.facts == facts


@pytest.mark.parametrize(
    "order",
    [AcknowledgeAlarm(alarm_id="x" * 99), MuteAlarm(alarm_id="x" * 99, minutes=5)],
)
def test_an_unknown_alarm_is_refused(room: WatchRoom, order) -> None:
    outcome = room.refused(order)
    assert (outcome.code, outcome.facts) == (Refusal.UNKNOWN_ALARM, {"alarm": "x" * 60})


def test_a_note_is_plain_text(room: WatchRoom) -> None:
    outcome = room.refused(AcknowledgeAlarm(alarm_id=alarm(room).id, note="\x07"))
    assert outcome.code == Refusal.TEXT_HAS_CONTROL


@pytest.mark.parametrize("actor", [WALL, SOURCE])
def test_walls_and_sources_answer_no_alarms(room: WatchRoom, actor) -> None:
    outcome = room.refused(AcknowledgeAlarm(alarm_id=alarm(room).id), actor)
    assert outcome.code == Refusal.NOT_ALLOWED
