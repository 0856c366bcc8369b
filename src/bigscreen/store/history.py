"""The flat case records of this ledger and of the past before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.history_columns import KeyedCases
from bigscreen.store import rows
from bigscreen.store.case_batches import named_batches, received_batches
from bigscreen.store.database import Database
from bigscreen.store.schema import case_facts, incidents

_BATCH = 5_000

_T = TypeVar("_T")

_received = (
    select(case_facts)
    .where(
        case_facts.c.received_at >= bindparam("start"),
        case_facts.c.received_at < bindparam("end"),
    )
    .order_by(case_facts.c.received_at, case_facts.c.incident_id)
)
# One by one, each is looked up in the index; together they would make it read the whole of it.
_span = select(
    select(func.min(case_facts.c.received_at)).scalar_subquery(),
    select(func.max(case_facts.c.received_at)).scalar_subquery(),
)
_at = select(case_facts).where(case_facts.c.received_at.in_(bindparam("moments", expanding=True)))
_headlines = select(incidents.c.id, incidents.c.number, incidents.c.title).where(
    incidents.c.id.in_(bindparam("ids", expanding=True))
)
_one = select(case_facts).where(case_facts.c.incident_id == bindparam("id"))
_FEW = 500
_add = insert(case_facts).on_conflict_do_nothing()


class SqlCaseHistory:
    """Implements :class:`bigscreen.service.ports.CaseHistory`, and what the hub keeps it by.

    That is ``ColumnHistory`` of :mod:`bigscreen.hub.history_desk`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def cases_received(self, start: datetime, end: datetime) -> Sequence[CaseFacts]:
        """Return the cases received in [start, end), in order of receipt."""
        with self._database.reading() as connection:
            found = connection.execute(_received, {"start": start, "end": end}).all()
        return [rows.case_of(row) for row in found]

    def case_columns(self, start: datetime, end: datetime) -> CaseColumns:
        """Return the cases received in [start, end) as columns, in no particular order."""
        with self._database.reading() as connection:
            batches = [batch.cases for batch in received_batches(connection, start, end)]
        return CaseColumns.joined(batches or [CaseColumns.of(())])

    def keyed_cases(self, start: datetime, end: datetime) -> KeyedCases:
        """Return the same with the key of each case."""
        with self._database.reading() as connection:
            batches = list(received_batches(connection, start, end))
        return KeyedCases.joined(batches or [KeyedCases.of(())])

    def named_cases(self, incident_ids: Sequence[str]) -> KeyedCases:
        """Return the cases with these ids as they stand now, in no particular order."""
        with self._database.reading() as connection:
            batches = list(named_batches(connection, incident_ids))
        return KeyedCases.joined(batches or [KeyedCases.of(())])

    def cases_at(self, moments: Sequence[datetime]) -> Sequence[CaseFacts]:
        """Return the cases received at these moments, in no particular order."""
        with self._database.reading() as connection:
            found = [
                row
                for some in _few(moments)
                for row in connection.execute(_at, {"moments": some}).all()
            ]
        return [rows.case_of(row) for row in found]

    def headlines(self, incident_ids: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """Return number and title of those of these cases that went through this ledger."""
        with self._database.reading() as connection:
            return {
                row.id: (row.number, row.title)
                for some in _few(incident_ids)
                for row in connection.execute(_headlines, {"ids": some}).all()
            }

    def facts(self, incident_id: str) -> CaseFacts | None:
        """Return the record of one case, or None."""
        with self._database.reading() as connection:
            found = connection.execute(_one, {"id": incident_id}).first()
        return None if found is None else rows.case_of(found)

    def received_span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest case were received, None without any."""
        with self._database.reading() as connection:
            oldest, newest = connection.execute(_span).one()
        return None if oldest is None else (oldest, newest)

    def add_past_cases(self, cases: Iterable[CaseFacts]) -> int:
        """Add closed cases of the past that never went through this ledger; return how many.

        A case that is there already is left as it is, so adding the same past again adds none.
        """
        added = 0
        rest = iter(cases)
        with self._database.writing() as connection:
            while batch := [rows.case_values(case) for case in islice(rest, _BATCH)]:
                added += connection.execute(_add, batch).rowcount
        return added


def _few(values: Sequence[_T]) -> Iterator[list[_T]]:
    """Give the values a few at a time: a database takes so many in one question only."""
    for start in range(0, len(values), _FEW):
        yield list(values[start : start + _FEW])
