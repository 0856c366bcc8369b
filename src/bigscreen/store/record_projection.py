"""Writes alarms, hand-overs and operations, which come whole, in the order the reducer keeps."""

from functools import singledispatchmethod
from typing import get_args

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from bigscreen.domain.centre_events import (
    AlarmChanged,
    HandOverChanged,
    OperationChanged,
    RecordEvent,
)
from bigscreen.domain.records import Record
from bigscreen.store import record_rows
from bigscreen.store.record_tables import alarms, hand_overs, operations
from bigscreen.store.rows import Values


class RecordProjection:
    """Records as they stand after each event on them."""

    EVENTS = get_args(RecordEvent)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @singledispatchmethod
    def apply(self, event: object, seq: int) -> None:
        """Take in the event numbered ``seq``."""
        raise TypeError(f"event {seq} is not about a record: {event!r}")

    @apply.register
    def _(self, event: AlarmChanged, seq: int) -> None:
        self._put(alarms, event.alarm, record_rows.alarm_values(event.alarm), seq)

    @apply.register
    def _(self, event: HandOverChanged, seq: int) -> None:
        self._put(hand_overs, event.hand_over, record_rows.hand_over_values(event.hand_over), seq)

    @apply.register
    def _(self, event: OperationChanged, seq: int) -> None:
        self._put(operations, event.operation, record_rows.operation_values(event.operation), seq)

    def _put(self, table: Table, record: Record, values: Values, seq: int) -> None:
        """Write a record; one that is opened anew goes to the end of the open ones."""
        known = self._connection.execute(
            select(table.c.opened_seq, table.c.settled_seq).where(table.c.id == bindparam("key")),
            {"key": record.id},
        ).first()
        stays_open = known is not None and known.settled_seq is None
        written = values | {
            "opened_seq": known.opened_seq if known is not None and stays_open else seq,
            "settled_seq": seq if record.is_settled else None,
        }
        if known is None:
            self._connection.execute(insert(table), written)
            return
        changed = {name: value for name, value in written.items() if name != "id"}
        self._connection.execute(
            update(table).where(table.c.id == bindparam("key")), {"key": record.id} | changed
        )
