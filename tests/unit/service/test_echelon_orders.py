"""Calling reinforcement, and standing it down."""

from dataclasses import replace

import pytest

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_orders import EscalateIncident, StandDown
from bigscreen.domain.commands import CloseIncident
from bigscreen.domain.duty_plan import DutyPlan, Echelon, EchelonRule, Reach
from bigscreen.service.echelon_orders import RULES
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_WEST, LEAD, SOURCE, UNIT_ACTOR, small_city


def an_echelon(number: int, *rules: EchelonRule) -> Echelon:
    return Echelon(number=number, name="", name_en="", commander=Reach.GRID, rules=rules)


# In no order: an echelon's number says where it stands.
PLAN = DutyPlan(echelons=(an_echelon(3), an_echelon(1, EchelonRule()), an_echelon(2)))


class Scene:
    def __init__(self, **case) -> None:
        city = small_city()
        west, east = city.grids
        city = replace(city, grids=(replace(west, commander="王西"), east), plan=PLAN)
        self.room = DutyRoom(city)
        self.case_id = self.room.case(**{"location": IN_WEST, **case})

    @property
    def state(self):
        return self.room.situation.incidents[self.case_id]

    @property
    def alarms(self):
        return list(self.room.situation.alarms)

    def escalate(self, echelon: int | None = None, reason: str = "打斗升级") -> EscalateIncident:
        return EscalateIncident(incident_id=self.case_id, reason=reason, echelon=echelon)

    def stand_down(self, reason: str = "平息") -> StandDown:
        return StandDown(incident_id=self.case_id, reason=reason)


def test_the_next_echelon_is_activated_with_its_units_and_its_commander_is_told() -> None:
    scene = Scene()
    outcome = scene.room.accepted(scene.escalate())
    [call] = scene.state.progress.echelons
    assert (call.echelon, call.unit_ids, call.commander) == (1, ("p-1", "p-2", "p-3"), "王西")
    assert (call.reason, call.at, call.by) == ("打斗升级", scene.room.now, "desk-1")
    assert outcome.incident_id == scene.case_id
    [alarm] = scene.alarms
    assert alarm.id == f"echelon_activated:{scene.case_id}/1:due:{scene.room.now:%Y%m%dT%H%M%SZ}"
    assert (alarm.kind, alarm.stage) == (AlarmKind.ECHELON_ACTIVATED, AlarmStage.DUE)
    assert (alarm.status, alarm.addressee, alarm.detail) == (AlarmStatus.SOUNDING, "王西", "1")
    assert (alarm.incident_id, alarm.grid_id, alarm.count) == (scene.case_id, "west", 3)
    assert alarm.moment == alarm.raised_at == scene.room.now


def test_each_escalation_goes_one_further_up() -> None:
    scene = Scene()
    for highest in (1, 2, 3):
        scene.room.accepted(scene.escalate())
        assert scene.state.progress.echelon == highest
    refused = scene.room.refused(scene.escalate())
    assert refused.code == "no_further_echelon"
    assert refused.facts == {
        "incident": scene.state.incident.number,
        "active": 3,
        "asked": 4,
        "could": [],
    }


@pytest.mark.parametrize(
    ("active", "asked", "could"), [((), 9, ["1", "2", "3"]), ((2,), 2, ["1", "3"])]
)
def test_an_echelon_that_is_active_or_not_the_citys_is_refused(active, asked, could) -> None:
    scene = Scene()
    for echelon in active:
        scene.room.accepted(scene.escalate(echelon))
    refused = scene.room.refused(scene.escalate(asked))
    assert refused.code == "no_further_echelon"
    assert (refused.facts["asked"], refused.facts["could"]) == (asked, could)


def test_a_higher_echelon_can_be_called_at_once_and_a_lower_one_after_it() -> None:
    scene = Scene()
    scene.room.accepted(scene.escalate(3))
    scene.room.accepted(scene.escalate(1))
    assert scene.state.progress.echelon == 3
    assert [call.echelon for call in scene.state.progress.echelons] == [3, 1]


def test_standing_down_takes_the_highest_back_and_clears_its_alarm() -> None:
    scene = Scene()
    other = scene.room.case(location=IN_WEST)
    scene.room.accepted(EscalateIncident(incident_id=other, reason="另一起"))
    scene.room.accepted(scene.escalate())
    scene.room.accepted(scene.escalate())
    scene.room.accepted(scene.stand_down())
    assert scene.state.progress.echelon == 1
    stood_down = scene.state.progress.echelons[1]
    assert (stood_down.stood_down_at, stood_down.stood_down_by) == (scene.room.now, "desk-1")
    status_of = {(alarm.incident_id, alarm.detail): alarm.status for alarm in scene.alarms}
    assert status_of == {
        (other, "1"): AlarmStatus.SOUNDING,
        (scene.case_id, "1"): AlarmStatus.SOUNDING,
        (scene.case_id, "2"): AlarmStatus.CLEARED,
    }
    cleared = next(alarm for alarm in scene.alarms if alarm.is_settled)
    assert (cleared.answered_at, cleared.by, cleared.note) == (scene.room.now, "desk-1", "平息")


def test_what_was_stood_down_can_be_called_again() -> None:
    scene = Scene()
    scene.room.accepted(scene.escalate())
    scene.room.accepted(scene.stand_down())
    assert scene.room.refused(scene.stand_down()).code == "no_echelon_active"
    scene.room.accepted(scene.escalate())
    assert scene.state.progress.echelon == 1
    assert [alarm.status for alarm in scene.alarms] == [AlarmStatus.SOUNDING, AlarmStatus.CLEARED]


def test_a_drill_alarms_nobody() -> None:
    scene = Scene(drill=True)
    incident = replace(scene.state.incident, drill=True)
    scene.room.situation.incidents[scene.case_id] = replace(scene.state, incident=incident)
    scene.room.accepted(scene.escalate())
    assert scene.state.progress.echelon == 1
    assert scene.alarms == []


@pytest.mark.parametrize("reason", ["", "  ", "字" * 201])
def test_both_orders_need_a_reason(reason) -> None:
    scene = Scene()
    codes = {"text_missing"} if not reason.strip() else {"text_too_long"}
    assert {scene.room.refused(scene.escalate(reason=reason)).code} == codes
    scene.room.accepted(scene.escalate())
    assert {scene.room.refused(scene.stand_down(reason=reason)).code} == codes


def test_a_closed_case_is_past_reinforcement() -> None:
    scene = Scene()
    scene.room.accepted(scene.escalate())
    scene.room.accepted(CloseIncident(incident_id=scene.case_id))
    assert scene.room.refused(scene.escalate()).code == "incident_closed"
    assert scene.room.refused(scene.stand_down()).code == "incident_closed"


def test_only_desks_call_reinforcement() -> None:
    scene = Scene()
    for actor in (SOURCE, UNIT_ACTOR, LEAD):
        for order in (scene.escalate(), scene.stand_down()):
            assert type(order) in RULES
            assert scene.room.refused(order, actor).code == "not_allowed"
