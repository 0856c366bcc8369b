"""Who may order what: the whole table."""

from typing import get_args

import pytest

from bigscreen.domain import authority
from bigscreen.domain.authority import Actor, Role, may
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

EVERY_ORDER = frozenset(get_args(Command))
DESK_ORDERS = EVERY_ORDER - {DeclareUnits}

ALLOWED = {
    Role.SOURCE: EVERY_ORDER,
    Role.UNIT: {RegisterIncident, RecordMilestone, AddNote, SetDuty},
    Role.WALL: set(),
    Role.DESK: DESK_ORDERS,
    Role.LEAD: set(),
    Role.ADMIN: EVERY_ORDER,
}

AN_ORDER = {
    DeclareUnits: DeclareUnits(units=()),
    SetDuty: SetDuty(unit_id="u1", duty="on_duty"),
    RegisterIncident: RegisterIncident(item_code="noise", title="吵"),
    AssignUnits: AssignUnits(incident_id="i1", unit_ids=("u1",)),
    ReleaseUnit: ReleaseUnit(incident_id="i1", unit_id="u1"),
    RecordMilestone: RecordMilestone(incident_id="i1", unit_id="u1", milestone="on_scene"),
    AddNote: AddNote(incident_id="i1", text="看过"),
    CloseIncident: CloseIncident(incident_id="i1"),
    ReopenIncident: ReopenIncident(incident_id="i1", reason="又吵"),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", sorted(EVERY_ORDER, key=lambda kind: kind.__name__))
def test_each_role_may_give_its_own_orders_only(role, kind):
    assert may(Actor(name="a", role=role), AN_ORDER[kind]) is (kind in ALLOWED[role])


def test_every_order_and_role_is_decided():
    assert set(AN_ORDER) == EVERY_ORDER
    assert set(authority.ALLOWED) == set(Role)


def test_screens_that_only_look_move_nothing():
    assert {Role.SOURCE, Role.UNIT} == authority.MAY_REPORT_POSITIONS
    assert set(Role) == authority.SEES_LIVE_PICTURE
