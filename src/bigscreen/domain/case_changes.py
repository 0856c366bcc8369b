"""What each event on a case makes of it; ledger, hub and screens all use these functions."""

from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from bigscreen.domain.assignments import StampSource
from bigscreen.domain.case_events import (
    CalledBack,
    CardGiven,
    CaseResumed,
    CaseSuspended,
    EchelonActivated,
    EchelonStoodDown,
    EvidenceAttached,
    ExtensionDecided,
    ExtensionRequested,
    HandlingLevelSet,
    IncidentLinked,
    IncidentRegraded,
    IncidentUnlinked,
    ProgressEvent,
    SensitivitySet,
    StagePassed,
)
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.events import IncidentClosed
from bigscreen.domain.incidents import Incident, IncidentStatus, WorkKind
from bigscreen.domain.progress import CaseStage, Progress, StageEntry, Suspension


def first_progress(
    incident: Incident, deadline: Deadline | None, stage_due_at: datetime | None
) -> Progress:
    """Return the progress of a case that was just registered."""
    if incident.work_kind is WorkKind.POLICE_CALL:
        return Progress(deadline=deadline)
    entry = StageEntry(
        stage=CaseStage.REGISTERED,
        step=None,
        at=incident.received_at,
        by=incident.source,
        how=StampSource.SYSTEM,
        due_at=stage_due_at,
    )
    return Progress(stage=CaseStage.REGISTERED, stages=(entry,), deadline=deadline)


def closed_case(event: IncidentClosed, before: IncidentState) -> IncidentState:
    """Return a case after it was closed."""
    return replace(
        before,
        status=IncidentStatus.CLOSED,
        closed_at=event.at,
        closed_by=event.by,
        disposition=event.disposition,
        progress=closed_progress(event, before.progress),
    )


def reopened_case(before: IncidentState) -> IncidentState:
    """Return a closed case after it was opened again."""
    return replace(
        before,
        status=IncidentStatus.OPEN,
        closed_at=None,
        closed_by="",
        disposition="",
        reopened=before.reopened + 1,
        progress=reopened_progress(before.progress),
    )


def case_after(event: ProgressEvent, before: IncidentState) -> IncidentState:
    """Return a case after an event on its progress."""
    return replace(
        before,
        incident=incident_after(event, before.incident),
        progress=progress_after(event, before.progress),
    )


def closed_progress(closed: IncidentClosed, before: Progress) -> Progress:
    """Return a case's progress after it was closed."""
    return replace(before, valid=before.valid and closed.valid, forced=closed.forced)


def reopened_progress(before: Progress) -> Progress:
    """Return a case's progress after it was opened again: nothing is said of its end any more."""
    return replace(before, valid=True, forced=False, call_back=None)


def incident_after(event: ProgressEvent, before: Incident) -> Incident:
    """Return a case after an event on it: only level and sensitivity ever change."""
    match event:
        case IncidentRegraded():
            return replace(before, level=event.regrade.level)
        case SensitivitySet():
            return replace(before, sensitivity=event.sensitivity)
        case _:
            return before


@singledispatch
def progress_after(event: ProgressEvent, before: Progress) -> Progress:
    """Return a case's progress after an event on it; most leave the case itself as it is."""
    raise TypeError(f"not an event on a case's progress: {event!r} after {before!r}")


@progress_after.register
def _(event: StagePassed, before: Progress) -> Progress:
    return replace(
        before,
        stage=event.entry.stage,
        stages=(*before.stages, event.entry),
        valid=before.valid and event.entry.stage is not CaseStage.VOID,
    )


@progress_after.register
def _(event: CaseSuspended, before: Progress) -> Progress:
    begun = Suspension(since=event.at, by=event.by, reason=event.reason)
    return replace(before, suspensions=(*before.suspensions, begun), deadline=None)


@progress_after.register
def _(event: CaseResumed, before: Progress) -> Progress:
    *earlier, last = before.suspensions
    stages = before.stages
    if stages:
        stages = (*stages[:-1], replace(stages[-1], due_at=event.stage_due_at))
    return replace(
        before,
        suspensions=(*earlier, replace(last, until=event.at)),
        deadline=event.deadline,
        stages=stages,
    )


@progress_after.register
def _(event: ExtensionRequested, before: Progress) -> Progress:
    return replace(before, extensions=(*before.extensions, event.extension))


@progress_after.register
def _(event: ExtensionDecided, before: Progress) -> Progress:
    decided = (*before.extensions[:-1], event.extension)
    stages = before.stages
    if stages and event.stage_due_at is not None:
        stages = (*stages[:-1], replace(stages[-1], due_at=event.stage_due_at))
    return replace(before, extensions=decided, deadline=event.deadline, stages=stages)


@progress_after.register
def _(event: IncidentRegraded, before: Progress) -> Progress:
    return replace(before, regrades=(*before.regrades, event.regrade))


@progress_after.register
def _(event: HandlingLevelSet, before: Progress) -> Progress:
    return replace(before, handling=event.handling)


@progress_after.register
def _(_event: SensitivitySet, before: Progress) -> Progress:
    return before


@progress_after.register
def _(event: EchelonActivated, before: Progress) -> Progress:
    return replace(before, echelons=(*before.echelons, event.call))


@progress_after.register
def _(event: EchelonStoodDown, before: Progress) -> Progress:
    calls = tuple(
        replace(call, stood_down_at=event.at, stood_down_by=event.by)
        if call.echelon == event.echelon and call.stood_down_at is None
        else call
        for call in before.echelons
    )
    return replace(before, echelons=calls)


@progress_after.register
def _(event: IncidentLinked, before: Progress) -> Progress:
    others = tuple(one for one in before.links if one.incident_id != event.link.incident_id)
    return replace(before, links=(*others, event.link))


@progress_after.register
def _(event: IncidentUnlinked, before: Progress) -> Progress:
    left = tuple(one for one in before.links if one.incident_id != event.other_id)
    return replace(before, links=left)


@progress_after.register
def _(event: CardGiven, before: Progress) -> Progress:
    return replace(before, cards=(*before.cards, event.card))


@progress_after.register
def _(event: CalledBack, before: Progress) -> Progress:
    return replace(before, call_back=event.call_back)


@progress_after.register
def _(event: EvidenceAttached, before: Progress) -> Progress:
    return replace(before, evidence=(*before.evidence, event.evidence))
