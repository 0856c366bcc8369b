"""Rules of closing a case and of opening it again; what closing does to all that hangs on it."""

from collections.abc import Iterable
from datetime import datetime

from bigscreen.domain.assignments import Stamp, StampSource
from bigscreen.domain.case_events import EchelonStoodDown, StagePassed
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import Disposition
from bigscreen.domain.commands import CloseIncident, ReopenIncident
from bigscreen.domain.errors import FactValue, Rejected
from bigscreen.domain.events import Event, IncidentClosed, IncidentReopened, UnitReleased
from bigscreen.domain.incidents import IncidentStatus, WorkKind
from bigscreen.domain.progress import CaseStage, CaseStep
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import possible_steps
from bigscreen.service import text_rules
from bigscreen.service.order import Decision, Order, shown
from bigscreen.service.ownership import require_own_case, require_own_or_finished_case
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import (
    entry_of,
    illegal_step,
    passed,
    resumed,
    stage_of,
    unproven,
)

CLOSING_RELEASES = "incident_closed"
"""Release reason of units that were still on a case when it was closed."""


def close_incident(order: Order, command: CloseIncident) -> Decision:
    """Close a case; units still on it are released first.

    A desk that closes a city-management case before it was handled, or without the proofs it
    wants, is asked to confirm.
    """
    known = order.open_incident(command.incident_id, command.expected_version)
    require_own_or_finished_case(order, known)
    at = order.when(command.at)
    disposition = _disposition(order, known, command.disposition)
    ends = order.city.disposition(disposition)
    stages: list[StagePassed] = []
    forced = False
    if known.incident.work_kind is WorkKind.CITY_CASE:
        stamp = Stamp(at=at, by=order.actor.name, how=StampSource.SYSTEM)
        too_soon = _too_soon(order, known, ends)
        forced = too_soon is not None
        if too_soon is not None and not command.confirm:
            return order.refuse(
                too_soon.code, too_soon.facts, can_confirm=True, incident_id=known.incident.id
            )
        stages = (
            _forced(order, known, stamp) if forced else passed(order, known, CaseStep.CLOSE, stamp)
        )
    events = closing_events(
        order,
        known,
        at,
        stages=stages,
        disposition=disposition,
        valid=ends is None or ends.valid,
        forced=forced,
    )
    return order.accept(events, incident_id=known.incident.id)


def _too_soon(order: Order, known: IncidentState, ends: Disposition | None) -> Rejected | None:
    """Return what speaks against closing a city-management case now; nothing against a report.

    Where there was no case, nothing has to be proven.
    """
    could = possible_steps(known)
    if order.reports:
        return None
    if CaseStep.CLOSE not in could:
        return illegal_step(known, CaseStep.CLOSE, stage_of(known), could)
    return unproven(order, known) if ends is None or ends.valid else None


def _forced(order: Order, known: IncidentState, stamp: Stamp) -> list[StagePassed]:
    """Return how a case is closed before its time: straight, nothing is said of what it skips."""
    entry = entry_of(order, known, CaseStep.CLOSE, CaseStage.CLOSED, stamp)
    return [StagePassed(incident_id=known.incident.id, entry=entry)]


def _disposition(order: Order, known: IncidentState, text: str) -> str:
    """Return how the case ends; from a desk it has to be a code where the city has codes."""
    disposition = text_rules.line("disposition", text)
    item = order.city.item(known.incident.item_code)
    could = [one.code for one in order.city.dispositions_of(item)] if item else []
    if disposition and could and not order.reports and disposition not in could:
        facts: dict[str, FactValue] = {"disposition": shown(disposition), "could": could}
        raise Rejected(Refusal.UNKNOWN_DISPOSITION, facts)
    return disposition


def closing_events(
    order: Order,
    known: IncidentState,
    at: datetime,
    *,
    stages: Iterable[StagePassed] = (),
    disposition: str = "",
    valid: bool = True,
    forced: bool = False,
) -> list[Event]:
    """Return all that happens when a case is closed: units, echelons and clocks end with it."""
    case, by = known.incident.id, order.actor.name
    events: list[Event] = [
        UnitReleased(
            assignment_id=assignment.id,
            incident_id=assignment.incident_id,
            unit_id=assignment.unit_id,
            reason=CLOSING_RELEASES,
            at=at,
            by=by,
        )
        for assignment in order.situation.assignments_of(known)
        if assignment.is_open
    ]
    events += stood_down(order, known, at, CLOSING_RELEASES)
    if known.progress.suspended:
        events.append(resumed(order, known, max(at, known.progress.suspensions[-1].since)))
    events += stages
    events.append(
        IncidentClosed(
            incident_id=case, disposition=disposition, valid=valid, forced=forced, at=at, by=by
        )
    )
    return events


def stood_down(
    order: Order, known: IncidentState, at: datetime, reason: str
) -> list[EchelonStoodDown]:
    """Return how all active echelons of a case end, the highest first."""
    active = {call.echelon for call in known.progress.echelons if call.stood_down_at is None}
    return [
        EchelonStoodDown(
            incident_id=known.incident.id,
            echelon=echelon,
            reason=reason,
            at=at,
            by=order.actor.name,
        )
        for echelon in sorted(active, reverse=True)
    ]


def reopen_incident(order: Order, command: ReopenIncident) -> Decision:
    """Open a closed case again; a city-management case has to be handled again 返工."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    if known.status is IncidentStatus.OPEN:
        raise Rejected(Refusal.INCIDENT_OPEN, {"incident": known.incident.number})
    require_not_merged(order, known)
    reason = text_rules.line("reason", command.reason)
    events: list[Event] = [
        IncidentReopened(
            incident_id=known.incident.id, reason=reason, at=order.now, by=order.actor.name
        )
    ]
    if known.incident.work_kind is WorkKind.CITY_CASE:
        stamp = Stamp(at=order.now, by=order.actor.name, how=StampSource.SYSTEM)
        entry = entry_of(order, known, CaseStep.REWORK, CaseStage.ROUTED, stamp, reason)
        events.append(StagePassed(incident_id=known.incident.id, entry=entry))
    return order.accept(events, incident_id=known.incident.id)


def require_not_merged(order: Order, known: IncidentState) -> None:
    """Refuse what can not be done about a duplicate; its main case has to be asked."""
    into = known.progress.merged_into
    if into:
        main = order.situation.incidents.get(into)
        number = main.incident.number if main else into
        facts = {"incident": known.incident.number, "into": number}
        raise Rejected(Refusal.INCIDENT_MERGED, facts)


RULES: Rules = {CloseIncident: close_incident, ReopenIncident: reopen_incident}
