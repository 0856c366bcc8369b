"""Who may act on whose units and cases: the whole table, role by ownership."""

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AdvanceHandOver,
    AttachEvidence,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    LinkIncidents,
    MergeIncident,
    RecordCallBack,
    RegradeIncident,
    RequestExtension,
    SetHandlingLevel,
    SetSensitivity,
    StandDown,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    DeclareUnits,
    RecordMilestone,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.errors import Rejected
from bigscreen.domain.hand_overs import HandOverKind, HandOverStep
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.progress import CaseStep, HandlingLevel, LinkKind, Satisfaction
from bigscreen.domain.units import Duty
from bigscreen.service.dispatch import RULES
from bigscreen.service.order import Order
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom
from tests.support.small_city import (
    ADMIN,
    DESK,
    OTHER_DESK,
    OTHER_SOURCE,
    SOURCE,
    UNIT_ACTOR,
    a_unit,
)

ACTORS = {
    "source": SOURCE,
    "other source": OTHER_SOURCE,
    "unit": UNIT_ACTOR,
    "desk": OTHER_DESK,
    "admin": ADMIN,
}
UNIT = "unit_of_other_source"
CASE = "incident_of_other_source"
NO = "not_allowed"
NOT_MINE = "not_your_unit"


@pytest.fixture
def room() -> DutyRoom:
    """Units p-… of one source, x-… of another; nobody is sent yet."""
    room = DutyRoom()
    room.accepted(DeclareUnits(units=(a_unit("x-1"), a_unit("x-2"))), OTHER_SOURCE)
    return room


def code(room: DutyRoom, command, actor: str) -> str:
    return room.order(command, ACTORS[actor]).outcome.code


@pytest.mark.parametrize(
    ("actor", "p_1", "p_2", "x_1"),
    [
        ("source", "ok", "ok", UNIT),
        ("other source", UNIT, UNIT, "ok"),
        ("unit", "ok", NOT_MINE, NOT_MINE),
        ("desk", "ok", "ok", "ok"),
        ("admin", "ok", "ok", "ok"),
    ],
)
@pytest.mark.parametrize("kind", ["duty", "milestone", "release"])
def test_whose_units_each_acts_on(room, kind, actor, p_1, p_2, x_1) -> None:
    """On a case of the desk's: where a unit is sent does not change whose it is."""
    case = room.case()
    room.assigned(case, "p-1", "p-2", "x-1")
    order = {
        "duty": lambda unit: SetDuty(unit_id=unit, duty=Duty.OFF_DUTY),
        "milestone": lambda unit: RecordMilestone(
            incident_id=case, unit_id=unit, milestone=Milestone.ACCEPTED
        ),
        "release": lambda unit: ReleaseUnit(incident_id=case, unit_id=unit),
    }[kind]
    expected = [p_1, p_2, x_1]
    if kind == "release" and actor == "unit":
        expected = [NO] * 3
    assert [code(room, order(unit), actor) for unit in ("p-1", "p-2", "x-1")] == expected


@pytest.mark.parametrize(
    ("actor", "of_source", "of_other", "of_desk"),
    [
        ("source", "ok", CASE, CASE),
        ("other source", CASE, "ok", CASE),
        ("desk", "ok", "ok", "ok"),
        ("admin", "ok", "ok", "ok"),
        ("unit", NO, NO, NO),
    ],
)
@pytest.mark.parametrize("kind", ["assign", "note", "close", "reopen"])
def test_whose_cases_each_acts_on(room, kind, actor, of_source, of_other, of_desk) -> None:
    cases = [room.case(actor=who) for who in (SOURCE, OTHER_SOURCE, DESK)]
    if kind == "reopen":
        for case in cases:
            room.accepted(CloseIncident(incident_id=case))
    units = ["x-1" if actor == "other source" else "p-1"] * 3
    if actor in {"desk", "admin"}:
        units = ["p-1", "p-2", "x-1"]
    order = {
        "assign": lambda case, unit: AssignUnits(incident_id=case, unit_ids=(unit,)),
        "note": lambda case, _: AddNote(incident_id=case, text="看过"),
        "close": lambda case, _: CloseIncident(incident_id=case),
        "reopen": lambda case, _: ReopenIncident(incident_id=case, reason="又来"),
    }[kind]
    expected = [of_source, of_other, of_desk]
    if kind == "note" and actor == "unit":
        expected = ["not_on_incident"] * 3
    got = [code(room, order(case, unit), actor) for case, unit in zip(cases, units, strict=True)]
    assert got == expected


def test_a_source_sends_its_own_units_only(room) -> None:
    case = room.case(actor=SOURCE)
    order = AssignUnits(incident_id=case, unit_ids=("p-1", "x-1"))
    outcome = room.refused(order, SOURCE)
    assert outcome.code == UNIT
    assert outcome.facts == {"unit": "x-1", "source": "platform"}
    assert not outcome.can_confirm


def test_whose_case_it_is_is_said(room) -> None:
    outcome = room.refused(CloseIncident(incident_id=room.case()), SOURCE)
    assert (outcome.code, outcome.facts) == (
        CASE,
        {"incident": "JQ-20260302-0006", "source": "desk-1"},
    )


def close_and_note(room: DutyRoom, case: str) -> list[str]:
    return [
        code(room, AddNote(incident_id=case, text="处置完毕"), "source"),
        code(room, CloseIncident(incident_id=case), "source"),
    ]


def test_a_source_ends_a_desks_case_that_its_own_units_have_finished(room) -> None:
    case = room.case()
    room.assigned(case, "p-1", "p-2")
    room.reached(case, "p-1", Milestone.REPORTED)
    assert close_and_note(room, case) == [CASE, CASE]  # p-2 is still at it
    room.reached(case, "p-2", Milestone.HANDLED)
    assert close_and_note(room, case) == ["ok", "ok"]


def test_a_source_does_not_end_what_others_were_sent_to(room) -> None:
    case = room.case()
    room.assigned(case, "p-1", "x-1")
    room.reached(case, "p-1", Milestone.REPORTED)
    room.reached(case, "x-1", Milestone.REPORTED, OTHER_SOURCE)
    assert close_and_note(room, case) == [CASE, CASE]
    room.accepted(ReleaseUnit(incident_id=case, unit_id="x-1"))
    assert close_and_note(room, case) == [CASE, CASE]


def test_a_source_does_not_end_a_case_whose_units_were_called_back(room) -> None:
    case = room.case()
    room.assigned(case, "p-1")
    room.reached(case, "p-1", Milestone.HANDLED)
    room.accepted(ReleaseUnit(incident_id=case, unit_id="p-1"))
    assert close_and_note(room, case) == [CASE, CASE]


def test_a_source_attaches_proof_to_its_own_cases_and_where_its_units_were(room) -> None:
    case, own = room.case(), room.case(actor=SOURCE)

    def attach(incident_id: str) -> str:
        reference = f"{room.situation.seq}.jpg"
        proof = AttachEvidence(incident_id=incident_id, kind="after", reference=reference)
        return code(room, proof, "source")

    assert (attach(own), attach(case)) == ("ok", CASE)
    room.assigned(case, "x-1")
    assert attach(case) == CASE
    room.assigned(case, "p-1")
    assert attach(case) == "ok"


ON_A_CASE = (
    lambda a, _: AssignUnits(incident_id=a, unit_ids=("p-1",)),
    lambda a, _: AddNote(incident_id=a, text="看过"),
    lambda a, _: CloseIncident(incident_id=a),
    lambda a, _: ReopenIncident(incident_id=a, reason="又来"),
    lambda a, _: AdvanceCase(incident_id=a, step=CaseStep.REPORT),
    lambda a, _: RequestExtension(incident_id=a, hours=1, reason="难办"),
    lambda a, _: DecideExtension(incident_id=a, approved=True),
    lambda a, _: RegradeIncident(incident_id=a, level=Level.ONE, reason="更重"),
    lambda a, _: SetHandlingLevel(incident_id=a, handling=HandlingLevel.LEVEL_ONE, reason="更重"),
    lambda a, _: SetSensitivity(incident_id=a, sensitivity=Sensitivity.HIDE),
    lambda a, _: EscalateIncident(incident_id=a, reason="人多"),
    lambda a, _: StandDown(incident_id=a, reason="散了"),
    lambda a, b: MergeIncident(incident_id=a, into_id=b),
    lambda a, _: UnmergeIncident(incident_id=a, reason="两件"),
    lambda a, b: LinkIncidents(incident_id=a, other_id=b, kind=LinkKind.RELATED),
    lambda a, b: UnlinkIncidents(incident_id=a, other_id=b),
    lambda a, _: AttachEvidence(incident_id=a, kind="after", reference="1.jpg"),
    lambda a, _: RecordCallBack(incident_id=a, satisfaction=Satisfaction.SATISFIED),
    lambda a, _: CreateHandOver(
        incident_id=a, kind=HandOverKind.HAND_OVER, department="works", subject="修路"
    ),
)


@pytest.mark.parametrize("order_on", ON_A_CASE)
def test_every_rule_on_a_case_asks_whose_it_is(order_on) -> None:
    """Whatever a role may order one day: the rules themselves refuse another's case."""
    room = DutyRoom(duty_city())
    first, second = room.case(), room.case()
    command = order_on(first, second)
    if isinstance(command, ReopenIncident):
        room.accepted(CloseIncident(incident_id=first))
    with pytest.raises(Rejected) as refused:
        RULES[type(command)](order_of(room, SOURCE), command)
    assert refused.value.code == CASE


def test_the_rule_on_a_form_asks_whose_case_it_is_about() -> None:
    room = DutyRoom(duty_city())
    room.accepted(ON_A_CASE[-1](room.case(), ""))
    (form,) = room.situation.hand_overs
    step = AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.ACKNOWLEDGE)
    with pytest.raises(Rejected) as refused:
        RULES[AdvanceHandOver](order_of(room, SOURCE), step)
    assert refused.value.code == CASE


def order_of(room: DutyRoom, actor) -> Order:
    return Order(
        situation=room.situation, city=room.city, actor=actor, command_id="c", now=room.now
    )
