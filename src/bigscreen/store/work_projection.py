"""Writes what events change of assignments and their stamps."""

from collections.abc import Mapping
from functools import singledispatchmethod

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bigscreen.domain.assignments import Correction, Milestone, Stamp, corrected, stamped
from bigscreen.domain.case_events import MilestoneCorrected
from bigscreen.domain.events import MilestoneReached, UnitAssigned, UnitReleased
from bigscreen.service.ports import UnitTaken
from bigscreen.store import rows
from bigscreen.store.schema import assignments, one_active_assignment, stamps, units
from bigscreen.store.versions import touch_incident, touch_unit

Stamps = Mapping[Milestone, Stamp]

_forces_now = select(units.c.force_codes).where(units.c.id == bindparam("sent"))
_add_assignment = insert(assignments).values(force_codes=_forces_now.scalar_subquery())
_update_assignment = update(assignments).where(assignments.c.id == bindparam("key"))
_update_stamp = update(stamps).where(
    stamps.c.assignment_id == bindparam("key"), stamps.c.milestone == bindparam("of")
)
_select_stamps = select(stamps).where(stamps.c.assignment_id == bindparam("key"))
_select_corrections = select(assignments.c.corrections).where(assignments.c.id == bindparam("key"))
_select_next_work = (
    select(assignments.c.id)
    .where(assignments.c.unit_id == bindparam("key"), assignments.c.released_at.is_(None))
    .order_by(assignments.c.assigned_seq)
    .limit(1)
)


class WorkProjection:
    """Who was sent where, what they reported, and what of it was put right."""

    EVENTS = (UnitAssigned, MilestoneReached, MilestoneCorrected, UnitReleased)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @singledispatchmethod
    def apply(self, event: object, seq: int) -> None:
        """Take in the event numbered ``seq``.

        Raises:
            UnitTaken: the unit has an active assignment already.
        """
        raise TypeError(f"event {seq} is not about an assignment: {event!r}")

    @apply.register
    def _(self, event: UnitAssigned, seq: int) -> None:
        assignment = {
            "id": event.assignment_id,
            "incident_id": event.incident_id,
            "unit_id": event.unit_id,
            "stacked": event.stacked,
            "released_at": None,
            "release_reason": "",
            "assigned_seq": seq,
            "corrections": (),
            "sent": event.unit_id,
        }
        try:
            self._connection.execute(_add_assignment, assignment)
        except IntegrityError as error:
            if _says_unit_is_taken(error):
                raise UnitTaken(event.unit_id) from error
            raise
        self._write_stamps(event.assignment_id, {}, {Milestone.DISPATCHED: event.stamp})
        self._touch(event.incident_id, event.unit_id)

    @apply.register
    def _(self, event: MilestoneReached, _seq: int) -> None:
        known = self._stamps_of(event.assignment_id)
        after = stamped(known, event.milestone, event.stamp)
        self._write_stamps(event.assignment_id, known, after)
        self._touch(event.incident_id, event.unit_id)

    @apply.register
    def _(self, event: MilestoneCorrected, _seq: int) -> None:
        key = {"key": event.assignment_id}
        known = self._stamps_of(event.assignment_id)
        after = corrected(known, event.milestone, event.stamp)
        self._write_stamps(event.assignment_id, known, after)
        correction = Correction(
            milestone=event.milestone,
            was=event.was,
            stamp=event.stamp,
            reason=event.reason,
            at=event.at,
        )
        before = self._connection.scalars(_select_corrections, key).one()
        self._connection.execute(_update_assignment, key | {"corrections": (*before, correction)})
        self._touch(event.incident_id, event.unit_id)

    @apply.register
    def _(self, event: UnitReleased, _seq: int) -> None:
        ended = {
            "key": event.assignment_id,
            "released_at": event.at,
            "release_reason": event.reason,
        }
        self._connection.execute(_update_assignment, ended)
        next_work = self._connection.scalars(_select_next_work, {"key": event.unit_id}).first()
        if next_work is not None:
            # A second case becomes the present one.
            self._connection.execute(_update_assignment, {"key": next_work, "stacked": False})
        self._touch(event.incident_id, event.unit_id)

    def _stamps_of(self, assignment_id: str) -> Stamps:
        found = self._connection.execute(_select_stamps, {"key": assignment_id})
        return dict(rows.stamp_of(row) for row in found)

    def _write_stamps(self, assignment_id: str, known: Stamps, after: Stamps) -> None:
        for milestone, stamp in after.items():
            written = rows.stamp_values(assignment_id, milestone, stamp)
            if milestone not in known:
                self._connection.execute(insert(stamps), written)
            elif stamp != known[milestone]:
                changed = {name: written[name] for name in ("at", "by", "how")}
                of = {"key": assignment_id, "of": milestone.value}
                self._connection.execute(_update_stamp, of | changed)

    def _touch(self, incident_id: str, unit_id: str) -> None:
        self._connection.execute(touch_incident, {"key": incident_id})
        self._connection.execute(touch_unit, {"key": unit_id})


def _says_unit_is_taken(error: IntegrityError) -> bool:
    # SQLite names the column, PostgreSQL the index.
    said = str(error.orig)
    return f"failed: {assignments.name}.unit_id" in said or str(one_active_assignment.name) in said
