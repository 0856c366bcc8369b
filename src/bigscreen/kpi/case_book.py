"""What an event means for the figures: one case's flat record, and all of them in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.events import (
    Event,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    MilestoneReached,
    UnitAssigned,
)
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation


def registered(incident: Incident, lead_force: str) -> CaseFacts:
    """Return the record of a case nobody was sent to yet."""
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
    )


def with_forces(facts: CaseFacts, force_codes: Iterable[str]) -> CaseFacts:
    """Note that a unit of these forces was sent."""
    return replace(facts, force_codes=tuple(dict.fromkeys((*facts.force_codes, *force_codes))))


def with_stamp(facts: CaseFacts, milestone: Milestone, stamp: Stamp) -> CaseFacts:
    """Note the stamp one unit has for a milestone; the first one over all units counts.

    A back-filled stamp stands for nothing anybody saw, so it is left out. Giving the same
    stamp again changes nothing.
    """
    field = f"{milestone.value}_at"
    first: datetime | None = getattr(facts, field)
    if stamp.how is StampSource.BACKFILLED or (first is not None and first <= stamp.at):
        return facts
    changed: dict[str, Any] = {field: stamp.at}
    return replace(facts, **changed)


def with_close(facts: CaseFacts, closed_at: datetime | None) -> CaseFacts:
    """Note that the case was closed, or with None that it was opened again."""
    return replace(facts, closed_at=closed_at)


class CaseBook:
    """The records of recent cases, kept up to date in memory so that no figure waits for SQL.

    Filled once from the ledger's history, then fed each event after the situation has applied
    it. ``lead_forces`` maps a catalogue item's code to the force that leads on it.
    """

    def __init__(self, cases: Iterable[CaseFacts], lead_forces: Mapping[str, str]) -> None:
        self._cases = {case.incident_id: case for case in cases}
        self._lead_forces = lead_forces

    def apply(self, event: Event, situation: Situation) -> None:
        """Take in an event that ``situation`` has just applied."""
        match event:
            case IncidentRegistered(incident=incident):
                lead = self._lead_forces.get(incident.item_code, "")
                self._cases[incident.id] = registered(incident, lead)
            case UnitAssigned() | MilestoneReached():
                self._take_stamp(event, situation)
            case IncidentClosed(incident_id=case_id, at=at) if case_id in self._cases:
                self._cases[case_id] = with_close(self._cases[case_id], at)
            case IncidentReopened(incident_id=case_id) if case_id in self._cases:
                self._cases[case_id] = with_close(self._cases[case_id], None)
            case _:
                pass

    def _take_stamp(self, event: UnitAssigned | MilestoneReached, situation: Situation) -> None:
        facts = self._cases.get(event.incident_id)
        if facts is None:
            return
        if isinstance(event, UnitAssigned):
            facts = with_forces(facts, situation.units[event.unit_id].unit.force_codes)
            milestone = Milestone.DISPATCHED
        else:
            milestone = event.milestone
        # The stamp that stands, not the event's: a milestone is written once.
        stands = situation.assignments[event.assignment_id].stamps[milestone]
        self._cases[event.incident_id] = with_stamp(facts, milestone, stands)

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
