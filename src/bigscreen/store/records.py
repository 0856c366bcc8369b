"""What is kept of the centre's work, for reports: from any database a hub wrote."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Select, bindparam, func, select

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.assignments import Correction
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.shift import ShiftNote
from bigscreen.service.ports import CaseRecord, PastCorrection, PastVisit
from bigscreen.store import record_rows, rows
from bigscreen.store.database import Database
from bigscreen.store.picture import load_case
from bigscreen.store.record_tables import (
    alarms,
    duty_visits,
    hand_overs,
    operations,
    shift_notes,
)
from bigscreen.store.schema import assignments


def _between(found: Select[Any], moment: Column[datetime]) -> Select[Any]:
    return found.where(moment >= bindparam("start"), moment < bindparam("end")).order_by(moment)


_alarms = _between(select(alarms.c.data), alarms.c.moment).order_by(alarms.c.opened_seq)
_visits = _between(select(duty_visits), duty_visits.c.at).order_by(duty_visits.c.seq)
_first_visit = select(func.min(duty_visits.c.at))
_shift_notes = _between(select(shift_notes), shift_notes.c.at).order_by(shift_notes.c.seq)
_hand_overs = select(hand_overs.c.data).order_by(hand_overs.c.created_at, hand_overs.c.opened_seq)
_hand_over = _hand_overs.where(hand_overs.c.number == bindparam("number"))
_operations = select(operations.c.data).order_by(operations.c.opened_seq)
_corrected = select(
    assignments.c.incident_id, assignments.c.unit_id, assignments.c.corrections
).where(assignments.c.corrections != ())


class SqlDutyRecords:
    """Implements :class:`bigscreen.service.ports.DutyRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def case(self, incident_id: str) -> CaseRecord | None:
        """Return the case with this id, or None."""
        with self._database.reading() as connection:
            found = load_case(connection, incident_id)
        return None if found is None else CaseRecord(state=found[0], assignments=found[1])

    def alarms_between(self, start: datetime, end: datetime) -> Sequence[Alarm]:
        """Return the alarms that came due in [start, end), in that order."""
        with self._database.reading() as connection:
            return connection.scalars(_alarms, {"start": start, "end": end}).all()

    def hand_overs(self) -> Sequence[HandOver]:
        """Return all hand-overs, in order of creation."""
        with self._database.reading() as connection:
            return connection.scalars(_hand_overs).all()

    def hand_over(self, number: str) -> HandOver | None:
        """Return the hand-over people know by this number, or None."""
        with self._database.reading() as connection:
            return connection.scalars(_hand_over, {"number": number}).first()

    def operations(self) -> Sequence[JointOperation]:
        """Return all joint operations, in order of planning."""
        with self._database.reading() as connection:
            return connection.scalars(_operations).all()

    def visits_between(self, start: datetime, end: datetime) -> Sequence[PastVisit]:
        """Return the patrol duties fulfilled in [start, end), in that order."""
        with self._database.reading() as connection:
            found = connection.execute(_visits, {"start": start, "end": end}).all()
        return [PastVisit(visit=record_rows.visit_of(row), grid_id=row.grid_id) for row in found]

    def first_visit_at(self) -> datetime | None:
        """Return when the first patrol duty was fulfilled, None before any was."""
        with self._database.reading() as connection:
            at: datetime | None = connection.execute(_first_visit).scalar()
        return at

    def corrections_between(self, start: datetime, end: datetime) -> Sequence[PastCorrection]:
        """Return the stamps put right in [start, end), in that order."""
        with self._database.reading() as connection:
            found = connection.execute(_corrected).all()
        every = chain.from_iterable(map(_corrections_of, found))
        return sorted(
            (one for one in every if start <= one.correction.at < end),
            key=attrgetter("correction.at"),
        )

    def shift_notes_between(self, start: datetime, end: datetime) -> Sequence[ShiftNote]:
        """Return the notes shifts left in [start, end), in that order."""
        with self._database.reading() as connection:
            found = connection.execute(_shift_notes, {"start": start, "end": end}).all()
        return [record_rows.shift_note_of(row) for row in found]


def _corrections_of(row: rows.AnyRow) -> list[PastCorrection]:
    corrections: tuple[Correction, ...] = row.corrections
    return [
        PastCorrection(incident_id=row.incident_id, unit_id=row.unit_id, correction=one)
        for one in corrections
    ]
