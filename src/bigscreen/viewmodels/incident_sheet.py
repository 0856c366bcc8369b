"""Everything the desk says of one case: its facts, each unit's milestones, what was done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.incidents import IncidentStatus, Level, WorkKind
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import call_signs, is_joint
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.durations import NOTHING, running_clock
from bigscreen.viewmodels.local_time import clock, clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line, paragraph
from bigscreen.viewmodels.queue_rows import overdue_at
from bigscreen.viewmodels.trade_words import (
    channel_name,
    force_name,
    grid_name,
    level_name,
    milestone_name,
    status_name,
)
from bigscreen.viewmodels.unit_marks import UNKNOWN, Mark, mark_of_unit
from bigscreen.viewmodels.wording import tr, tr_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCell:
    """One stage of one unit. A back-filled one is reached, but nobody reported when."""

    text: str
    detail: str
    reached: bool
    backfilled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTrack:
    """One unit's way through a case; ``cells`` has received and then every milestone.

    ``next_milestone`` is what could be recorded next, None when nothing is left or the unit
    was released.
    """

    unit_id: str
    text: str
    mark: Mark
    state: str
    is_open: bool
    cells: tuple[StageCell, ...]
    next_milestone: Milestone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One thing that was done on a case."""

    clock: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSheet:
    """One case as the desk shows it."""

    incident_id: str
    version: int
    number: str
    headline: str
    level: Level
    level_text: str
    duty_line: str
    received_line: str
    address: str
    summary: str
    is_closed: bool
    closing_line: str
    received_at: datetime
    overdue_at: datetime | None
    stopped_at: datetime | None
    received_cell: StageCell
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
        detail=f"{tr('Received')} {clock(incident.received_at, zone)}",
        reached=True,
    )
    words = _Words(situation, city, zone, now)
    return IncidentSheet(
        incident_id=incident.id,
        version=state.version,
        number=one_line(incident.number),
        headline=headline(incident, city),
        level=incident.level,
        level_text=level_name(incident.level),
        duty_line=_duty_line(state, city),
        received_line=_received_line(state, received.text),
        address=one_line(incident.address),
        summary=paragraph(incident.summary),
        is_closed=state.status is IncidentStatus.CLOSED,
        closing_line=words.closing_line(state),
        received_at=incident.received_at,
        overdue_at=overdue_at(incident, assignments, city),
        stopped_at=state.closed_at,
        received_cell=received,
        tracks=tuple(words.track(assignment, received) for assignment in assignments),
        log=words.log(state, assignments),
    )


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


_RELEASE_REASONS = {
    "incident_closed": tr_noop("case closed"),
    "undo": tr_noop("dispatch undone"),
}
"""Release reasons that are codes; every other one is a person's own words."""


def _release_reason(reason: str) -> str:
    known = _RELEASE_REASONS.get(reason)
    return tr(known) if known else one_line(reason)


def _with_disposition(line: str, state: IncidentState) -> str:
    disposition = one_line(state.disposition)
    return f"{line} · {disposition}" if disposition else line


class _Words:
    """Turns what is known of one case into sentences."""

    def __init__(
        self, situation: Situation, city: City | None, zone: tzinfo, now: datetime
    ) -> None:
        self._situation = situation
        self._city = city
        self._zone = zone
        self._now = now

    def track(self, assignment: Assignment, received: StageCell) -> UnitTrack:
        known = self._situation.units.get(assignment.unit_id)
        left = [m for m in MILESTONES[assignment.stage :] if assignment.is_open]
        if not assignment.is_open:
            state = tr("Released")
        elif assignment.stacked:
            state = tr("Second case")
        else:
            state = status_name(assignment.unit_status)
        return UnitTrack(
            unit_id=assignment.unit_id,
            text=self._call_sign(assignment.unit_id),
            mark=mark_of_unit(known.unit, self._city) if known else UNKNOWN,
            state=state,
            is_open=assignment.is_open,
            cells=(received, *(self._cell(m, assignment.stamps.get(m)) for m in MILESTONES)),
            next_milestone=left[0] if left else None,
        )

    def _cell(self, milestone: Milestone, stamp: Stamp | None) -> StageCell:
        name = milestone_name(milestone)
        if stamp is None:
            return StageCell(text=NOTHING, detail=tr("{stage}: not yet", stage=name), reached=False)
        if stamp.how is StampSource.BACKFILLED:
            detail = tr("{stage}: passed, but nobody reported when", stage=name)
            return StageCell(text=NOTHING, detail=detail, reached=True, backfilled=True)
        return StageCell(
            text=clock_on_day(stamp.at, self._zone, self._now),
            detail=tr(
                "{stage} {time}, by {who}",
                stage=name,
                time=clock(stamp.at, self._zone),
                who=one_line(stamp.by),
            ),
            reached=True,
        )

    def closing_line(self, state: IncidentState) -> str:
        if state.closed_at is None:
            return ""
        line = tr(
            "Closed {time} by {who}",
            time=clock_on_day(state.closed_at, self._zone, self._now),
            who=one_line(state.closed_by),
        )
        return _with_disposition(line, state)

    def log(self, state: IncidentState, assignments: tuple[Assignment, ...]) -> tuple[LogLine, ...]:
        """Return what was done, newest first."""
        lines = [
            (state.incident.received_at, self._registered(state)),
            *self._dispatches(assignments),
            *(line for assignment in assignments for line in self._reports(assignment)),
            *((note.at, self._noted(note.by, note.text)) for note in state.notes),
        ]
        if state.closed_at is not None:
            lines.append((state.closed_at, self._closed(state)))
        # Of two things at one moment the one written later comes first.
        numbered = sorted(enumerate(lines), key=lambda line: (line[1][0], line[0]), reverse=True)
        return tuple(
            LogLine(clock=clock_on_day(at, self._zone, self._now), text=text)
            for _, (at, text) in numbered
        )

    def _registered(self, state: IncidentState) -> str:
        source = one_line(state.incident.source)
        return tr("Registered by {who}", who=source) if source else tr("Registered")

    def _closed(self, state: IncidentState) -> str:
        return _with_disposition(tr("Closed by {who}", who=one_line(state.closed_by)), state)

    def _noted(self, by: str, text: str) -> str:
        return tr("{who} noted: {text}", who=one_line(by), text=one_line(text))

    def _dispatches(self, assignments: Iterable[Assignment]) -> Iterator[tuple[datetime, str]]:
        sent = [
            (a.stamps[Milestone.DISPATCHED], a.unit_id)
            for a in assignments
            if Milestone.DISPATCHED in a.stamps
        ]
        for (at, by), group in groupby(sent, key=lambda pair: (pair[0].at, pair[0].by)):
            units = [unit_id for _, unit_id in group]
            names = call_signs(units, self._situation)
            text = tr("{who} sent {units}", who=one_line(by), units=names)
            yield (
                at,
                text + tr(" (joint)") if is_joint(units, self._situation, self._city) else text,
            )

    def _reports(self, assignment: Assignment) -> Iterator[tuple[datetime, str]]:
        name = self._call_sign(assignment.unit_id)
        for milestone in MILESTONES[1:]:
            stamp = assignment.stamps.get(milestone)
            if stamp is None or stamp.how is StampSource.BACKFILLED:
                continue
            text = f"{name} {milestone_name(milestone)}"
            if stamp.how is StampSource.HAND:
                text += tr(" (by hand, {who})", who=one_line(stamp.by))
            yield stamp.at, text
        if assignment.released_at is not None:
            text = tr("{unit} released", unit=name)
            reason = _release_reason(assignment.release_reason)
            yield assignment.released_at, f"{text}: {reason}" if reason else text

    def _call_sign(self, unit_id: str) -> str:
        return call_signs([unit_id], self._situation)
