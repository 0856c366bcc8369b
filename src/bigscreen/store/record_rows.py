"""Rows of the centre's own records to domain values and back."""

from collections.abc import Iterable

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.shift import Shift, ShiftNote
from bigscreen.store.rows import AnyRow, Values


def alarm_values(alarm: Alarm) -> Values:
    """Return the columns of an alarm, but for its event numbers."""
    return {
        "id": alarm.id,
        "kind": alarm.kind.value,
        "stage": alarm.stage.value,
        "status": alarm.status.value,
        "moment": alarm.moment,
        "raised_at": alarm.raised_at,
        "incident_id": alarm.incident_id,
        "hand_over_id": alarm.hand_over_id,
        "grid_id": alarm.grid_id,
        "data": alarm,
    }


def hand_over_values(hand_over: HandOver) -> Values:
    """Return the columns of a hand-over, but for its event numbers."""
    return {
        "id": hand_over.id,
        "number": hand_over.number,
        "kind": hand_over.kind.value,
        "status": hand_over.status.value,
        "incident_id": hand_over.incident_id,
        "department": hand_over.department,
        "created_at": hand_over.created_at,
        "due_at": hand_over.deadline.due_at,
        "data": hand_over,
    }


def operation_values(operation: JointOperation) -> Values:
    """Return the columns of an operation, but for its event numbers."""
    return {
        "id": operation.id,
        "name": operation.name,
        "starts_at": operation.starts_at,
        "ends_at": operation.ends_at,
        "ended_at": operation.ended_at,
        "data": operation,
    }


def shift_values(shift: Shift) -> Values:
    """Return the columns of the running shift; notes and visits have tables of their own."""
    return {
        "place": shift.index,
        "started_at": shift.started_at,
        "level": shift.level,
        "level_since": shift.level_since,
        "level_by": shift.level_by,
        "level_reason": shift.level_reason,
    }


def shift_of(row: AnyRow, visits: Iterable[Visit], notes: Iterable[ShiftNote]) -> Shift:
    """Return the shift of a row with what other tables know of it."""
    return Shift(
        index=row.place,
        started_at=row.started_at,
        level=row.level,
        level_since=row.level_since,
        level_by=row.level_by,
        level_reason=row.level_reason,
        visits=tuple(visits),
        notes=tuple(notes),
    )


def shift_note_values(note: ShiftNote) -> Values:
    """Return the columns of a shift note, but for its event number."""
    return {"text": note.text, "by": note.by, "at": note.at, "area_id": note.area_id}


def shift_note_of(row: AnyRow) -> ShiftNote:
    """Return the shift note of a row."""
    return ShiftNote(text=row.text, by=row.by, at=row.at, area_id=row.area_id)


def visit_values(visit: Visit) -> Values:
    """Return the columns of a visit, but for its grid and its event number."""
    return {"duty_id": visit.duty_id, "unit_id": visit.unit_id, "at": visit.at}


def visit_of(row: AnyRow) -> Visit:
    """Return the visit of a row."""
    return Visit(duty_id=row.duty_id, unit_id=row.unit_id, at=row.at)
