"""What a case means for the figures: one case's flat record, and all of them in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bigscreen.domain.assignments import MILESTONES, Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_events import MilestoneCorrected, ProgressEvent
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.events import (
    Event,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    MilestoneReached,
    UnitAssigned,
)
from bigscreen.domain.progress import CallBack, Card, CaseStage, Progress, Satisfaction
from bigscreen.domain.situation import Situation

FactsEvent = (
    IncidentRegistered
    | UnitAssigned
    | MilestoneReached
    | MilestoneCorrected
    | IncidentClosed
    | IncidentReopened
    | ProgressEvent
)
"""The events that can change a case's record."""

_HOW = {StampSource.SYSTEM: "s", StampSource.UNIT: "u", StampSource.HAND: "h"}
_SATISFIED = {
    Satisfaction.SATISFIED: True,
    Satisfaction.FAIRLY_SATISFIED: True,
    Satisfaction.NOT_SATISFIED: False,
}


def facts_of(
    state: IncidentState,
    assignments: Iterable[Assignment],
    force_codes: Iterable[str],
    lead_force: str,
) -> CaseFacts:
    """Return the record of a case as it stands.

    ``assignments`` are all of the case, oldest first, ended ones too; ``force_codes`` those of
    the units when they were sent; ``lead_force`` is the item's when the case was registered.
    """
    incident, progress = state.incident, state.progress
    sent = tuple(assignments)
    first = _first_stamps(sent)
    at = {milestone: stamp.at for milestone, stamp in first.items()}
    return CaseFacts(
        incident_id=incident.id,
        work_kind=incident.work_kind,
        item_code=incident.item_code,
        level=incident.level,
        channel=incident.channel,
        grid_id=incident.grid_id,
        lead_force=lead_force,
        response_minutes=incident.response_minutes,
        received_at=incident.received_at,
        dispatched_at=at.get(Milestone.DISPATCHED),
        accepted_at=at.get(Milestone.ACCEPTED),
        en_route_at=at.get(Milestone.EN_ROUTE),
        on_scene_at=at.get(Milestone.ON_SCENE),
        handled_at=at.get(Milestone.HANDLED),
        reported_at=at.get(Milestone.REPORTED),
        closed_at=state.closed_at,
        force_codes=tuple(dict.fromkeys(force_codes)),
        unit_ids=tuple(dict.fromkeys(one.unit_id for one in sent)),
        stamped_by="".join(_HOW[first[m].how] if m in first else "-" for m in MILESTONES),
        valid=progress.valid,
        drill=incident.drill,
        duplicate_of=progress.merged_into,
        original_level=progress.original_level,
        verified_at=progress.entered_at(CaseStage.VERIFIED),
        opened_at=progress.entered_at(CaseStage.OPENED),
        checked_at=progress.entered_at(CaseStage.CHECKED),
        due_at=None if progress.deadline is None else progress.deadline.due_at,
        yellow_at=_shown_at(progress, Card.YELLOW),
        red_at=_shown_at(progress, Card.RED),
        called_back_at=None if progress.call_back is None else progress.call_back.at,
        satisfied=_satisfied(progress.call_back),
        reworks=progress.reworks,
        returns=progress.returns,
        extensions=sum(one.approved is True for one in progress.extensions),
        suspensions=len(progress.suspensions),
        escalations=len(progress.echelons),
        corrections=sum(len(one.corrections) for one in sent),
        forced=progress.forced,
        stage="" if progress.worked_to is None else progress.worked_to.value,
    )


def _first_stamps(assignments: Iterable[Assignment]) -> dict[Milestone, Stamp]:
    """Return the first stamp of each milestone over all units.

    A back-filled stamp stands for nothing anybody saw, so it is left out.
    """
    first: dict[Milestone, Stamp] = {}
    for assignment in assignments:
        for milestone, stamp in assignment.stamps.items():
            if stamp.how is StampSource.BACKFILLED:
                continue
            known = first.get(milestone)
            if known is None or stamp.at < known.at:
                first[milestone] = stamp
    return first


def _shown_at(progress: Progress, card: Card) -> datetime | None:
    return next((one.at for one in progress.cards if one.card is card), None)


def _satisfied(call_back: CallBack | None) -> bool | None:
    """Return what the caller said; None where nobody was called, or nobody answered."""
    return None if call_back is None else _SATISFIED.get(call_back.satisfaction)


class CaseBook:
    """The records of recent cases, kept up to date in memory so that no figure waits for SQL.

    Filled once from the ledger's history, then fed each event after the situation has applied
    it. ``lead_forces`` maps a catalogue item's code to the force that leads on it. A case's
    record stays when the situation forgets the case.
    """

    def __init__(self, cases: Iterable[CaseFacts], lead_forces: Mapping[str, str]) -> None:
        self._cases = {case.incident_id: case for case in cases}
        self._lead_forces = lead_forces

    def apply(self, event: Event, situation: Situation) -> None:
        """Take in an event that ``situation`` has just applied."""
        if not isinstance(event, FactsEvent):
            return
        if isinstance(event, IncidentRegistered):
            incident = event.incident
            lead = self._lead_forces.get(incident.item_code, "")
            state = situation.incidents[incident.id]
            self._cases[incident.id] = facts_of(state, (), (), lead)
        elif (known := self._cases.get(event.incident_id)) is not None:
            forces = known.force_codes
            if isinstance(event, UnitAssigned):
                forces += situation.units[event.unit_id].unit.force_codes
            state = situation.incidents[event.incident_id]
            self._cases[event.incident_id] = facts_of(
                state, situation.assignments_of(state), forces, known.lead_force
            )

    def cases(self) -> list[CaseFacts]:
        """Return the records, in order of registration."""
        return list(self._cases.values())

    def forget_before(self, received_at: datetime) -> None:
        """Drop the cases received before this moment; no figure looks back that far."""
        self._cases = {
            case_id: case
            for case_id, case in self._cases.items()
            if case.received_at >= received_at
        }
