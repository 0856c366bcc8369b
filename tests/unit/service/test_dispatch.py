"""Authority comes first, the same order has the same fingerprint."""

from datetime import UTC, datetime
from itertools import product
from typing import get_args

import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.authority import ALLOWED, Actor, Role
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.units import Duty
from bigscreen.service.dispatch import RULES, fingerprint
from tests.support.duty_room import DutyRoom
from tests.support.small_city import DESK, OTHER_DESK, WALL, a_unit

COMMANDS = (
    DeclareUnits(units=(a_unit("p-9"),)),
    SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY),
    RegisterIncident(item_code="noise", title="吵"),
    AssignUnits(incident_id="i4", unit_ids=("p-1",)),
    ReleaseUnit(incident_id="i4", unit_id="p-1"),
    RecordMilestone(incident_id="i4", unit_id="p-1", milestone=Milestone.ON_SCENE),
    AddNote(incident_id="i4", text="看见了"),
    CloseIncident(incident_id="i4"),
    ReopenIncident(incident_id="i4", reason="又来"),
)


@pytest.mark.parametrize(("role", "command"), list(product(Role, COMMANDS)))
def test_only_what_the_role_allows_reaches_the_rules(role, command) -> None:
    room = DutyRoom()
    room.case()
    outcome = room.order(command, Actor(name="p-1", role=role)).outcome
    if type(command) in ALLOWED[role]:
        assert outcome.code != "not_allowed"
    else:
        assert outcome.code == "not_allowed"
        assert outcome.facts == {"role": role.value, "order": type(command).__name__}


def test_every_kind_of_order_has_its_rule() -> None:
    assert set(RULES) == set(get_args(Command))


def test_authority_comes_before_the_rules() -> None:
    outcome = DutyRoom().refused(CloseIncident(incident_id="nowhere"), WALL)
    assert outcome.code == "not_allowed"


def test_outcome_names_the_events_it_made() -> None:
    room = DutyRoom()
    outcome = room.accepted(RegisterIncident(item_code="noise", title="吵"))
    assert (outcome.first_seq, outcome.last_seq) == (4, 4)
    outcome = room.accepted(AssignUnits(incident_id="i4", unit_ids=("p-1", "p-2")))
    assert (outcome.first_seq, outcome.last_seq) == (5, 6)


def test_fingerprint_tells_actor_kind_and_content_apart() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    orders = [
        (DESK, ReleaseUnit(incident_id="i4", unit_id="p-1")),
        (OTHER_DESK, ReleaseUnit(incident_id="i4", unit_id="p-1")),
        (DESK, ReleaseUnit(incident_id="i4", unit_id="p-2")),
        (DESK, ReleaseUnit(incident_id="i4", unit_id="p-1", at=at)),
        (DESK, AddNote(incident_id="i4", text="p-1")),
    ]
    prints = {fingerprint(actor, command) for actor, command in orders}
    assert len(prints) == len(orders)
    again = fingerprint(DESK, ReleaseUnit(incident_id="i4", unit_id="p-1"))
    assert again == fingerprint(*orders[0])
