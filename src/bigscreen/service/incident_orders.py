"""Rules of the orders on a case itself: register, note, close, reopen."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from bigscreen.domain.authority import Role
from bigscreen.domain.case_state import Note
from bigscreen.domain.city import CatalogueItem, Grid
from bigscreen.domain.commands import AddNote, CloseIncident, RegisterIncident, ReopenIncident
from bigscreen.domain.errors import Rejected
from bigscreen.domain.events import (
    Event,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    NoteAdded,
    UnitReleased,
)
from bigscreen.domain.incidents import Incident, IncidentStatus, Level
from bigscreen.domain.refusals import Refusal
from bigscreen.service import text_rules
from bigscreen.service.order import Decision, Order, out_of_range, shown
from bigscreen.service.ownership import require_own_case, require_own_or_finished_case
from bigscreen.service.rule import Rules

DEFAULT_RESPONSE_MINUTES = 5
"""Response class of a place outside every grid."""

CLOSING_RELEASES = "incident_closed"
"""Release reason of units that were still on a case when it was closed."""

_LONGEST_RESPONSE_MINUTES = 24 * 60


def register_incident(order: Order, command: RegisterIncident) -> Decision:
    """Register a case; catalogue and map fill in what the report leaves out.

    From a unit, level and response class are not taken: catalogue and map decide them.
    """
    item = order.city.item(command.item_code)
    if item is None:
        raise Rejected(Refusal.UNKNOWN_ITEM, {"item": shown(command.item_code)})
    reference = _reference(order, command.reference)
    grid = _grid_of(order, command)
    received_at = order.when(command.at)
    incident = Incident(
        id=f"i{order.first_seq}",
        number=_number(order, reference, received_at),
        work_kind=item.work_kind,
        item_code=item.code,
        title=text_rules.line("title", command.title) or item.name,
        level=_level(order, command, item),
        channel=command.channel,
        received_at=received_at,
        grid_id=grid.id if grid else "",
        address=text_rules.line("address", command.address),
        location=command.location,
        summary=text_rules.page("summary", command.summary),
        response_minutes=_response_minutes(order, command, grid),
        source=order.actor.name,
        reference=reference,
    )
    return order.accept([IncidentRegistered(incident=incident)], incident_id=incident.id)


def _reference(order: Order, text: str) -> str:
    """Return the reference, or refuse one that was registered before or looks like our number."""
    reference = text_rules.reference("reference", text)
    if order.registered is not None:
        facts = {
            "reference": reference,
            "incident": order.registered.number,
            "incident_id": order.registered.incident_id,
        }
        raise Rejected(Refusal.ALREADY_REGISTERED, facts)
    ours = f"{order.city.case_prefix}-"
    if order.actor.role is Role.SOURCE and _looks_like(reference).startswith(_looks_like(ours)):
        raise Rejected(Refusal.REFERENCE_RESERVED, {"reference": reference, "prefix": ours})
    return reference


def _looks_like(number: str) -> str:
    """Return a number as it is read: full-width and small letters are no difference."""
    return unicodedata.normalize("NFKC", number).casefold()


def _level(order: Order, command: RegisterIncident, item: CatalogueItem) -> Level:
    if command.level is None or order.actor.role is Role.UNIT:
        return item.default_level
    return command.level


def _grid_of(order: Order, command: RegisterIncident) -> Grid | None:
    if command.grid_id:
        grid = order.city.grid(command.grid_id)
        if grid is None:
            raise Rejected(Refusal.UNKNOWN_GRID, {"grid": shown(command.grid_id)})
        return grid
    return order.city.grid_at(command.location) if command.location else None


def _response_minutes(order: Order, command: RegisterIncident, grid: Grid | None) -> int:
    minutes = command.response_minutes
    if minutes is None or order.actor.role is Role.UNIT:
        return grid.response_minutes if grid else DEFAULT_RESPONSE_MINUTES
    if not 1 <= minutes <= _LONGEST_RESPONSE_MINUTES:
        raise out_of_range("response_minutes", minutes, 1, _LONGEST_RESPONSE_MINUTES)
    return minutes


def _number(order: Order, reference: str, received_at: datetime) -> str:
    """Return the number people know the case by: a source's own, or prefix, local day and place.

    The last part is the number of the ledger event that registers the case. A counter by the
    day would have to remember cases long forgotten; event numbers are never given twice, on
    any day and after any restart.
    """
    if reference and order.actor.role is Role.SOURCE:
        return reference
    day = received_at.astimezone(ZoneInfo(order.city.timezone))
    return f"{order.city.case_prefix}-{day:%Y%m%d}-{order.first_seq:04d}"


def add_note(order: Order, command: AddNote) -> Decision:
    """Add a remark; closed cases take remarks too."""
    known = order.incident(command.incident_id)
    require_own_or_finished_case(order, known)
    if order.actor.role is Role.UNIT and not any(
        a.unit_id == order.actor.name for a in order.situation.assignments_of(known)
    ):
        facts = {
            "unit": order.actor.name,
            "call_sign": order.actor.name,
            "incident": known.incident.number,
        }
        raise Rejected(Refusal.NOT_ON_INCIDENT, facts)
    text = text_rules.required_page("text", command.text)
    note = Note(text=text, by=order.actor.name, at=order.now)
    return order.accept(
        [NoteAdded(incident_id=known.incident.id, note=note)], incident_id=known.incident.id
    )


def close_incident(order: Order, command: CloseIncident) -> Decision:
    """Close a case; units still on it are released first."""
    known = order.open_incident(command.incident_id, command.expected_version)
    require_own_or_finished_case(order, known)
    at = order.when(command.at)
    disposition = text_rules.line("disposition", command.disposition)
    events: list[Event] = [
        UnitReleased(
            assignment_id=assignment.id,
            incident_id=assignment.incident_id,
            unit_id=assignment.unit_id,
            reason=CLOSING_RELEASES,
            at=at,
            by=order.actor.name,
        )
        for assignment in order.situation.assignments_of(known)
        if assignment.is_open
    ]
    events.append(
        IncidentClosed(
            incident_id=known.incident.id, disposition=disposition, at=at, by=order.actor.name
        )
    )
    return order.accept(events, incident_id=known.incident.id)


def reopen_incident(order: Order, command: ReopenIncident) -> Decision:
    """Open a closed case again."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    if known.status is IncidentStatus.OPEN:
        raise Rejected(Refusal.INCIDENT_OPEN, {"incident": known.incident.number})
    event = IncidentReopened(
        incident_id=known.incident.id,
        reason=text_rules.line("reason", command.reason),
        at=order.now,
        by=order.actor.name,
    )
    return order.accept([event], incident_id=known.incident.id)


RULES: Rules = {
    RegisterIncident: register_incident,
    AddNote: add_note,
    CloseIncident: close_incident,
    ReopenIncident: reopen_incident,
}
