"""What a desk could order about a case follows from the case, the city and the account."""

from dataclasses import replace

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import (
    AdvanceCase,
    CorrectMilestone,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    MergeIncident,
    RecordCallBack,
    RequestExtension,
    StandDown,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.city import Disposition
from bigscreen.domain.clocks import Clock, Deadline
from bigscreen.domain.commands import AddNote, CloseIncident, ReopenIncident
from bigscreen.domain.duty_plan import Department, DutyPlan, Echelon
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.progress import (
    CallBack,
    CaseLink,
    CaseStep,
    EchelonCall,
    Evidence,
    Extension,
    LinkKind,
    Satisfaction,
)
from bigscreen.viewmodels import case_choices as choices
from bigscreen.viewmodels.possible_orders import (
    allowed,
    other_open_cases,
    possible_orders,
    steps_to_offer,
)
from tests.support.duty_room import DutyRoom
from tests.support.small_city import IN_WEST, NOON, small_city


@pytest.fixture
def room():
    plan = DutyPlan(
        echelons=(Echelon(number=1, name="一", name_en="One"),),
        departments=(Department(code="roads", name="路政", name_en="Roads"),),
    )
    return DutyRoom(replace(small_city(), plan=plan))


def change(room, case, **progress):
    state = room.situation.incidents[case]
    changed = replace(state, progress=replace(state.progress, **progress))
    room.situation.incidents[case] = changed
    return changed


def kinds(room, case, role=""):
    return possible_orders(room.situation.incidents[case], room.situation, room.city, role)


def test_an_open_call_alone_in_a_city_with_a_plan(room):
    case = room.case()
    change(room, case, deadline=None)
    found = kinds(room, case)
    assert {AddNote, CloseIncident, EscalateIncident, CreateHandOver} <= found
    assert not found & {
        AdvanceCase, ReopenIncident, RequestExtension, DecideExtension, StandDown, MergeIncident,
        UnmergeIncident, UnlinkIncidents, CorrectMilestone, RecordCallBack,
    }  # fmt: skip
    assert possible_orders(room.situation.incidents[case], room.situation, None, "") == set()


def test_what_befell_a_case_opens_other_orders(room):
    case, _other = room.case(item_code="vendor"), room.case()
    room.assigned(case, "p-1")
    deadline = Deadline(clock="c", warn_at=NOON, due_at=NOON)
    call = EchelonCall(echelon=1, unit_ids=(), commander="", reason="", at=NOON, by="")
    change(
        room, case, deadline=deadline, echelons=(call,),
        links=(CaseLink(kind=LinkKind.PARENT, incident_id="x"),),
    )  # fmt: skip
    found = kinds(room, case)
    assert {
        AdvanceCase, RequestExtension, StandDown, MergeIncident, UnlinkIncidents, CorrectMilestone,
    } <= found  # fmt: skip
    assert EscalateIncident not in found
    asked = Extension(hours=1, reason="", asked_by="", asked_at=NOON)
    change(room, case, extensions=(asked,))
    assert DecideExtension in kinds(room, case)
    assert RequestExtension not in kinds(room, case)


def test_a_closed_call_is_reopened_or_called_back_once_somebody_answers(room):
    case = room.case()
    room.accepted(CloseIncident(incident_id=case))
    assert {ReopenIncident, RecordCallBack} <= kinds(room, case)
    for said, again in ((Satisfaction.NOT_REACHED, True), (Satisfaction.SATISFIED, False)):
        change(room, case, call_back=CallBack(satisfaction=said, text="", at=NOON, by=""))
        assert (RecordCallBack in kinds(room, case)) is again
    change(room, case, links=(CaseLink(kind=LinkKind.MAIN, incident_id="x"),))
    found = kinds(room, case)
    assert UnmergeIncident in found
    assert not found & {ReopenIncident, CreateHandOver}


def test_an_account_rules_orders_out():
    assert allowed("", AddNote)
    assert allowed("desk", AddNote)
    assert not allowed("lead", AddNote)
    assert not allowed("king", AddNote)


def test_closing_is_no_step_of_the_menu(room):
    case = room.case(item_code="vendor")
    room.assigned(case, "p-1")
    room.reached(case, "p-1", Milestone.HANDLED)
    state = room.situation.incidents[case]
    assert steps_to_offer(state) == (CaseStep.CHECK, CaseStep.REWORK)
    room.accepted(CloseIncident(incident_id=case))
    assert steps_to_offer(room.situation.incidents[case]) == ()


def test_other_cases_stand_nearest_first(room):
    case = room.case(location=IN_WEST)
    nowhere = room.case()
    far = room.case(location=GeoPoint(30.6, 103.25))
    near = room.case(location=GeoPoint(30.501, 103.25), drill=True)
    state = room.situation.incidents[case]
    assert [one.incident.id for one in other_open_cases(state, room.situation)] == [
        near, far, nowhere,
    ]  # fmt: skip
    same = choices.other_cases(state, room.situation, room.city, same=True)
    assert [incident_id for _, incident_id in same] == [far, nowhere]
    assert len(choices.other_cases(state, room.situation, room.city)) == 3


class TestChoices:
    def test_ties_name_the_other_case_also_when_it_is_gone(self, room):
        case, other = room.case(), room.case(title="吵")
        links = (
            CaseLink(kind=LinkKind.CHILD, incident_id=other),
            CaseLink(kind=LinkKind.RELATED, incident_id="gone"),
            CaseLink(kind=LinkKind.DUPLICATE, incident_id="twin"),
        )
        state = change(room, case, links=links)
        number = room.situation.incidents[other].incident.number
        assert choices.tied_cases(state, room.situation, room.city) == [
            (f"Child case {number}  Noise · 吵", other), ("Related case gone", "gone"),
        ]  # fmt: skip

    def test_stamps_that_can_be_corrected_stand_newest_first(self, room):
        case = room.case()
        room.assigned(case, "p-1")
        room.reached(case, "p-1", Milestone.EN_ROUTE)
        state = room.situation.incidents[case]
        found = choices.stamps(state, room.situation, room.city, room.now)
        assert [value for _, value in found] == [
            ("p-1", Milestone.EN_ROUTE), ("p-1", Milestone.ACCEPTED),
            ("p-1", Milestone.DISPATCHED),
        ]  # fmt: skip
        assert found[0][0] == "巡p-1 En route 12:04:00"

    def test_names_of_departments_limits_ends_and_proofs(self, room):
        state = room.situation.incidents[room.case(item_code="vendor")]
        assert choices.departments(None) == []
        assert choices.departments(room.city) == [("Roads", "roads")]
        assert choices.clocks(None) == [("The usual one", "")]
        assert choices.dispositions(state, room.city) == []
        city = replace(
            room.city,
            clocks=(Clock(code="c", name="时限", name_en="Limit"),),
            dispositions=(
                Disposition(code="done", name="办", name_en="Done"),
                Disposition(code="none", name="无", name_en="None", valid=False),
                Disposition(code="old", name="旧", name_en="Old", retired=True),
            ),
            items=tuple(replace(i, evidence=("before", "after")) for i in room.city.items),
        )
        assert choices.clocks(city)[1] == ("Limit", "c")
        assert choices.dispositions(state, city) == [
            ("Not said", ""), ("Done", "done"), ("None (no valid case)", "none"),
        ]  # fmt: skip
        assert choices.evidence_kinds(state, None) == []
        proof = Evidence(kind="before", reference="x", at=NOON, by="")
        state = replace(state, progress=replace(state.progress, evidence=(proof,)))
        assert choices.evidence_kinds(state, city) == [
            ("photo after", "after"), ("photo before", "before"),
        ]  # fmt: skip
