"""Writes what events change of cases: through the same functions as the reducer."""

from functools import singledispatchmethod
from typing import get_args

from sqlalchemy import Connection, bindparam, false, insert, select, update

from bigscreen.domain.case_changes import (
    closed_progress,
    first_progress,
    incident_after,
    progress_after,
    reopened_progress,
)
from bigscreen.domain.case_events import ProgressEvent
from bigscreen.domain.events import (
    IncidentClosed,
    IncidentRegistered,
    IncidentReopened,
    NoteAdded,
)
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.progress import Progress
from bigscreen.domain.situation import CLOSED_KEPT
from bigscreen.store import rows
from bigscreen.store.schema import incidents, notes
from bigscreen.store.versions import touch_incident

_select_incident = select(incidents).where(incidents.c.id == bindparam("key"))
_select_progress = select(incidents.c.progress).where(incidents.c.id == bindparam("key"))
_reopen = touch_incident.values(reopened=incidents.c.reopened + 1)
_update_incident = update(incidents).where(incidents.c.id == bindparam("key"))
_select_closed = (
    select(incidents.c.id)
    .where(incidents.c.forgotten == false(), incidents.c.closed_seq.is_not(None))
    .order_by(incidents.c.closed_seq.desc())
)


class CaseProjection:
    """Cases from their registration to their end, and what was noted of them."""

    EVENTS = (
        IncidentRegistered,
        IncidentClosed,
        IncidentReopened,
        NoteAdded,
        *get_args(ProgressEvent),
    )

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @singledispatchmethod
    def apply(self, event: object, seq: int) -> None:
        """Take in the event numbered ``seq``."""
        raise TypeError(f"event {seq} is not about a case: {event!r}")

    @apply.register
    def _(self, event: IncidentRegistered, seq: int) -> None:
        progress = first_progress(event.incident, event.deadline, event.stage_due_at)
        fresh = {"progress": progress, "opened_seq": seq}
        self._connection.execute(insert(incidents), rows.incident_values(event.incident) | fresh)

    @apply.register(ProgressEvent)
    def _(self, event: ProgressEvent, _seq: int) -> None:
        key = {"key": event.incident_id}
        row = self._connection.execute(_select_incident, key).one()
        incident = incident_after(event, rows.incident_of(row))
        changed = {
            "level": int(incident.level),
            "sensitivity": incident.sensitivity.value,
            "progress": progress_after(event, row.progress),
        }
        self._connection.execute(touch_incident, key | changed)

    @apply.register
    def _(self, event: NoteAdded, seq: int) -> None:
        written = rows.note_values(event.note) | {"seq": seq, "incident_id": event.incident_id}
        self._connection.execute(insert(notes), written)
        self._connection.execute(touch_incident, {"key": event.incident_id})

    @apply.register
    def _(self, event: IncidentClosed, seq: int) -> None:
        self._connection.execute(
            touch_incident,
            {
                "key": event.incident_id,
                "status": IncidentStatus.CLOSED.value,
                "closed_at": event.at,
                "closed_by": event.by,
                "disposition": event.disposition,
                "closed_seq": seq,
                "progress": closed_progress(event, self._progress(event.incident_id)),
            },
        )
        for long_closed in self._connection.scalars(_select_closed.offset(CLOSED_KEPT)).all():
            self._connection.execute(_update_incident, {"key": long_closed, "forgotten": True})

    @apply.register
    def _(self, event: IncidentReopened, seq: int) -> None:
        self._connection.execute(
            _reopen,
            {
                "key": event.incident_id,
                "status": IncidentStatus.OPEN.value,
                "closed_at": None,
                "closed_by": "",
                "disposition": "",
                "closed_seq": None,
                "opened_seq": seq,
                "progress": reopened_progress(self._progress(event.incident_id)),
            },
        )

    def _progress(self, incident_id: str) -> Progress:
        known: Progress = self._connection.scalars(_select_progress, {"key": incident_id}).one()
        return known
