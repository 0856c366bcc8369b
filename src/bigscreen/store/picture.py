"""Reads the present back from its tables, as the snapshot the reducer would hold."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, false, func, select

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, unit_status
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.situation import Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.store import rows
from bigscreen.store.schema import assignments, events, incidents, notes, stamps, units

_live = incidents.c.forgotten == false()
_incidents = select(incidents).where(_live)
_assignments = (
    select(assignments)
    .join(incidents, assignments.c.incident_id == incidents.c.id)
    .where(_live)
    .order_by(assignments.c.assigned_seq)
)
_stamps = (
    select(stamps)
    .join(assignments, stamps.c.assignment_id == assignments.c.id)
    .join(incidents, assignments.c.incident_id == incidents.c.id)
    .where(_live)
)
_notes = (
    select(notes)
    .join(incidents, notes.c.incident_id == incidents.c.id)
    .where(_live)
    .order_by(notes.c.seq)
)


def last_seq(connection: Connection) -> int:
    """Return the number of the last event, 0 before the first."""
    return connection.scalar(select(func.max(events.c.seq))) or 0


def load_snapshot(connection: Connection) -> Snapshot:
    """Return the situation after the last event."""
    known = _load_assignments(connection)
    return Snapshot(
        seq=last_seq(connection),
        units=tuple(_load_units(connection, known)),
        incidents=tuple(_load_incidents(connection, known)),
        assignments=tuple(known),
    )


def _load_assignments(connection: Connection) -> list[Assignment]:
    stamps_of: dict[str, dict[Milestone, Stamp]] = defaultdict(dict)
    for row in connection.execute(_stamps):
        milestone, stamp = rows.stamp_of(row)
        stamps_of[row.assignment_id][milestone] = stamp
    return [rows.assignment_of(row, stamps_of[row.id]) for row in connection.execute(_assignments)]


def _load_incidents(connection: Connection, known: Iterable[Assignment]) -> list[IncidentState]:
    """Return open incidents by opening, then closed ones by closing: see ``Snapshot``."""
    assignments_of: dict[str, list[str]] = defaultdict(list)
    for assignment in known:
        assignments_of[assignment.incident_id].append(assignment.id)
    notes_of: dict[str, list[Note]] = defaultdict(list)
    for row in connection.execute(_notes):
        notes_of[row.incident_id].append(rows.note_of(row))
    found = sorted(
        connection.execute(_incidents),
        key=lambda row: (
            row.status == IncidentStatus.CLOSED,
            row.opened_seq if row.status == IncidentStatus.OPEN else row.closed_seq,
        ),
    )
    return [rows.incident_state_of(row, assignments_of[row.id], notes_of[row.id]) for row in found]


def _load_units(connection: Connection, known: Iterable[Assignment]) -> list[UnitState]:
    work_of: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in known:
        if assignment.is_open:
            work_of[assignment.unit_id].append(assignment)
    result = []
    for row in connection.execute(select(units).order_by(units.c.declared_seq)):
        work, duty = work_of[row.id], rows.duty_of(row)
        result.append(
            UnitState(
                unit=rows.unit_of(row),
                number=row.number,
                duty=duty,
                status=unit_status(duty, work[0] if work else None),
                assignment_ids=tuple(assignment.id for assignment in work),
                version=row.version,
            )
        )
    return result
