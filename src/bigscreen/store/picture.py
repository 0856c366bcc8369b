"""Reads the present back from its tables, as the snapshot the reducer would hold."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, false, func, select
from sqlalchemy.sql.elements import ColumnElement

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, unit_status
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.situation import Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.store import record_picture, rows
from bigscreen.store.record_tables import alarms, hand_overs, operations
from bigscreen.store.schema import assignments, events, incidents, notes, stamps, units

_LIVE = incidents.c.forgotten == false()
_THIS = incidents.c.id == bindparam("key")

_Which = ColumnElement[bool]


def last_seq(connection: Connection) -> int:
    """Return the number of the last event, 0 before the first."""
    return connection.scalar(select(func.max(events.c.seq))) or 0


def load_snapshot(connection: Connection) -> Snapshot:
    """Return the situation after the last event."""
    known = _load_assignments(connection, _LIVE, {})
    return Snapshot(
        seq=last_seq(connection),
        units=tuple(_load_units(connection, known)),
        incidents=tuple(_load_incidents(connection, known, _LIVE, {})),
        assignments=tuple(known),
        alarms=record_picture.load_records(connection, alarms),
        hand_overs=record_picture.load_records(connection, hand_overs),
        operations=record_picture.load_records(connection, operations),
        shift=record_picture.load_shift(connection),
    )


def load_case(
    connection: Connection, incident_id: str
) -> tuple[IncidentState, tuple[Assignment, ...]] | None:
    """Return a case with its assignments, a long-forgotten one too; None where there is none."""
    key = {"key": incident_id}
    known = _load_assignments(connection, _THIS, key)
    found = _load_incidents(connection, known, _THIS, key)
    return (found[0], tuple(known)) if found else None


def _load_assignments(
    connection: Connection, which: _Which, values: rows.Values
) -> list[Assignment]:
    """Return the assignments of ``which`` incidents, oldest first."""
    stamps_of: dict[str, dict[Milestone, Stamp]] = defaultdict(dict)
    stamped = (
        select(stamps)
        .join(assignments, stamps.c.assignment_id == assignments.c.id)
        .join(incidents, assignments.c.incident_id == incidents.c.id)
        .where(which)
    )
    for row in connection.execute(stamped, values):
        milestone, stamp = rows.stamp_of(row)
        stamps_of[row.assignment_id][milestone] = stamp
    sent = (
        select(assignments)
        .join(incidents, assignments.c.incident_id == incidents.c.id)
        .where(which)
        .order_by(assignments.c.assigned_seq)
    )
    return [rows.assignment_of(row, stamps_of[row.id]) for row in connection.execute(sent, values)]


def _load_incidents(
    connection: Connection, known: Iterable[Assignment], which: _Which, values: rows.Values
) -> list[IncidentState]:
    """Return open incidents by opening, then closed ones by closing: see ``Snapshot``."""
    assignments_of: dict[str, list[str]] = defaultdict(list)
    for assignment in known:
        assignments_of[assignment.incident_id].append(assignment.id)
    notes_of: dict[str, list[Note]] = defaultdict(list)
    noted = (
        select(notes)
        .join(incidents, notes.c.incident_id == incidents.c.id)
        .where(which)
        .order_by(notes.c.seq)
    )
    for row in connection.execute(noted, values):
        notes_of[row.incident_id].append(rows.note_of(row))
    found = sorted(
        connection.execute(select(incidents).where(which), values),
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
