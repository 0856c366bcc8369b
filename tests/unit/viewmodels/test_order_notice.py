"""An order reads differently in every phase from the click to its answer."""

from typing import get_args

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AdvanceHandOver,
    CaseOrder,
    CorrectMilestone,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    RegradeIncident,
    SetHandlingLevel,
    SetSensitivity,
)
from bigscreen.domain.centre_orders import (
    AddShiftNote,
    CentreOrder,
    KeepWatch,
    MuteAlarm,
    RaiseSos,
    RecordVisits,
    SetDutyLevel,
)
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.hand_overs import HandOverKind, HandOverStep
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.outcomes import Outcome, OutcomeStatus, UnitOutcome
from bigscreen.domain.progress import CaseStep, HandlingLevel
from bigscreen.domain.units import Duty
from bigscreen.viewmodels import order_names
from bigscreen.viewmodels.order_names import command_name
from bigscreen.viewmodels.order_notice import Phase, pending, settled
from tests.support.duty_records import a_form
from tests.support.duty_room import DutyRoom
from tests.support.small_city import NOON


def sentence(code, facts):
    return f"[{code} {facts.get('unit', '')}]"


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (AssignUnits(incident_id="i", unit_ids=("p-1",)), "Dispatch 巡p-1"),
        (ReleaseUnit(incident_id="i", unit_id="p-1"), "Release 巡p-1"),
        (
            RecordMilestone(incident_id="i", unit_id="p-1", milestone=Milestone.ON_SCENE),
            "Record 巡p-1 On scene",
        ),
        (AddNote(incident_id="i", text="x"), "Note"),
        (CloseIncident(incident_id="i"), "Close case"),
        (ReopenIncident(incident_id="i", reason=""), "Reopen case"),
        (RegisterIncident(item_code="noise", title=""), "Register case"),
        (SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY), "Put 巡p-1 off duty"),
        (SetDuty(unit_id="p-1", duty=Duty.ON_DUTY), "Put 巡p-1 on duty"),
        (DeclareUnits(units=()), "Order"),
        (AdvanceCase(incident_id="i", step=CaseStep.SUSPEND), "Suspend"),
        (
            CorrectMilestone(
                incident_id="i", unit_id="p-1", milestone=Milestone.ON_SCENE, at=NOON, reason="x"
            ),
            "Correct 巡p-1 On scene",
        ),
        (DecideExtension(incident_id="i", approved=True), "Grant more time"),
        (DecideExtension(incident_id="i", approved=False), "Refuse more time"),
        (RegradeIncident(incident_id="i", level=Level.ONE, reason="x"), "Regrade to Level Ⅰ"),
        (
            SetHandlingLevel(incident_id="i", handling=HandlingLevel.SPECIAL, reason="x"),
            "Special report",
        ),
        (SetSensitivity(incident_id="i", sensitivity=Sensitivity.HIDE), "Hidden from walls"),
        (EscalateIncident(incident_id="i", reason="x"), "Call reinforcement"),
        (
            CreateHandOver(
                incident_id="i", kind=HandOverKind.TRANSFER, department="roads", subject="x"
            ),
            "Transfer to roads",
        ),
        (
            AdvanceHandOver(hand_over_id="h1", step=HandOverStep.PLAN),
            "Give the plan JB-20260302-0001",
        ),
        (AdvanceHandOver(hand_over_id="h9", step=HandOverStep.PLAN), "Give the plan"),
        (RaiseSos(unit_id="p-1"), "SOS for 巡p-1"),
        (MuteAlarm(alarm_id="a", minutes=10), "Mute alarm for 10 min"),
        (SetDutyLevel(level="one", reason="x"), "Duty: one"),
        (AddShiftNote(text="x"), "Shift note"),
    ],
)
def test_every_order_has_a_name(command, name):
    room = DutyRoom()
    room.situation.hand_overs.put(a_form())
    assert command_name(command, room.situation, room.city) == name


def test_every_order_of_a_desk_has_a_name_of_its_own():
    kinds = {*get_args(CaseOrder), *get_args(CentreOrder)} - {KeepWatch, RecordVisits}
    named_by_value = {
        AdvanceCase, AdvanceHandOver, CorrectMilestone, CreateHandOver, DecideExtension,
        MuteAlarm, RaiseSos, RegradeIncident, SetDutyLevel, SetHandlingLevel, SetSensitivity,
    }  # fmt: skip
    assert kinds - named_by_value <= set(order_names._NAMES)


@pytest.mark.parametrize("code", ["illegal_step", "evidence_missing"])
def test_closing_too_early_is_asked_back_as_what_it_is(code):
    answer = outcome(OutcomeStatus.REFUSED, code=code, can_confirm=True)
    assert "forced" in settled("Close case", answer, sentence).detail


def outcome(status, **fields):
    return Outcome(command_id="c", status=status, **fields)


HELD = UnitOutcome(unit_id="a", code="unit_held", facts={"unit": "a"})
FREE = UnitOutcome(unit_id="b", code="ok")


@pytest.mark.parametrize(
    ("answer", "phase", "title", "detail"),
    [
        (outcome(OutcomeStatus.ACCEPTED), Phase.ACCEPTED, "Send", "accepted"),
        (outcome(OutcomeStatus.NOT_SENT), Phase.NOT_SENT, "Not sent: Send", "Nothing was ordered"),
        (outcome(OutcomeStatus.UNCONFIRMED), Phase.UNCONFIRMED, "Unconfirmed: Send", "settles"),
        (
            outcome(OutcomeStatus.REFUSED, code="incident_closed"),
            Phase.REFUSED,
            "Refused: Send",
            "[incident_closed ]",
        ),
        (
            outcome(OutcomeStatus.REFUSED, code="unit_held", units=(HELD, FREE)),
            Phase.REFUSED,
            "Refused: Send",
            "[unit_held a]",
        ),
        (
            outcome(OutcomeStatus.REFUSED, code="unit_held", units=(HELD,), can_confirm=True),
            Phase.WARNED,
            "[unit_held a]",
            "again",
        ),
    ],
)
def test_every_answer_reads_differently(answer, phase, title, detail):
    notice = settled("Send", answer, sentence)
    assert notice.phase is phase
    assert notice.title == title
    assert detail in notice.detail


def test_a_pending_order_says_that_it_waits():
    notice = pending("Send")
    assert (notice.phase, notice.title) == (Phase.PENDING, "Send")
    assert notice.detail
