"""Keeps the tables of the present in step with the ledger, one event at a time.

What is written is what :class:`bigscreen.domain.situation.Situation` holds after the same
event; a property test compares the two over random histories.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bigscreen.domain.events import Event
from bigscreen.store.case_projection import CaseProjection
from bigscreen.store.facts_projection import FactsProjection
from bigscreen.store.record_projection import RecordProjection
from bigscreen.store.shift_projection import ShiftProjection
from bigscreen.store.unit_projection import UnitProjection
from bigscreen.store.work_projection import WorkProjection


@dataclass(frozen=True, slots=True, kw_only=True)
class CityIndex:
    """What the case records and the patrol history take from the city at the time.

    ``lead_forces`` maps a catalogue item's code to the force that leads on it, ``duty_grids`` a
    patrol duty's id to the grid it lies in.
    """

    lead_forces: Mapping[str, str] = field(default_factory=dict)
    duty_grids: Mapping[str, str] = field(default_factory=dict)


class Projection:
    """Writes what events change, each by the part that knows its subject."""

    def __init__(self, connection: Connection, city: CityIndex) -> None:
        parts = (
            UnitProjection(connection),
            WorkProjection(connection),
            CaseProjection(connection),
            RecordProjection(connection),
            ShiftProjection(connection, city.duty_grids),
        )
        self._part_of = {kind: part for part in parts for kind in part.EVENTS}
        self._facts = FactsProjection(connection, city.lead_forces)

    def apply(self, event: Event, seq: int) -> None:
        """Take in the event numbered ``seq``.

        Raises:
            UnitTaken: the unit has an active assignment already.
            TypeError: it is no event of a ledger.
        """
        part = self._part_of.get(type(event))
        if part is None:
            raise TypeError(f"event {seq} is not one of a ledger: {event!r}")
        part.apply(event, seq)
        self._facts.note(event)

    def finish(self) -> None:
        """Write what is written once at the end of a transaction: the records of its cases."""
        self._facts.write()
