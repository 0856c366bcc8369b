"""An order reads differently in every phase from the click to its answer."""

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.outcomes import Outcome, OutcomeStatus, UnitOutcome
from bigscreen.domain.units import Duty
from bigscreen.viewmodels.order_names import command_name
from bigscreen.viewmodels.order_notice import Phase, pending, settled
from tests.support.duty_room import DutyRoom


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
        (SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY), "Order"),
    ],
)
def test_every_order_has_a_name(command, name):
    room = DutyRoom()
    assert command_name(command, room.situation, room.city) == name


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
