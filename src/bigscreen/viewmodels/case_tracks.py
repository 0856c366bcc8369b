"""The way of a case and of each unit on it, stage by stage, with the times that were noted."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bigscreen.domain.assignments import (
    MILESTONES,
    Assignment,
    Correction,
    Milestone,
    Stamp,
    StampSource,
)
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.progress import CaseStage, StageEntry
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.candidate_rows import call_signs
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.duty_words import CASE_BAR, case_stage_name
from bigscreen.viewmodels.local_time import clock, clock_on_day
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import milestone_name, status_name
from bigscreen.viewmodels.unit_marks import UNKNOWN, Mark, mark_of_unit
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCell:
    """One stage. A back-filled one is reached, but nobody reported when.

    A ``corrected`` one was put right later; its detail says what it was, by whom and why.
    """

    text: str
    detail: str
    reached: bool
    backfilled: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTrack:
    """One unit's way through a case; ``cells`` has received and then every milestone.

    ``next_milestone`` is what could be recorded next, None when nothing is left or the unit
    was released. ``stamped`` are the milestones that have a time of their own, with that time:
    those that can be corrected.
    """

    unit_id: str
    text: str
    mark: Mark
    state: str
    is_open: bool
    cells: tuple[StageCell, ...]
    next_milestone: Milestone | None
    stamped: tuple[tuple[Milestone, datetime], ...] = ()


def unit_track(
    assignment: Assignment,
    received: StageCell,
    situation: Situation,
    city: City | None,
    zone: tzinfo,
    today: datetime,
) -> UnitTrack:
    """Return one unit's way through its case."""
    known = situation.units.get(assignment.unit_id)
    left = [m for m in MILESTONES[assignment.stage :] if assignment.is_open]
    if not assignment.is_open:
        state = tr("Released")
    elif assignment.stacked:
        state = tr("Second case")
    else:
        state = status_name(assignment.unit_status)
    corrections = {one.milestone: one for one in assignment.corrections}
    cells = (
        _cell(m, assignment.stamps.get(m), corrections.get(m), zone, today) for m in MILESTONES
    )
    return UnitTrack(
        unit_id=assignment.unit_id,
        text=call_signs([assignment.unit_id], situation),
        mark=mark_of_unit(known.unit, city) if known else UNKNOWN,
        state=state,
        is_open=assignment.is_open,
        cells=(received, *cells),
        next_milestone=left[0] if left else None,
        stamped=tuple((m, assignment.stamps[m].at) for m in MILESTONES if m in assignment.stamps),
    )


def case_line(state: IncidentState, zone: tzinfo, today: datetime) -> tuple[StageCell, ...]:
    """Return the nine stages of a city-management case; nothing for a police call.

    After a way back 退回 or 返工 the stages behind the present one are to come again.
    """
    stage = state.progress.stage
    if stage is None:
        return ()
    entries = {entry.stage: entry for entry in state.progress.stages}
    reached = CASE_BAR.index(stage) if stage in CASE_BAR else -1
    if stage is CaseStage.VOID:
        reached = max((CASE_BAR.index(one) for one in entries if one in CASE_BAR), default=0)
    return tuple(
        _stage_cell(one, entries.get(one) if place <= reached else None, zone, today)
        for place, one in enumerate(CASE_BAR)
    )


def _stage_cell(
    stage: CaseStage, entry: StageEntry | None, zone: tzinfo, today: datetime
) -> StageCell:
    name = case_stage_name(stage)
    if entry is None:
        return StageCell(text=NOTHING, detail=tr("{stage}: not yet", stage=name), reached=False)
    return _reached(name, Stamp(at=entry.at, by=entry.by, how=entry.how), zone, today)


def _cell(
    milestone: Milestone,
    stamp: Stamp | None,
    correction: Correction | None,
    zone: tzinfo,
    today: datetime,
) -> StageCell:
    name = milestone_name(milestone)
    if stamp is None:
        return StageCell(text=NOTHING, detail=tr("{stage}: not yet", stage=name), reached=False)
    cell = _reached(name, stamp, zone, today)
    if correction is None:
        return cell
    said = corrected_text(correction, zone, today)
    return StageCell(text=cell.text, detail=f"{name} {said}", reached=True, corrected=True)


def corrected_text(correction: Correction, zone: tzinfo, today: datetime) -> str:
    """Return what a correction made of a stamp: old time, new time, who and why."""
    return tr(
        "corrected from {old} to {new} by {who}: {reason}",
        old=clock_on_day(correction.was.at, zone, today),
        new=clock_on_day(correction.stamp.at, zone, today),
        who=one_line(correction.stamp.by),
        reason=one_line(correction.reason),
    )


def _reached(name: str, stamp: Stamp, zone: tzinfo, today: datetime) -> StageCell:
    if stamp.how is StampSource.BACKFILLED:
        detail = tr("{stage}: passed, but nobody reported when", stage=name)
        return StageCell(text=NOTHING, detail=detail, reached=True, backfilled=True)
    return StageCell(
        text=clock_on_day(stamp.at, zone, today),
        detail=tr(
            "{stage} {time}, by {who}",
            stage=name,
            time=clock(stamp.at, zone),
            who=one_line(stamp.by),
        ),
        reached=True,
    )
