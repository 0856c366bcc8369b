"""Rules of the orders on a case itself: register, note, close, reopen (:mod:`.closing`)."""

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from bigscreen.domain.authority import Role
from bigscreen.domain.case_state import Note
from bigscreen.domain.city import CatalogueItem, Grid
from bigscreen.domain.commands import AddNote, RegisterIncident
from bigscreen.domain.errors import Rejected
from bigscreen.domain.events import IncidentRegistered, NoteAdded
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.incidents import Incident, Level, Sensitivity, WorkKind
from bigscreen.domain.progress import CaseStage, Progress
from bigscreen.domain.refusals import Refusal
from bigscreen.service import closing, text_rules
from bigscreen.service.deadlines import case_deadline, stage_due
from bigscreen.service.order import Decision, Order, out_of_range, shown
from bigscreen.service.ownership import require_own_or_finished_case
from bigscreen.service.rule import Rules

DEFAULT_RESPONSE_MINUTES = 5
"""Response class of a place outside every grid."""

_LONGEST_RESPONSE_MINUTES = 24 * 60


def register_incident(order: Order, command: RegisterIncident) -> Decision:
    """Register a case; catalogue and map fill in what the report leaves out, its clock is started.

    From a unit, level and response class are not taken, nor that it is a drill: catalogue and
    map decide, and what units find counts. How walls show a case only desks may say.
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
        drill=command.drill and order.actor.role is not Role.UNIT,
        sensitivity=_sensitivity(order, command, item),
    )
    return order.accept([_registered(order, incident)], incident_id=incident.id)


def _registered(order: Order, incident: Incident) -> IncidentRegistered:
    """Return the event that starts the case's clocks."""
    begun = Progress()
    first_due = None
    if incident.work_kind is WorkKind.CITY_CASE:
        first_due = stage_due(
            order.city, incident, begun, CaseStage.REGISTERED, incident.received_at
        )
    return IncidentRegistered(
        incident=incident,
        deadline=case_deadline(order.city, incident, begun),
        stage_due_at=first_due,
    )


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
        at_place = _place_minutes(order, command.location)
        of_grid = grid.response_minutes if grid else DEFAULT_RESPONSE_MINUTES
        return at_place or of_grid
    if not 1 <= minutes <= _LONGEST_RESPONSE_MINUTES:
        raise out_of_range("response_minutes", minutes, 1, _LONGEST_RESPONSE_MINUTES)
    return minutes


def _place_minutes(order: Order, location: GeoPoint | None) -> int | None:
    """Return the class of the nearest place that has one of its own and holds the location."""
    if location is None:
        return None
    places = order.city.plan.response_places
    near = [(distance_m(place.location, location), place) for place in places]
    holding = [(away_m, place.minutes) for away_m, place in near if away_m <= place.radius_m]
    return min(holding)[1] if holding else None


def _sensitivity(order: Order, command: RegisterIncident, item: CatalogueItem) -> Sensitivity:
    if command.sensitivity is None or order.reports:
        return item.sensitivity
    return command.sensitivity


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


RULES: Rules = {
    RegisterIncident: register_incident,
    AddNote: add_note,
    **closing.RULES,
}
