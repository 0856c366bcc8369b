"""What was done on a case, line by line: dispatches, reports, stages, side states, hand-overs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import call_signs, is_joint
from bigscreen.viewmodels.case_history import Line, history
from bigscreen.viewmodels.case_tracks import corrected_text
from bigscreen.viewmodels.duty_words import disposition_name
from bigscreen.viewmodels.local_time import clock_on_day
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import milestone_name
from bigscreen.viewmodels.wording import tr, tr_noop

_RELEASE_REASONS = {
    "incident_closed": tr_noop("case closed"),
    "undo": tr_noop("dispatch undone"),
    "merged": tr_noop("merged into another case"),
}
"""Release reasons that are codes; every other one is a person's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One thing that was done on a case."""

    clock: str
    text: str


def case_log(
    situation: Situation,
    state: IncidentState,
    city: City | None,
    zone: tzinfo,
    today: datetime,
) -> tuple[LogLine, ...]:
    """Return what was done on a case, newest first."""
    assignments = tuple(situation.assignments_of(state))
    lines: list[Line] = [
        (state.incident.received_at, _registered(state)),
        *_dispatches(assignments, situation, city),
        *(line for one in assignments for line in _reports(one, situation, zone, today)),
        *((note.at, _noted(note.by, note.text)) for note in state.notes),
        *history(situation, state, city, zone, today),
    ]
    if state.closed_at is not None:
        lines.append((state.closed_at, _closed(state, city)))
    # Of two things at one moment the one written later comes first.
    numbered = sorted(enumerate(lines), key=lambda line: (line[1][0], line[0]), reverse=True)
    return tuple(
        LogLine(clock=clock_on_day(at, zone, today), text=text) for _, (at, text) in numbered
    )


def with_disposition(line: str, state: IncidentState, city: City | None) -> str:
    """Return a line about the closing with how the case ended after it."""
    disposition = disposition_name(city, state.disposition)
    parts = [line, disposition, tr("no valid case") if not state.progress.valid else ""]
    return " · ".join(part for part in parts if part)


def _registered(state: IncidentState) -> str:
    source = one_line(state.incident.source)
    return tr("Registered by {who}", who=source) if source else tr("Registered")


def _closed(state: IncidentState, city: City | None) -> str:
    said = tr_noop("Closed before its time by {who}")
    said = said if state.progress.forced else tr_noop("Closed by {who}")
    return with_disposition(tr(said, who=one_line(state.closed_by)), state, city)


def _noted(by: str, text: str) -> str:
    return tr("{who} noted: {text}", who=one_line(by), text=one_line(text))


def _dispatches(
    assignments: Iterable[Assignment], situation: Situation, city: City | None
) -> Iterator[Line]:
    sent = [
        (a.stamps[Milestone.DISPATCHED], a.unit_id)
        for a in assignments
        if Milestone.DISPATCHED in a.stamps
    ]
    for (at, by), group in groupby(sent, key=lambda pair: (pair[0].at, pair[0].by)):
        units = [unit_id for _, unit_id in group]
        text = tr("{who} sent {units}", who=one_line(by), units=call_signs(units, situation))
        yield at, text + tr(" (joint)") if is_joint(units, situation, city) else text


def _reports(
    assignment: Assignment, situation: Situation, zone: tzinfo, today: datetime
) -> Iterator[Line]:
    name = call_signs([assignment.unit_id], situation)
    for milestone in MILESTONES[1:]:
        stamp = assignment.stamps.get(milestone)
        if stamp is None or stamp.how is StampSource.BACKFILLED:
            continue
        text = f"{name} {milestone_name(milestone)}"
        if stamp.how is StampSource.HAND:
            text += tr(" (by hand, {who})", who=one_line(stamp.by))
        yield stamp.at, text
    for one in assignment.corrections:
        said = corrected_text(one, zone, today)
        yield one.at, f"{name} {milestone_name(one.milestone)} {said}"
    if assignment.released_at is not None:
        text = tr("{unit} released", unit=name)
        reason = _release_reason(assignment.release_reason)
        yield assignment.released_at, f"{text}: {reason}" if reason else text


def _release_reason(reason: str) -> str:
    known = _RELEASE_REASONS.get(reason)
    return tr(known) if known else one_line(reason)
