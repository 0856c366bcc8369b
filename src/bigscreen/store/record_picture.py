"""Reads alarms, hand-overs, operations and the running shift, as the reducer would hold them."""

from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from bigscreen.domain.records import SETTLED_KEPT
from bigscreen.domain.shift import NOTES_KEPT, Shift
from bigscreen.store import record_rows
from bigscreen.store.record_tables import duty_visits, shift, shift_notes

_select_shift = select(shift)
_select_visits = (
    select(duty_visits).where(duty_visits.c.seq > bindparam("started")).order_by(duty_visits.c.seq)
)
_select_notes = select(shift_notes).order_by(shift_notes.c.seq.desc())


def load_records(connection: Connection, table: Table) -> tuple[Any, ...]:
    """Return a table's open records, oldest first, then the last settled ones."""
    settled = (
        select(table.c.data)
        .where(table.c.settled_seq.is_not(None))
        .order_by(table.c.settled_seq.desc())
    )
    is_open = select(table.c.data).where(table.c.settled_seq.is_(None)).order_by(table.c.opened_seq)
    last = connection.scalars(settled.limit(SETTLED_KEPT)).all()
    return (*connection.scalars(is_open), *reversed(last))


def load_shift(connection: Connection) -> Shift:
    """Return the running shift, with what was visited in it and the last notes."""
    row = connection.execute(_select_shift).first()
    started = {"started": 0 if row is None else row.started_seq}
    visits = tuple(map(record_rows.visit_of, connection.execute(_select_visits, started)))
    last = connection.execute(_select_notes.limit(NOTES_KEPT)).all()
    notes = tuple(map(record_rows.shift_note_of, reversed(last)))
    if row is None:
        return Shift(visits=visits, notes=notes)
    return record_rows.shift_of(row, visits, notes)
