"""The flat record of one case that every figure is computed from."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.incidents import Channel, Level, WorkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One case with the first real stamp of each milestone over all its units.

    Back-filled stamps are left out: None means that nobody reported the milestone.
    ``lead_force`` is the force the catalogue names for the item; ``force_codes`` all forces
    whose units were sent. Times are UTC.
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
