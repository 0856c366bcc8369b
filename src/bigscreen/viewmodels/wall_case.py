"""One case as a wall tells it, where anybody can read along: never more than walls may say."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.incidents import IncidentStatus, Level, Sensitivity
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_badges import Badge
from bigscreen.viewmodels.case_tracks import StageCell, UnitTrack
from bigscreen.viewmodels.durations import running_clock
from bigscreen.viewmodels.incident_sheet import incident_sheet
from bigscreen.viewmodels.wall_headline import wall_headline
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class WallCase:
    """A case for a wall.

    ``masked`` says what is kept back and why, empty where nothing is; ``lines`` are facts, the
    most important first; ``received`` is the first cell of every track.
    """

    number: str
    headline: str
    level: Level
    level_text: str
    badges: tuple[Badge, ...]
    masked: str
    lines: tuple[str, ...]
    summary: str
    received: StageCell
    case_line: tuple[StageCell, ...]
    tracks: tuple[UnitTrack, ...]
    received_at: datetime
    overdue_at: datetime | None
    stopped_at: datetime | None
    is_closed: bool

    def clock(self, now: datetime) -> str:
        """Return how long the case has been running, or ran."""
        return running_clock(((self.stopped_at or now) - self.received_at).total_seconds())

    def is_overdue(self, now: datetime) -> bool:
        """Whether the case's clock had run out, now or when it was closed."""
        return self.overdue_at is not None and (self.stopped_at or now) >= self.overdue_at


def wall_case(
    situation: Situation, state: IncidentState, city: City | None, now: datetime
) -> WallCase:
    """Return what a wall may say of a case."""
    sheet = incident_sheet(situation, state, city, now)
    incident = state.incident
    is_dim = incident.sensitivity is Sensitivity.DIM
    hides_address = city is not None and not city.walls_show_addresses
    masked = ""
    if is_dim:
        masked = tr("Sensitive: place and details are not shown on walls")
    elif hides_address:
        masked = tr("Addresses are not shown on walls")
    shows_place = not is_dim and not hides_address
    lines = (
        sheet.due_line,
        sheet.received_line,
        sheet.address if shows_place else "",
        sheet.duty_line,
        sheet.chain_line,
        "" if is_dim else sheet.ties_line,
        "" if is_dim else sheet.closing_line,
    )
    return WallCase(
        number=sheet.number,
        headline=wall_headline(incident, city),
        level=incident.level,
        level_text=sheet.level_text,
        badges=sheet.badges,
        masked=masked,
        lines=tuple(line for line in lines if line),
        summary=sheet.summary if shows_place else "",
        received=sheet.received_cell,
        case_line=sheet.case_line,
        tracks=tuple(sorted(sheet.tracks, key=lambda track: not track.is_open)),
        received_at=sheet.received_at,
        overdue_at=sheet.overdue_at,
        stopped_at=sheet.stopped_at,
        is_closed=state.status is IncidentStatus.CLOSED,
    )
