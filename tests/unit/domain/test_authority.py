"""Who may order what: the whole table."""

from typing import get_args

import pytest

from bigscreen.domain import authority
from bigscreen.domain.authority import Role, may
from bigscreen.domain.case_orders import AdvanceCase, AttachEvidence, CorrectMilestone
from bigscreen.domain.centre_orders import EndSos, KeepWatch, RaiseSos, RecordVisits
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
OF_THE_HUB = {KeepWatch, RecordVisits}
DESK_ORDERS = EVERY_ORDER - {DeclareUnits} - OF_THE_HUB

ALLOWED = {
    Role.SOURCE: {
        DeclareUnits,
        SetDuty,
        RegisterIncident,
        AssignUnits,
        ReleaseUnit,
        RecordMilestone,
        CorrectMilestone,
        AddNote,
        AttachEvidence,
        AdvanceCase,
        CloseIncident,
        ReopenIncident,
        RaiseSos,
        EndSos,
    },
    Role.UNIT: {RegisterIncident, RecordMilestone, AddNote, SetDuty, AttachEvidence, RaiseSos},
    Role.WALL: set(),
    Role.DESK: DESK_ORDERS,
    Role.LEAD: set(),
    Role.ADMIN: DESK_ORDERS | {DeclareUnits},
    Role.HUB: OF_THE_HUB,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", sorted(EVERY_ORDER, key=lambda kind: kind.__name__))
def test_each_role_may_give_its_own_orders_only(role, kind):
    assert may(role, kind) is (kind in ALLOWED[role])


def test_every_order_and_role_is_decided():
    assert set(authority.ALLOWED) == set(Role)


def test_screens_that_only_look_move_nothing():
    assert {Role.SOURCE, Role.UNIT} == authority.MAY_REPORT_POSITIONS
