"""The flat case records of this ledger and of the past before it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.history_columns import KeyedCases
from bigscreen.store import rows
from bigscreen.store.case_batches import named_batches, received_batches
from bigscreen.store.database import Database
from bigscreen.store.schema import case_facts

_BATCH = 5_000

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
