"""The flat record of one case that every figure is computed from."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.incidents import Channel, Level, WorkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One case with the first real stamp of each milestone over all its units.

    Back-filled stamps are left out: None means that nobody reported the milestone.
    ``lead_force`` is the force the catalogue names for the item; ``force_codes`` all forces
    whose units were sent, ``unit_ids`` those units. Times are UTC.

    ``stamped_by`` says how each milestone's first stamp was made: one letter a milestone in
    their order, ``s`` system, ``u`` unit, ``h`` by hand, ``-`` none.
    ``level`` is the one that holds now, ``original_level`` the one before the first regrading
    (None when it never changed). ``opened_at`` is 立案, ``verified_at`` 核实; ``due_at`` the
    deadline that holds now; ``reworks`` and its like how often it happened.
    ``stage`` is a city-management case's, of one closed by force the one it stood at before;
    it is empty for police calls.
    """

    incident_id: str
    work_kind: WorkKind
    item_code: str
    level: Level
    channel: Channel
    grid_id: str
    lead_force: str
    response_minutes: int
    received_at: datetime
    dispatched_at: datetime | None = None
    accepted_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    handled_at: datetime | None = None
    reported_at: datetime | None = None
    closed_at: datetime | None = None
    force_codes: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    stamped_by: str = "------"
    valid: bool = True
    drill: bool = False
    duplicate_of: str = ""
    original_level: Level | None = None
    verified_at: datetime | None = None
    opened_at: datetime | None = None
    checked_at: datetime | None = None
    due_at: datetime | None = None
    yellow_at: datetime | None = None
    red_at: datetime | None = None
    called_back_at: datetime | None = None
    satisfied: bool | None = None
    reworks: int = 0
    returns: int = 0
    extensions: int = 0
    suspensions: int = 0
    escalations: int = 0
    corrections: int = 0
    forced: bool = False
    stage: str = ""
