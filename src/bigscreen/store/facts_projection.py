"""Writes the flat record of each case that figures are computed from."""

from collections.abc import Mapping
from itertools import groupby

from sqlalchemy import Connection, bindparam, insert, select, update

from bigscreen.domain.case_changes import first_progress
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.events import Event, IncidentRegistered
from bigscreen.kpi.case_book import FactsEvent, facts_of
from bigscreen.store import rows
from bigscreen.store.schema import assignments, case_facts, incidents, stamps

_select_case = (
    select(incidents, case_facts.c.lead_force)
    .join(case_facts, case_facts.c.incident_id == incidents.c.id)
    .where(incidents.c.id == bindparam("key"))
)
_select_work = (
    select(assignments, stamps)
    .outerjoin(stamps, stamps.c.assignment_id == assignments.c.id)
    .where(assignments.c.incident_id == bindparam("key"))
    .order_by(assignments.c.assigned_seq)
)
_update_case = update(case_facts).where(case_facts.c.incident_id == bindparam("key"))


class FactsProjection:
    """The records of the cases a transaction changes, written once at its end.

    ``lead_forces`` maps a catalogue item's code to the force that leads on it.
    """

    def __init__(self, connection: Connection, lead_forces: Mapping[str, str]) -> None:
        self._connection = connection
        self._lead_forces = lead_forces
        self._changed: dict[str, None] = {}

    def note(self, event: Event) -> None:
        """Note which case an event has changed; a new one's record is written at once."""
        if isinstance(event, IncidentRegistered):
            incident = event.incident
            progress = first_progress(incident, event.deadline, event.stage_due_at)
            state = IncidentState(incident=incident, progress=progress)
            lead = self._lead_forces.get(incident.item_code, "")
            facts = facts_of(state, (), (), lead)
            self._connection.execute(insert(case_facts), rows.case_values(facts))
        elif isinstance(event, FactsEvent):
            self._changed[event.incident_id] = None

    def write(self) -> None:
        """Write the records of the changed cases as they stand now."""
        for incident_id in self._changed:
            self._write(incident_id)
        self._changed.clear()

    def _write(self, incident_id: str) -> None:
        case = self._connection.execute(_select_case, {"key": incident_id}).first()
        if case is None:
            return  # its registration was undone after all
        sent, force_codes = [], []
        found = self._connection.execute(_select_work, {"key": incident_id})
        for _, lines in groupby(found, key=lambda row: row.id):
            work = list(lines)
            known = dict(rows.stamp_of(row) for row in work if row.milestone is not None)
            sent.append(rows.assignment_of(work[0], known))
            force_codes += work[0].force_codes
        state = rows.incident_state_of(case, [one.id for one in sent], ())
        values = rows.case_values(facts_of(state, sent, force_codes, case.lead_force))
        del values["incident_id"]
        self._connection.execute(_update_case, {"key": incident_id} | values)
