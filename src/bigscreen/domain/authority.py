"""Who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever speaks on a session: the account's name and role, never what a message claims."""

    name: str
    role: Role


_DESK_ORDERS: frozenset[type[Command]] = frozenset(
    {
        SetDuty,
        RegisterIncident,
        AssignUnits,
        ReleaseUnit,
        RecordMilestone,
        AddNote,
        CloseIncident,
        ReopenIncident,
    }
)

ALLOWED: Mapping[Role, frozenset[type[Command]]] = {
    # A source reports what its own system has decided, so its reports cover a case's whole life.
    Role.SOURCE: _DESK_ORDERS | {DeclareUnits},
    Role.UNIT: frozenset({RegisterIncident, RecordMilestone, AddNote, SetDuty}),
    Role.WALL: frozenset(),
    Role.DESK: _DESK_ORDERS,
    Role.LEAD: frozenset(),
    Role.ADMIN: _DESK_ORDERS | {DeclareUnits},
}

MAY_REPORT_POSITIONS = frozenset({Role.SOURCE, Role.UNIT})
"""The roles whose position frames the hub takes in."""

SEES_LIVE_PICTURE = frozenset({Role.SOURCE, Role.UNIT, Role.WALL, Role.DESK, Role.ADMIN, Role.LEAD})
"""The roles that are sent the snapshot and the events."""


def may(actor: Actor, command: Command) -> bool:
    """Tell whether ``actor`` may give an order of this kind at all."""
    return type(command) in ALLOWED[actor.role]
