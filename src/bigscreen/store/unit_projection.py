"""Writes what events change of units."""

from functools import singledispatchmethod

from sqlalchemy import Connection, bindparam, insert

from bigscreen.domain.events import DutyChanged, UnitDeclared
from bigscreen.domain.units import Duty
from bigscreen.store import rows
from bigscreen.store.schema import units
from bigscreen.store.versions import touch_unit

_set_duty = touch_unit.values(duty=bindparam("duty"))


class UnitProjection:
    """Units as they are declared, and their duty."""

    EVENTS = (UnitDeclared, DutyChanged)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @singledispatchmethod
    def apply(self, event: object, seq: int) -> None:
        """Take in the event numbered ``seq``."""
        raise TypeError(f"event {seq} is not about a unit: {event!r}")

    @apply.register
    def _(self, event: UnitDeclared, seq: int) -> None:
        known = rows.unit_values(event.unit) | {"number": event.number}
        changed = self._connection.execute(
            touch_unit.values({name: bindparam(name) for name in known if name != "id"}),
            known | {"key": event.unit.id},
        ).rowcount
        if not changed:
            fresh = {"duty": Duty.ON_DUTY.value, "version": 1, "declared_seq": seq}
            self._connection.execute(insert(units), known | fresh)

    @apply.register
    def _(self, event: DutyChanged, _seq: int) -> None:
        self._connection.execute(_set_duty, {"key": event.unit_id, "duty": event.duty.value})
