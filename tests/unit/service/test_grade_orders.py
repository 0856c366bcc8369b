"""What is said of a case: level, who settles it, walls, evidence, the call-back."""

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import (
    AttachEvidence,
    RecordCallBack,
    RegradeIncident,
    SetHandlingLevel,
    SetSensitivity,
)
from bigscreen.domain.commands import CloseIncident, ReopenIncident
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.progress import CallStage, HandlingLevel, Satisfaction
from bigscreen.domain.transitions import call_stage
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom
from tests.support.small_city import OTHER_SOURCE, SOURCE, UNIT_ACTOR


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom(duty_city())


def regrade(case: str, level: Level, reason: str = "有人受伤") -> RegradeIncident:
    return RegradeIncident(incident_id=case, level=level, reason=reason)


def test_regrading_keeps_the_first_level_and_the_time_of_registration(room) -> None:
    case = room.case(level=Level.THREE)
    received_at = room.state(case).incident.received_at
    assert room.state(case).progress.original_level is None
    room.accepted(regrade(case, Level.TWO))
    room.accepted(regrade(case, Level.ONE))
    state = room.state(case)
    assert (state.incident.level, state.incident.received_at) == (Level.ONE, received_at)
    assert state.progress.original_level is Level.THREE
    last = state.progress.regrades[-1]
    assert (last.was, last.level, last.by, last.at) == (Level.TWO, Level.ONE, "desk-1", room.now)


def test_a_regrading_says_why_and_changes_something(room) -> None:
    case = room.case(level=Level.TWO)
    assert room.refused(regrade(case, Level.ONE, " ")).code == "text_missing"
    assert room.refused(regrade(case, Level.TWO)).code == "nothing_to_do"
    room.accepted(CloseIncident(incident_id=case))
    assert room.refused(regrade(case, Level.ONE)).code == "incident_closed"


def test_big_matters_are_settled_higher_up_with_a_reason(room) -> None:
    case = room.case()
    assert room.state(case).progress.handling is HandlingLevel.LEVEL_TWO

    def order(handling, reason="群体事件"):
        return SetHandlingLevel(incident_id=case, handling=handling, reason=reason)

    assert room.refused(order(HandlingLevel.LEVEL_TWO)).code == "nothing_to_do"
    assert room.refused(order(HandlingLevel.SPECIAL, "")).code == "text_missing"
    room.accepted(order(HandlingLevel.SPECIAL))
    assert room.state(case).progress.handling is HandlingLevel.SPECIAL


def test_walls_show_a_case_as_was_said_closed_ones_too(room) -> None:
    case = room.case()
    hide = SetSensitivity(incident_id=case, sensitivity=Sensitivity.HIDE)
    room.accepted(hide)
    assert room.state(case).incident.sensitivity is Sensitivity.HIDE
    assert room.refused(hide).code == "nothing_to_do"
    room.accepted(CloseIncident(incident_id=case))
    room.accepted(SetSensitivity(incident_id=case, sensitivity=Sensitivity.DIM))


# --- evidence ---------------------------------------------------------------------------------


def proof(case: str, kind: str = "before", reference: str = "p-1.jpg") -> AttachEvidence:
    return AttachEvidence(incident_id=case, kind=kind, reference=reference)


def test_a_proof_is_noted_once_with_who_and_when(room) -> None:
    case = room.case(item_code="vendor")
    room.accepted(proof(case))
    (noted,) = room.state(case).progress.evidence
    assert (noted.kind, noted.reference, noted.by, noted.at) == (
        "before",
        "p-1.jpg",
        "desk-1",
        room.now,
    )
    assert room.refused(proof(case)).code == "nothing_to_do"
    room.accepted(proof(case, reference="p-2.jpg"))


@pytest.mark.parametrize("field", ["kind", "reference"])
def test_a_proof_has_a_kind_and_a_place(room, field) -> None:
    outcome = room.refused(proof(room.case(), **{field: " "}))
    assert (outcome.code, outcome.facts) == ("text_missing", {"field": field})


def test_a_unit_proves_what_it_does_itself_and_a_source_what_is_its_own(room) -> None:
    case = room.case(item_code="vendor")
    assert room.refused(proof(case), UNIT_ACTOR).code == "not_on_incident"
    assert room.refused(proof(case), OTHER_SOURCE).code == "incident_of_other_source"
    room.assigned(case, "p-1")
    room.accepted(proof(case), UNIT_ACTOR)


# --- call-back --------------------------------------------------------------------------------


def call_back(case: str, satisfaction=Satisfaction.SATISFIED) -> RecordCallBack:
    return RecordCallBack(incident_id=case, satisfaction=satisfaction, text="谢谢")


def stage(room, case: str) -> CallStage:
    state = room.state(case)
    return call_stage(state, room.situation.assignments_of(state))


def test_a_closed_call_is_called_back_once_somebody_answers(room) -> None:
    case = room.case()
    assert room.refused(call_back(case)).code == "incident_open"
    room.accepted(CloseIncident(incident_id=case))
    room.accepted(call_back(case, Satisfaction.NOT_REACHED))
    room.accepted(call_back(case))
    assert room.state(case).progress.call_back.satisfaction is Satisfaction.SATISFIED
    outcome = room.refused(call_back(case))
    assert (outcome.code, outcome.facts["stage"], outcome.facts["could"]) == (
        "illegal_step",
        "called_back",
        [],
    )


def test_nobody_is_called_back_about_a_city_case(room) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    assert room.refused(call_back(case)).code == "wrong_kind_of_work"


def test_a_call_stands_where_its_furthest_unit_stands(room) -> None:
    case = room.case()
    assert stage(room, case) is CallStage.RECEIVED
    room.assigned(case, "p-1", "p-2")
    room.reached(case, "p-1", Milestone.ON_SCENE)
    room.reached(case, "p-2", Milestone.ACCEPTED)
    assert stage(room, case) is CallStage.ON_SCENE
    room.accepted(CloseIncident(incident_id=case))
    assert stage(room, case) is CallStage.CLOSED
    room.accepted(call_back(case))
    assert stage(room, case) is CallStage.CALLED_BACK
    room.accepted(ReopenIncident(incident_id=case, reason="又来"))
    assert stage(room, case) is CallStage.ON_SCENE
