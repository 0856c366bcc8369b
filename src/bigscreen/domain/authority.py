"""Who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from bigscreen.domain.case_orders import AdvanceCase, AttachEvidence, CaseOrder, CorrectMilestone
from bigscreen.domain.centre_orders import CentreOrder, EndSos, KeepWatch, RaiseSos, RecordVisits
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


class Role(StrEnum):
    """What an account is for."""

    SOURCE = "source"
    UNIT = "unit"
    WALL = "wall"
    DESK = "desk"
    LEAD = "lead"
    ADMIN = "admin"
    HUB = "hub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever speaks on a session: the account's name and role, never what a message claims.

    ``area_id`` is the area or grid the account is bound to, empty for the whole city.
    """

    name: str
    role: Role
    area_id: str = ""


HUB = Actor(name="hub", role=Role.HUB)
"""The hub itself, which keeps watch; nobody can join as it."""


_CASE_WORK: frozenset[type[Command]] = frozenset(
    {
        SetDuty,
        RegisterIncident,
        AssignUnits,
        ReleaseUnit,
        RecordMilestone,
        AddNote,
        CloseIncident,
        ReopenIncident,
        AdvanceCase,
        AttachEvidence,
    }
)
"""What sources report of their own work and desks order themselves."""

_HUB_ORDERS: frozenset[type[Command]] = frozenset({KeepWatch, RecordVisits})

_DESK_ORDERS: frozenset[type[Command]] = (
    _CASE_WORK | frozenset(get_args(CaseOrder)) | frozenset(get_args(CentreOrder))
) - _HUB_ORDERS
"""What people order from a desk."""

ALLOWED: Mapping[Role, frozenset[type[Command]]] = {
    # A source reports what its own system has decided, so its reports cover a case's whole life.
    Role.SOURCE: _CASE_WORK | {DeclareUnits, CorrectMilestone, RaiseSos, EndSos},
    # What a unit discovers on patrol is a case; how grave it is and how soon somebody has to be
    # there is not the unit's to say: catalogue and grid decide.
    # It calls for help, but whether it is safe again is the centre's to say.
    Role.UNIT: frozenset(
        {RegisterIncident, RecordMilestone, AddNote, SetDuty, AttachEvidence, RaiseSos}
    ),
    Role.WALL: frozenset(),
    Role.DESK: _DESK_ORDERS,
    Role.LEAD: frozenset(),
    Role.ADMIN: _DESK_ORDERS | {DeclareUnits},
    Role.HUB: _HUB_ORDERS,
}
"""Which kinds of order a role may give at all. On which units and cases is decided beside the
rules (:mod:`bigscreen.service.ownership`): sources act on what is theirs, a unit on itself."""

MAY_REPORT_POSITIONS = frozenset({Role.SOURCE, Role.UNIT})
"""The roles whose position frames the hub takes in."""

MAY_DIRECT_SCREENS = frozenset({Role.DESK, Role.ADMIN})
"""Who may wish a wall to show something, and is told what walls show."""

MAY_SEE_FIGURES = frozenset({Role.WALL, Role.DESK, Role.LEAD, Role.ADMIN})
"""The roles that are sent the figures and may ask for more; the others have no use for them."""


def may(role: Role, kind: type[Command]) -> bool:
    """Tell whether a role may give orders of this kind at all."""
    return kind in ALLOWED[role]
