"""Rows to domain values and back, one pair a table."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Row

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import (
    Channel,
    Incident,
    IncidentStatus,
    Level,
    Sensitivity,
    WorkKind,
)
from bigscreen.domain.units import Duty, Unit, UnitKind

Values = dict[str, Any]
"""Column names and values of one row to be written."""

AnyRow = Row[*tuple[Any, ...]]

_CASE_FIELDS = tuple(field.name for field in fields(CaseFacts))
_case_values = attrgetter(*_CASE_FIELDS)


def unit_values(unit: Unit) -> Values:
    """Return the columns that say what is known of a unit."""
    return {
        "id": unit.id,
        "call_sign": unit.call_sign,
        "force_codes": unit.force_codes,
        "kind": unit.kind.value,
        "grid_id": unit.grid_id,
        "squad": unit.squad,
        "officers": unit.officers,
        "capabilities": unit.capabilities,
        "home_lat": unit.home.lat if unit.home else None,
        "home_lon": unit.home.lon if unit.home else None,
        "stale_after_s": unit.stale_after_s,
        "source": unit.source,
    }


def unit_of(row: AnyRow) -> Unit:
    """Return the unit of a row."""
    return Unit(
        id=row.id,
        call_sign=row.call_sign,
        force_codes=row.force_codes,
        kind=UnitKind(row.kind),
        grid_id=row.grid_id,
        squad=row.squad,
        officers=row.officers,
        capabilities=row.capabilities,
        home=_point(row.home_lat, row.home_lon),
        stale_after_s=row.stale_after_s,
        source=row.source,
    )


def duty_of(row: AnyRow) -> Duty:
    """Return whether the unit of a row can be sent."""
    return Duty(row.duty)


def incident_values(incident: Incident) -> Values:
    """Return the columns of a new incident, but for its progress and its event number."""
    return {
        "id": incident.id,
        "number": incident.number,
        "work_kind": incident.work_kind.value,
        "item_code": incident.item_code,
        "title": incident.title,
        "level": int(incident.level),
        "channel": incident.channel.value,
        "received_at": incident.received_at,
        "grid_id": incident.grid_id,
        "address": incident.address,
        "lat": incident.location.lat if incident.location else None,
        "lon": incident.location.lon if incident.location else None,
        "summary": incident.summary,
        "response_minutes": incident.response_minutes,
        "source": incident.source,
        "reference": incident.reference,
        "status": IncidentStatus.OPEN.value,
        "closed_at": None,
        "closed_by": "",
        "disposition": "",
        "reopened": 0,
        "version": 1,
        "closed_seq": None,
        "forgotten": False,
        "drill": incident.drill,
        "sensitivity": incident.sensitivity.value,
    }


def incident_of(row: AnyRow) -> Incident:
    """Return what was registered of the incident of a row."""
    return Incident(
        id=row.id,
        number=row.number,
        work_kind=WorkKind(row.work_kind),
        item_code=row.item_code,
        title=row.title,
        level=Level(row.level),
        channel=Channel(row.channel),
        received_at=row.received_at,
        grid_id=row.grid_id,
        address=row.address,
        location=_point(row.lat, row.lon),
        summary=row.summary,
        response_minutes=row.response_minutes,
        source=row.source,
        reference=row.reference,
        drill=row.drill,
        sensitivity=Sensitivity(row.sensitivity),
    )


def incident_state_of(
    row: AnyRow, assignment_ids: Sequence[str], notes: Sequence[Note]
) -> IncidentState:
    """Return the incident of a row with what other tables know of it."""
    return IncidentState(
        incident=incident_of(row),
        status=IncidentStatus(row.status),
        assignment_ids=tuple(assignment_ids),
        notes=tuple(notes),
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        disposition=row.disposition,
        reopened=row.reopened,
        progress=row.progress,
        version=row.version,
    )


def assignment_of(row: AnyRow, stamps: Mapping[Milestone, Stamp]) -> Assignment:
    """Return the assignment of a row with its stamps."""
    return Assignment(
        id=row.id,
        incident_id=row.incident_id,
        unit_id=row.unit_id,
        stacked=row.stacked,
        stamps=stamps,
        released_at=row.released_at,
        release_reason=row.release_reason,
        corrections=row.corrections,
    )


def stamp_values(assignment_id: str, milestone: Milestone, stamp: Stamp) -> Values:
    """Return the columns of one assignment's stamp."""
    return {
        "assignment_id": assignment_id,
        "milestone": milestone.value,
        "at": stamp.at,
        "by": stamp.by,
        "how": stamp.how.value,
    }


def stamp_of(row: AnyRow) -> tuple[Milestone, Stamp]:
    """Return the milestone and the stamp of a row."""
    return Milestone(row.milestone), Stamp(at=row.at, by=row.by, how=StampSource(row.how))


def note_values(note: Note) -> Values:
    """Return the columns of a note, but for its incident and its event number."""
    return {"text": note.text, "by": note.by, "at": note.at}


def note_of(row: AnyRow) -> Note:
    """Return the note of a row."""
    return Note(text=row.text, by=row.by, at=row.at)


def case_values(facts: CaseFacts) -> Values:
    """Return the columns of one case's record."""
    return dict(zip(_CASE_FIELDS, _case_values(facts), strict=True))


def case_of(row: AnyRow) -> CaseFacts:
    """Return the record of a row whose columns stand in the order of :class:`CaseFacts`."""
    known = dict(zip(_CASE_FIELDS, row, strict=True))
    known["work_kind"] = WorkKind(known["work_kind"])
    known["level"] = Level(known["level"])
    known["channel"] = Channel(known["channel"])
    if known["original_level"] is not None:
        known["original_level"] = Level(known["original_level"])
    return CaseFacts(**known)


def _point(lat: float | None, lon: float | None) -> GeoPoint | None:
    return None if lat is None or lon is None else GeoPoint(lat, lon)
