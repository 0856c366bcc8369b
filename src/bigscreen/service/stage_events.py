"""The events that bring a city-management case from stage to stage, whoever makes them happen."""

from collections.abc import Iterable
from datetime import datetime

from bigscreen.domain.assignments import Stamp, StampSource
from bigscreen.domain.case_events import CaseResumed, StagePassed
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.progress import CaseStage, CaseStep, StageEntry
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import CASE_LINE, CASE_STEPS, possible_steps, skipped_steps
from bigscreen.service import deadlines
from bigscreen.service.order import Order

_STRAIGHT = dict(CASE_LINE)


def stage_of(known: IncidentState) -> CaseStage:
    """Return the stage of a city-management case."""
    return known.progress.stage or CaseStage.REGISTERED


def illegal_step(known: IncidentState, step: str, stage: str, could: Iterable[str]) -> Rejected:
    """Return the refusal of a step that is not legal now, with those that are."""
    return Rejected(
        Refusal.ILLEGAL_STEP,
        {
            "incident": known.incident.number,
            "stage": str(stage),
            "step": str(step),
            "could": [str(one) for one in could],
        },
    )


def require_city_case(known: IncidentState, step: str) -> None:
    """Refuse a step of city-management cases on a police call."""
    if known.incident.work_kind is not WorkKind.CITY_CASE:
        raise wrong_kind(known, step)


def wrong_kind(known: IncidentState, step: str) -> Rejected:
    """Return the refusal of what is not done about this kind of work."""
    return Rejected(
        Refusal.WRONG_KIND_OF_WORK,
        {
            "incident": known.incident.number,
            "work_kind": known.incident.work_kind.value,
            "step": str(step),
        },
    )


def require_legal(order: Order, known: IncidentState, step: CaseStep) -> None:
    """Refuse a step the case can not take now; a report may skip some of the straight way."""
    if step in possible_steps(known):
        return
    skips = bool(skipped_steps(stage_of(known), step)) and not known.progress.suspended
    if not (order.reports and skips):
        raise illegal_step(known, step, stage_of(known), possible_steps(known))


def unproven(order: Order, known: IncidentState) -> Rejected | None:
    """Return the refusal of a case that lacks proofs its item wants; a report was proven elsewhere.

    Nothing is said against a case that has been checked since it was handled.
    """
    item = order.city.item(known.incident.item_code)
    there = {proof.kind for proof in known.progress.evidence}
    missing = [kind for kind in item.evidence if kind not in there] if item else []
    if order.reports or not missing or stage_of(known) is not CaseStage.HANDLED:
        return None
    facts: dict[str, FactValue] = {"incident": known.incident.number, "missing": missing}
    return Rejected(Refusal.EVIDENCE_MISSING, facts)


def passed(
    order: Order,
    known: IncidentState,
    step: CaseStep,
    stamp: Stamp,
    *,
    reason: str = "",
    department: str = "",
) -> list[StagePassed]:
    """Return the step's event, after those of the steps it skips, which are back-filled."""
    stage = stage_of(known)
    legal = CASE_STEPS[step].get(stage)
    skipped = skipped_steps(stage, step) if legal is None else ()
    entries = [
        StageEntry(stage=between, step=taken, at=stamp.at, by=stamp.by, how=StampSource.BACKFILLED)
        for taken, between in skipped
    ]
    entries.append(
        entry_of(order, known, step, legal or _STRAIGHT[step], stamp, reason, department)
    )
    return [StagePassed(incident_id=known.incident.id, entry=entry) for entry in entries]


def entry_of(
    order: Order,
    known: IncidentState,
    step: CaseStep,
    stage: CaseStage,
    stamp: Stamp,
    reason: str = "",
    department: str = "",
) -> StageEntry:
    """Return the entry of a stage the case comes to, with when the next one is due."""
    return StageEntry(
        stage=stage,
        step=step,
        at=stamp.at,
        by=stamp.by,
        how=stamp.how,
        reason=reason,
        department=department,
        due_at=deadlines.stage_due(order.city, known.incident, known.progress, stage, stamp.at),
    )


def routed_by_dispatch(order: Order, known: IncidentState, at: datetime) -> list[StagePassed]:
    """Return how sending units brings a city-management case on: to its handling, if not there."""
    stage = stage_of(known)
    before_routing = stage in CASE_STEPS[CaseStep.ROUTE] or skipped_steps(stage, CaseStep.ROUTE)
    if known.incident.work_kind is not WorkKind.CITY_CASE or not before_routing:
        return []
    stamp = Stamp(at=at, by=order.actor.name, how=StampSource.SYSTEM)
    return passed(order, known, CaseStep.ROUTE, stamp)


def handled_by_unit(order: Order, known: IncidentState, stamp: Stamp) -> list[StagePassed]:
    """Return how a unit's word that it has handled a city-management case brings that on."""
    if stage_of(known) is not CaseStage.ROUTED or CaseStep.HANDLE not in possible_steps(known):
        return []
    return passed(order, known, CaseStep.HANDLE, stamp)


def resumed(order: Order, known: IncidentState, at: datetime) -> CaseResumed:
    """Return how the clocks of a suspended case run again from ``at``, with their new times."""
    running = deadlines.resumed(known.progress, at)
    last = running.stages[-1]
    return CaseResumed(
        incident_id=known.incident.id,
        at=at,
        by=order.actor.name,
        deadline=deadlines.case_deadline(order.city, known.incident, running),
        stage_due_at=deadlines.stage_due(order.city, known.incident, running, last.stage, last.at),
    )
