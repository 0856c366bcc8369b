"""Writes what events change of the running shift, and keeps every note and every visit."""

from collections.abc import Mapping
from functools import singledispatchmethod
from typing import get_args

from sqlalchemy import Connection, bindparam, insert, select, update

from bigscreen.domain.centre_events import (
    DutyLevelSet,
    DutyVisited,
    ShiftEvent,
    ShiftNoted,
    ShiftStarted,
)
from bigscreen.domain.shift import Shift
from bigscreen.domain.shift_changes import shift_after
from bigscreen.store import record_rows
from bigscreen.store.record_tables import duty_visits, shift, shift_notes

_select_shift = select(shift)
_update_shift = update(shift).where(shift.c.id == bindparam("key"))


class ShiftProjection:
    """The running shift; ``duty_grids`` says which grid a patrol duty lies in."""

    EVENTS = get_args(ShiftEvent)

    def __init__(self, connection: Connection, duty_grids: Mapping[str, str]) -> None:
        self._connection = connection
        self._duty_grids = duty_grids

    @singledispatchmethod
    def apply(self, event: object, seq: int) -> None:
        """Take in the event numbered ``seq``."""
        raise TypeError(f"event {seq} is not about the shift: {event!r}")

    @apply.register
    def _(self, event: DutyLevelSet, _seq: int) -> None:
        before, started_seq = self._known()
        self._write(shift_after(event, before), started_seq)

    @apply.register
    def _(self, event: ShiftStarted, seq: int) -> None:
        before, _ = self._known()
        self._write(shift_after(event, before), seq)

    @apply.register
    def _(self, event: ShiftNoted, seq: int) -> None:
        written = record_rows.shift_note_values(event.note) | {"seq": seq}
        self._connection.execute(insert(shift_notes), written)

    @apply.register
    def _(self, event: DutyVisited, seq: int) -> None:
        visit = event.visit
        grid_id = self._duty_grids.get(visit.duty_id, "")
        written = record_rows.visit_values(visit) | {"seq": seq, "grid_id": grid_id}
        self._connection.execute(insert(duty_visits), written)

    def _known(self) -> tuple[Shift, int]:
        """Return the shift without its notes and visits, and the event it began with."""
        row = self._connection.execute(_select_shift).first()
        if row is None:
            return Shift(), 0
        return record_rows.shift_of(row, (), ()), row.started_seq

    def _write(self, after: Shift, started_seq: int) -> None:
        values = record_rows.shift_values(after)
        written = values | {"started_seq": started_seq}
        if not self._connection.execute(_update_shift, {"key": 1} | written).rowcount:
            self._connection.execute(insert(shift), {"id": 1} | written)
