"""Keeps the tables of the present in step with the ledger, one event at a time.

What it writes is what :class:`bigscreen.domain.situation.Situation` holds after the same
event; a property test compares the two over random histories.
"""

from collections.abc import Callable, Mapping
from functools import singledispatchmethod
from typing import Any

from sqlalchemy import Connection, bindparam, false, insert, select, update
from sqlalchemy.exc import IntegrityError

from bigscreen.domain.assignments import Milestone, stamped
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.events import (
    DutyChanged,
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    MilestoneReached,
    NoteAdded,
    UnitAssigned,
    UnitDeclared,
    UnitReleased,
)
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.situation import CLOSED_KEPT
from bigscreen.domain.units import Duty
from bigscreen.kpi import case_book
from bigscreen.service.ports import UnitTaken
from bigscreen.store import rows
from bigscreen.store.schema import (
    assignments,
    case_facts,
    incidents,
    notes,
    one_active_assignment,
    stamps,
    units,
)

_touch_unit = (
    update(units).where(units.c.id == bindparam("key")).values(version=units.c.version + 1)
)
_touch_incident = (
    update(incidents)
    .where(incidents.c.id == bindparam("key"))
    .values(version=incidents.c.version + 1)
)
_update_assignment = update(assignments).where(assignments.c.id == bindparam("key"))
_update_stamp = update(stamps).where(
    stamps.c.assignment_id == bindparam("key"), stamps.c.milestone == bindparam("of")
)
_update_case = update(case_facts).where(case_facts.c.incident_id == bindparam("key"))
_select_stamps = select(stamps).where(stamps.c.assignment_id == bindparam("key"))
_select_case = select(case_facts).where(case_facts.c.incident_id == bindparam("key"))
_select_forces = select(units.c.force_codes).where(units.c.id == bindparam("key"))
_select_next_work = (
    select(assignments.c.id)
    .where(assignments.c.unit_id == bindparam("key"), assignments.c.released_at.is_(None))
    .order_by(assignments.c.assigned_seq)
    .limit(1)
)
_select_closed = (
    select(incidents.c.id)
    .where(incidents.c.forgotten == false(), incidents.c.closed_seq.is_not(None))
    .order_by(incidents.c.closed_seq.desc())
)


class Projection:
    """Writes what an event changes in the present and in the case records.

    ``lead_forces`` maps a catalogue item's code to the force that leads on it.
    """

    def __init__(self, connection: Connection, lead_forces: Mapping[str, str]) -> None:
        self._connection = connection
        self._lead_forces = lead_forces

    @singledispatchmethod
    def apply(self, event: object, seq: int) -> None:
        """Take in the event numbered ``seq``.

        Raises:
            UnitTaken: the unit has an active assignment already.
        """
        raise TypeError(f"event {seq} is not an event: {event!r}")

    @apply.register
    def _(self, event: UnitDeclared, seq: int) -> None:
        known = rows.unit_values(event.unit) | {"number": event.number}
        changed = self._execute(
            _touch_unit.values({name: bindparam(name) for name in known if name != "id"}),
            known | {"key": event.unit.id},
        )
        if not changed:
            fresh = {"duty": Duty.ON_DUTY.value, "version": 1, "declared_seq": seq}
            self._execute(insert(units), known | fresh)

    @apply.register
    def _(self, event: DutyChanged, seq: int) -> None:  # noqa: ARG002 - one signature for all
        self._execute(
            _touch_unit.values(duty=bindparam("duty")),
            {"key": event.unit_id, "duty": event.duty.value},
        )

    @apply.register
    def _(self, event: IncidentRegistered, seq: int) -> None:
        incident = event.incident
        self._execute(insert(incidents), rows.incident_values(incident) | {"opened_seq": seq})
        lead = self._lead_forces.get(incident.item_code, "")
        self._execute(insert(case_facts), rows.case_values(case_book.registered(incident, lead)))

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
        }
        try:
            self._execute(insert(assignments), assignment)
        except IntegrityError as error:
            if _says_unit_is_taken(error):
                raise UnitTaken(event.unit_id) from error
            raise
        self._execute(
            insert(stamps),
            rows.stamp_values(event.assignment_id, Milestone.DISPATCHED, event.stamp),
        )
        self._touch(event.incident_id, event.unit_id)
        forces = self._connection.scalars(_select_forces, {"key": event.unit_id}).one()
        self._change_case(
            event.incident_id,
            lambda case: case_book.with_stamp(
                case_book.with_forces(case, forces), Milestone.DISPATCHED, event.stamp
            ),
        )

    @apply.register
    def _(self, event: MilestoneReached, seq: int) -> None:  # noqa: ARG002
        found = self._connection.execute(_select_stamps, {"key": event.assignment_id})
        known = dict(rows.stamp_of(row) for row in found)
        after = stamped(known, event.milestone, event.stamp)
        for milestone, stamp in after.items():
            written = rows.stamp_values(event.assignment_id, milestone, stamp)
            if milestone not in known:
                self._execute(insert(stamps), written)
            elif stamp != known[milestone]:
                self._execute(
                    _update_stamp,
                    {"key": event.assignment_id, "of": milestone.value}
                    | {name: written[name] for name in ("at", "by", "how")},
                )
        self._touch(event.incident_id, event.unit_id)
        # The stamp that stands, not the event's: a milestone is written once.
        self._change_case(
            event.incident_id,
            lambda case: case_book.with_stamp(case, event.milestone, after[event.milestone]),
        )

    @apply.register
    def _(self, event: UnitReleased, seq: int) -> None:  # noqa: ARG002
        self._execute(
            _update_assignment,
            {
                "key": event.assignment_id,
                "released_at": event.at,
                "release_reason": event.reason,
            },
        )
        next_work = self._connection.scalars(_select_next_work, {"key": event.unit_id}).first()
        if next_work is not None:
            # A second case becomes the present one.
            self._execute(_update_assignment, {"key": next_work, "stacked": False})
        self._touch(event.incident_id, event.unit_id)

    @apply.register
    def _(self, event: NoteAdded, seq: int) -> None:
        note = event.note
        self._execute(
            insert(notes),
            {
                "seq": seq,
                "incident_id": event.incident_id,
                "text": note.text,
                "by": note.by,
                "at": note.at,
            },
        )
        self._execute(_touch_incident, {"key": event.incident_id})

    @apply.register
    def _(self, event: IncidentClosed, seq: int) -> None:
        self._execute(
            _touch_incident,
            {
                "key": event.incident_id,
                "status": IncidentStatus.CLOSED.value,
                "closed_at": event.at,
                "closed_by": event.by,
                "disposition": event.disposition,
                "closed_seq": seq,
            },
        )
        for long_closed in self._connection.scalars(_select_closed.offset(CLOSED_KEPT)).all():
            self._execute(
                update(incidents).where(incidents.c.id == bindparam("key")),
                {"key": long_closed, "forgotten": True},
            )
        self._change_case(event.incident_id, lambda case: case_book.with_close(case, event.at))

    @apply.register
    def _(self, event: IncidentReopened, seq: int) -> None:
        self._execute(
            _touch_incident.values(reopened=incidents.c.reopened + 1),
            {
                "key": event.incident_id,
                "status": IncidentStatus.OPEN.value,
                "closed_at": None,
                "closed_by": "",
                "disposition": "",
                "closed_seq": None,
                "opened_seq": seq,
            },
        )
        self._change_case(event.incident_id, lambda case: case_book.with_close(case, None))

    def _touch(self, incident_id: str, unit_id: str) -> None:
        """Let both versions grow, as every event on them does."""
        self._execute(_touch_incident, {"key": incident_id})
        self._execute(_touch_unit, {"key": unit_id})

    def _change_case(self, incident_id: str, change: Callable[[CaseFacts], CaseFacts]) -> None:
        known = rows.case_of(self._connection.execute(_select_case, {"key": incident_id}).one())
        before, after = rows.case_values(known), rows.case_values(change(known))
        changed = {name: after[name] for name in after if after[name] != before[name]}
        if changed:
            self._execute(_update_case, {"key": incident_id} | changed)

    def _execute(self, statement: Any, values: rows.Values) -> int:
        return self._connection.execute(statement, values).rowcount


def _says_unit_is_taken(error: IntegrityError) -> bool:
    # SQLite names the column, PostgreSQL the index.
    said = str(error.orig)
    return f"failed: {assignments.name}.unit_id" in said or str(one_active_assignment.name) in said
