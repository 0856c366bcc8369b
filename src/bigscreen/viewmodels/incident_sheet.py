"""Everything the desk says of one case: its facts, each unit's milestones, what was done."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.incidents import IncidentStatus, Level, WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_badges import Badge, case_badges, supervised_cases
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.case_log import LogLine, case_log, with_disposition
from bigscreen.viewmodels.case_tracks import StageCell, UnitTrack, case_line, unit_track
from bigscreen.viewmodels.chain import commanders
from bigscreen.viewmodels.durations import running_clock
from bigscreen.viewmodels.duty_words import (
    case_stage_name,
    evidence_name,
    hand_over_kind_name,
    hand_over_state_name,
    link_kind_name,
)
from bigscreen.viewmodels.local_time import clock, clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line, paragraph
from bigscreen.viewmodels.queue_rows import overdue_at
from bigscreen.viewmodels.trade_words import channel_name, force_name, grid_name, level_name
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSheet:
    """One case as the desk shows it.

    ``case_line`` are the nine stages of a city-management case, empty for a police call.
    ``due_line`` says what has to be reached by when, ``chain_line`` who commands there,
    ``ties_line`` which other cases, forms and proofs belong to it; each may be empty.
    """

    incident_id: str
    version: int
    number: str
    headline: str
    level: Level
    level_text: str
    duty_line: str
    received_line: str
    due_line: str
    chain_line: str
    ties_line: str
    badges: tuple[Badge, ...]
    address: str
    summary: str
    is_closed: bool
    closing_line: str
    received_at: datetime
    overdue_at: datetime | None
    stopped_at: datetime | None
    received_cell: StageCell
    case_line: tuple[StageCell, ...]
    tracks: tuple[UnitTrack, ...]
    log: tuple[LogLine, ...]

    def elapsed_line(self, now: datetime) -> str:
        """Return how long the case has been running, or ran."""
        seconds = ((self.stopped_at or now) - self.received_at).total_seconds()
        return tr("Elapsed {clock}", clock=running_clock(seconds))

    def is_overdue(self, now: datetime) -> bool:
        """Whether the case's clock had run out, now or when it was closed."""
        return self.overdue_at is not None and (self.stopped_at or now) >= self.overdue_at

    @property
    def open_tracks(self) -> tuple[UnitTrack, ...]:
        """The tracks of the units that still hold the case."""
        return tuple(track for track in self.tracks if track.is_open)


def incident_sheet(
    situation: Situation, state: IncidentState, city: City | None, now: datetime
) -> IncidentSheet:
    """Return the sheet of one case; ``now`` only decides which times need their day said."""
    incident = state.incident
    zone = zone_of(city)
    assignments = tuple(situation.assignments_of(state))
    received = StageCell(
        text=clock_on_day(incident.received_at, zone, now),
        detail=" ".join((tr("Received"), clock(incident.received_at, zone))),
        reached=True,
    )
    supervised = incident.id in supervised_cases(situation)
    return IncidentSheet(
        incident_id=incident.id,
        version=state.version,
        number=one_line(incident.number),
        headline=headline(incident, city),
        level=incident.level,
        level_text=_level_text(state),
        duty_line=_duty_line(state, city),
        received_line=_received_line(state, received.text),
        due_line=_due_line(state, zone, now),
        chain_line=commanders(city, incident.grid_id),
        ties_line=_ties_line(situation, state, city),
        badges=case_badges(state, city, supervised=supervised, whole=True),
        address=one_line(incident.address),
        summary=paragraph(incident.summary),
        is_closed=state.status is IncidentStatus.CLOSED,
        closing_line=_closing_line(state, city, zone, now),
        received_at=incident.received_at,
        overdue_at=overdue_at(state, assignments),
        stopped_at=state.closed_at,
        received_cell=received,
        case_line=case_line(state, zone, now),
        tracks=tuple(
            unit_track(assignment, received, situation, city, zone, now)
            for assignment in assignments
        ),
        log=case_log(situation, state, city, zone, now),
    )


def _level_text(state: IncidentState) -> str:
    first = state.progress.original_level
    now = level_name(state.incident.level)
    return tr("{level} (was {first})", level=now, first=level_name(first)) if first else now


def _duty_line(state: IncidentState, city: City | None) -> str:
    incident = state.incident
    item = city.item(incident.item_code) if city else None
    parts = [grid_name(city, incident.grid_id)]
    if item:
        parts.append(tr("{force} leads", force=force_name(city, item.lead_force)))
        if item.assisting_forces:
            names = tr(", ").join(force_name(city, code) for code in item.assisting_forces)
            parts.append(tr("{forces} assist", forces=names))
    return " · ".join(part for part in parts if part)


def _received_line(state: IncidentState, received: str) -> str:
    incident = state.incident
    line = tr("{channel} · received {time}", channel=channel_name(incident.channel), time=received)
    if incident.work_kind is WorkKind.POLICE_CALL:
        line += " · " + tr("{n} min class", n=incident.response_minutes)
    return line


def _due_line(state: IncidentState, zone: tzinfo, now: datetime) -> str:
    """Return the stage of a case, when the next one is due, and when all of it is."""
    progress = state.progress
    parts = [case_stage_name(progress.stage)] if progress.stage else []
    if progress.suspended:
        parts.append(
            tr(
                "clocks stand still since {time}",
                time=clock_on_day(progress.suspensions[-1].since, zone, now),
            )
        )
    elif state.status is IncidentStatus.OPEN:
        due = progress.stages[-1].due_at if progress.stages else None
        if due is not None:
            parts.append(tr("next stage by {time}", time=clock_on_day(due, zone, now)))
        if progress.deadline is not None:
            by = clock_on_day(progress.deadline.due_at, zone, now)
            parts.append(tr("to be settled by {time}", time=by))
    return " · ".join(parts)


def _ties_line(situation: Situation, state: IncidentState, city: City | None) -> str:
    parts = []
    for link in state.progress.links:
        other = situation.incidents.get(link.incident_id)
        number = one_line(other.incident.number) if other else one_line(link.incident_id)
        parts.append(f"{link_kind_name(link.kind)} {number}")
    parts += [
        f"{hand_over_kind_name(form.kind)} {hand_over_state_name(form.status)}"
        for form in situation.hand_overs.open()
        if form.incident_id == state.incident.id
    ]
    item = city.item(state.incident.item_code) if city else None
    given = {proof.kind for proof in state.progress.evidence}
    missing = [evidence_name(kind) for kind in (item.evidence if item else ()) if kind not in given]
    if missing and state.progress.stage is not None:
        parts.append(tr("evidence missing: {kinds}", kinds=tr(", ").join(missing)))
    return " · ".join(parts)


def _closing_line(state: IncidentState, city: City | None, zone: tzinfo, now: datetime) -> str:
    if state.closed_at is None:
        return ""
    line = tr(
        "Closed {time} by {who}",
        time=clock_on_day(state.closed_at, zone, now),
        who=one_line(state.closed_by),
    )
    return with_disposition(line, state, city)
